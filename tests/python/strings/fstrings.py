# f-strings: expressions, conversions, debugging form, nesting.
name = "Ann"
n = 42
pi = 3.14159
items = [1, 2, 3]
print(f"{name} {n} {pi}", f"{name!r} {name!s:>6} {n!r:<6}|", f"{n + 1} {n * 2:5d} {items[0]} {items[-1] if items else None}")
print(f"{n=} {name=} {pi=:.2f} {n + 1=} { n = } {name=!s}")
print(f"{n:>8}|{n:<8}|{n:^8}|{n:08}|{n:+}|{n:x}|{n:#x}|{n:b}|{n:,}|{1234567:_}|{-n:=6}|")
width = 10
digits = 3
print(f"{pi:{width}.{digits}f}|{name:*^{width}}|{name:{'>'}{width}}|")
print(f"{{literal}} {{{n}}} {'nested ' + f'{n}'} {(lambda x: x * 2)(5)} {dict(a=1)['a']} {[i for i in range(3)]}")
print(f"a" "b" f"{n}" "c{n}", f"", f"{''}", f'{"quoted"}', f"{n:d}{n!s}")
print(f"""multi
{n}
line""")
print(rf"\n{n}", f"\x41\u2022{n}\t|", f"{'a' if n > 40 else 'b'}{n and 'c'}")
out = []
for i in range(600):
    out.append(f"{i:03}{i % 7:>2}{name[i % 3]}")
print("".join(out)[-30:], len("".join(out)))
