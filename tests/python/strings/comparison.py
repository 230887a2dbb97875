# Order and equality of strings, and against other types.
words = ["pear", "apple", "Apple", "fig", "", "figs", "apples", "zebra", "10", "9"]
print(sorted(words), max(words), min(words))
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "a" == "a", "a" != "b", "b" >= "b")
print("1" == 1, "a" == None, "a" == ["a"], "a" != 1)
try:
    "a" < 1
except TypeError as error:
    print(error)
hits = 0
for i in range(1000):
    word = words[i % 10]
    if "apple" <= word < "g":
        hits += 1
    elif word == "zeb" + "ra":
        hits += 100
print(hits)
