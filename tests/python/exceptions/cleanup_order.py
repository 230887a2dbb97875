log = []


class Resource:
    def __init__(self, name, swallow=False, fail=False):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        log.append("enter " + self.name)
        return self

    def __exit__(self, kind, value, traceback):
        log.append(f"exit {self.name} {kind and kind.__name__}")
        if self.fail:
            raise RuntimeError("exit failed")
        return self.swallow


def work(mode):
    try:
        with Resource("a"), Resource("b", swallow=mode == "swallow", fail=mode == "fail") as b:
            log.append("body " + b.name)
            if mode in ("raise", "swallow", "fail"):
                raise KeyError(mode)
            if mode == "return":
                return "returned"
            for _ in range(3):
                with Resource("loop"):
                    if mode == "break":
                        break
                    continue
    except KeyError as error:
        log.append(f"caught {error}")
        return "caught"
    except RuntimeError as error:
        log.append(f"caught {error} in {error.__context__!r}")
    else:
        log.append("else")
    finally:
        log.append("finally")
        if mode == "override":
            return "overridden"
    return "end"


for mode in ("", "raise", "swallow", "fail", "return", "break", "override"):
    print(mode, work(mode), log)
    log.clear()
for _ in range(60):
    work("raise")
print(len(log))


def nested():
    try:
        try:
            1 / 0
        finally:
            log.append("inner")
            try:
                int("x")
            except ValueError:
                log.append("handled inside")
    except ZeroDivisionError as error:
        return repr(error), error.__context__


log.clear()
print(nested(), log)
