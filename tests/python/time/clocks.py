import time

a, b = time.monotonic(), time.monotonic_ns()
print(type(a), type(b), time.perf_counter() >= a, time.perf_counter_ns() >= b, time.time() > 1.7e9, time.time_ns() > 17 * 10**17)
print(type(time.process_time()), type(time.process_time_ns()), type(time.thread_time()), type(time.thread_time_ns()))
print(abs(time.mktime(time.localtime(10**9)) - 10**9), type(time.mktime(time.localtime())))
for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    info = time.get_clock_info(name)
    print(name, info.monotonic, info.adjustable, type(info).__name__)
for bad in (lambda: time.get_clock_info("x"), lambda: time.sleep(-1), lambda: time.sleep("a"), lambda: time.mktime((1, 2))):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
before = time.monotonic()
print(time.sleep(0.01), time.monotonic() - before >= 0.01)
print(len(time.ctime()), time.ctime(0)[-4:] in ("1970", "1969"), len(time.tzname), type(time.timezone), time.daylight in (0, 1))
print(time.localtime().tm_year == time.gmtime().tm_year or True, time.strftime("%Y") == str(time.localtime().tm_year))
