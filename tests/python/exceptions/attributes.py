# args, text, with_traceback-free attributes, notes; exceptions as values.
e = ValueError("a", 1)
print(e.args, str(e), repr(e), e.__cause__, e.__context__, e.__suppress_context__)
e.extra = 5
e.add_note("a note")
print(e.extra, e.__notes__, e.__traceback__ is None)
try:
    raise e
except ValueError as caught:
    print(caught is e, caught.__traceback__ is None)
k = KeyError("missing")
print(str(k), k.args, str(KeyError()), str(KeyError("a", "b")))
for error in (StopIteration(5), SystemExit(3), OSError(2, "text"), NameError("n", name="q"), AttributeError("a", name="z", obj=1)):
    print(repr(error), getattr(error, "value", None), getattr(error, "code", None), getattr(error, "errno", None), getattr(error, "name", None))
errors = []
for i in range(3):
    try:
        [][i]
    except IndexError as error:
        errors.append(error)
print(errors, [str(e) for e in errors])
try:
    try:
        1 // 0
    finally:
        {}["in finally"]
except KeyError as error:
    print(repr(error), repr(error.__context__))
