# Annotations are accepted; lambda takes every kind of parameter; nested calls and unpacking in calls.
def f(a: int, b: "text" = 2, *args: int, c: float = 1.0, **kw) -> str:
    x: int = a + b
    y: list
    return f"{x} {args} {c} {kw}"


print(f(1), f(1, 2, 3, c=4, d=5))
g = lambda a, b=2, *args, c=3, **kw: (a, b, args, c, kw)
print(g(1), g(1, 5, 6, c=7, d=8))
print((lambda: 5)(), (lambda *a: sum(a))(1, 2, 3), (lambda **k: sorted(k))(x=1, b=2))
print(max(*[3, 1, 2]), max([3, 1], [3, 2]), print(end=""), sorted([1, 2, 3], key=lambda x: -x))
z: int = 5
print(z)
