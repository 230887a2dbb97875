"""Sets: the game of life on an unbounded board, words one letter apart, reachable states of a puzzle."""
import sys

GLIDER_GUN = """
........................O...........
......................O.O...........
............OO......OO............OO
...........O...O....OO............OO
OO........O.....O...OO..............
OO........O...O.OO....O.O...........
..........O.....O.......O...........
...........O...O....................
............OO......................
"""


def read_board(text):
    return {(x, y) for y, line in enumerate(text.strip().splitlines()) for x, cell in enumerate(line) if cell == "O"}


def neighbours(cell):
    x, y = cell
    return {(x - 1, y - 1), (x, y - 1), (x + 1, y - 1), (x - 1, y), (x + 1, y), (x - 1, y + 1), (x, y + 1), (x + 1, y + 1)}


def next_board(board):
    after = set()
    candidates = set()
    for cell in board:
        around = neighbours(cell)
        alive = len(around & board)
        if alive == 2 or alive == 3:
            after.add(cell)
        candidates |= around - board
    for cell in candidates:
        if len(neighbours(cell) & board) == 3:
            after.add(cell)
    return after


def reachable(capacities):
    """All states of jugs that pouring can make."""
    start = tuple(0 for _ in capacities)
    seen = {start}
    front = {start}
    while front:
        found = set()
        for state in front:
            for i in range(len(state)):
                for level in (0, capacities[i]):
                    found.add(state[:i] + (level,) + state[i + 1:])
                for j in range(len(state)):
                    if i != j:
                        moved = min(state[i], capacities[j] - state[j])
                        after = list(state)
                        after[i] -= moved
                        after[j] += moved
                        found.add(tuple(after))
        front = found - seen
        seen |= front
    return len(seen)


def ladder(words):
    known = set(words)
    linked = 0
    for word in words:
        for i in range(len(word)):
            for letter in "abcde":
                other = word[:i] + letter + word[i + 1:]
                if other != word and other in known:
                    linked += 1
    return linked


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    board = read_board(GLIDER_GUN)
    for _ in range(size):
        board = next_board(board)
    print("life", len(board), sum(x * 3 + y for x, y in board))
    states = sum(reachable((3 + i % 3, 5, 8 + i % 4)) for i in range(size // 30))
    print("jugs", states)
    words = []
    state = 7
    for _ in range(size * 20):
        state = (state * 1103515245 + 12345) % 2147483648
        n = state >> 12
        words.append("".join("abcde"[n // 5 ** i % 5] for i in range(5)))
    print("ladder", ladder(sorted(set(words))))


if __name__ == "__main__":
    main()
