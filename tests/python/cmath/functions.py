import cmath

names = "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh".split()
points = [1 + 2j, -1.5 + 0.25j, 0.5 - 0.75j, -3 - 4j, 2, -2, 0.5, 1e-3 + 1e-3j, 10 - 20j, 1j, -1j, 0.1, 1e160 + 1e160j, 1e-310 + 1e-310j, 3 + 1e-320j, 1e308 + 1e308j]


def show(z):
    return f"{z.real:.11g} {z.imag:.11g}" if isinstance(z, complex) else f"{z:.11g}"


for name in names:
    function = getattr(cmath, name)
    for z in points:
        try:
            print(name, z, show(function(z)))
        except (ValueError, OverflowError) as e:
            print(name, z, type(e).__name__, e)
print(show(cmath.log(8, 2)), show(cmath.log(1 + 1j, 1j)), show(cmath.phase(-1)), [show(v) for v in cmath.polar(3 + 4j)], show(cmath.rect(2, 1)), show(cmath.rect(2, 0)))
print(cmath.isclose(1 + 1e-12j, 1), cmath.isclose(1, 2, rel_tol=0.6), cmath.isclose(1, 1.1, abs_tol=0.2), cmath.isclose(cmath.inf, cmath.inf), cmath.isclose(cmath.nan, cmath.nan))
print(cmath.isfinite(1j), cmath.isfinite(complex("inf")), cmath.isinf(cmath.infj), cmath.isnan(cmath.nanj), cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.infj, cmath.nan, cmath.nanj)


class C:
    def __complex__(self):
        return 3 + 4j


class F:
    def __float__(self):
        return 4.0


class I:
    def __index__(self):
        return 9


print(cmath.sqrt(C()), cmath.sqrt(F()), cmath.sqrt(I()), cmath.sqrt(-4), cmath.sqrt(True))
for bad in (lambda: cmath.sqrt("1"), lambda: cmath.log(0), lambda: cmath.log(2, 1), lambda: cmath.log(2, 0), lambda: cmath.atanh(1), lambda: cmath.exp(1000), lambda: cmath.cosh(1e5j + 1e5), lambda: cmath.sqrt(), lambda: cmath.polar(1e308 + 1.7e308j), lambda: cmath.isclose(1, 1, rel_tol=-1), lambda: cmath.rect(1j, 2), lambda: cmath.rect(1, cmath.inf), lambda: cmath.atan(1j)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(sorted(n for n in dir(cmath) if not n.startswith("_")))
