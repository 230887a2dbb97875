# Values in lines of limited width.
import collections
import dataclasses
import io
import pprint
import types


@dataclasses.dataclass
class Point:
    x: int
    name: str
    more: list = dataclasses.field(default_factory=list)
    hidden: int = dataclasses.field(default=0, repr=False)


class OwnText(dict):
    def __repr__(self):
        return "own " * 30


class Plain(list):
    pass


words = "the quick brown fox jumps over the lazy dog".split()
values = [
    1, "short", [], {}, (), set(), (1,), list(range(25)), tuple(range(24)), {word: len(word) for word in words},
    {word: words for word in words[:3]}, {word * 4 for word in words}, frozenset(word * 4 for word in words), [words, [words, (words,)]], "a long text " * 12,
    "lines\nof different\n" + "length " * 14 + "\nend", {"key": "a long text " * 12}, b"some bytes " * 12, [b"some bytes " * 12],
    bytearray(b"some bytes " * 12), collections.OrderedDict.fromkeys(words, 1), collections.defaultdict(list, {w: [w] * 3 for w in words}),
    collections.Counter(words * 2 + ["the"]), collections.ChainMap({"a": words}, dict.fromkeys(words)), collections.deque(words * 2),
    collections.deque(words * 2, maxlen=30), collections.UserDict(dict.fromkeys(words, 2)), collections.UserList(words * 3),
    collections.UserString("text in a class of its own " * 5), types.SimpleNamespace(first=words, second="b" * 30),
    types.MappingProxyType(dict.fromkeys(words, 3)), Point(1, "origin of all", words), [Point(1, "a", []), Point(2, "b" * 60, words)],
    OwnText(a=1), Plain(words * 3), {1: "a", "b": 2, None: 3, (1, 2): 4}, {("tuple", "key"): [1] * 25}, 12345678901234567890, -0.0, 1j,
    [["nested"] * 3] * 10, {"a": {"b": {"c": {"d": {"e": words}}}}},
]
for value in values:
    pprint.pprint(value)
for options in (
    dict(indent=4), dict(width=20), dict(width=30, compact=True), dict(depth=1), dict(depth=2, width=40), dict(sort_dicts=False),
    dict(underscore_numbers=True), dict(indent=0), dict(indent=3, compact=True, width=50),
):
    print(options)
    for value in values[7:12] + values[13:18] + values[25:29] + values[31:33] + values[37:38] + values[-2:]:
        print(pprint.pformat(value, **options))
loop = [1, 2]
loop.append({"loop": loop})
text = pprint.pformat(loop)
print(text.replace(str(id(loop)), "ID"), pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isreadable(words), pprint.isrecursive(1))
print(pprint.saferepr(loop).replace(str(id(loop)), "ID"), pprint.saferepr({2: 1, 1: 2}), pprint.isreadable(object()))
pprint.pp({"b": 1, "a": 2})
out = io.StringIO()
pprint.pprint(words, out, width=20)
print(repr(out.getvalue()))
for wrong in dict(indent=-1), dict(depth=0), dict(width=0):
    try:
        pprint.PrettyPrinter(**wrong)
    except ValueError as error:
        print(error)


class Upper(pprint.PrettyPrinter):
    def format(self, value, context, maxlevels, level):
        if isinstance(value, str):
            return value.upper(), True, False
        return super().format(value, context, maxlevels, level)


Upper(width=30).pprint({"a": words})
