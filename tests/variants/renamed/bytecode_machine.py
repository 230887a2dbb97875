"""An accumulator-less machine under other names, decoded by comparing in another order."""
import sys

STOP = 0
CONST = 1
GET = 2
SET = 3
PLUS = 4
MINUS = 5
TIMES = 6
REST = 7
BELOW = 8
SAME = 9
GOTO = 10
IFZERO = 11
GOSUB = 12
BACK = 13
COPY = 14
SHOW = 15
NAMES = ["stop", "const", "get", "set", "plus", "minus", "times", "rest", "below", "same",
         "goto", "ifzero", "gosub", "back", "copy", "show"]

# Collatz: cells 0 limit, 1 start, 2 current, 3 steps, 4 longest, 5 where, 6 total.
SOURCE = [
    "const 1", "set 1",
    "@outer", "get 1", "get 0", "below", "ifzero @end",
    "get 1", "set 2", "const 0", "set 3",
    "gosub @walk",
    "get 6", "get 3", "plus", "set 6",
    "get 4", "get 3", "below", "ifzero @keep",
    "get 3", "set 4", "get 1", "set 5",
    "@keep", "get 1", "const 1", "plus", "set 1", "goto @outer",
    "@end", "get 6", "show", "get 5", "show", "get 4", "show", "stop",
    "@walk", "get 2", "const 1", "same", "ifzero @more", "back",
    "@more", "get 2", "copy", "const 2", "rest", "ifzero @even",
    "const 3", "times", "const 1", "plus", "set 2", "goto @count",
    "@even", "const 2", "gosub @halve",
    "@count", "get 3", "const 1", "plus", "set 3", "goto @walk",
    "@halve", "set 7", "const 0", "set 8", "set 9",
    # Halving without division: the remainder of n * k by a modulus gives n / 2 for even n below it.
    "get 9", "const 1048577", "times", "const 2097153", "rest", "set 2", "back",
]


class BadCode(Exception):
    def __init__(self, op, where):
        super().__init__(f"{op} at {where}")
        self.where = where


def translate(source):
    places = {}
    count = 0
    for text in source:
        if text[0] == "@":
            places[text] = count
        else:
            count += 2
    out = []
    for text in source:
        if text[0] == "@":
            continue
        pieces = text.split()
        out.append(NAMES.index(pieces[0]))
        if len(pieces) == 2:
            argument = pieces[1]
            out.append(places[argument] if argument in places else int(argument))
        else:
            out.append(0)
    return out


def interpret(words, cells):
    shown = []
    values = []
    returns = []
    at = 0
    cycles = 0
    running = True
    while running:
        cycles += 1
        what, argument = words[at], words[at + 1]
        at += 2
        if what == GET:
            values.append(cells[argument])
        elif what == CONST:
            values.append(argument)
        elif what == SET:
            cells[argument] = values.pop()
        elif what == GOTO:
            at = argument
        elif what == IFZERO:
            if values.pop() == 0:
                at = argument
        elif what == BELOW:
            y = values.pop()
            values[-1] = 1 if values[-1] < y else 0
        elif what == SAME:
            y = values.pop()
            values[-1] = 1 if values[-1] == y else 0
        elif what == PLUS:
            y = values.pop()
            values[-1] += y
        elif what == MINUS:
            y = values.pop()
            values[-1] -= y
        elif what == TIMES:
            y = values.pop()
            values[-1] *= y
        elif what == REST:
            y = values.pop()
            values[-1] %= y
        elif what == COPY:
            values.append(values[-1])
        elif what == GOSUB:
            returns.append(at)
            at = argument
        elif what == BACK:
            at = returns.pop()
        elif what == SHOW:
            shown.append(values.pop())
        elif what == STOP:
            running = False
        else:
            raise BadCode(what, at - 2)
    return shown, cycles


def begin():
    top = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    words = translate(SOURCE)
    shown, cycles = interpret(words, [top] + [0] * 9)
    print(shown, cycles)
    try:
        interpret([CONST, 1, 77, 0], [])
    except BadCode as bad:
        print("bad code:", bad, bad.where)


if __name__ == "__main__":
    begin()
