"""Heap at its fullest, and machine code with its padding, with the JIT and without; what is known of regions lies in the heap."""

import json
import subprocess


def statistics(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    lines = done.stderr.strip().splitlines()
    return json.loads(lines[-1]) if done.returncode == 0 and lines else None


def both(program, command):
    return [statistics([command, *mode, "--stats", program.path, size]) for size in (program.long, program.short) for mode in (["--jit=off"], [])]


def ratio(off, jitted):
    """Heap and machine code with the JIT, against the heap without."""
    return (jitted["heap_peak"] + jitted["live_bytes"] + jitted["padding_bytes"]) / off["heap_peak"]


def measure(options):
    result = {"programs": {}}
    print(f"{'program':18}{'heap, off':>12}{'heap':>12}{'code':>10}{'ratio':>8}{'bytes/bytecode':>16}", flush=True)
    for program, (off, jitted, short_off, short_jitted) in options.each(lambda program: both(program, options.command)):
        if None in (off, jitted, short_off, short_jitted):
            print(f"{program.name:18} FAILED", flush=True)
            continue
        result["programs"][program.name] = {"off": off, "jitted": jitted, "short": {"off": short_off, "jitted": short_jitted}}
        code = jitted["live_bytes"] + jitted["padding_bytes"]
        each = jitted["code_bytes"] / max(1, jitted["bytecodes_compiled"])
        print(f"{program.name:18}{off['heap_peak']:12,}{jitted['heap_peak']:12,}{code:10,}{ratio(off, jitted):8.3f}{each:16.1f}", flush=True)
    return result
