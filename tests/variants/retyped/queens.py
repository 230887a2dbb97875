"""Queens with bit masks, and with sets, checked against each other."""
import sys


def by_masks(full, columns, left, right):
    if columns == full:
        return 1
    count = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        count += by_masks(full, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return count


class Search:
    def __init__(self, size):
        self.taken = set()
        self.size = size
        self.found = []

    def extend(self, placed):
        row = len(placed)
        if row == self.size:
            self.found.append(placed)
            return
        for column in range(self.size):
            marks = (("column", column), ("sum", row + column), ("difference", row - column))
            free = True
            for mark in marks:
                if mark in self.taken:
                    free = False
                    break
            if free:
                self.taken.update(marks)
                self.extend(placed + (column,))
                self.taken.difference_update(marks)


def main():
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    for size in range(4, largest + 1):
        print(size, by_masks((1 << size) - 1, 0, 0, 0))
    size = largest - 2
    search = Search(size)
    search.extend(())
    print("sets:", size, len(search.found), search.found[0], search.found[-1])


if __name__ == "__main__":
    main()
