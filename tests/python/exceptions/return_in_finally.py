# A return, break or continue inside finally swallows the exception.
def swallow():
    try:
        raise ValueError("lost")
    finally:
        return "from finally"


def replace():
    try:
        return "first"
    finally:
        return "second"


def in_loop():
    seen = []
    for i in range(4):
        try:
            seen.append(i)
            raise KeyError(i)
        finally:
            if i < 2:
                continue
            break
    return seen


print(swallow(), replace(), in_loop())
count = 0
for i in range(600):
    if swallow() == "from finally" and replace() == "second":
        count += len(in_loop())
print(count)
