# The % operator.
print("%s and %s" % ("a", 1), "%d%%" % 50, "%5d|%-5d|%05d" % (42, 42, 42), "%x %X %o %#x" % (255, 255, 8, 255))
print("%r %s %a" % ("é", "é", "é"), "%c%c" % ("a", 98), "%.3s" % "abcdef", "%10s|%-10s|" % ("right", "left"))
print("%(name)s is %(age)d" % {"name": "Ann", "age": 30}, "%+d % d" % (5, 5), "%i" % 3.7, "%s" % None, "%s" % (1,), "%s" % [1, 2])
print("%*d|%-*d|%.*f" % (6, 42, 6, 42, 2, 3.14159))
for function in (lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "%q" % 1, lambda: "%(x)s" % 1, lambda: "%" % 1):
    try:
        print(function())
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
