def inner(n):
    raise ValueError(n)

def leaf(n):
    try:
        inner(n)
    except ValueError as error:
        return error

def nested():
    try:
        raise ExceptionGroup("inner", [leaf(3), TypeError("t")])
    except ExceptionGroup as group:
        return group

def chained():
    try:
        try:
            1 / 0
        except ZeroDivisionError as zero:
            raise KeyError("k") from zero
    except KeyError as error:
        return error

group = ExceptionGroup("outer", [leaf(1), nested(), chained(), nested()])
group.add_note("a note\nof two lines")
try:
    raise group
except* TypeError as e:
    raise OSError("x")
