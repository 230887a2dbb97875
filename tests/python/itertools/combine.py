from itertools import combinations, combinations_with_replacement, permutations, product

print(list(product("ab", [1, 2])), list(product()), list(product([], "a")), list(product("ab", repeat=2)), list(product("ab", repeat=0)))
print(list(product("ab", "c", repeat=2)), len(list(product(range(3), range(4), range(5)))))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations("ab", 3)), list(permutations("ab", 0)), list(permutations([])))
print(list(combinations("abcd", 2)), list(combinations("abc", 3)), list(combinations("ab", 3)), list(combinations("ab", 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 1)), list(combinations_with_replacement([], 0)))
print(["".join(p) for p in permutations("abcd", 3)])
print(["".join(p) for p in combinations("abcde", 3)])
print(["".join(p) for p in combinations_with_replacement("abc", 3)])
p = permutations([1, 2])
print(next(p), next(p), next(p, None), next(p, None))
try:
    for _ in range(2):
        print(next(combinations("a", 2)))
except StopIteration:
    print("stop")
for bad in (lambda: permutations("a", -1), lambda: combinations("a", -1), lambda: product("a", repeat=-1), lambda: combinations_with_replacement("a", -2)):
    try:
        bad()
    except ValueError as e:
        print(e)
for bad in (lambda: permutations(), lambda: permutations("a", "b"), lambda: permutations("a", 1.0), lambda: combinations("a"), lambda: product(1),
            lambda: product("a", times=2), lambda: product("a", repeat="b"), lambda: combinations("a", "b"), lambda: combinations("a", 1, 2)):
    try:
        bad()
    except TypeError as e:
        print(e)
print(sum(1 for _ in permutations(range(6))), sum(1 for _ in combinations(range(12), 6)))
print(all(a < b < c for a, b, c in combinations(range(9), 3)), list(combinations(iterable="ab", r=1)))
for x, y in product(range(2), repeat=2):
    print(x, y, end=" ")
print()
