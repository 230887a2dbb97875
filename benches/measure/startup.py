"""An empty program, run many times, interleaved: least and median of the processor's time, and the least time that passed."""

import os
import shutil
import statistics
import time

from .counts import instructions
from .programs import version

RUNS = 200


def seconds(command):
    """Of the processor, and of the clock."""
    start = time.perf_counter()
    # Closer to the system's own call than `subprocess`, which takes as long as what is measured.
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    usage = os.wait4(process, 0)[2]
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start


def measure(options):
    kinds = {"nothing (/bin/true)": ["/bin/true"], "jitted": [options.command, "-c", "pass"], "interpreted": [options.command, "--jit=off", "-c", "pass"],
             "cpython": [options.python, "-c", "pass"], "cpython -I -S": [options.python, "-I", "-S", "-c", "pass"]}
    if version(options.pypy):
        kinds["pypy"] = [options.pypy, "-c", "pass"]
    taken = {kind: [] for kind in kinds}
    for number in range(RUNS):
        for kind, command in kinds.items():
            # The slow ones need not be run so often.
            if kind in ("nothing (/bin/true)", "jitted", "interpreted") or number % 10 == 0:
                taken[kind].append(seconds(command))
    result = {"runs": RUNS, "times": {}, "instructions": {}}
    for kind, times in taken.items():
        processor, passed = zip(*times)
        entry = {"least": min(processor), "median": statistics.median(processor), "passed": min(passed), "runs": len(times)}
        result["times"][kind] = entry
        print(f"{kind:22} processor: least {entry['least'] * 1000:7.2f} ms, median {entry['median'] * 1000:7.2f} ms; passed: least {entry['passed'] * 1000:7.2f} ms", flush=True)
    if shutil.which("valgrind"):
        for kind in ("jitted", "interpreted"):
            result["instructions"][kind] = instructions(kinds[kind])
            print(f"{kind:22} {result['instructions'][kind]:,} instructions", flush=True)
    return result
