# Names of classes hold no null characters; what may not become a class's bases is named.
class A:
    pass


class C(A):
    pass


class L(list):
    pass



def attempt(action):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(lambda: type("x\0y", (), {}))
attempt(lambda: setattr(C, "__name__", "a\0b"))
for bases in (5, (5,), [A], (), (list,), (A, list), (C,)):
    attempt(lambda: setattr(C, "__bases__", bases))
attempt(lambda: setattr(L, "__bases__", (A,)))
attempt(lambda: setattr(L, "__bases__", (dict,)))
print(C.__bases__, L.__bases__, C.__name__)
