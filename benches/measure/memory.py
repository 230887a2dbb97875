"""Heap at its fullest, and machine code with its padding, with the JIT and without; what is known of regions lies in the heap."""

import json
import subprocess


def statistics(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    lines = done.stderr.strip().splitlines()
    return json.loads(lines[-1]) if done.returncode == 0 and lines else None


def both(program, command):
    return [statistics([command, *mode, "--stats", program.path, program.long]) for mode in (["--jit=off"], [])]


def measure(options):
    result = {"programs": {}}
    print(f"{'program':18}{'heap, off':>12}{'heap':>12}{'code':>10}{'ratio':>8}{'bytes/bytecode':>16}", flush=True)
    for program, (off, jitted) in options.each(lambda program: both(program, options.command)):
        if off is None or jitted is None:
            print(f"{program.name:18} FAILED", flush=True)
            continue
        result["programs"][program.name] = {"off": off, "jitted": jitted}
        code = jitted["live_bytes"] + jitted["padding_bytes"]
        ratio = (jitted["heap_peak"] + code) / off["heap_peak"]
        each = jitted["code_bytes"] / max(1, jitted["bytecodes_compiled"])
        print(f"{program.name:18}{off['heap_peak']:12,}{jitted['heap_peak']:12,}{code:10,}{ratio:8.3f}{each:16.1f}", flush=True)
    return result
