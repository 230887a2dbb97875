"""The power method on the same matrix, one product function with a flag."""
import sys


def run():
    order = int(sys.argv[1]) if len(sys.argv) > 1 else 140
    guess = [1.0 for _ in range(order)]
    image = guess[:]
    for _ in range(3):
        image = twice(guess)
        guess = twice(image)
    above = below = 0.0
    for k in range(order):
        above += guess[k] * image[k]
        below += image[k] * image[k]
    print(f"{(above / below) ** 0.5:.9f}")
    print(f"{max(guess):.5f} {min(guess):.5f}")


def twice(vec):
    return apply(apply(vec, False), True)


def apply(vec, flipped):
    out = [0.0] * len(vec)
    for row in range(len(vec)):
        acc = 0.0
        for col, value in enumerate(vec):
            if flipped:
                acc += cell(col, row) * value
            else:
                acc += cell(row, col) * value
        out[row] = acc
    return out


def cell(r, c):
    return 1.0 / ((r + c) * (r + c + 1) // 2 + r + 1)


if __name__ == "__main__":
    run()
