import os
import time

MOMENTS = (0, 10**9, 1_711_846_799, 1_711_846_800, 1_720_000_000, 1_729_990_800, 1_729_994_400, -(10**9), 2 * 10**9)
for zone in ("CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "NZST-12NZDT,M9.5.0,M4.1.0/3", "IST-5:30", "UTC0"):
    os.environ["TZ"] = zone
    time.tzset()
    print(zone, time.timezone, time.altzone, time.daylight, time.tzname)
    for moment in MOMENTS:
        there = time.localtime(moment)
        print(tuple(there), there.tm_zone, there.tm_gmtoff, time.mktime(there) == moment, time.strftime("%Z %z", there))
        print(time.mktime(there[:8] + (-1,)) - moment in (0, -3600), time.ctime(moment))
    print(time.strftime("%Z %z", (2024, 7, 1, 0, 0, 0, 0, 1, 0)), time.strftime("%Z %z", (2024, 7, 1, 0, 0, 0, 0, 1, 1)))
    # Where clocks go forward there are times that they never show; summer time can be asked for in winter.
    print(time.mktime((2024, 3, 31, 2, 30, 0, 0, 0, -1)), time.mktime((2024, 1, 1, 12, 0, 0, 0, 0, 1)), time.mktime((2024, 7, 1, 12, 0, 0, 0, 0, 0)))
started = time.process_time()
time.sleep(0.05)
print(time.process_time() - started < 0.04, time.thread_time() <= time.process_time() + 0.01)
