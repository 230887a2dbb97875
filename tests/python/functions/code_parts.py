# What code objects tell: names, cells, lines; copies with other names.
def outer(a, *rest, key=1):
    b = len(a)
    def inner():
        return a, b, missing.attribute
    return inner


code = outer.__code__
print(code.co_cellvars, code.co_freevars, outer("x").__code__.co_freevars, sorted(outer("x").__code__.co_names))
print("len" in code.co_names, code.co_stacksize > 0, type(code.co_code), len(code.co_code) % 2 == 0, type(code.co_linetable), type(code.co_exceptiontable))
lines = [line for _, _, line in code.co_lines()]
print(min(line for line in lines if line and line >= 3), max(line for line in lines if line), len(list(code.co_positions())) == len(code.co_code) // 2)
ends = [(start, end) for start, end, _ in code.co_lines()]
print(all(end == following for (_, end), (following, _) in zip(ends, ends[1:])), ends[-1][1] == len(code.co_code))


def loop(n):
    total = 0
    for i in range(n):
        total += abs(-i)
    return total


print(loop(300))
renamed = loop.__code__.replace(co_name="other", co_qualname="some.other", co_filename="file.py", co_firstlineno=100)
print(renamed.co_name, renamed.co_qualname, renamed.co_filename, renamed.co_firstlineno, loop.__code__.co_name)
loop.__code__ = renamed
print(loop(300), loop.__code__ is renamed)
for _ in range(100):
    result = loop(20)
print(result, exec(compile("x = 1", "f", "exec").replace(co_name="n"), scope := {}), scope["x"])
import copy
print(copy.replace(code, co_name="z").co_name)
for attempt in (lambda: code.replace(co_name=3), lambda: code.replace(nothing=1), lambda: code.replace(1)):
    try:
        attempt()
    except TypeError as error:
        print(error)
