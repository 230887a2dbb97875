"""Sun and outer planets under gravity, advanced by small fixed time steps."""
import sys

PI = 3.141592653589793
SOLAR_MASS = 4.0 * PI * PI
DAYS = 365.24

# Each body is [x, y, z, vx, vy, vz, mass], in astronomical units, years and solar masses.
INITIAL_STATE = {
    "sun": (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
    "jupiter": (4.84143144246472, -1.16032004402742, -0.10362204447112,
                0.00166007664274, 0.00769901118419, -0.00006904600169, 0.00095479193842),
    "saturn": (8.34336671824457, 4.12479856412430, -0.40352341711432,
               -0.00276742510726, 0.00499852801234, 0.00002304172975, 0.00028588598066),
    "uranus": (12.89436956213913, -15.11115140169863, -0.22330757889265,
               0.00296460137564, 0.00237847173959, -0.00002965895685, 0.00004366244043),
    "neptune": (15.37969711485092, -25.91931460998796, 0.17925877295037,
                0.00268067772490, 0.00162824170038, -0.00009515922545, 0.00005151389020),
}


def make_bodies():
    bodies = []
    for x, y, z, vx, vy, vz, mass in INITIAL_STATE.values():
        bodies.append([x, y, z, vx * DAYS, vy * DAYS, vz * DAYS, mass * SOLAR_MASS])
    return bodies


def make_pairs(bodies):
    pairs = []
    for i in range(len(bodies)):
        for j in range(i + 1, len(bodies)):
            pairs.append((bodies[i], bodies[j]))
    return pairs


def rest_centre_of_mass(bodies):
    """Give the sun the velocity with which all momentum sums to nothing."""
    px = py = pz = 0.0
    for body in bodies:
        mass = body[6]
        px += body[3] * mass
        py += body[4] * mass
        pz += body[5] * mass
    sun = bodies[0]
    sun[3] = -px / SOLAR_MASS
    sun[4] = -py / SOLAR_MASS
    sun[5] = -pz / SOLAR_MASS


def energy(bodies, pairs):
    total = 0.0
    for _, _, _, vx, vy, vz, mass in bodies:
        total += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
    for one, other in pairs:
        dx = one[0] - other[0]
        dy = one[1] - other[1]
        dz = one[2] - other[2]
        total -= one[6] * other[6] / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


def advance(bodies, pairs, step, count):
    for _ in range(count):
        for one, other in pairs:
            dx = one[0] - other[0]
            dy = one[1] - other[1]
            dz = one[2] - other[2]
            squared = dx * dx + dy * dy + dz * dz
            pull = step / (squared * squared ** 0.5)
            towards = other[6] * pull
            one[3] -= dx * towards
            one[4] -= dy * towards
            one[5] -= dz * towards
            back = one[6] * pull
            other[3] += dx * back
            other[4] += dy * back
            other[5] += dz * back
        for body in bodies:
            body[0] += step * body[3]
            body[1] += step * body[4]
            body[2] += step * body[5]


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
    bodies = make_bodies()
    pairs = make_pairs(bodies)
    rest_centre_of_mass(bodies)
    print(f"energy before {energy(bodies, pairs):.9f}")
    advance(bodies, pairs, 0.01, steps)
    print(f"energy after  {energy(bodies, pairs):.9f}")
    for name, body in zip(INITIAL_STATE, bodies):
        print(f"{name:<8}{body[0]:12.6f}{body[1]:12.6f}{body[2]:12.6f}")


if __name__ == "__main__":
    main()
