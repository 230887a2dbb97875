from collections import UserDict, UserList, UserString


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


d = Upper({"a": 1}, b=2)
d.update(c=3)
print(d, d.data, len(d), d["A"], "a" in d, list(d), d.get("x", 0), d.copy(), type(d.copy()).__name__, d | {"e": 5}, {"f": 1} | d)
d |= {"Z": 1}
print(d, d.pop("A"), d.setdefault("q", 4), d == {"B": 2, "C": 3, "Z": 1, "Q": 4}, Upper.fromkeys("xy", 0))
try:
    d["nope"]
except KeyError as e:
    print(e)


class Missing(UserDict):
    def __missing__(self, key):
        return key * 2


print(Missing()["ab"], UserDict(), UserDict(a=1).items(), sorted(UserDict(b=1, a=2).keys()))
l = UserList([3, 1, 2])
l.append(5)
l.sort()
print(l, l[0], l[1:], type(l[1:]).__name__, l + [9], [0] + l, l * 2, len(l), 5 in l, l.index(2), l.count(1), l == [1, 2, 3, 5], l < [2], UserList("ab"), UserList(l))
l += (7,)
l.extend([8])
l.insert(0, 0)
l.remove(5)
l.reverse()
del l[0]
l[0] = "x"
print(l, l.pop(), l.copy(), sorted(UserList([2, 1])))
l.clear()
print(l, bool(l))
s = UserString("Hello")
print(s, repr(s), s + " you", "Oh " + s, s * 2, s.upper(), type(s.upper()).__name__, s[1], s[1:3], len(s), "ell" in s, s == "Hello", hash(s) == hash("Hello"), s < "J")
print(s.replace("l", "L"), s.split("l"), s.find("l"), s.startswith("He"), s.center(9, "*"), s.isalpha(), s % (), UserString("%s!") % "a", s.encode(), s.join(["a", "b"]), s.title(), int(UserString("12")), float(UserString("1.5")), s.count("l"), s.format(), s.strip("Ho"))
