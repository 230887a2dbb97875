"""Planets again, the time step split into functions in another order."""
import sys

YEAR = 365.24
FOUR_PI_SQUARED = 39.47841760435743


def move(planets, dt):
    for p in planets:
        p[0] += dt * p[3]
        p[1] += dt * p[4]
        p[2] += dt * p[5]


def attract(planets, dt):
    n = len(planets)
    for i in range(n):
        a = planets[i]
        ax, ay, az = a[0], a[1], a[2]
        for j in range(i + 1, n):
            b = planets[j]
            ux = ax - b[0]
            uy = ay - b[1]
            uz = az - b[2]
            d2 = ux * ux + uy * uy + uz * uz
            f = dt / (d2 * d2 ** 0.5)
            fb = b[6] * f
            fa = a[6] * f
            a[3] -= ux * fb
            a[4] -= uy * fb
            a[5] -= uz * fb
            b[3] += ux * fa
            b[4] += uy * fa
            b[5] += uz * fa


def run():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9000
    planets = [planet(a, b, c, d, e, f, m) for a, b, c, d, e, f, m in TABLE]
    balance(planets)
    first = total_energy(planets)
    for _ in range(rounds):
        attract(planets, 0.005)
        move(planets, 0.005)
    last = total_energy(planets)
    print(f"{first:.8f} -> {last:.8f}")
    print(" ".join([f"{p[0]:.5f}" for p in planets]))


def planet(x, y, z, vx, vy, vz, m):
    return [x, y, z, vx * YEAR, vy * YEAR, vz * YEAR, m * FOUR_PI_SQUARED]


def balance(planets):
    for axis in (3, 4, 5):
        momentum = 0.0
        for p in planets:
            momentum += p[axis] * p[6]
        planets[0][axis] = -momentum / FOUR_PI_SQUARED


def total_energy(planets):
    e = 0.0
    n = len(planets)
    for i in range(n):
        x, y, z, vx, vy, vz, m = planets[i]
        e += m * (vx * vx + vy * vy + vz * vz) / 2.0
        for j in range(i + 1, n):
            o = planets[j]
            ux, uy, uz = x - o[0], y - o[1], z - o[2]
            e -= m * o[6] / (ux * ux + uy * uy + uz * uz) ** 0.5
    return e


TABLE = [
    (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
    (4.84143, -1.16032, -0.103622, 0.00166, 0.0076990, -0.000069046, 0.00095479),
    (8.34337, 4.124799, -0.403523, -0.0027674, 0.0049985, 0.0000230417, 0.00028589),
    (12.89437, -15.11115, -0.223308, 0.0029646, 0.0023785, -0.0000296589, 0.0000436624),
    (15.3797, -25.91931, 0.179259, 0.00268068, 0.00162824, -0.000095159, 0.0000515139),
]

if __name__ == "__main__":
    run()
