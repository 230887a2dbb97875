"""Products of tables of numbers, the same two ways in another order."""
import sys


def flip(table):
    out = []
    for j in range(len(table[0])):
        line = []
        for row in table:
            line.append(row[j])
        out.append(line)
    return out


def run():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 72
    p = fill(n, 2)
    q = fill(n, 9)
    r = by_lines(p, q)
    s = by_index(p, q)
    t = flip(by_index(flip(q), flip(p)))
    print(r == s, s == t)
    diagonal = 0.0
    everything = 0.0
    for i in range(n):
        diagonal += r[i][i]
        for value in r[i]:
            everything += value
    print(f"{diagonal:.5f} {everything:.5f} {r[n // 2][n // 3]:.5f}")


def fill(n, salt):
    return [[((i * i + 7 * j + 3 * i * j + salt) % 97) / 96.0 - 0.5 for j in range(n)] for i in range(n)]


def by_lines(p, q):
    turned = flip(q)
    return [[inner(row, line) for line in turned] for row in p]


def inner(u, v):
    acc = 0.0
    for x, y in zip(u, v):
        acc += x * y
    return acc


def by_index(p, q):
    n = len(p)
    out = [[0.0] * n for _ in range(n)]
    i = 0
    while i < n:
        source = p[i]
        target = out[i]
        for j in range(n):
            acc = 0.0
            for k in range(n):
                acc += source[k] * q[k][j]
            target[j] = acc
        i += 1
    return out


if __name__ == "__main__":
    run()
