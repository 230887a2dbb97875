# How clauses match: classes, tuples, computed classes, order, bases.
def kind(error):
    try:
        raise error
    except (IndexError, KeyError):
        return "lookup"
    except ArithmeticError:
        return "arithmetic"
    except choose():
        return "chosen"
    except Exception as e:
        return "other " + type(e).__name__
    except:
        return "anything"


def choose():
    asked.append(1)
    return (TypeError, (ValueError,)[0])


asked = []
errors = [IndexError(), KeyError(), LookupError(), ZeroDivisionError(), OverflowError(), TypeError(), ValueError(), UnicodeError(), AttributeError(), BaseException(), StopIteration(), KeyboardInterrupt(), SystemExit(), AssertionError(), NotImplementedError(), RecursionError()]
print([kind(e) for e in errors], len(asked))
for bad in (5, "x", (ValueError, 3)):
    try:
        try:
            raise KeyError("k")
        except bad:
            print("no")
    except TypeError as error:
        print(error)
names = ["ArithmeticError", "LookupError", "OSError", "RuntimeError"]
print(issubclass(ZeroDivisionError, ArithmeticError), issubclass(KeyError, LookupError), issubclass(FileNotFoundError, OSError), issubclass(NotImplementedError, RuntimeError), issubclass(UnboundLocalError, NameError), issubclass(Exception, BaseException), issubclass(KeyboardInterrupt, Exception))
counts = {}
for i in range(960):
    k = kind(errors[i % 16])
    counts[k] = counts.get(k, 0) + 1
print(counts)
