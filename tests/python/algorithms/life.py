# The game of life on a torus, with sets and with lists.
def step_set(cells, width, height):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    place = (x + dx) % width, (y + dy) % height
                    counts[place] = counts.get(place, 0) + 1
    return {place for place, count in counts.items() if count == 3 or (count == 2 and place in cells)}


def step_list(rows):
    height, width = len(rows), len(rows[0])
    new = []
    for y in range(height):
        row = []
        for x in range(width):
            count = sum(rows[(y + dy) % height][(x + dx) % width] for dy in (-1, 0, 1) for dx in (-1, 0, 1)) - rows[y][x]
            row.append(1 if count == 3 or (count == 2 and rows[y][x]) else 0)
        new.append(row)
    return new


cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (6, 6), (6, 7), (6, 8)}
rows = [[1 if (x, y) in cells else 0 for x in range(10)] for y in range(10)]
for generation in range(12):
    cells = step_set(cells, 10, 10)
    rows = step_list(rows)
    assert {(x, y) for y in range(10) for x in range(10) if rows[y][x]} == cells, generation
for row in rows:
    print("".join(".#"[cell] for cell in row))
