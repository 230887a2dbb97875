"""Dicts: counting, grouping, memo tables with tuples as keys, a sparse matrix, removal while the table is used."""
import sys


def counts(numbers):
    table = {}
    for n in numbers:
        table[n] = table.get(n, 0) + 1
    return table


def grouped(numbers):
    groups = {}
    for n in numbers:
        key = n % 97
        if key in groups:
            groups[key].append(n)
        else:
            groups[key] = [n]
    return groups


def paths(width, height, known):
    """Ways through a grid with holes, by a table of what is known."""
    if width == 0 or height == 0:
        return 1
    key = (width, height)
    if key in known:
        return known[key]
    if width * height % 7 == 5:
        found = 0
    else:
        found = (paths(width - 1, height, known) + paths(width, height - 1, known)) % 1000000007
    known[key] = found
    return found


class Sparse:
    def __init__(self):
        self.cells = {}

    def add(self, row, column, value):
        cells = self.cells
        key = (row, column)
        total = cells.get(key, 0) + value
        if total:
            cells[key] = total
        elif key in cells:
            del cells[key]

    def times(self, vector):
        result = {}
        for (row, column), value in self.cells.items():
            if column in vector:
                result[row] = result.get(row, 0) + value * vector[column]
        return result


def queue_of_names(size):
    """Insertion order as a queue: the oldest name goes, a new one comes."""
    waiting = {}
    served = 0
    for i in range(size):
        waiting[f"name{i % 300}"] = i
        if len(waiting) > 200:
            oldest = next(iter(waiting))
            served += waiting.pop(oldest)
    return served, len(waiting)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 6000
    numbers = []
    state = 42
    for _ in range(size):
        state = (state * 1103515245 + 12345) % 2147483648
        numbers.append(state >> 16)
    table = counts(n % 1009 for n in numbers)
    print("counts", len(table), max(table.values()))
    groups = grouped(numbers)
    print("groups", sum(len(group) * key for key, group in groups.items()))
    print("paths", sum(paths(20 + i % 10, 30, {}) for i in range(size // 1500)))
    matrix = Sparse()
    for n in numbers:
        matrix.add(n % 61, n // 61 % 61, n % 5 - 2)
    vector = {i: i for i in range(0, 61, 2)}
    for _ in range(3):
        vector = {key: value % 1009 for key, value in matrix.times(vector).items()}
    print("sparse", len(matrix.cells), sum(key * value for key, value in vector.items()))
    print("queue", *queue_of_names(size))
    inverted = {value: key for key, value in table.items()}
    merged = {**inverted, **{key: key for key in range(20)}}
    print("merged", sum(merged.values()), len(merged))


if __name__ == "__main__":
    main()
