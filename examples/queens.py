"""Queens on a board, none attacking another: backtracking over lists of booleans."""
import sys


class Board:
    def __init__(self, size):
        self.size = size
        self.columns = [True] * size
        self.rising = [True] * (2 * size - 1)
        self.falling = [True] * (2 * size - 1)
        self.placed = [0] * size
        self.solutions = 0
        self.visits = 0
        self.checksum = 0

    def record(self):
        self.solutions += 1
        value = 0
        for column in self.placed:
            value = value * self.size + column
        self.checksum = (self.checksum * 7 + value) % 1000003

    def place(self, row):
        if row == self.size:
            self.record()
            return
        for column in range(self.size):
            self.visits += 1
            up = row + column
            down = row - column + self.size - 1
            if self.columns[column] and self.rising[up] and self.falling[down]:
                self.columns[column] = self.rising[up] = self.falling[down] = False
                self.placed[row] = column
                self.place(row + 1)
                self.columns[column] = self.rising[up] = self.falling[down] = True


def main():
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    for size in range(1, largest + 1):
        board = Board(size)
        board.place(0)
        print(f"{size:2}: {board.solutions:6} solutions, {board.visits:9} squares tried, checksum {board.checksum}")


if __name__ == "__main__":
    main()
