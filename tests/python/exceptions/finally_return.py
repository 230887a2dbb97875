# finally with return, break and continue: the last word wins.
def a():
    try:
        return "try"
    finally:
        print("finally a")


def c():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("finally", i)
    else:
        print("not reached")
    return i


def d():
    x = 1
    try:
        return x
    finally:
        x = 2


def e():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("inner finally")
    except ValueError as error:
        return f"caught {error}"
    finally:
        print("outer finally")


def f():
    n = 0
    while True:
        try:
            n += 1
            try:
                if n % 2:
                    continue
                if n > 6:
                    return n
            finally:
                n += 1
        finally:
            n += 11


print(a(), c(), d(), e(), f())
