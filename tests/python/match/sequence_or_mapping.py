# A class counts as a sequence or as a mapping for patterns, never as both: the first in its order, or the last that it was registered with.
from collections import abc, OrderedDict, deque


def kinds(value):
    found = []
    match value:
        case [*_]:
            found.append("sequence")
    match value:
        case {}:
            found.append("mapping")
    return found


class Items:
    def __getitem__(self, index):
        raise IndexError

    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())

    def keys(self):
        return ()


class SequenceFirst(Items, abc.Sequence, abc.Mapping):
    pass


class MappingFirst(Items, abc.Mapping, abc.Sequence):
    pass


class Registered(Items):
    pass


class Derived(Registered):
    pass


print(kinds(SequenceFirst()), kinds(MappingFirst()), kinds(Registered()))
abc.Mapping.register(Registered)
print(kinds(Registered()), kinds(Derived()))
abc.Sequence.register(Registered)
print(kinds(Registered()), kinds(Derived()))


class Later(Registered, dict):
    pass


class Dict(dict, Registered):
    pass


class List(list):
    pass


print(kinds(Later()), kinds(Dict()), kinds(List()), kinds(OrderedDict()), kinds(deque()))
abc.Mapping.register(List)
print(kinds(List()), kinds([]), kinds(()), kinds(range(2)), kinds({}), kinds("ab"))
