"""Frequencies of invented words, another order of the same steps."""
import sys

HEADS = ("k", "t", "s", "m", "n", "r", "l", "p", "br", "dr", "gl", "h", "w")
TAILS = ("a", "e", "i", "o", "u", "ou", "an", "er")


def start():
    amount = int(sys.argv[1]) if len(sys.argv) > 1 else 28000
    book = write(amount)
    table = tally(book)

    def rank(w):
        return -table[w], w

    order = sorted(table, key=rank)
    print(len(book), sum(table.values()), len(table))
    for w in order[:6]:
        print(f"{w:<10}|{table[w]:>7}|{table[w] / amount:8.3%}")
    print(letters(book)[:6])
    print(signature(book))


def signature(book):
    s = 1
    i = 0
    for c in book[3::5]:
        s = (s * 29 + ord(c) + i) % 1000003
        i += 1
    return s


def letters(book):
    seen = {}
    for c in book:
        if c not in seen:
            seen[c] = 0
        seen[c] += 1
    return sorted([(n, c) for c, n in seen.items()], reverse=True)


def tally(book):
    table = {}
    for row in book.split("\n"):
        for token in row.split(" "):
            token = token.lower().strip(".,;")
            if token:
                table[token] = table.get(token, 0) + 1
    return table


def write(amount):
    die = Die(7)
    words = []
    while len(words) < 300:
        w = ""
        for _ in range(die.roll(3) + 1):
            w += HEADS[die.roll(len(HEADS))]
            w += TAILS[die.roll(len(TAILS))]
        words.append(w)
    rows = []
    row = []
    upper = True
    while amount > 0:
        amount -= 1
        w = words[min(die.roll(300), die.roll(300))]
        if upper:
            w = w[0].upper() + w[1:]
            upper = False
        chance = die.roll(9)
        if chance == 0:
            w += "."
            upper = True
        elif chance == 1:
            w = w + ",;"[die.roll(2)]
        row.append(w)
        if len(row) >= 10:
            rows.append(" ".join(row))
            row.clear()
    if row:
        rows.append(" ".join(row))
    return "\n".join(rows)


class Die:
    def __init__(self, start):
        self.now = start

    def roll(self, sides):
        self.now = (self.now * 48271) % 2147483647
        return self.now % sides


if __name__ == "__main__":
    start()
