"""Instructions that the processor executes, interpreted and jitted, compilation included: what noise cannot touch."""

import os
import re
import shutil
import subprocess
import tempfile


def instructions(command):
    """Instructions of a whole process, by valgrind's callgrind; None if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        # Code memory is mapped twice and used again: valgrind must look whether code has changed.
        tool = ["valgrind", "--tool=callgrind", "--smc-check=all", f"--callgrind-out-file={os.path.join(folder, 'out')}"]
        done = subprocess.run(tool + command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    found = re.search(r"Collected : (\d+)", done.stderr)
    return int(found.group(1)) if found and done.returncode == 0 else None


def both(program, command):
    size = program.eighth()
    return {"interpreted": instructions([command, "--jit=off", program.path, size]), "jitted": instructions([command, program.path, size])}


def measure(options):
    if not shutil.which("valgrind"):
        print("valgrind is not there: no counts")
        return None
    result = {"programs": {}}
    print(f"{'program':18}{'interpreted':>16}{'jitted':>16}   interpreted/jitted", flush=True)
    for program, counted in options.each(lambda program: both(program, options.command)):
        result["programs"][program.name] = {"size": program.eighth(), **counted}
        if None in counted.values():
            print(f"{program.name:18} FAILED", flush=True)
            continue
        print(f"{program.name:18}{counted['interpreted']:16,}{counted['jitted']:16,}   {counted['interpreted'] / counted['jitted']:6.2f}", flush=True)
    return result
