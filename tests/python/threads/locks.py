# threading with one thread; contextvars; atexit.
import atexit
import contextvars
import threading

lock = threading.Lock()
with lock:
    print(lock.locked(), lock.acquire(blocking=False))
print(lock.locked(), lock.acquire(), lock.release())
try:
    lock.release()
except RuntimeError as error:
    print(error)
rlock = threading.RLock()
with rlock:
    with rlock:
        print("twice")
try:
    rlock.release()
except RuntimeError as error:
    print(error)
local = threading.local()
local.x = 1
print(local.x, threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
event = threading.Event()
print(event.is_set(), event.wait(0))
event.set()
print(event.wait(), event.is_set())
semaphore = threading.BoundedSemaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False), semaphore.release(2))
try:
    semaphore.release()
except ValueError as error:
    print(error)
condition = threading.Condition()
with condition:
    print(condition.wait(0), condition.wait_for(lambda: 5), condition.notify())
print(threading.Thread(target=print).name, threading.Thread(name="n").name, repr(threading.current_thread())[:12], threading.Thread().daemon)

var = contextvars.ContextVar("var", default=1)
print(var.get(), var.name)
token = var.set(2)
print(var.get(), token.old_value is contextvars.Token.MISSING, token.var is var)


def change():
    var.set(3)
    return var.get()


context = contextvars.copy_context()
print(context.run(change), var.get(), context[var], var in context, len(context))
var.reset(token)
print(var.get())
try:
    var.reset(token)
except RuntimeError as error:
    print("used" in str(error))
other = contextvars.ContextVar("other")
try:
    other.get()
except LookupError as error:
    print(type(error).__name__, other.get(7))


@atexit.register
def last():
    print("last")


atexit.register(print, "first", 1, sep="-")
atexit.register(print, "never")
atexit.unregister(print)
atexit.register(print, "before last")
print("end")
