"""Compares the names that there are with CPython's, and with what docs/names.md says is missing.

    copperhead tests/names/check.py            fails if the page says something else than what is true
    copperhead tests/names/check.py --write    writes the page
"""

import sys

from names import BOUND, lines

FOLDER = __file__.rpartition("/")[0] or "."
PAGE = FOLDER + "/../../docs/names.md"

HEAD = """# Names that are missing

What `dir()` of CPython 3.13 has and Copperhead has not, of each module of the library (its `__all__`, else its public names) and of each built-in
class. Written by `copperhead tests/names/check.py --write`; a test says when it is not true any more. What works otherwise than it should is in
[status.md](status.md) and [deviations.md](deviations.md).

"""


def table(text):
    """The lines of a file as a dict: what they are about, and its names."""
    found = {}
    for line in text.splitlines():
        about, _, names = line.partition(":")
        found[about] = set(names.split())
    return found


def page(reference, own):
    """The text that docs/names.md should have."""
    out = [HEAD]
    modules = [about for about in reference if about.startswith("module ")]
    there = [about for about in modules if about in own and about[7:] not in BOUND]
    out.append("## Modules\n\n| module | names | missing |\n|---|---|---|\n")
    for about in there:
        missing = sorted(reference[about] - own[about])
        out.append(f"| {about[7:]} | {len(reference[about])} | {' '.join([f'`{name}`' for name in missing]) or 'none'} |\n")
    absent = [f"`{about[7:]}`" for about in modules if about not in there]
    out.append("\nNot there: " + ", ".join(absent) + ".\n")
    out.append("\n## Built-in classes\n\n| class | attributes | missing |\n|---|---|---|\n")
    whole = []
    for about in reference:
        if about.startswith("type "):
            missing = sorted(reference[about] - own.get(about, set()))
            if about not in own:
                out.append(f"| {about[5:]} | {len(reference[about])} | the class |\n")
            elif missing:
                out.append(f"| {about[5:]} | {len(reference[about])} | {' '.join([f'`{name}`' for name in missing])} |\n")
            else:
                whole.append(f"`{about[5:]}`")
    out.append("\nNothing is missing of " + ", ".join(whole) + ".\n")
    return "".join(out)


with open(FOLDER + "/names.txt") as file:
    reference = table(file.read())
own = table("\n".join(lines([about[7:] for about in reference if about.startswith("module ") and about[7:] not in BOUND])))
text = page(reference, own)
if "--write" in sys.argv:
    with open(PAGE, "w") as file:
        file.write(text)
else:
    with open(PAGE) as file:
        said = file.read()
    if said != text:
        for line in set(said.splitlines()) ^ set(text.splitlines()):
            print("page:" if line in said.splitlines() else "true:", line)
        print("docs/names.md is not true: copperhead tests/names/check.py --write renews it")
        sys.exit(1)
