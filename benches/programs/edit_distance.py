"""Dynamic programming over lists and strings: edit distance, longest common subsequence, knapsack, change."""
import sys


def distance(one, other):
    previous = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        current = [i]
        for j, against in enumerate(other, 1):
            if letter == against:
                current.append(previous[j - 1])
            else:
                current.append(1 + min(previous[j], current[j - 1], previous[j - 1]))
        previous = current
    return previous[-1]


def common(one, other):
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one)):
        for j in range(len(other)):
            if one[i] == other[j]:
                table[i + 1][j + 1] = table[i][j] + 1
            else:
                up, left = table[i][j + 1], table[i + 1][j]
                table[i + 1][j + 1] = up if up >= left else left
    letters = []
    i, j = len(one), len(other)
    while i and j:
        if one[i - 1] == other[j - 1]:
            letters.append(one[i - 1])
            i -= 1
            j -= 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(letters))


def knapsack(items, capacity):
    best = [0] * (capacity + 1)
    for weight, worth in items:
        for room in range(capacity, weight - 1, -1):
            candidate = best[room - weight] + worth
            if candidate > best[room]:
                best[room] = candidate
    return best[capacity]


def change(amount, coins):
    ways = [1] + [0] * amount
    for coin in coins:
        for n in range(coin, amount + 1):
            ways[n] += ways[n - coin]
    return ways[amount]


def word(seed, length):
    letters = ""
    for _ in range(length):
        seed = (seed * 1103515245 + 12345) % 2147483648
        letters += "acgt"[seed >> 16 & 3]
    return letters


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    one, other = word(1, size), word(2, size)
    print("distance", distance(one, other))
    shared = common(one, other)
    print("common", len(shared), shared[:20])
    items = [(3 + i * 7 % 23, 10 + i * 13 % 47) for i in range(size // 4)]
    print("knapsack", knapsack(items, size * 2))
    print("change", change(size * 10, (1, 2, 5, 10, 20, 50, 100, 200)))


if __name__ == "__main__":
    main()
