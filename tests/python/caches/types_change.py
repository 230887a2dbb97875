# The type of a variable changes in the middle of a hot loop.
def add_all(values):
    total = values[0]
    for v in values[1:]:
        total = total + v
    return total


print(add_all(list(range(700))))
print(add_all([0.5] * 700))
print(add_all(["ab"] * 600)[:10])
print(len(add_all([[1]] * 600)), add_all([(1,)] * 5), add_all([2 ** 70] * 600))
x = 0
kinds = []
for i in range(2000):
    if i == 600:
        x = x + 0.5
    elif i == 1200:
        x = str(x)
    elif i == 1600:
        x = [x]
    if i < 600:
        x = x + 1
    elif i < 1200:
        x = x * 1.001
    elif i < 1600:
        x = x[-3:] + "z"
    else:
        x = x + [i] if i % 100 == 0 else x
    if i % 400 == 0:
        kinds.append((i, type(x).__name__))
print(kinds, x)
try:
    add_all([1] * 600 + ["a"])
except TypeError as error:
    print(error)
