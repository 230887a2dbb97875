# Calls of Python functions nest as deep as the limit that the program sets.
import sys

def count(n):
    return 0 if n == 0 else 1 + count(n - 1)

def even(n):
    return True if n == 0 else odd(n - 1)

def odd(n):
    return False if n == 0 else even(n - 1)

def walk(tree):
    if tree is None:
        return 0
    left, value, right = tree
    return walk(left) + value + walk(right)

def raising(n):
    try:
        if n == 0:
            raise KeyError(n)
        raising(n - 1)
    except KeyError:
        raise

def busy(n):
    # A loop at the bottom of a deep stack.
    if n:
        return busy(n - 1)
    total = 0
    for i in range(20_000):
        total += abs(-i)
    return total

sys.setrecursionlimit(200_000)
print(count(100_000))
print(even(50_001))
print(busy(60_000))
tree = None
for i in range(40_000):
    tree = (tree, i, None) if i % 2 else (None, i, tree)
print(walk(tree))
del tree
try:
    raising(30_000)
except KeyError as error:
    entries, entry = 0, error.__traceback__
    while entry is not None:
        entries += 1
        entry = entry.tb_next
    print(entries)

# The limit holds where it is set, also after a deeper stack was left.
def endless(n):
    global deepest
    deepest = n
    endless(n + 1)

for limit in (30_000, 2_000, 500):
    sys.setrecursionlimit(limit)
    try:
        endless(0)
    except RecursionError as error:
        print(error, limit - 20 < deepest < limit)
