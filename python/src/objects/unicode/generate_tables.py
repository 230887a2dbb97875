"""Writes tables.rs from the Unicode data that CPython 3.13 (Unicode 15.1) has.

    python3.13 generate_tables.py > tables.rs

Checks by the way what mod.rs takes for granted of case mappings and digits.
"""

import sys
import unicodedata

assert unicodedata.unidata_version == "15.1.0", "CPython 3.13 has Unicode 15.1"

# The properties, lowest bit first; mod.rs names them in the same order.
PROPERTIES = [
    ("ALPHABETIC", lambda c, g: c.isalpha()),
    ("DECIMAL", lambda c, g: c.isdecimal()),
    ("DIGIT", lambda c, g: c.isdigit()),
    ("NUMERIC", lambda c, g: c.isnumeric()),
    ("PRINTABLE", lambda c, g: c.isprintable()),
    ("IDENTIFIER_START", lambda c, g: c.isidentifier()),
    ("IDENTIFIER_CONTINUE", lambda c, g: ("a" + c).isidentifier()),
    ("TITLE", lambda c, g: g == "Lt"),
    ("UNASSIGNED", lambda c, g: g == "Cn"),
    ("CASE_IGNORABLE", lambda c, g: final("A" + c) and not final(" " + c)),
]
BLOCK = 2048


def final(before):
    """Whether a sigma behind this is a final one."""
    return (before + "Σ").lower()[-1] == "ς"


def properties(point):
    character = chr(point)
    category = unicodedata.category(character)
    return sum(1 << bit for bit, (_, test) in enumerate(PROPERTIES) if test(character, category))


def main():
    classes, runs, index = [], [], []
    run_start, previous = 0, None
    for point in range(0x110000):
        bits = properties(point)
        if bits not in classes:
            classes.append(bits)
        number = classes.index(bits)
        if point % BLOCK == 0:
            index.append(len(runs))
        if point % BLOCK == 0 or number != previous:
            runs.append(point % BLOCK << 5 | number)
            run_start = point
        previous = number
        if bits & 2:
            assert unicodedata.decimal(chr(point)) == (point - run_start) % 10, hex(point)
    index.append(len(runs))
    assert len(classes) <= 32
    # Blocks that look alike share their runs.
    titles, folds = [], []
    for point in range(0x110000):
        character = chr(point)
        if character.title() != character.upper():
            titles.append((point, character.title()))
        if character.casefold() != character.upper().lower().replace("ς", "σ"):
            folds.append((point, character.casefold()))
    out = sys.stdout.write
    out("//! Unicode 15.1: runs of code points with the same properties. Made by generate_tables.py, do not edit.\n\nuse super::Exception;\n\n")
    out("/// Properties of each class, a bit each.\n")
    out(f"pub(super) static CLASSES: [u16; {len(classes)}] = [\n")
    write_rows(out, classes, "{:#x}")
    out("];\n\n/// The first run of each block of 2048 code points, and the end.\n")
    out(f"pub(super) static BLOCKS: [u16; {len(index)}] = [\n")
    write_rows(out, index, "{}")
    out("];\n\n/// Runs: where they start in their block (11 bits), their class (5 bits).\n")
    out(f"pub(super) static RUNS: [u16; {len(runs)}] = [\n")
    write_rows(out, runs, "{:#x}")
    out("];\n\n/// Characters whose title case is not their upper case, and their title case.\n")
    write_exceptions(out, "TITLES", compress(titles))
    out("\n/// Characters whose folded case is not the lower case of their upper case, and their folded case.\n")
    write_exceptions(out, "FOLDS", compress(folds))
    steps = wide_steps()
    out("\n/// Characters of double width: how many are not, how many are, how many are not, …\n")
    out(f"pub(super) static WIDE: [u16; {len(steps)}] = [\n")
    write_rows(out, steps, "{}")
    out("];\n")


def wide_steps():
    """The lengths of the runs of characters that are not twice as wide as others, and are, in turn."""
    steps, wide, start = [], False, 0
    for point in range(0x110000):
        if (unicodedata.east_asian_width(chr(point)) in "WF") != wide:
            steps.append(point - start)
            wide, start = not wide, point
    assert max(steps) < 1 << 16
    return steps


def compress(entries):
    """Runs `(first, last, kind, value)`: one character for another at a distance, else one by one."""
    result = []
    for point, text in entries:
        if len(text) == 1:
            distance = ord(text) - point
            step = 1
            if result and result[-1][2] == distance and result[-1][1] + step == point and result[-1][3] == "":
                result[-1][1] = point
            else:
                result.append([point, point, distance, ""])
        else:
            result.append([point, point, 0, text])
    return result


def write_exceptions(out, name, entries):
    out(f"pub(super) static {name}: [Exception; {len(entries)}] = [\n")
    for first, last, distance, text in entries:
        shown = "".join(f"\\u{{{ord(c):x}}}" for c in text)
        out(f'    Exception {{ first: {first:#x}, last: {last:#x}, distance: {distance}, text: "{shown}" }},\n')
    out("];\n")


def write_rows(out, numbers, form):
    row = "   "
    for number in numbers:
        cell = " " + form.format(number) + ","
        if len(row) + len(cell) > 118:
            out(row + "\n")
            row = "   "
        row += cell
    out(row + "\n")


main()
