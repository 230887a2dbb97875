"""Sorting: the built-in sort by keys of several kinds, and merge sort and heap sort written out."""
import sys


class Record:
    def __init__(self, name, number, weight):
        self.name = name
        self.number = number
        self.weight = weight

    def __lt__(self, other):
        return self.number < other.number


def merge_sort(items):
    if len(items) <= 8:
        for i in range(1, len(items)):
            item = items[i]
            j = i
            while j > 0 and items[j - 1] > item:
                items[j] = items[j - 1]
                j -= 1
            items[j] = item
        return items
    middle = len(items) // 2
    left = merge_sort(items[:middle])
    right = merge_sort(items[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    merged.extend(left[i:])
    merged.extend(right[j:])
    return merged


def sift(heap, start, end):
    item = heap[start]
    child = 2 * start + 1
    while child < end:
        if child + 1 < end and heap[child] < heap[child + 1]:
            child += 1
        if item >= heap[child]:
            break
        heap[start] = heap[child]
        start = child
        child = 2 * start + 1
    heap[start] = item


def heap_sort(items):
    for start in range(len(items) // 2 - 1, -1, -1):
        sift(items, start, len(items))
    for end in range(len(items) - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sift(items, 0, end)
    return items


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    numbers = []
    state = 1
    for _ in range(size):
        state = (state * 1103515245 + 12345) % 2147483648
        numbers.append(state >> 8)
    ordered = sorted(numbers)
    print("numbers", ordered[0], ordered[size // 2], ordered[-1])
    print("merge", merge_sort(list(numbers)) == ordered, "heap", heap_sort(list(numbers)) == ordered)
    records = [Record(f"name{n % 5003}", n % 10007, n / 1009) for n in numbers]
    check = 0
    for key in (lambda r: r.name, lambda r: (r.number, r.name), lambda r: -r.weight):
        records.sort(key=key)
        check += sum(i * r.number for i, r in enumerate(records)) % 1000003
    records.sort()
    check += sum(i * r.number for i, r in enumerate(records)) % 1000003
    print("records", check)
    floats = [n / 3 for n in numbers]
    floats.sort(reverse=True)
    words = sorted(str(n) for n in numbers)
    print(f"floats {floats[1]:.3f} words {words[1]} {words[-1]}")


if __name__ == "__main__":
    main()
