# Frozen sets hash, mix with sets and do not change.
f = frozenset([1, 2, 3])
print(sorted(f), f == {1, 2, 3}, hash(f) == hash(frozenset([3, 2, 1])), sorted(f | {4}), type(f | {4}).__name__, type({4} | f).__name__)
d = {frozenset([1]): "a", frozenset(): "b"}
print(d[frozenset([1])], d[frozenset()], frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])})
try:
    f.add(1)
except AttributeError as error:
    print(error)
groups = {}
for i in range(600):
    key = frozenset([i % 3, i % 4])
    groups[key] = groups.get(key, 0) + 1
print(sorted([(sorted(k), v) for k, v in groups.items()]))
