# `exec` of code with free variables takes their cells.
name = 1


def outer():
    count = 5

    def inner():
        nonlocal count
        count += 1
        print(count, name)

    return inner


inner = outer()
code = inner.__code__
exec(code, closure=inner.__closure__)
exec(code, {"name": 2, "print": print}, closure=inner.__closure__)
inner()
for closure in (None, (), 3, (1,), inner.__closure__ * 2):
    try:
        exec(code, closure=closure)
    except TypeError as error:
        print(error)
for source in ("1", compile("1", "", "exec")):
    try:
        exec(source, closure=inner.__closure__)
    except TypeError as error:
        print(error)
try:
    eval(code)
except TypeError as error:
    print(error)
