# Handlers of signals that the program sends itself.
import signal

got = []
for wrong in (2, "x"):
    try:
        signal.signal(signal.SIGTERM, "x")
    except TypeError as error:
        print(error)
print(signal.signal(signal.SIGUSR1, lambda number, frame: got.append(number)))
signal.raise_signal(signal.SIGUSR1)
print(got, signal.getsignal(signal.SIGUSR2), signal.SIGUSR1, repr(signal.SIGUSR1), signal.strsignal(10))
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is not None, signal.getsignal(signal.SIGUSR1) is signal.SIG_IGN)
signal.raise_signal(signal.SIGUSR1)
print(got, signal.getsignal(signal.SIGINT) is signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")
try:
    signal.signal(100, signal.SIG_DFL)
except ValueError as error:
    print(error)
