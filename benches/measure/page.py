"""docs/benchmarks.md, its charts, and the table in README.md, from what was measured."""

import os
import re

from . import charts, handwritten, memory
from .programs import ROOT, geometric_mean

# What issue and README promise.
EACH, EACH_LIBRARY, ALL_CPYTHON, ALL_INTERPRETED = 1.2, 1.0, 3.5, 1.5
MEMORY, START, SPEED, TIMES_LLVM, TIMES_CRANELIFT = 1.2, 0.002, 10e6, 100, 20


def table(heading, rows, right=1):
    """Markdown; the columns from `right` on hold numbers."""
    lines = ["| " + " | ".join(heading) + " |", "|" + "|".join("---" if i < right else "---:" for i in range(len(heading))) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def where(part):
    return f"*{part['date']}, {part['machine']}, revision {part['revision']}.*\n"


def verdict(met):
    return "met" if met else "**not met**"


class Speeds:
    """Ratios of one length of runs."""

    def __init__(self, speed, length):
        self.times = {name: entry[length] for name, entry in speed["programs"].items() if {"cpython", "interpreted", "jitted"} <= set(entry.get(length, ()))}

    def ratio(self, name, kind, base):
        times = self.times[name]
        return times[base] / times[kind] if kind in times else None

    def mean(self, kind, base):
        return geometric_mean(filter(None, (self.ratio(name, kind, base) for name in self.times)))

    def seconds(self):
        found = [times["cpython"] for times in self.times.values()]
        return f"{min(found):.1f} to {max(found):.1f}"

    def extremes(self, kind, base):
        found = [(self.ratio(name, kind, base), name) for name in self.times]
        return min(found), max(found)


def speed_section(speed, counts):
    long, short = Speeds(speed, "long"), Speeds(speed, "short")
    counted = (counts or {}).get("programs", {})
    pypy = any("pypy" in times for times in long.times.values())
    rows, missed = [], []
    for name, times in long.times.items():
        library = speed["programs"][name]["library"]
        gain = long.ratio(name, "jitted", "cpython")
        count = counted.get(name, {})
        executed = count["interpreted"] / count["jitted"] if count.get("jitted") and count.get("interpreted") else None
        faults = []
        if gain < (EACH_LIBRARY if library else EACH):
            faults.append("below CPython's goal")
        if executed is not None and executed < 1.0:
            faults.append("more instructions jitted")
        if faults:
            missed.append(f"{name} ({', '.join(faults)})")
        row = [name + (" (library)" if library else ""), f"{times['cpython']:.3f}", f"{times['interpreted']:.3f}", f"{times['jitted']:.3f}"]
        row += [f"{times['pypy']:.3f}" if "pypy" in times else "–"] if pypy else []
        row += [f"{long.ratio(name, 'interpreted', 'cpython'):.2f}", f"{long.ratio(name, 'jitted', 'interpreted'):.2f}",
                f"{executed:.3f}" if executed else "–", f"{gain:.2f}"]
        row += [f"{long.ratio(name, 'pypy', 'cpython'):.2f}" if "pypy" in times else "–"] if pypy else []
        row += [f"{short.ratio(name, 'jitted', 'cpython'):.1f}" if name in short.times else "–"]
        rows.append(row + ["; ".join(faults) or "yes"])
    means = ["*geometric mean*", "", "", ""] + ([""] if pypy else [])
    instruction_ratios = [c["interpreted"] / c["jitted"] for c in counted.values() if c.get("interpreted") and c.get("jitted")]
    means += [f"**{long.mean('interpreted', 'cpython'):.2f}**", f"**{long.mean('jitted', 'interpreted'):.2f}**",
              f"**{geometric_mean(instruction_ratios):.2f}**" if instruction_ratios else "–", f"**{long.mean('jitted', 'cpython'):.2f}**"]
    means += [f"**{long.mean('pypy', 'cpython'):.2f}**"] if pypy else []
    rows.append(means + [f"**{short.mean('jitted', 'cpython'):.1f}**", ""])
    heading = ["program", "CPython", "interpreted", "jitted"] + (["PyPy"] if pypy else [])
    heading += ["interp. / CPython", "jitted / interp.", "in instructions", "jitted / CPython"] + (["PyPy / CPython"] if pypy else [])
    heading += ["short runs", "as promised"]
    names = ["interpreted", "jitted"] + (["pypy"] if pypy else [])
    chart = [(name, {kind: long.ratio(name, kind, "cpython") for kind in names if kind in times}) for name, times in long.times.items()]
    chart.append(("geometric mean", {kind: long.mean(kind, "cpython") for kind in names}))
    save("speed.svg", charts.bars("Run speed, CPython 3.13 = 1 (logarithmic)", chart, names, [0.5, 1, 2, 4, 8, 16, 32, 64], reference=1))
    failed = {}
    for name, entry in speed["programs"].items():
        for kind, reason in entry.get("failed", {}).items():
            failed.setdefault(kind, []).append(f"{name} ({reason})")
    versions = ", ".join(f"{kind}: {version}" for kind, version in speed["versions"].items() if version and kind not in ("interpreted", "jitted"))
    text = f"""## Run speed

Seconds of processor time of whole processes, least of {speed['rounds']} interleaved rounds; then ratios, larger is better. Long runs take CPython {long.seconds()} seconds; *short runs* about 0.05,
where starting and warming up weigh (the ratio is jitted / CPython). *In instructions*: what the processor executes interpreted / jitted, compilation included, counted by valgrind at an
eighth of the size. *(library)*: over half of the time is library code. {versions}.

![Run speed](benchmarks/speed.svg)

{table(heading, rows)}
{where(speed)}
| promise | found | |
|---|---|---|
| geometric mean, jitted / CPython, at least {ALL_CPYTHON} | {long.mean('jitted', 'cpython'):.2f} | {verdict(long.mean('jitted', 'cpython') >= ALL_CPYTHON)} |
| geometric mean, jitted / interpreted, at least {ALL_INTERPRETED} | {long.mean('jitted', 'interpreted'):.2f} | {verdict(long.mean('jitted', 'interpreted') >= ALL_INTERPRETED)} |
| each program at least {EACH} times CPython ({EACH_LIBRARY} where it is library code), none with more instructions jitted | {'; '.join(missed) or 'all'} | {verdict(not missed)} |
"""
    for kind, programs in failed.items():
        text += f"\nNot run by {kind}: {'; '.join(programs)}.\n"
    return text


def compile_section(part):
    compilers = part["compilers"]
    ours = compilers["copperhead"]
    labels = {"copperhead": "Copperhead, tier 1", "cranelift-none": "Cranelift, no optimisation, single-pass registers", "cranelift-default": "Cranelift, no optimisation, its usual registers",
              "cranelift-speed": "Cranelift, optimising", "llvm-O0": "LLVM 19, -O0", "llvm-O2": "LLVM 19, -O2"}
    rows = [[labels[name], f"{c['nanoseconds_per_bytecode']:,.1f}", f"{c['bytecodes_per_second'] / 1e6:,.3f}", f"{c['microseconds_per_function']:,.2f}", f"{c['bytes_per_bytecode']:.0f}",
             f"{c['times_copperhead']:,.1f}", f"{c['times_copperhead_geometric']:,.1f}", f"{c['times_copperhead_whole']:,.1f}", str(c["rounds"])] for name, c in compilers.items()]
    chart = [(name, {("copperhead" if name == "copperhead" else "others"): c["nanoseconds_per_bytecode"]}) for name, c in compilers.items()]
    save("compile.svg", charts.bars("Nanoseconds to compile a bytecode (logarithmic)", chart, ["copperhead", "others"], [1, 10, 100, 1000, 10000, 100000, 1000000]))
    promises = [[f"at least {SPEED / 1e6:.0f} million bytecodes a second", f"{ours['bytecodes_per_second'] / 1e6:.1f} million", verdict(ours["bytecodes_per_second"] >= SPEED)]]
    if "llvm-O0" in compilers:
        times = compilers["llvm-O0"]["times_copperhead"]
        promises.append([f"at least {TIMES_LLVM} times as fast as LLVM -O0", f"{times:,.0f} times", verdict(times >= TIMES_LLVM)])
    fastest = min(("cranelift-none", "cranelift-default"), key=lambda name: compilers[name]["nanoseconds_per_bytecode"])
    times = compilers[fastest]["times_copperhead"]
    promises.append([f"at least {TIMES_CRANELIFT} times as fast as Cranelift at its fastest", f"{times:,.1f} times", verdict(times >= TIMES_CRANELIFT)])
    return f"""## Compile speed

![Compile speed](benchmarks/compile.svg)

{table(["compiler", "ns a bytecode", "million bytecodes/s", "µs a function", "bytes a bytecode", "× Copperhead's time", "(mean by function)", "(whole functions)", "times each"], rows)}
{where(part)}
{table(["promise", "found", ""], promises, 3)}
All {part['functions']} functions with {part['bytecodes']:,} bytecodes that the programs call in short runs, one core, everything warm. Each program runs once; then everything that has machine code is compiled again
and again, and a function's time is the median. *× Copperhead's time* is by sums of these, *mean by function* the geometric mean of the functions' ratios, *whole functions* by the sums of the
{part['whole_functions']} functions of which the others have a recipe for every bytecode (below).

*Copperhead's* time is from bytecode to published code, the region's record in the heap and two looks at the clock included. While a program runs, the processor's
caches know nothing of it: then a bytecode took {part['running']['nanoseconds'] / part['running']['bytecodes']:,.0f} ns in the programs' own runs ({part['running']['bytecodes']:,} bytecodes, the clock as before).

*The others* get the same functions in their own representation, made beforehand: for each bytecode the loads, guards, fast path and call of the helper that its definition has, on frame slots in memory
([recipe](../benches/compile-speed/src/recipe/mod.rs): {part['bytecodes_with_recipe']:,} of the bytecodes; the rest, which have no fast path worth the name, are a call of the helper with its check). A copy of that is compiled in process, again and again, for
the median. Their times are the processor's. In their favour: their representation is there already; functions have one entry, where a region can be entered at each instruction; cold divisions are left out; and nothing is linked
or published: Cranelift's code is copied to memory, LLVM's is an object file in memory. LLVM compiles a module for each function, `default<O2>` and code generation at 2, or code generation at 0.
Python calls are native calls there. Their code is compiled, not run.
"""


def paper_section(speed, part):
    if not speed or not part:
        return ""
    long, short = Speeds(speed, "long"), Speeds(speed, "short")
    compilers = part["compilers"]
    rows = []
    if "llvm-O0" in compilers:
        rows.append(["an LLVM JIT", f"compiles {compilers['llvm-O0']['times_copperhead']:,.0f} times as long at -O0, {compilers['llvm-O2']['times_copperhead']:,.0f} times at -O2",
                     "two orders of magnitude faster than LLVM -O0"])
    rows.append(["a fast baseline compiler", f"Cranelift compiles {compilers['cranelift-none']['times_copperhead']:,.1f} to {compilers['cranelift-speed']['times_copperhead']:,.1f} times as long",
                 "4.9 to 6.5 times faster than Liftoff, the baseline of Chrome's WebAssembly"])
    if any("pypy" in times for times in long.times.values()):
        rows.append(["an optimising JIT", f"PyPy runs {long.mean('pypy', 'jitted'):.2f} times as fast in long runs, {short.mean('pypy', 'jitted'):.2f} times in short ones (geometric means)",
                     "code 39 to 63 % faster than Liftoff's"])
    return f"""## As in the paper

[Copy-and-Patch Compilation](https://fredrikbk.com/publications/copy-and-patch.pdf) (Xu, Kjolstad, OOPSLA 2021) compares its compiler with an LLVM JIT, with a fast baseline compiler and with
what optimises. The same for this one:

{table(["against", "here", "in the paper"], rows, 3)}
"""


def memory_section(part):
    rows, worst, worst_short = [], (0, ""), (0, "")
    for name, entry in part["programs"].items():
        off, jitted = entry["off"], entry["jitted"]
        code = jitted["live_bytes"] + jitted["padding_bytes"]
        ratio, short = memory.ratio(off, jitted), memory.ratio(entry["short"]["off"], entry["short"]["jitted"])
        worst, worst_short = max(worst, (ratio, name)), max(worst_short, (short, name))
        padding = jitted["padding_bytes"] / max(1, code)
        rows.append([name, f"{off['heap_peak'] / 1024:,.0f}", f"{jitted['heap_peak'] / 1024:,.0f}", f"{code / 1024:,.1f}", f"{ratio:.3f}", f"{short:.3f}", f"{jitted['bytecodes_compiled']:,}",
                     f"{jitted['code_bytes'] / max(1, jitted['bytecodes_compiled']):.0f}", f"{jitted['hot_bytes'] / max(1, jitted['code_bytes']):.0%}", f"{padding:.1%}"])
    totals = {key: sum(entry["jitted"][key] for entry in part["programs"].values()) for key in ("code_bytes", "bytecodes_compiled", "live_bytes", "padding_bytes")}
    padding = totals["padding_bytes"] / max(1, totals["live_bytes"] + totals["padding_bytes"])
    reserved = max(entry["jitted"]["reserved_bytes"] for entry in part["programs"].values())
    return f"""## Memory

KiB. Heap at its fullest, without the JIT and with it, what is known of regions included; machine code at the end, with its padding; the sum of both against the heap without the JIT, in
long runs and in short ones, where a small heap has to bear the code of a whole program. What the host reserves for machine code is address space: {reserved / 1048576:.0f} MiB with the first region here, of which pages are taken as code fills them.

{table(["program", "heap, JIT off", "heap", "code", "ratio", "(short runs)", "bytecodes compiled", "bytes each", "of these hot", "padding"], rows)}
{where(part)}
| promise | found | |
|---|---|---|
| with the JIT at most {MEMORY} times the memory | {worst[0]:.3f} at the most ({worst[1]}) | {verdict(worst[0] <= MEMORY)} |
| the same in short runs | {worst_short[0]:.3f} at the most ({worst_short[1]}) | {verdict(worst_short[0] <= MEMORY)} |
| padding at most 5 % | {padding:.1%} over all | {verdict(padding <= 0.05)} |

A bytecode is {totals['code_bytes'] / max(1, totals['bytecodes_compiled']):.0f} bytes of machine code on average.
"""


def start_section(part):
    rows = [[kind, f"{times['least'] * 1000:.2f}", f"{times['median'] * 1000:.2f}", f"{times['passed'] * 1000:.2f}", f"{part['instructions'][kind]:,}" if part["instructions"].get(kind) else "–"]
            for kind, times in part["times"].items()]
    own = part["times"]["jitted"]
    return f"""## Start-up

Milliseconds of a process that does nothing (`-c pass`): of the processor, and how many passed at the least, of {part['runs']} runs; the first line is what the system itself takes for a process.

{table(["", "processor, least", "median", "passed, least", "instructions"], rows)}
{where(part)}
| promise | found | |
|---|---|---|
| at most {START * 1000:.0f} ms, the process itself included | {own['median'] * 1000:.2f} ms of the processor (median), {own['passed'] * 1000:.2f} ms passed (least) | {verdict(max(own['median'], own['passed']) <= START)} |
"""


def handwritten_section():
    found = handwritten.counts()
    rows = [[group, str(count)] for group, count in found.items()]
    rows.append(["*together*", f"**{sum(found.values())}**"])
    beside = "; ".join(f"{group} ({count})" for group, count in handwritten.counts(handwritten.BESIDE).items())
    return f"""## How much of the JIT is written by hand

Lines of Rust without blank lines, comments and tests, all instruction sets together. What an instruction does is no part of it: that is in the definitions, once for interpreter and JIT. Nor are the
caches that both tiers fill and empty (`python/src/objects`, `python/src/interpret`), the model hosts for tests (`core/src/model`), and what is written by hand, too, but stands beside the JIT:
{beside}.

{table(["", "lines"], rows)}"""


def save(name, text):
    folder = os.path.join(ROOT, "docs", "benchmarks")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w") as out:
        out.write(text)


def readme(speed):
    long, short = Speeds(speed, "long"), Speeds(speed, "short")
    rows = []
    pairs = [("interpreted / CPython", "interpreted", "cpython"), ("jitted / interpreted", "jitted", "interpreted"), ("jitted / CPython", "jitted", "cpython")]
    if any("pypy" in times for times in long.times.values()):
        pairs.append(("PyPy / CPython", "pypy", "cpython"))
    for label, kind, base in pairs:
        row = [label, f"{long.mean(kind, base):.2f}", f"{short.mean(kind, base):.2f}"]
        if kind != "pypy":
            low, high = long.extremes(kind, base)
            row += [f"{low[0]:.2f} ({low[1]})", f"{high[0]:.2f} ({high[1]})"]
        else:
            row += ["", ""]
        rows.append(row)
    text = f"""Speed-ups of {len(long.times)} programs over CPython 3.13, whole processes, geometric means; long runs take CPython {long.seconds()} seconds, short ones about 0.05. {speed['date']}, {speed['machine']}:

{table(["", "long runs", "short runs", "least (long)", "most (long)"], rows)}
Each program, compile speed beside Cranelift and LLVM, memory and start-up: [docs/benchmarks.md](docs/benchmarks.md). Measure it with `benches/run`.
"""
    path = os.path.join(ROOT, "README.md")
    whole = open(path).read()
    changed = re.sub(r"(## Speed\n\n).*?(?=\n## )", lambda match: match.group(1) + text, whole, flags=re.S)
    with open(path, "w") as out:
        out.write(changed)


def write(found):
    speed, counts, part = found.get("speed"), found.get("counts"), found.get("compile")
    text = """# Benchmarks

Written by `benches/run`, which measures everything and makes this page, its charts and the table in the README. The programs are those of [benches/programs](../benches/programs/README.md) and
[examples](../examples/README.md).

    benches/run --python=python3.13                    # all of it: half an hour on a quiet machine
    benches/run speed --only=fib,richards              # a part, some programs; changes no page

It needs CPython 3.13; `pypy3`, `micropython`, `valgrind` and LLVM 19 (Debian: `llvm-19-dev`) are used where they are. Times are the processor's, on a machine that others use, too: ratios come from interleaved runs.

"""
    sections = [speed_section(speed, counts) if speed else "", compile_section(part) if part else "", paper_section(speed, part),
                memory_section(found["memory"]) if "memory" in found else "", start_section(found["startup"]) if "startup" in found else "", handwritten_section()]
    with open(os.path.join(ROOT, "docs", "benchmarks.md"), "w") as out:
        out.write(text + "\n".join(section for section in sections if section))
    if speed:
        readme(speed)
