"""The Mandelbrot set on a square grid, with floats."""
import sys

MAXIMUM = 50


def escape_time(cr, ci):
    """How many steps the point takes to leave the circle of radius two, at most MAXIMUM."""
    zr = 0.0
    zi = 0.0
    steps = 0
    while steps < MAXIMUM:
        zr2 = zr * zr
        zi2 = zi * zi
        if zr2 + zi2 > 4.0:
            break
        zi = 2.0 * zr * zi + ci
        zr = zr2 - zi2 + cr
        steps += 1
    return steps


def render(size):
    rows = []
    for y in range(size):
        ci = 2.0 * y / size - 1.0
        rows.append([escape_time(3.0 * x / size - 2.0, ci) for x in range(size)])
    return rows


def checksum(rows):
    value = 0
    for row in rows:
        for steps in row:
            value = (value * 31 + steps) % 1000000007
    return value


def picture(rows, width):
    """A small sample of the grid as text."""
    shades = " .:-=+*#%@"
    stride = max(1, len(rows) // width)
    lines = []
    for row in rows[::stride * 2]:
        lines.append("".join([shades[steps * 9 // MAXIMUM] for steps in row[::stride]]))
    return "\n".join(lines)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    rows = render(size)
    inside = sum([row.count(MAXIMUM) for row in rows])
    print(f"inside {inside} of {size * size}")
    print(f"steps {sum([sum(row) for row in rows])}")
    print(f"checksum {checksum(rows)}")
    print(picture(rows, 32))


if __name__ == "__main__":
    main()
