import random

r = random.Random(2024)
for name, args in (("uniform", (1, 3)), ("triangular", (0, 10, 3)), ("normalvariate", (5, 2)), ("gauss", ()), ("gauss", (1, 2)), ("lognormvariate", (0, 1)), ("expovariate", (2,)), ("vonmisesvariate", (1, 4)), ("vonmisesvariate", (0, 0)), ("gammavariate", (3, 2)), ("gammavariate", (0.5, 1)), ("gammavariate", (1, 2)), ("betavariate", (2, 3)), ("paretovariate", (3,)), ("weibullvariate", (2, 3)), ("binomialvariate", (10, 0.3)), ("binomialvariate", (1000, 0.4)), ("binomialvariate", (100, 0.9)), ("binomialvariate", (1, 0.5))):
    values = [getattr(r, name)(*args) for _ in range(4)]
    print(name, [format(v, ".10g") for v in values])
for bad in (lambda: r.gammavariate(0, 1), lambda: r.binomialvariate(-1), lambda: r.binomialvariate(5, 2), lambda: r.expovariate(0)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(r.triangular(3, 3, 3))
