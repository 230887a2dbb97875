# Equality of dictionaries, nested dictionaries, default values that are shared.
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} == {"a": 1.0}, {"a": 1} != {"a": 2}, {} == [], {1: {2: {3: 4}}} == {1: {2: {3: 4}}})
try:
    {} < {}
except TypeError as error:
    print(error)
tree = {}
for word in ("cat", "car", "dog", "do", "cart"):
    node = tree
    for letter in word:
        node = node.setdefault(letter, {})
    node["."] = True
print(tree)


def contains(tree, word):
    for letter in word:
        if letter not in tree:
            return False
        tree = tree[letter]
    return "." in tree


print([contains(tree, word) for word in ("cat", "ca", "do", "dogs", "")])
hits = 0
for i in range(700):
    hits += contains(tree, ("cart", "care", "dog")[i % 3])
print(hits)
shared = dict.fromkeys(["x", "y"], [])
shared["x"].append(1)
print(shared)
