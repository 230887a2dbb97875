# Defaults are evaluated once; keywords go by name.
def greet(name, greeting="Hello", *, mark="!", times=1):
    return (f"{greeting}, {name}{mark} " * times).strip()


print(greet("Ann"), greet("Bob", "Hi"), greet(greeting="Hey", name="Cy"), greet("Di", mark="?"), greet("Ed", times=2, mark="."))


def collect(item, into=[]):
    into.append(item)
    return into


print(collect(1), collect(2), collect(3, []), collect(4))
n = 5


def late(x=n):
    return x


n = 6
print(late(), late(n), late.__defaults__, greet.__kwdefaults__, greet.__name__)


def area(width, height=2, scale=1):
    return width * height * scale


total = 0
for i in range(700):
    total += area(i) + area(i, 3) + area(i, scale=2) + area(height=i, width=2)
print(total)
