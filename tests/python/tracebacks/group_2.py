def deep(n):
    return ValueError(n) if n == 0 else ExceptionGroup(f"level {n}", [deep(n - 1)])
try:
    raise ExceptionGroup("wide", [ValueError(i) for i in range(20)])
except ExceptionGroup as e:
    try:
        raise deep(13)
    except ExceptionGroup as f:
        raise ExceptionGroup("all", [e, f, SyntaxError("bad", ("f", 1, 2, "abc def", 1, 4))]) from e
