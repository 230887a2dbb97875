"""A forest of full trees, planted and felled."""
import sys


class Branch:
    def __init__(self):
        self.one = None
        self.two = None

    def grow(self, levels):
        if levels > 0:
            self.one = Branch().grow(levels - 1)
            self.two = Branch().grow(levels - 1)
        return self

    def size(self):
        total = 1
        if self.one is not None:
            total += self.one.size()
        if self.two is not None:
            total += self.two.size()
        return total


def forest(how_many, levels):
    total = 0
    while how_many > 0:
        total += Branch().grow(levels).size()
        how_many -= 1
    return total


def begin():
    levels = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    keep = Branch().grow(levels)
    print("tall", Branch().grow(levels + 1).size())
    level = 4
    while level <= levels:
        how_many = 2 ** (levels - level + 4)
        print(how_many, level, forest(how_many, level))
        level += 2
    print("kept", keep.size())


if __name__ == "__main__":
    begin()
