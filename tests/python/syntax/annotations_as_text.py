# Annotations as strings: expressions written anew from their trees.
from __future__ import annotations


def f(a: x if y else z, b: (1, 2), c: (1,), d: [1, *a], e: {1: 2, **c}, g: {1, 2}, h: lambda x, /, y=1, *a, z, **k: x + 1, i: a.b.c[1:2, ::3, ...],
      j: f(x, *y, z=1, **w), k: not a and b or c, l: -x ** -y, m: (-x) ** y, n: a < b <= c is not d not in e, p: "str'ing\n", q: b'by"tes',
      r: f"a{x!r:>{w}}b{{}}", t: [i for i in y if z if w for a, b in c], u: {k: v for k, v in x}, w: 1.5e300, x: 1j, y: 10**20) -> a[b, *c]: pass


def g(a: ((a + b) * c - d) / e % f // g @ h, b: a << b >> c & d | e ^ f, c: ~a, d: +a, e: not (not a), f: (a if b else c) if d else e,
      i: (lambda: 0)(), j: (1).real, k: 1.0.real, l: 'a' 'b', m: ..., n: None, o: (a, b)[0], p: [x][0], q: a if b else (lambda: c),
      r: (a, *b), s: x[a:b], t: x[(a, b)], u: x[a, b:c], v: x[()], w: (), x: [], y: 'é\ud800\x00"\U000e0001', z: 1e1000, *args: *h) -> -1: pass


class A:
    x: int
    y: 'quoted'
    z: (a
        + b)
    f: f'{a=} {b!s} {c:{d}.{e}} {f"{g}"} \n {{ "\''
    d: a or (b or c) and d
    e: (a and b) and c
    s: -1 ** 2
    q: (w ** x) ** y ** z
    z2: a ** -b
    z3: (a < b) < c
    z4: [*a, *b]
    z5: print(*a, **b)
    z6: print(x for x in y)
    z7: (x for x in y)
    z9: {**a | b}
    z10: a[b](c).d
    z11: 5 .real
    z12: -5
    z13: - -5
    z14: not -a
    z15: a if (b if c else d) else e
    z17: lambda *, a: 0
    z18: lambda *a, b=1, **c: (a, b)
    z19: (a, b) < c
    z20: 1_000
    z21: True
    z22: x[1:2][::][a:][:b][::c]
    z23: u'x'
    z24: rb'\x'
    z25: f'{x:a{{b}}}' f'{{}}' 'c'
    z26: f"{'a'}"
    z27: f"{a['b']}"
    z28: f'{x!a}'
    z30: f'{(lambda x: 1)}'
    z31: f'{ {1: 2} }'
    z32: f"'\"{x}"
    z33: a.b[c].d(e)(f)
    z34: (a.b)(-c)[~d]
    z35: (a, b, (c, d), ())
    z36: 1000000000000000000000000000
    z37: 1e5j + 0.1
    z38: a[-1:]


for annotations in (f.__annotations__, g.__annotations__, A.__annotations__):
    for name, text in annotations.items():
        print(name, ascii(text))
for source in ("x: (a := 1)", "x: (yield)", "x: lambda: (yield)", "def f(a: (b := 1)): pass", "def f() -> (yield): pass"):
    try:
        exec("from __future__ import annotations\n" + source, n := {})
        print(n.get("__annotations__"))
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_offset)
