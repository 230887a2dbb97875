# Threads run, one after the other; what they raise is reported and ends nothing else.
import _thread
import threading

log = []
lock = threading.Lock()


def work(name, count=1):
    for i in range(count):
        with lock:
            log.append((name, i))


threads = [threading.Thread(target=work, args=(n,), kwargs={"count": 3}) for n in range(4)]
print([thread.is_alive() for thread in threads], threads[0].name)
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(log), [thread.is_alive() for thread in threads], len({thread.ident for thread in threads}) <= 4)


class Counts(threading.Thread):
    def run(self):
        current = threading.current_thread()
        print(current is self, current.name, self.is_alive(), self.daemon, current is threading.main_thread())


thread = Counts(name="counts", daemon=True)
thread.start()
thread.join()
print(thread.is_alive(), repr(thread).startswith("<Counts(counts, stopped daemon "), threading.active_count())
for action in thread.start, Counts().join, threading.current_thread().join:
    try:
        action()
    except RuntimeError as error:
        print(error)

own = threading.local()
own.x = 1


def other():
    print(hasattr(own, "x"))
    own.x = 2


thread = threading.Thread(target=other)
thread.start()
thread.join()
print(own.x)

seen = []
threading.excepthook = lambda args: seen.append((args.exc_type, str(args.exc_value), args.thread.name))
thread = threading.Thread(target=lambda: 1 // 0, name="fails")
thread.start()
thread.join()
print(seen)
for arguments in (1, ()), (work, []), (work, (), 1):
    try:
        _thread.start_new_thread(*arguments)
    except TypeError as error:
        print(error)
