# Names of `eval` and `exec` come from a dict of one's own class as that gives them.
class Lengths(dict):
    def __getitem__(self, key):
        return len(key)


print(eval("a + word", Lengths()))


class Default(dict):
    def __missing__(self, key):
        return key * 2


names = Default(x="x")
exec("y = x + z", names)
print(names["y"], sorted(name for name in names if name[0] != "_"))
