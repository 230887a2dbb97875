# sort and sorted: keys, reverse, stability, errors.
words = ["banana", "kiwi", "apple", "fig", "cherry", "date", "Elder"]
print(sorted(words), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=str.lower))
pairs = [(i % 5, i) for i in range(20)]
print(sorted(pairs, key=lambda p: p[0]))
print(sorted(pairs, key=lambda p: p[0], reverse=True))
print(sorted([3, 1.5, True, -2]), sorted("hello"), sorted({3: 1, 1: 2}), sorted([[2, 1], [1, 9], [1]]), sorted([]))
words.sort(key=lambda w: (-len(w), w))
print(words)
try:
    sorted([1, "a", 2])
except TypeError as error:
    print(error)
try:
    [1, 2].sort(lambda x: x)
except TypeError as error:
    print(error)
state = 1
numbers = []
for _ in range(700):
    state = state * 16807 % 2147483647
    numbers.append(state % 1000)
ordered = sorted(numbers)
print(ordered[:5], ordered[-5:], all([ordered[i] <= ordered[i + 1] for i in range(699)]), sum(ordered) == sum(numbers))
calls = []
sorted([3, 1, 2], key=lambda x: calls.append(x) or x)
print(calls)
