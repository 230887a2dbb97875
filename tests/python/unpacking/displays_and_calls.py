# Stars in displays and calls.
a = [1, 2]
d = {"x": 1}
print([*a, 3, *"ab"], (*a,), sorted({*a, *a, 9}), {**d, "y": 2, **{"x": 5}}, [*range(3), *{7: 1}], *a, (*a, *a))


def f(*args, **kwargs):
    return len(args), sorted(kwargs)


print(f(*a, *a), f(**d, **{"z": 1}), f(0, *a, k=1, **d), f(*[], **{}))
for function in (lambda: f(**d, **d), lambda: f(x=1, **d), lambda: [*5], lambda: {**[1]}, lambda: f(*None)):
    try:
        print(function())
    except TypeError as error:
        print(error)
count = 0
for i in range(600):
    n, keys = f(*a[:i % 3], **({"q": 1} if i % 2 else {}))
    count += n * 10 + len(keys)
print(count)
