# A keyword may follow a number; what is wrong with words comes before what is wrong with blocks.
import string
import warnings

warnings.simplefilter("ignore")
for source in (
    "1if x else 2", "1iffoo", "1.5ifx", "1jifx", "1isx", "1inx", "1forx", "1orx", "1_0ifx", "0b1iny", "0b1forx",
    "if x:\n    if y:\n)z\n", "if a:\n  try:\n0xc\n0xg\n", "if x:\n  if y:\nz = $\n", "if x:\n  y\n    z\n$", "if x:\n  if y:\n(\n",
    "if x:\n  if y:\nz = 1\nq = 2\n",
):
    try:
        compile(source, "", "exec")
        print("ok")
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
try:
    string.Formatter().format([])
except TypeError as error:
    print(error)
