import time

for text, form in (
    ("2024-02-29 13:14:15", "%Y-%m-%d %H:%M:%S"), ("30 Nov 00", "%d %b %y"), ("Fri Aug 16 09:08:07 1999", "%a %b %d %H:%M:%S %Y"), ("december 5, 68", "%B %d, %y"),
    ("12:05 AM", "%I:%M %p"), ("12:05 pm", "%I:%M %p"), ("060 2024", "%j %Y"), ("29 02", "%d %m"), ("100%", "%S0%%" if 0 else "%S0%%"), ("5/6/70", "%m/%d/%y"),
    ("2024 10 1", "%Y %W %w"), ("2024 0 6", "%Y %U %w"), ("1:2:3", "%H:%M:%S"), ("  5", " %d"), ("01/02/03 04:05:06", "%x %X"), ("2024-01-01 UTC", "%Y-%m-%d %Z"), ("2024 +0530", "%Y %z"), ("2024 -01:30", "%Y %z"), ("Mon", "%a"), ("Sunday", "%A"), ("311", "%d%m"), 
):
    t = time.strptime(text, form)
    print(text, tuple(t), t.tm_gmtoff)
print(tuple(time.strptime("Fri Aug 16 09:08:07 1999")))
for text, form in (("x", "%Y"), ("2024x", "%Y"), ("2024-13-01", "%Y-%m-%d"), ("2023-02-29", "%Y-%m-%d"), ("1", "%Q"), ("1", "%"), ("", "%d"), ("Foo", "%a")):
    try:
        print(time.strptime(text, form))
    except ValueError as e:
        print(e)
try:
    time.strptime(3, "%d")
except TypeError as e:
    print(e)
