# Keys of a class's namespace that are no strs are warned of; a class that changes its module forgets its line.
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    A = type("A", (), {1: 2, "x": 3})

    class Text(str):
        pass

    B = type("B", (), {Text("k"): 2})

    class C:
        locals()[5] = 6

    print([(str(warning.message), warning.category.__name__) for warning in caught])
print(A.__dict__[1], B.k, C.__dict__[5])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        type("D", (), {1: 2})
    except RuntimeWarning as warning:
        print(warning)


class E:
    pass


print("__firstlineno__" in E.__dict__)
E.__module__ = "elsewhere"
print("__firstlineno__" in E.__dict__, E.__module__, E)
