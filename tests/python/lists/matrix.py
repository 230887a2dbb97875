# Lists of lists: transposition, rotation, a flood fill and Pascal's triangle.
def transpose(m):
    return [[row[j] for row in m] for j in range(len(m[0]))]


def rotate(m):
    return [list(row) for row in zip(*m[::-1])]


def flood(grid, x, y):
    todo = [(x, y)]
    count = 0
    while todo:
        x, y = todo.pop()
        if 0 <= y < len(grid) and 0 <= x < len(grid[y]) and grid[y][x] == ".":
            grid[y][x] = "o"
            count += 1
            todo += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    return count


m = [[1, 2, 3], [4, 5, 6]]
print(transpose(m), rotate(m), transpose(transpose(m)) == m)
grid = [list("." * 30) for _ in range(20)]
for i in range(20):
    grid[i][15] = "#"
for i in range(15):
    grid[10][i] = "#"
print(flood(grid, 0, 0), flood(grid, 29, 19), flood(grid, 0, 19), "".join(grid[10]))
row = [1]
for _ in range(30):
    row = [1] + [row[i] + row[i + 1] for i in range(len(row) - 1)] + [1]
print(row[:8], sum(row))
