# Counting, grouping and memoising in hot loops.
counts = {}
for i in range(2000):
    key = i * i % 23
    if key in counts:
        counts[key] += 1
    else:
        counts[key] = 1
print(counts)
groups = {}
for i in range(600):
    groups.setdefault(i % 4, []).append(i % 9)
print({k: sum(v) for k, v in groups.items()})
memo = {}


def collatz(n):
    if n == 1:
        return 0
    if n not in memo:
        memo[n] = 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
    return memo[n]


print(max([(collatz(n), n) for n in range(1, 1000)]), len(memo), sum(memo.values()))
missing = 0
for i in range(600):
    try:
        counts[i]
    except KeyError as error:
        missing += error.args[0]
print(missing)
