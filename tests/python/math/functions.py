# Functions of the module math whose results are exact, or the same everywhere.
import math

print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(2), math.sqrt(0.0), math.sqrt(10 ** 30), [math.isqrt(n) for n in [0, 1, 15, 16, 17, 10 ** 18, 2 ** 62 - 1, 10 ** 40, 10 ** 401]])
print([math.floor(x) for x in [1.5, -1.5, 1e20, 3, -0.0]], [math.ceil(x) for x in [1.5, -1.5, 1e20, 3]], [math.trunc(x) for x in [1.5, -1.5, 7]])
print([math.gcd(*p) for p in [(), (5,), (12, 18), (-12, 18), (0, 0), (10 ** 30, 6 ** 40), (12, 18, 27)]])
print([math.lcm(*p) for p in [(), (5,), (4, 6), (-4, 6), (0, 3), (10 ** 20, 6 ** 20), (2, 3, 4)]])
print([math.factorial(n) for n in range(25)], math.factorial(100), math.factorial(500) % (10 ** 9 + 7))
print([math.comb(10, k) for k in range(12)], math.comb(100, 50), math.comb(1000, 500) % (10 ** 9 + 7), math.comb(10 ** 30, 2))
print([math.perm(10, k) for k in range(12)], math.perm(5), math.perm(100, 30), math.perm(10 ** 30, 2))
print(math.fabs(-2), math.copysign(1, -0.0), math.fmod(7.5, 2), math.fmod(-7.5, 2), math.remainder(7.5, 2), math.remainder(5, 3), math.fmod(1, math.inf))
print([math.frexp(x) for x in [0.0, 1, 10, -0.3, math.inf, 5e-324]], math.ldexp(0.5, 10), math.ldexp(1.0, -1074), math.ldexp(1.0, -10 ** 30))
print([math.modf(x) for x in [1.5, -1.5, math.inf, -math.inf, -0.0, 3]])
print(math.fsum([0.1] * 10), math.fsum([1e16, 1, -1e16]), math.fsum([]), math.fsum([1e308, 1e308, -1e308][1:]), math.fsum([x / 7 for x in range(1000)]))
print(math.prod([1, 2, 3, 4]), math.prod([]), math.prod([1.5, 2], start=10), math.prod(range(1, 30)))
print(math.sumprod([1, 2, 3], [4, 5, 6]), math.sumprod([0.1] * 10, [1] * 10), math.sumprod([], []), math.sumprod([10 ** 20, 1], [10 ** 20, 2.5]), math.sumprod([True, 2.0], [3, 0.5]))
print(math.hypot(3, 4), math.hypot(), math.hypot(1e308, 1e308), math.hypot(math.inf, math.nan), math.hypot(1, 1), math.hypot(1, 2, 3), math.hypot(1e-320, 1e-320), math.hypot(*range(30)))
print(math.dist([1, 2], [4, 6]), math.dist((0, 0, 0), (1, 1, 1)), math.dist([], []), math.dist(iter([1]), (5,)))
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-12, abs_tol=1e-9), math.isclose(math.inf, math.inf), math.isclose(math.nan, math.nan))
print(math.isfinite(1), math.isfinite(math.inf), math.isinf(-math.inf), math.isinf(1), math.isnan(math.nan), math.isnan(1))
print(math.nextafter(1, 2), math.nextafter(1, 0), math.nextafter(0, 1), math.nextafter(0.0, -1), math.nextafter(1, 2, steps=5), math.nextafter(-5e-324, 1, steps=3), math.nextafter(1, 2, steps=10 ** 30))
print(math.ulp(1), math.ulp(0), math.ulp(math.inf), math.ulp(1e308), math.ulp(-5))
print(math.pow(2, 10), math.pow(-2, 3), math.pow(0, 0), math.pow(-math.inf, -3), math.pow(2, 0.5), math.fma(1, 2, 3), math.fma(1e308, 10, -math.inf))
print(math.degrees(math.pi), math.radians(180), math.log2(8), math.log10(1000), math.log(1), math.exp(0), math.exp2(10), math.log2(2 ** 4000), math.log2(1 << 70))
print(math.sin(0), math.cos(0), math.tan(0), math.asin(0), math.acos(1), math.atan(0), math.atan2(0.0, -0.0), math.sinh(0), math.cosh(0), math.tanh(0), math.erf(0), math.erfc(0))
print(math.gamma(5), math.gamma(1), math.lgamma(1), math.lgamma(2), math.lgamma(-math.inf), math.cbrt(-8.0), math.expm1(0), math.log1p(0), math.acosh(1), math.asinh(0), math.atanh(0))


class Odd:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"

    def __float__(self):
        return 6.25

    def __index__(self):
        return 6


print(math.floor(Odd()), math.ceil(Odd()), math.trunc(Odd()), math.sqrt(Odd()), math.gcd(Odd(), 4), math.factorial(Odd()))
total = 0
for i in range(1000):
    total += math.gcd(i, 360) + math.isqrt(i) + math.floor(math.sqrt(i)) + int(math.hypot(i, i + 1))
print(total)
