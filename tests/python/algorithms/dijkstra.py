import heapq


def shortest(graph, start):
    distance = {start: 0}
    before = {}
    heap = [(0, start)]
    done = set()
    while heap:
        length, node = heapq.heappop(heap)
        if node in done:
            continue
        done.add(node)
        for neighbour, weight in graph.get(node, {}).items():
            new = length + weight
            if neighbour not in distance or new < distance[neighbour]:
                distance[neighbour] = new
                before[neighbour] = node
                heapq.heappush(heap, (new, neighbour))
    return distance, before


def path(before, end):
    way = [end]
    while way[-1] in before:
        way.append(before[way[-1]])
    return way[::-1]


graph = {"a": {"b": 7, "c": 9, "f": 14}, "b": {"c": 10, "d": 15}, "c": {"d": 11, "f": 2}, "d": {"e": 6}, "f": {"e": 9}}
distance, before = shortest(graph, "a")
print(sorted(distance.items()), path(before, "e"))
grid = {}
for x in range(12):
    for y in range(12):
        grid[x, y] = {(x + dx, y + dy): (x * y) % 5 + 1 for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)) if 0 <= x + dx < 12 and 0 <= y + dy < 12}
distance, before = shortest(grid, (0, 0))
print(distance[11, 11], len(path(before, (11, 11))))
