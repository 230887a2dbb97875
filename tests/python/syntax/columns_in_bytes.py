# What the compiler finds wrong it places by bytes, what the parser finds wrong by characters.
for source in (
    "é; break", "é; return é", "def é(é, é): pass", "é = 1; global é", "'é'; nonlocal é", "é; [é := 1 for é in b]", "é; *é",
    "é = é +", "é; f(é=1, é=2)", "é; del f(é)", "é; yield é", "é; None = 1", "é; continue", "é; await é", "é; __debug__ = 1",
    "match é:\n case é|1: pass\n case 1: pass", "class É:\n  é; return é", "def f():\n 'é'; from é import *",
):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        print(ascii(source), ascii(error.msg), error.lineno, error.offset, error.end_lineno, error.end_offset)
