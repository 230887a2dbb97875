# Exact elimination over fractions of one's own.
from math import gcd


class Ratio:
    __slots__ = ("top", "bottom")

    def __init__(self, top, bottom=1):
        if bottom == 0:
            raise ZeroDivisionError("no such ratio")
        if bottom < 0:
            top, bottom = -top, -bottom
        common = gcd(top, bottom)
        self.top, self.bottom = top // common, bottom // common

    def __add__(self, other):
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    def __sub__(self, other):
        return Ratio(self.top * other.bottom - other.top * self.bottom, self.bottom * other.bottom)

    def __mul__(self, other):
        return Ratio(self.top * other.top, self.bottom * other.bottom)

    def __truediv__(self, other):
        return Ratio(self.top * other.bottom, self.bottom * other.top)

    def __bool__(self):
        return self.top != 0

    def __eq__(self, other):
        return self.top == other.top and self.bottom == other.bottom

    def __repr__(self):
        return f"{self.top}" if self.bottom == 1 else f"{self.top}/{self.bottom}"


def inverse(rows):
    size = len(rows)
    work = [[Ratio(value) for value in row] + [Ratio(int(i == j)) for j in range(size)] for i, row in enumerate(rows)]
    for column in range(size):
        pivot = next((row for row in range(column, size) if work[row][column]), None)
        if pivot is None:
            raise ValueError("singular")
        work[column], work[pivot] = work[pivot], work[column]
        scale = work[column][column]
        work[column] = [value / scale for value in work[column]]
        for row in range(size):
            if row != column and work[row][column]:
                factor = work[row][column]
                work[row] = [a - factor * b for a, b in zip(work[row], work[column])]
    return [row[size:] for row in work]


print(inverse([[2, 1], [7, 4]]))
hilbert = [[60 // (i + j + 1) if 60 % (i + j + 1) == 0 else i + j for j in range(4)] for i in range(4)]
print(inverse(hilbert))
try:
    inverse([[1, 2], [2, 4]])
except ValueError as error:
    print(error)
try:
    Ratio(1, 0)
except ZeroDivisionError as error:
    print(error)
