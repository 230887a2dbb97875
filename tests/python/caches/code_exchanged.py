# Functions that hot code calls get other code, other defaults and other cells.
def plain(a, b=2):
    return a + b


def product(a, b=5):
    return a * b


def three(a, b=5, c=7):
    return a, b, c


def named(a, *, k=1, m=2):
    return a, k, m


class Made:
    def __init__(self, x):
        self.x = x


def other_init(self, x):
    self.x = "other", x


def tried(call, rounds, changes):
    seen = []
    for i in range(rounds):
        try:
            found = call()
        except TypeError as error:
            found = str(error)
        if not seen or seen[-1] != found:
            seen.append(found)
        change = changes.get(i)
        if change:
            change()
    return seen


def give(function, **attributes):
    def change():
        for name, value in attributes.items():
            setattr(function, name, value)

    return change


def forget():
    del named.__kwdefaults__["m"]


steps = [
    give(plain, __code__=product.__code__),
    give(plain, __defaults__=(11,)),
    give(plain, __code__=three.__code__),
    give(plain, __defaults__=(1, 2)),
    give(plain, __defaults__=None),
    give(plain, __defaults__=(1, 2, 3, 4)),
    give(plain, __code__=(lambda *a: a).__code__),
    give(plain, __code__=(lambda *a, **k: (a, k)).__code__),
]
for line in tried(lambda: plain(3), 600, {60 + 10 * i: step for i, step in enumerate(steps)}):
    print(line)

steps = [
    give(named, __kwdefaults__={"k": 8, "m": 9}),
    lambda: named.__kwdefaults__.update(k=10),
    forget,
    give(named, __kwdefaults__=None),
    give(named, __kwdefaults__={"m": 1}),
]
for line in tried(lambda: (named(0, k=5), named(0)), 600, {60 + 10 * i: step for i, step in enumerate(steps)}):
    print(line)

steps = [
    give(Made.__init__, __code__=other_init.__code__),
    give(Made.__init__, __defaults__=(5,)),
    give(Made.__init__, __code__=(lambda self, x, y: setattr(self, "x", (x, y))).__code__),
    give(Made.__init__, __defaults__=None),
]
for line in tried(lambda: Made(3).x, 600, {60 + 10 * i: step for i, step in enumerate(steps)}):
    print(line)


def cells(rounds):
    x = 1

    def read():
        return x

    total = 0
    for i in range(rounds):
        total += read()
        if i == 60:
            read.__closure__[0].cell_contents = 5
        if i == 120:
            read.__closure__[0].cell_contents = 0.5
        if i == 180:
            del read.__closure__[0].cell_contents
            try:
                read()
            except NameError as error:
                print(error)
            x = 3
    return total


print(cells(600))


def exchanged(rounds):
    if rounds == 7:
        return "seven"
    out = 0
    for i in range(rounds):
        if i == rounds // 2:
            exchanged.__code__ = (lambda rounds: "other").__code__
        out += i
    return out


print(exchanged(500), exchanged(500))
