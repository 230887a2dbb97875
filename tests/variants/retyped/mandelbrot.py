"""The Mandelbrot set with integers of fixed point, the results in a dictionary."""
import sys

BITS = 26
FOUR = 4 << BITS


def escape_time(cr, ci, maximum):
    zr = zi = 0
    steps = 0
    while steps < maximum:
        zr2 = zr * zr >> BITS
        zi2 = zi * zi >> BITS
        if zr2 + zi2 > FOUR:
            return steps
        zi = (zr * zi >> BITS - 1) + ci
        zr = zr2 - zi2 + cr
        steps += 1
    return None


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 90
    unit = 1 << BITS
    times = {}
    checksum = 0
    for y in range(size):
        ci = 2 * y * unit // size - unit
        for x in range(size):
            steps = escape_time(3 * x * unit // size - 2 * unit, ci, 60)
            times[steps] = times.get(steps, 0) + 1
            checksum = (checksum * 31 + (0 if steps is None else steps)) % 1000000007
    print("inside", times.pop(None))
    print("outside", sorted(times.items())[:8])
    print("checksum", checksum)


if __name__ == "__main__":
    main()
