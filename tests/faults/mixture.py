class Shape:
    def __init__(self, name, *sides):
        self.name = name
        self.sides = list(sides)

    def area(self):
        total = 1.5
        for side in self.sides:
            total *= side
        return total

    @property
    def title(self):
        return f"{self.name!r:>10} has {self.area():.2f}"

class Square(Shape):
    def __init__(self, side):
        super().__init__("square", side, side)

def count(words):
    table = {}
    for word in words.split():
        table[word] = table.get(word, 0) + 1
    return sorted(table.items(), key=lambda item: (-item[1], item[0]))

def outer(n):
    def inner(k):
        nonlocal n
        n += k
        return n
    return [inner(k) for k in range(10)]

def risky(n):
    try:
        if n % 3 == 0:
            raise ValueError(n)
        return {n: str(n) * 3}[n]
    except ValueError as error:
        return error.args
    finally:
        big.append(n ** 40)

big = []
print(Square(3).title, Shape("box", 1, 2, 3).title)
print(count("the cat and the dog and the bird " * 5))
print(outer(3), {x * x for x in range(5)}, (1, 2.5, "three")[::-1])
print([risky(n) for n in range(7)], sum(big) % 1000007)
print("%05d|%s|%r" % (42, "text", 1e100))
