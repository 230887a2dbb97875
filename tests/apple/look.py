"""Looks at a linked Mach-O program: the interpreter's handlers and the two tables of them, and on AArch64 the register x18.

    python3 tests/apple/look.py PROGRAM

Source of the layout: <mach-o/loader.h>, <mach-o/nlist.h>.
"""

import struct
import sys

data = open(sys.argv[1], "rb").read()
magic, processor, _, _, commands, _, _, _ = struct.unpack_from("<8I", data)
assert magic == 0xFEEDFACF, "no 64-bit Mach-O file"

sections = []  # name, address, length, offset in the file
symbols = {}
at = 32
for _ in range(commands):
    command, size = struct.unpack_from("<II", data, at)
    if command == 0x19:  # LC_SEGMENT_64
        for index in range(struct.unpack_from("<I", data, at + 64)[0]):
            header = at + 72 + 80 * index
            name = data[header : header + 16].rstrip(b"\0").decode()
            sections.append((name, *struct.unpack_from("<QQI", data, header + 32)))
    if command == 0x02:  # LC_SYMTAB
        entries, count, strings, _ = struct.unpack_from("<4I", data, at + 8)
        for index in range(count):
            text, _, _, _, value = struct.unpack_from("<IBBHQ", data, entries + 16 * index)
            name = data[strings + text : data.index(b"\0", strings + text)].decode()
            symbols[name] = value
    at += size

handlers = [section for section in sections if section[0] == "__copperhead"]
assert len(handlers) == 1, "no section with handlers"
_, start, length, offset = handlers[0]


def words(name):
    """The table with this name: from its symbol to where addresses of handlers end."""
    [address] = [value for symbol, value in symbols.items() if symbol.startswith("_copperhead_") and symbol.endswith(name)]
    [place] = [offset + address - base for _, base, length, offset in sections if base <= address < base + length]
    found = []
    while True:
        # Chained fixups keep other things in the upper bits.
        [word] = struct.unpack_from("<Q", data, place + 8 * len(found))
        if not start <= word & 0xF_FFFF_FFFF < start + length:
            return found
        found.append(word & 0xF_FFFF_FFFF)


# The second table may follow the first.
bytecodes, entries = words("_handlers"), words("_entries")
assert len(bytecodes) >= 150, f"{len(bytecodes)} handlers"
assert len(entries) >= 8, f"{len(entries)} entries"
assert len(set(bytecodes)) >= 150, "handlers are at different addresses"

if processor == 0x0100000C:  # CPU_TYPE_ARM64
    # Loads, stores, moves, arithmetic: nearly all instructions keep a register in bits 4:0 and another in 9:5. That is more than need be
    # looked at: immediates have bits there, too, so only instructions whose fields are registers are counted.
    code = struct.unpack_from(f"<{length // 4}I", data, offset)
    loads = [word for word in code if word & 0x3B00_0000 == 0x3900_0000]  # LDR and STR, unsigned offset (Arm ARM, C4.1.94)
    assert len(loads) > 500, f"{len(loads)} loads and stores"
    assert all((word >> 5 & 31) != 18 for word in loads), "x18 is a base"
    assert all(word & 31 != 18 for word in loads if not word >> 26 & 1), "x18 is loaded or stored"

print(f"   {sys.argv[1]}: {len(set(bytecodes))} handlers in {length} bytes, {len(entries)} entries")
