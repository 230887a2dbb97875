import time

for s in (0, 1, 951782400, 1e9, 1732300000, -1, -86401, 253402300799, 4102444800, -62135596800, 68169600.9, -0.5):
    t = time.gmtime(s)
    print(s, tuple(t), t.tm_zone, t.tm_gmtoff, t.tm_year, t.tm_yday, time.asctime(t))
t = time.gmtime(1e9)
print(t, t[0], t[:3], len(t), t.tm_mon, isinstance(t, tuple), t == tuple(t), t.n_fields, t.n_sequence_fields)
formats = "a A b B c d H I j m M p S U w W x X y Y % e D F T R r n t h C G g u V k l P".split()
for s in (0, 1e9, 1e9 + 86400 * 93, 86400 * 363, 1230768000, 1293840000, 1325376000):
    print([time.strftime("%" + f, time.gmtime(s)) for f in formats])
print(time.strftime("%Y-%m-%d %H:%M:%S %Z %z", time.gmtime(5)), time.strftime("no", t), time.strftime("%-d %_d %0e %^a %#p %Q %", time.gmtime(5)), time.strftime("", t))
print(time.asctime((2024, 2, 29, 12, 30, 5, 3, 60, 0)), time.strftime("%j %a", (2024, 2, 29, 12, 30, 5, 3, 60, 0)), time.strftime("%Y", (5, 0, 0, 0, 0, 0, 0, 0, 0)))
for bad in (lambda: time.strftime("%d", (2024, 13, 1, 0, 0, 0, 0, 1, 0)), lambda: time.strftime("%d", (2024, 1, 32, 0, 0, 0, 0, 1, 0)), lambda: time.strftime("%d", (2024, 1, 1, 24, 0, 0, 0, 1, 0)), lambda: time.strftime("%d", (2024, 1)), lambda: time.asctime(3), lambda: time.gmtime("x"), lambda: time.struct_time((1, 2)), lambda: time.struct_time(3), lambda: time.gmtime(1e30), lambda: time.strftime(3), lambda: time.gmtime(float("nan")), lambda: setattr(t, "tm_year", 3), lambda: time.asctime((2024, 1, 1, 0, 60, 0, 0, 1, 0)), lambda: time.asctime((2024, 1, 1, 0, 0, 62, 0, 1, 0)), lambda: time.struct_time(range(12))):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(time.struct_time(range(9)), time.struct_time(range(11)).tm_gmtoff, time.struct_time(range(9)).tm_zone)
