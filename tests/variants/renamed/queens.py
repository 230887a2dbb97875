"""Ladies on a chess board: the same search as functions over lists."""
import sys


def search(rank, n, files, ups, downs, chosen, tally):
    if rank == n:
        tally[0] += 1
        number = 0
        for f in chosen:
            number = number * n + f
        tally[2] = (tally[2] * 11 + number) % 999983
        return
    for f in range(n):
        tally[1] += 1
        if files[f]:
            u = rank + f
            if ups[u]:
                d = rank - f + n - 1
                if downs[d]:
                    files[f] = False
                    ups[u] = False
                    downs[d] = False
                    chosen[rank] = f
                    search(rank + 1, n, files, ups, downs, chosen, tally)
                    files[f] = True
                    ups[u] = True
                    downs[d] = True


def begin():
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    n = 1
    while n <= most:
        tally = [0, 0, 0]
        search(0, n, [True] * n, [True] * (n + n - 1), [True] * (n + n - 1), [0] * n, tally)
        print(n, tally[0], tally[1], tally[2])
        n += 1


if __name__ == "__main__":
    begin()
