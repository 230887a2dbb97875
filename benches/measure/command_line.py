"""Parts and options of benches/run."""

import concurrent.futures
import json
import os
import platform
import subprocess
import sys
import time

from . import compile_speed, counts, memory, page, speed, startup
from .programs import ROOT, programs, variants

RESULTS = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "benchmarks")
PARTS = {"speed": speed.measure, "counts": counts.measure, "startup": startup.measure, "memory": memory.measure, "compile": compile_speed.measure}


class Options:
    def __init__(self):
        self.python = "python3.13"
        self.pypy = "pypy3"
        self.command = None
        self.rounds = 5
        self.jobs = 1
        self.only = None
        self.variants = False

    def each(self, action):
        """The action's results for the programs, in their order; so many at a time as there are jobs."""
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            yield from zip(self.programs(), pool.map(action, self.programs()))

    def programs(self):
        chosen = variants() if self.variants else programs()
        return [program for program in chosen if self.only is None or program.name in self.only]


def machine():
    """What the figures were taken on, in words."""
    model = platform.processor() or platform.machine()
    try:
        for line in open("/proc/cpuinfo"):
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    return f"{os.cpu_count()} cores of {model}, {platform.system()} {platform.release().split('-')[0]}"


def build():
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "copperhead-cli"], cwd=ROOT, check=True)
    return os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "copperhead")


def revision():
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else "unknown"


def main(usage):
    options, parts = Options(), []
    for word in sys.argv[1:]:
        name, _, value = word.partition("=")
        if name in ("--python", "--pypy", "--command"):
            setattr(options, name[2:], value)
        elif name in ("--rounds", "--jobs"):
            setattr(options, name[2:], int(value))
        elif name == "--only":
            options.only = value.split(",")
        elif name == "--variants":
            options.variants = True
        elif name in PARTS or name == "page":
            parts.append(name)
        else:
            print(usage)
            sys.exit(0 if name in ("-h", "--help") else 2)
    whole = options.only is None and not options.variants
    if options.command is None and parts != ["page"]:
        options.command = build()
    os.makedirs(RESULTS, exist_ok=True)
    for part in parts or PARTS:
        if part == "page":
            continue
        print(f"== {part}", flush=True)
        result = PARTS[part](options)
        if result is None:
            continue
        result["date"] = time.strftime("%Y-%m-%d")
        result["machine"] = machine()
        result["revision"] = revision()
        if whole:
            with open(os.path.join(RESULTS, part + ".json"), "w") as out:
                json.dump(result, out, indent=1)
    if whole:
        found = {}
        for part in PARTS:
            path = os.path.join(RESULTS, part + ".json")
            if os.path.exists(path):
                found[part] = json.load(open(path))
        page.write(found)
