# assert with and without a message.
def check(x):
    assert x > 0, f"bad {x}"
    assert x < 100
    return x


for x in (5, -1, 200):
    try:
        print(check(x))
    except AssertionError as error:
        print(repr(error), str(error))
assert True
assert [1, 2]
evaluated = []
assert 1, evaluated.append("never")
print(evaluated)
failures = 0
for i in range(-20, 600):
    try:
        check(i)
    except AssertionError:
        failures += 1
print(failures)
