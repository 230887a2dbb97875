# The first exception of a program: nothing has asked for its class yet.
try:
    exit(3)
except BaseException as raised:
    print(type(raised).__name__, raised.code)
