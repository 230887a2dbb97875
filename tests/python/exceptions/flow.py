# try, except, else and finally: which parts run, in which order.
def run(kind):
    trace = []
    try:
        trace.append("try")
        if kind == 1:
            raise ValueError("one")
        if kind == 2:
            raise KeyError("two")
        if kind == 3:
            return trace
        if kind == 4:
            1 // 0
    except ValueError:
        trace.append("value")
    except (KeyError, IndexError) as error:
        trace.append(repr(error))
    except ArithmeticError:
        trace.append("arithmetic")
        return trace + ["from except"]
    else:
        trace.append("else")
    finally:
        trace.append("finally")
    trace.append("after")
    return trace


for kind in range(5):
    print(kind, run(kind))
total = 0
for i in range(1000):
    total += len(run(i % 5))
print(total)
