"""Writes `names.bin` and `properties.bin`, the Unicode Character Database as `mod.rs` reads it, with what CPython 3.13 knows of it:

    python3.13 python/src/unicode_data/generate.py NameAliases.txt NamedSequences.txt

The two files are those of the Unicode Character Database; what CPython does not know of them is left out. All numbers are little-endian.
"""

import struct
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
POINTS = range(0x110000)
# Names that are one of these and the number of the character, and Hangul syllables, are made when they are asked for.
NUMBERED = ("CJK UNIFIED IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-", "KHITAN SMALL SCRIPT CHARACTER-", "NUSHU CHARACTER-")
CATEGORIES = "Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So".split()
DIRECTIONS = " L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI".split(" ")
WIDTHS = "N A H W F Na".split()
TAGS = (
    "", "<noBreak>", "<compat>", "<super>", "<fraction>", "<sub>", "<font>", "<circle>", "<wide>", "<vertical>", "<square>", "<isolated>",
    "<final>", "<initial>", "<medial>", "<small>", "<narrow>",
)


def u24(number):
    return struct.pack("<I", number)[:3]


def section(records):
    """The count of some records and the records."""
    return struct.pack("<I", len(records)) + b"".join(records)


def numbered_ranges():
    """The ranges of characters whose names are numbered: first, last, which."""
    ranges = []
    for point in POINTS:
        name = unicodedata.name(chr(point), "")
        for which, prefix in enumerate(NUMBERED):
            if name == f"{prefix}{point:04X}":
                if ranges and ranges[-1][1] == point - 1 and ranges[-1][2] == which:
                    ranges[-1][1] = point
                else:
                    ranges.append([point, point, which])
    return ranges


def names(aliases, sequences):
    """Words in order; runs of characters with names; the names as numbers of words, the last of each marked by bit 15; aliases; sequences."""
    numbered = numbered_ranges()
    made = {point for first, last, _ in numbered for point in range(first, last + 1)} | set(range(0xAC00, 0xD7A4))
    own = {point: unicodedata.name(chr(point)) for point in POINTS if point not in made and unicodedata.name(chr(point), "")}
    words = sorted({word for name in [*own.values(), *aliases, *sequences] for word in name.encode().split(b" ")})
    number = {word: index for index, word in enumerate(words)}
    assert len(words) < 1 << 15

    def units(name):
        coded = [number[word] for word in name.encode().split(b" ")]
        coded[-1] |= 1 << 15
        return coded

    runs, stream = [], []
    for point, name in own.items():
        if not runs or runs[-1][0] + runs[-1][1] != point or runs[-1][1] == 64:
            runs.append([point, 0, len(stream)])
        runs[-1][1] += 1
        stream += units(name)
    offsets, text = [], b""
    for index, word in enumerate(words):
        if index % 16 == 0:
            offsets.append(struct.pack("<I", len(text)))
        text += bytes([len(word)]) + word

    def others(table):
        return section([struct.pack("<I", len(units(name))) + b"".join(struct.pack("<H", unit) for unit in units(name))
                        + struct.pack("<I", len(points)) + b"".join(u24(point) for point in points) for name, points in table.items()])

    return b"".join([
        section([u24(first) + u24(last) + bytes([which]) for first, last, which in numbered]),
        section(offsets),
        section([text[index : index + 1] for index in range(len(text))]),
        section([u24(first) + bytes([count]) + u24(start) for first, count, start in runs]),
        section([struct.pack("<H", unit) for unit in stream]),
        others({name: [point] for name, point in aliases.items()}),
        others(sequences),
    ])


def number_of(point):
    """What kind of number a character is (1: numeric, 2: digit, 3: decimal), and which."""
    character = chr(point)
    value = unicodedata.numeric(character, None)
    if value is None:
        return None
    for denominator in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 40, 64, 80, 160, 320):
        if round(value * denominator) / denominator == value:
            fraction = (round(value * denominator), denominator)
            break
    else:
        raise ValueError(hex(point))
    decimal, digit = unicodedata.decimal(character, None), unicodedata.digit(character, None)
    assert decimal in (None, value) and digit in (None, value)
    return (3 if decimal is not None else 2 if digit is not None else 1), fraction


def properties():
    records, runs = [], []
    for point in POINTS:
        character = chr(point)
        record = bytes([
            CATEGORIES.index(unicodedata.category(character)),
            unicodedata.combining(character),
            DIRECTIONS.index(unicodedata.bidirectional(character)),
            unicodedata.mirrored(character) | WIDTHS.index(unicodedata.east_asian_width(character)) << 1,
        ])
        if record not in records:
            records.append(record)
        index = records.index(record)
        if not runs or runs[-1][1] != index:
            runs.append((point, index))
    numbers = {point: number_of(point) for point in POINTS if number_of(point)}
    values = sorted({fraction for _, fraction in numbers.values()})
    decompositions, pool = [], []
    pairs = []
    for point in POINTS:
        text = unicodedata.decomposition(chr(point))
        if not text:
            continue
        tag = ""
        if text.startswith("<"):
            tag, _, text = text.partition(" ")
        points = [int(word, 16) for word in text.split()]
        decompositions.append(u24(point) + bytes([TAGS.index(tag), len(points)]) + u24(len(pool)))
        pool += points
        if not tag and len(points) == 2 and unicodedata.normalize("NFC", "".join(map(chr, points))) == chr(point):
            pairs.append((*points, point))
    return b"".join([
        section(records),
        section([u24(point) + struct.pack("<H", index) for point, index in runs]),
        section([u24(point) + bytes([kind, values.index(fraction)]) for point, (kind, fraction) in numbers.items()]),
        section([struct.pack("<qI", *fraction) for fraction in values]),
        section(decompositions),
        section([u24(point) for point in pool]),
        section([u24(first) + u24(second) + u24(whole) for first, second, whole in sorted(pairs)]),
    ])


def known(name):
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return None


def main():
    aliases, sequences = {}, {}
    for line in Path(sys.argv[1]).read_text().splitlines():
        point, _, rest = line.partition("#")[0].partition(";")
        name = rest.split(";")[0].strip()
        if name and known(name) == chr(int(point, 16)) and unicodedata.name(known(name), "") != name:
            aliases[name] = int(point, 16)
    for line in Path(sys.argv[2]).read_text().splitlines():
        name, _, points = line.partition("#")[0].partition(";")
        points = [int(point, 16) for point in points.split()]
        if points and known(name) == "".join(map(chr, points)):
            sequences[name] = points
    for file, content in (("names.bin", names(aliases, sequences)), ("properties.bin", properties())):
        (HERE / file).write_bytes(content)
        print(file, len(content), "bytes")
    print(len(aliases), "aliases,", len(sequences), "sequences, Unicode", unicodedata.unidata_version)


main()
