"""Run speed of the example programs: CPython, Copperhead's interpreter, Copperhead's machine code, interleaved.

    cargo build --release && python3 benches/compare.py [--rounds=N] [--python=PYTHON] [--variants] [NAME ...]

Prints seconds (the least of all rounds, whole process), ratios and geometric means. PYTHON should be CPython 3.13. Sizes are
those of the third column of examples/SIZES. Output of all three must be the same.
"""

import math
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
COMMAND = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "copperhead")


def programs(folder):
    for line in open(os.path.join(ROOT, folder, "SIZES")):
        words = line.split()
        if words and not words[0].startswith("#"):
            yield words[0], os.path.join(ROOT, folder, words[0] + ".py"), words[2]


def run(command):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        return None, done.stderr.decode(errors="replace").strip().splitlines()[-1:]
    return seconds, done.stdout


def geometric_mean(numbers):
    return math.exp(sum(map(math.log, numbers)) / len(numbers)) if numbers else float("nan")


def main():
    rounds, python, folders, names = 3, sys.executable, ["examples"], []
    for word in sys.argv[1:]:
        if word.startswith("--rounds="):
            rounds = int(word[9:])
        elif word.startswith("--python="):
            python = word[9:]
        elif word == "--variants":
            folders = ["tests/variants/renamed", "tests/variants/retyped"]
        else:
            names.append(word)
    kinds = {"cpython": [python], "interpreted": [COMMAND, "--jit=off"], "jitted": [COMMAND]}
    print(f"{'program':24} {'cpython':>9} {'interp.':>9} {'jitted':>9} {'int/cp':>8} {'jit/int':>8} {'jit/cp':>8}")
    ratios = {"interpreted": [], "gain": [], "jitted": []}
    for folder in folders:
        for name, path, size in programs(folder):
            if names and name not in names:
                continue
            best, outputs, failed = {}, {}, None
            for _ in range(rounds):
                for kind, prefix in kinds.items():
                    seconds, output = run(prefix + [path, size])
                    if seconds is None:
                        failed = f"{kind}: {output}"
                        continue
                    best[kind] = min(best.get(kind, seconds), seconds)
                    outputs[kind] = output
            if failed or len(set(outputs.values())) != 1:
                print(f"{name:24} FAILED: {failed or 'outputs differ'}")
                continue
            cpython, interpreted, jitted = best["cpython"], best["interpreted"], best["jitted"]
            ratios["interpreted"].append(cpython / interpreted)
            ratios["gain"].append(interpreted / jitted)
            ratios["jitted"].append(cpython / jitted)
            label = name if folder == "examples" else f"{name} ({os.path.basename(folder)})"
            print(f"{label:24} {cpython:9.3f} {interpreted:9.3f} {jitted:9.3f} "
                  f"{cpython / interpreted:8.2f} {interpreted / jitted:8.2f} {cpython / jitted:8.2f}", flush=True)
    means = [geometric_mean(ratios[kind]) for kind in ("interpreted", "gain", "jitted")]
    print(f"{'geometric mean':24} {'':9} {'':9} {'':9} {means[0]:8.2f} {means[1]:8.2f} {means[2]:8.2f}")


main()
