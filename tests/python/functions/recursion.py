# Recursion: factorial, Ackermann, mutual recursion, Hanoi, permutations.
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def hanoi(n, source, target, spare, moves):
    if n:
        hanoi(n - 1, source, spare, target, moves)
        moves.append((source, target))
        hanoi(n - 1, spare, target, source, moves)


def permutations(items):
    if len(items) <= 1:
        return [items]
    out = []
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            out.append([items[i]] + rest)
    return out


print(ackermann(2, 5), is_even(100), is_odd(301))
moves = []
hanoi(8, "a", "b", "c", moves)
print(len(moves), moves[:3], moves[-1])
print(permutations([1, 2, 3]), len(permutations(list(range(6)))))
