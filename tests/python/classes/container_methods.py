# __len__, __getitem__, __setitem__, __delitem__, __contains__, __bool__ and iteration by __getitem__.
class Grid:
    def __init__(self, width, height):
        self.width = width
        self.cells = [0] * (width * height)

    def __len__(self):
        return len(self.cells)

    def __getitem__(self, key):
        if isinstance(key, tuple):
            x, y = key
            return self.cells[y * self.width + x]
        return self.cells[key]

    def __setitem__(self, key, value):
        x, y = key
        self.cells[y * self.width + x] = value

    def __delitem__(self, key):
        self[key] = None

    def __contains__(self, value):
        return value in self.cells


class Sequence:
    def __getitem__(self, i):
        if i >= 4:
            raise IndexError(i)
        return i * i


class Empty:
    def __len__(self):
        return 0


class Never:
    def __bool__(self):
        return False

    def __len__(self):
        return 5


g = Grid(5, 4)
for i in range(600):
    g[i % 5, i % 4] += i
print(len(g), g[1, 1], g[0], g[1:3], 99 in g, g[4, 3] in g, bool(g))
del g[0, 0]
print(g[0], list(Sequence()), 9 in Sequence(), 5 in Sequence(), [x for x in Sequence()], list(zip(Sequence(), "ab")))
print(bool(Empty()), bool(Never()), not Empty(), "yes" if Never() else "no", Empty() or "or", len(Never()))
for function in (lambda: g["x"], lambda: len(5), lambda: Empty()[0], lambda: 1 in Empty(), lambda: iter(Empty())):
    try:
        print(function())
    except TypeError as error:
        print(error)
