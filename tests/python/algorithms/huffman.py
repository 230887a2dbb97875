import heapq
from collections import Counter


def codes(text):
    heap = [(count, order, letter) for order, (letter, count) in enumerate(sorted(Counter(text).items()))]
    heapq.heapify(heap)
    order = len(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], order, (a[2], b[2])))
        order += 1
    found = {}

    def walk(tree, prefix):
        match tree:
            case (left, right):
                walk(left, prefix + "0")
                walk(right, prefix + "1")
            case letter:
                found[letter] = prefix or "0"

    walk(heap[0][2], "")
    return found


def decode(bits, table):
    letters = {code: letter for letter, code in table.items()}
    out, code = [], ""
    for bit in bits:
        code += bit
        if code in letters:
            out.append(letters[code])
            code = ""
    return "".join(out)


text = "she sells sea shells by the sea shore" * 3
table = codes(text)
bits = "".join(table[letter] for letter in text)
print(len(bits), decode(bits, table) == text)
for letter, code in sorted(table.items(), key=lambda item: (len(item[1]), item[1])):
    print(repr(letter), len(code))
print(codes("aaaa"))
