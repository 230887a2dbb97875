# Globals rebound in a hot loop: functions, numbers, from inside and outside.
def f(x):
    return x + 1


def g(x):
    return x - 1


def rebind(name):
    global f, step
    if name == "f":
        f = g
    else:
        step = name


def loop(count):
    total = 0
    for i in range(count):
        total += f(i) * step
        if i == 700:
            rebind("f")
        if i == 900:
            rebind(2.5)
        if i == 1100:
            rebind(-1)
    return total


step = 1
print(loop(600), step)
print(loop(1500), step, f(10))
del step
try:
    loop(3)
except NameError as error:
    print(error)
step = 7
print(loop(600))
