"""Counts the JIT that was written by hand: lines of code without blank lines, comments and tests, for all instruction sets."""

import glob
import os

from .programs import ROOT

# What the count is of; what it leaves out is said on the page.
GROUPS = {
    "copying: stencils, measuring, emitting, islands": ["core/src/stencil.rs", "core/src/measure.rs", "core/src/copy.rs", "core/src/island.rs", "core/src/library.rs"],
    "patching: the relocations of four instruction sets": ["core/src/relocation/*.rs"],
    "code memory: arena, buffer, sharing": ["core/src/arena.rs", "core/src/buffer.rs", "core/src/shared.rs"],
    "instruction caches": ["core/src/instruction_cache/*.rs"],
    "driver: what is compiled, when, what becomes of it": ["python/src/jit/*.rs"],
    "views of regions, for tools": ["python/src/jit/view.rs"],
}
APART = {"python/src/jit/view.rs"}

# What is beside it, and could be counted: the page says how much that is.
BESIDE = {
    "making stencils when the project is built": ["stencils/build/src/*.rs", "stencils/build/src/*/*.rs"],
    "what all definitions share, for handlers and stencils: registers and holes of each set, forms": [
        "stencils/src/machine/*.rs", "stencils/src/handler.rs", "stencils/src/handler/*.rs", "stencils/src/stencil.rs", "stencils/src/forms.rs"
    ],
    "code memory of Linux and macOS": ["host-linux/src/code.rs", "host-linux/src/instruction_cache/*.rs", "host-macos/src/code.rs"],
    "the command's tools: listing, perf, GDB": ["cli/src/tools/*.rs", "cli/src/tools/*/*.rs"],
}


def lines_of(path):
    count = 0
    comment = False
    for line in open(path):
        text = line.strip()
        if text.startswith("#[cfg(test)]"):
            # Tests stand at the end of a file.
            break
        if comment or text.startswith("/*"):
            comment = "*/" not in text
            continue
        count += bool(text) and not text.startswith("//")
    return count


def counts(groups=GROUPS):
    """Lines by group."""
    found = {}
    for group, patterns in groups.items():
        files = [file for pattern in patterns for file in glob.glob(os.path.join(ROOT, pattern))]
        files = [file for file in files if (file[len(ROOT) + 1:] in APART) == (patterns[0] in APART) and not file.endswith("tests.rs")]
        found[group] = sum(map(lines_of, files))
    return found
