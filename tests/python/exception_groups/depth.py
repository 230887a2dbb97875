# Groups in groups: depth, width, identity of the leaves.
def build(depth, width):
    if depth == 0:
        return [ValueError, TypeError, KeyError][width % 3](width)
    return ExceptionGroup(f"{depth}", [build(depth - 1, index + 1) for index in range(width)])


def leaves(error):
    if isinstance(error, BaseExceptionGroup):
        return [leaf for part in error.exceptions for leaf in leaves(part)]
    return [error]


group = build(4, 4)
print(len(leaves(group)))
for kind in (ValueError, TypeError, KeyError, LookupError, Exception, (ValueError, KeyError), OSError):
    matching, rest = group.split(kind)
    print(kind, matching and len(leaves(matching)), rest and len(leaves(rest)), matching is group)
wanted = leaves(group)[5]
print(group.subgroup(lambda e: e is wanted), leaves(group.subgroup(lambda e: e is wanted))[0] is wanted)
print(str(group), repr(build(2, 2)))
deep = ValueError("core")
for number in range(200):
    deep = ExceptionGroup(str(number), [deep])
print(leaves(deep), deep.subgroup(ValueError) is not deep, deep.subgroup(Exception) is deep)
try:
    raise deep
except* ValueError as caught:
    print(len(leaves(caught)), caught.message)
