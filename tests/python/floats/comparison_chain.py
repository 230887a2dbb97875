# Comparisons of floats in a hot loop, NaN among them.
nan = float("nan")


def classify(x):
    if x < 0:
        return "negative"
    elif 0 <= x < 1:
        return "fraction"
    elif x == 1:
        return "one"
    elif x > 1:
        return "more"
    return "unordered"


counts = {}
values = [-1.5, -0.0, 0.25, 1.0, 1, 1e300, nan, 0, 5, -3, True]
for i in range(1100):
    name = classify(values[i % len(values)])
    counts[name] = counts.get(name, 0) + 1
print(counts)
print(0.0 == -0.0, 1 < 2.5 < 3, 3 > 2.5 > 2.4 != 5, not nan == nan, nan != 1 or nan == 1)
print(sorted([3, 1.5, -2, 2.5, 0, -0.5]), max(1, 1.0), max(1.0, 1), min(2, 2.0, 1.5))
