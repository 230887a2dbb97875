# Rich comparison, sorting by __lt__, default equality, __ne__ from __eq__.
class Version:
    def __init__(self, text):
        self.parts = tuple([int(p) for p in text.split(".")])

    def __eq__(self, other):
        return isinstance(other, Version) and self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __le__(self, other):
        return self < other or self == other

    def __hash__(self):
        return hash(self.parts)

    def __str__(self):
        return ".".join([str(p) for p in self.parts])


class Plain:
    pass


versions = [Version(t) for t in ("1.10", "1.2", "0.9", "1.2.1", "1.2")]
print([str(v) for v in sorted(versions)], str(max(versions)), str(min(versions)))
print(versions[1] == versions[4], versions[1] != versions[4], versions[0] > versions[1], versions[0] >= versions[1], len(set(versions)), versions.index(Version("0.9")))
p, q = Plain(), Plain()
print(p == p, p == q, p != q, p in [q, p], {p: 1}[p])
try:
    p < q
except TypeError as error:
    print(error)
count = 0
for i in range(600):
    if versions[i % 5] < versions[i % 3]:
        count += 1
    if versions[i % 5] == versions[i % 2]:
        count += 1000
print(count)
