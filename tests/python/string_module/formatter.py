import string

f = string.Formatter()
print(f.format("{} {0}" if 0 else "{} {}", 1, 2), f.format("{a} {0!r:>5} {b[0]} {b[k]} {c.real}", "x", a=1, b={0: 1, "k": 2}, c=3j))
print(f.format("{:{}} {:{w}}|", 1, 5, 2, w=3), f.format("{{}} {0}", 1), f.vformat("{0}{x}", (1,), {"x": 2}))
for bad, args, kwds in [
    ("{} {0}", (1, 2), {}), ("{0} {}", (1, 2), {}), ("{x}", (), {}), ("{5}", (), {}), ("{", (), {}), ("}", (), {}), ("{0!z}", (1,), {}),
    ("{0!}", (1,), {}), ("{0.}", (1,), {}), ("{0[}", (1,), {}), ("{0[a]b}", ({"a": 1},), {}), ("{0:{1:{2:{3}}}}", (1, 2, 3, 4), {}),
]:
    try:
        print(f.format(bad, *args, **kwds))
    except (ValueError, KeyError, IndexError) as e:
        print(repr(bad), type(e).__name__, e)
print(list(f.parse("a{b!r:c}d{{e}}{}{x:{y}}")))


class Defaults(string.Formatter):
    def get_value(self, key, args, kwds):
        if isinstance(key, str):
            return kwds.get(key, f"<{key}>")
        return super().get_value(key, args, kwds)

    def check_unused_args(self, used, args, kwds):
        print("used", sorted(used, key=str))

    def convert_field(self, value, conversion):
        if conversion == "u":
            return str(value).upper()
        return super().convert_field(value, conversion)


print(Defaults().format("{a} {b} {0} {c!u}", 7, a=1, c="up"))
print(f.get_field("0.real", (5,), {}), f.get_field("a[1]", (), {"a": [1, 2]}))
