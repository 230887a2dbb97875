"""The same fractal, loops written with for and the point test in the middle of the grid loop."""
import sys


def digest(values):
    d = 7
    for v in values:
        d = (d * 37 + v) % 998244353
    return d


def sample(width, height, limit):
    values = []
    black = 0
    for line in range(height):
        b = 2.0 * line / height - 1.0
        for column in range(width):
            a = 3.0 * column / width - 2.0
            x = y = 0.0
            n = 0
            for n in range(limit):
                xx = x * x
                yy = y * y
                if xx + yy > 4.0:
                    break
                y = 2.0 * x * y + b
                x = xx - yy + a
            else:
                n = limit
                black += 1
            values.append(n)
    return values, black


def start():
    edge = int(sys.argv[1]) if len(sys.argv) > 1 else 140
    values, black = sample(edge, edge, 50)
    print("black", black, "of", len(values))
    print("sum", sum(values), "digest", digest(values))


if __name__ == "__main__":
    start()
