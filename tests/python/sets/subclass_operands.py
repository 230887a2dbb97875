# Sets are taken as they are, whatever the iteration of their class; dicts of such classes are asked.
class Own(set):
    def __iter__(self):
        return iter([1, 2])


class OwnFrozen(frozenset):
    def __iter__(self):
        return iter([1, 2])


class OwnDict(dict):
    def __iter__(self):
        return iter([1, 2])


for kind in Own, OwnFrozen:
    print(sorted(set(kind("ab"))), sorted(frozenset(kind("q"))), list(kind("ab")))
    print(sorted({"b"} | kind("a")), sorted({"b"}.union(kind("a"))), {"a", "b"} & kind("a"), {"a", "b"} - kind("a"), {"a"} ^ kind("a"))
    print({"a"} <= kind("ab"), kind("a") <= {"a"}, {"a"}.issuperset(kind("a")), kind("a") == {"a"})
print(sorted(set(OwnDict(a=1))), {1, 5}.intersection(OwnDict(a=1)), {1, 5}.difference(OwnDict(a=1)))


class List(list):
    def __getitem__(self, index):
        return "own"

    def __len__(self):
        return 2


class Tuple(tuple):
    def __getitem__(self, index):
        return f"own {index}"

    def __len__(self):
        return 2


print(list(reversed(List("abc"))), list(reversed(Tuple("abc"))))
numbers = List([1, 2, 3])
backwards = reversed(numbers)
numbers.append(4)
print(list(backwards), list(backwards))
