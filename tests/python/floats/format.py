# Format specifications of floats.
x = 1234.56789
for spec in ("", "f", ".0f", ".1f", ".3f", "10.2f", "<10.2f|", "^12.2f|", ">12.2f", "012.2f", "+.2f", " .2f", "e", ".2e", "E", "g", ".3g", ".10g", ",.2f", "_.1f", "%", ".1%", "*^15.1f", "+010.1f"):
    if spec.endswith("|"):
        print(spec, format(x, spec[:-1]) + "|")
    else:
        print(spec, format(x, spec))
for value in (0.0, -0.0, 1e-7, 1e100, 123456789.0, -2.5, 1.0):
    print(f"{value:g} {value:.2f} {value:.1e} {value:8.3g}|")
print(f"{float('inf'):f} {float('nan'):.2f} {-float('inf'):10}|")
print("%.2f %5.1f|%-8.2f|%+.1f %e %g" % (3.14159, 2.25, 1.5, 2.0, 12345.678, 0.0001))
