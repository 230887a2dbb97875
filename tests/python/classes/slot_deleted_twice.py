class C:
    __slots__ = ("a",)

c = C()
for attempt in range(2):
    try:
        del c.a
    except AttributeError as error:
        print(error, error.args, error.name)
    c.a = 1
del c.a
try:
    c.a
except AttributeError as error:
    print(error, error.name)
