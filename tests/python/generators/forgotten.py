# Generators that are forgotten while they wait in a try: their finally runs, sooner or later.
import gc

log = []


def worker(name):
    try:
        yield name
        yield "never"
    finally:
        log.append(name)


def forget():
    for i in range(5):
        for x in worker(i):
            break
    done = worker("done")
    list(done)
    fresh = worker("fresh")


def elsewhere(n):
    return [n] * 50 if n == 0 else elsewhere(n - 1)


forget()
elsewhere(50)
for i in range(3):
    gc.collect()
log = sorted(log, key=str)
print(len(log) >= 5, "done" in log, "fresh" in log, "never" in log)
kept = worker("kept")
print(next(kept))
gc.collect()
print("kept" in log, next(kept))


def at_end():
    try:
        yield
    finally:
        print("at the end")


last = at_end()
next(last)
