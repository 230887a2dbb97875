# Timers, and waiting that takes its time.
import _thread
import sys
import threading

timer = threading.Timer(0.01, print, ("rang",))
timer.start()
timer.join()
cancelled = threading.Timer(100, print)
cancelled.start()
cancelled.cancel()
event = threading.Event()
print(event.wait(0.01), threading.Lock().acquire(timeout=0.01))
lock = threading.Lock()
with lock:
    print(lock.acquire(timeout=0.01))
reports = []
sys.unraisablehook = lambda report: reports.append((report.exc_type, str(report.exc_value)))


def fails():
    raise KeyError("x")


def leaves():
    _thread.exit()


for function in fails, leaves:
    print(type(_thread.start_new_thread(function, ())))
    threading.Event().wait(0.1)
print(reports)
