"""The programs that are measured: where they are, their sizes, and how to run them."""

import math
import os
import subprocess
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Program:
    """`short` and `long` are sizes: of the tests, and about 0.7 seconds of CPython 3.13."""

    def __init__(self, name, path, short, long, library):
        self.name = name
        self.path = path
        self.short = short
        self.long = long
        self.library = library

    def eighth(self):
        """A size with about an eighth of the work, if that grows with the size; not less than the short one."""
        return str(max(int(self.short), int(self.long) // 8))


def in_folder(folder, sizes=None):
    for line in open(os.path.join(ROOT, sizes or folder, "SIZES")):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        path = os.path.join(ROOT, folder, words[0] + ".py")
        if os.path.exists(path):
            yield Program(words[0], path, words[1], words[2], "library" in words)


def programs():
    return [*in_folder("examples"), *in_folder("benches/programs")]


def variants():
    found = []
    for kind in ("renamed", "retyped"):
        for program in in_folder(f"tests/variants/{kind}"):
            program.name += f" ({kind})"
            found.append(program)
    return found


def run(command):
    """Seconds of the whole process, and its output; (None, reason) if it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return None, lines[-1] if lines else f"status {done.returncode}"
    return seconds, done.stdout


def version(command):
    """What an implementation calls itself; None if it is not there."""
    try:
        code = "import sys; v = sys.implementation; print(v.name, '.'.join(map(str, v.version[:3])), 'Python', '.'.join(map(str, sys.version_info[:2])))"
        done = subprocess.run([command, "-c", code], capture_output=True, text=True)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def geometric_mean(numbers):
    numbers = list(numbers)
    return math.exp(sum(map(math.log, numbers)) / len(numbers)) if numbers else float("nan")
