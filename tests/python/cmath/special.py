import cmath

inf, nan = float("inf"), float("nan")
values = (-inf, -1.0, -0.0, 0.0, 1.0, inf, nan)
for name in "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh".split():
    function = getattr(cmath, name)
    for a in values:
        row = []
        for b in values:
            try:
                z = function(complex(a, b))
                row.append(f"{z.real:.9g},{z.imag:.9g}")
            except (ValueError, OverflowError) as e:
                row.append(type(e).__name__[0])
        print(name, a, *row)
for a in values:
    print("polar", a, *[tuple(format(v, ".9g") for v in cmath.polar(complex(a, b))) for b in values])
    row = []
    for b in values:
        try:
            row.append(format(cmath.rect(a, b), ".9g"))
        except ValueError as e:
            row.append(str(e))
    print("rect", a, *row)
