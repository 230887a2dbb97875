"""Compile speed, by the crate benches/compile-speed: its own documentation says how."""

import json
import os
import subprocess

from .programs import ROOT


def measure(options):
    manifest = os.path.join(ROOT, "benches", "compile-speed", "Cargo.toml")
    features = ["--features", "llvm"] if llvm() else []
    if not features:
        print("llvm-config-19 is not there: without LLVM")
    files = [word for program in options.programs() for word in (program.path, program.short)]
    done = subprocess.run(["cargo", "run", "--release", "--quiet", "--manifest-path", manifest, *features, "--", *files], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        print("benches/compile-speed failed")
        return None
    result = json.loads(done.stdout)
    for name, total in result["compilers"].items():
        print(f"{name:24} {total['nanoseconds_per_bytecode']:12.1f} ns/bytecode {total['microseconds_per_function']:12.2f} us/function {total['bytes_per_bytecode']:8.1f} bytes/bytecode")
    return result


def llvm():
    try:
        return subprocess.run(["llvm-config-19", "--version"], capture_output=True).returncode == 0
    except OSError:
        return False
