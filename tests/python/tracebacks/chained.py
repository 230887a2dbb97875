# A cause, a context, and an exception with notes about neither.
def parse(text):
    try:
        return {"one": 1, "two": 2}[text]
    except KeyError as error:
        raise LookupError(f"no number: {text}") from error


def handle(text):
    try:
        return parse(text) + 1
    except LookupError:
        return len(text) / 0


print(handle("two"))
handle("three")
