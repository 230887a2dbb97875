"""Run times of whole processes, in seconds of the processor, interleaved, so that a busy machine disturbs all alike; least of the rounds.

Long runs take CPython 0.2 to 1.3 seconds; short ones about 0.05, so that starting and warming up show.
"""

from .programs import geometric_mean, run, version


def implementations(options):
    found = {"cpython": [options.python]}
    if version(options.pypy):
        found["pypy"] = [options.pypy]
    if version("micropython"):
        found["micropython"] = ["micropython"]
    found["interpreted"] = [options.command, "--jit=off"]
    found["jitted"] = [options.command]
    return found


def rounds(program, length, kinds, count):
    """The least times of a program by implementation, and why there are none."""
    best, outputs, failed = {}, {}, {}
    for _ in range(count):
        for kind, command in kinds.items():
            if kind in failed:
                continue
            seconds, output = run(command + [program.path, getattr(program, length)])
            if seconds is None:
                failed[kind] = output
                best.pop(kind, None)
                continue
            best[kind] = min(best.get(kind, seconds), seconds)
            outputs[kind] = output
    for kind in ("interpreted", "jitted"):
        # PyPy is an older Python; what it prints may differ in the last digit of a sum.
        if kind in best and outputs[kind] != outputs.get("cpython"):
            failed[kind] = "prints something else than CPython"
            del best[kind]
    return best, failed


def measure(options):
    kinds = implementations(options)
    result = {"rounds": options.rounds, "versions": {kind: version(command[0]) for kind, command in kinds.items()}, "programs": {}}
    if not (result["versions"]["cpython"] or "").endswith("Python 3.13"):
        raise SystemExit(f"--python={options.python} is not CPython 3.13")
    heading = f"{'program':18}" + "".join(f"{kind:>12}" for kind in kinds)
    for length in ("short", "long"):
        print(f"{heading}   ({length} runs; jitted/cpython, jitted/interpreted)", flush=True)
        for program, (best, failed) in options.each(lambda program: rounds(program, length, kinds, options.rounds)):
            entry = result["programs"].setdefault(program.name, {"library": program.library})
            entry[length] = best
            entry.setdefault("failed", {}).update(failed)
            line = f"{program.name:18}" + "".join(f"{best[kind]:12.3f}" if kind in best else f"{'–':>12}" for kind in kinds)
            if "jitted" in best and "cpython" in best and "interpreted" in best:
                line += f"   {best['cpython'] / best['jitted']:6.2f} {best['interpreted'] / best['jitted']:6.2f}"
            print(line, *(f"[{kind}: {reason}]" for kind, reason in failed.items()), flush=True)
        done = [entry[length] for entry in result["programs"].values() if {"cpython", "interpreted", "jitted"} <= set(entry.get(length, ()))]
        print(f"{'geometric mean':18}" + " " * 12 * len(kinds)
              + f"   {geometric_mean(e['cpython'] / e['jitted'] for e in done):6.2f}"
              + f" {geometric_mean(e['interpreted'] / e['jitted'] for e in done):6.2f}", flush=True)
    return result
