"""Loops over each built-in iterator, hot: to the end, again, changed on the way, and one place that meets all of them."""


def walk(items):
    seen = []
    for item in items:
        seen.append(item)
    return seen


def total(items, count):
    found = 0
    for _ in range(count):
        for item in items:
            found += item
    return found


def letters(text, count):
    found = 0
    for _ in range(count):
        for letter in text:
            if letter == "b":
                found += 1
            elif letter != "c":
                found += 10
    return found


print(total((1, 2, 3), 200), total([4, 5], 200), total({6, 7}, 200), total({8: 9, 10: 11}, 200), total({8: 9, 10: 11}.values(), 200))
print(total(b"\x01\x02\xff", 200), total(bytearray(b"\x05\x06"), 200), total((), 200), total(b"", 200), total({}, 200), total("", 200))
print(letters("abcab", 200), letters("", 200), letters("é\xffb", 200), letters("bΩb\U0001f600", 200))

for items in ((1, 2), [1, 2], "xy", "ÿ€", b"xy", bytearray(b"xy"), {1, 2}, frozenset((3,)), {"a": 1}, {"a": 1}.values(), {"a": 1}.items(), range(3)):
    for _ in range(60):
        result = walk(items)
    iterator = iter(items)
    print(result, walk(iterator), walk(iterator), next(iterator, "over"))


def changed():
    growing = [0]
    for item in growing:
        if item < 5:
            growing.append(item + 1)
    shrinking = list(range(8))
    left = []
    for item in shrinking:
        left.append(item)
        shrinking.pop()
    data = bytearray(b"abcd")
    read = []
    for byte in data:
        read.append(byte)
        if byte == 98:
            del data[2:]
    holes = {n: n for n in range(10)}
    for n in range(0, 10, 3):
        del holes[n]
    kept = []
    for n in holes:
        kept.append(n)
        holes[n] = -n
    messages = []
    for table in ({1: 1, 2: 2}, {1, 2, 3}):
        try:
            for key in table:
                table.clear() if key == 2 else None
                if isinstance(table, dict):
                    table[key + 10] = 0
                else:
                    table.add(key + 10)
        except RuntimeError as error:
            messages.append(str(error))
    try:
        table = {1: 1, 2: 2}
        for key in table:
            del table[key]
            table[key + 10] = 0
    except RuntimeError as error:
        messages.append(str(error))
    return growing, left, read, kept, list(holes.items()), messages


for _ in range(80):
    result = changed()
print(result)


class Words(list):
    def __iter__(self):
        return iter(["mine"])


class Plain(tuple):
    pass


for _ in range(60):
    result = walk(Words([1])), walk(Plain((1, 2))), walk(list.__iter__(Words([5])))
print(result)
