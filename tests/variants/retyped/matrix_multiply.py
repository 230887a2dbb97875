"""Matrices of integers as tuples of tuples, modulo a prime, raised to a power; and one class over a flat list."""
import sys

PRIME = 1000003


class Matrix:
    def __init__(self, rows, columns, cells):
        self.cells = cells
        self.rows = rows
        self.columns = columns

    def __mul__(self, other):
        cells = []
        for i in range(self.rows):
            for j in range(other.columns):
                total = 0
                for k in range(self.columns):
                    total += self.cells[i * self.columns + k] * other.cells[k * other.columns + j]
                cells.append(total % PRIME)
        return Matrix(self.rows, other.columns, cells)

    def __eq__(self, other):
        return self.cells == other.cells


def product(left, right):
    columns = tuple([tuple([row[j] for row in right]) for j in range(len(right[0]))])
    rows = []
    for row in left:
        cells = []
        for column in columns:
            total = 0
            for a, b in zip(row, column):
                total += a * b
            cells.append(total % PRIME)
        rows.append(tuple(cells))
    return tuple(rows)


def power(matrix, exponent):
    result = tuple([tuple([1 if i == j else 0 for j in range(len(matrix))]) for i in range(len(matrix))])
    while exponent:
        if exponent % 2:
            result = product(result, matrix)
        matrix = product(matrix, matrix)
        exponent //= 2
    return result


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    matrix = tuple([tuple([(i * 31 + j * 17 + i * j) % 100 for j in range(size)]) for i in range(size)])
    fifth = power(matrix, 5)
    print("corners", fifth[0][0], fifth[0][-1], fifth[-1][0], fifth[-1][-1])
    flat = Matrix(size, size, [cell for row in matrix for cell in row])
    square = flat * flat
    print("agree", (square * square * flat).cells == [cell for row in fifth for cell in row], square == flat)
    print("trace", sum([fifth[i][i] for i in range(size)]) % PRIME)


if __name__ == "__main__":
    main()
