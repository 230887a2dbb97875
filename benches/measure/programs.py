"""The programs that are measured: where they are, their sizes, and how to run them."""

import math
import os
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Program:
    """`short` and `long` are sizes: of the tests, and 0.2 to 1.3 seconds of CPython 3.13."""

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
    """Seconds of the processor for the whole process, and its output; (None, reason) if it fails.

    Processor time, the system's part included: what else runs on the machine does not count, but for what it does to caches.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        files = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0), (os.POSIX_SPAWN_DUP2, output.fileno(), 1), (os.POSIX_SPAWN_DUP2, errors.fileno(), 2)]
        process = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
        _, status, usage = os.wait4(process, 0)
        output.seek(0)
        errors.seek(0)
        if status != 0:
            lines = errors.read().decode(errors="replace").strip().splitlines()
            return None, lines[-1] if lines else f"status {os.waitstatus_to_exitcode(status)}"
        return usage.ru_utime + usage.ru_stime, output.read()


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
