# global, del of names, attributes and items, unbound locals, walrus.
counter = 0


def tick():
    global counter, created
    counter += 1
    created = counter * 2


def unbound(flag):
    if flag:
        value = 1
    return value


for _ in range(600):
    tick()
print(counter, created, unbound(True))
for function in (lambda: unbound(False), lambda: nothing):
    try:
        function()
    except NameError as error:
        print(type(error).__name__, error)
del created
try:
    created
except NameError as error:
    print(error)


def delete():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as error:
        return str(error)


print(delete())
values = [1, 5, 12, 30]
while values and (last := values.pop()) > 4:
    print(last, end=" ")
print(values, last, [y for v in (1, 2, 3) if (y := v * 2) > 2], y)
