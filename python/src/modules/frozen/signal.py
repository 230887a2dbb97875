"""Signals that a program sends itself. Those from outside do not come: an interrupt raises KeyboardInterrupt by itself."""

from enum import IntEnum as _IntEnum

_NUMBERS = {
    "SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGTRAP": 5, "SIGABRT": 6, "SIGBUS": 7, "SIGFPE": 8, "SIGKILL": 9,
    "SIGUSR1": 10, "SIGSEGV": 11, "SIGUSR2": 12, "SIGPIPE": 13, "SIGALRM": 14, "SIGTERM": 15, "SIGSTKFLT": 16, "SIGCHLD": 17,
    "SIGCONT": 18, "SIGSTOP": 19, "SIGTSTP": 20, "SIGTTIN": 21, "SIGTTOU": 22, "SIGURG": 23, "SIGXCPU": 24, "SIGXFSZ": 25,
    "SIGVTALRM": 26, "SIGPROF": 27, "SIGWINCH": 28, "SIGIO": 29, "SIGPWR": 30, "SIGSYS": 31,
}  # fmt: skip
_TEXTS = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap", 6: "Aborted", 7: "Bus error",
    8: "Floating point exception", 9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault", 12: "User defined signal 2",
    13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 16: "Stack fault", 17: "Child exited", 18: "Continued",
    19: "Stopped (signal)", 20: "Stopped", 21: "Stopped (tty input)", 22: "Stopped (tty output)", 23: "Urgent I/O condition",
    24: "CPU time limit exceeded", 25: "File size limit exceeded", 26: "Virtual timer expired", 27: "Profiling timer expired",
    28: "Window changed", 29: "I/O possible", 30: "Power failure", 31: "Bad system call",
}  # fmt: skip
NSIG = 65


class Handlers(_IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


Signals = _IntEnum("Signals", {**_NUMBERS, "SIGCLD": 17, "SIGPOLL": 29, "SIGIOT": 6, "SIGRTMIN": 34, "SIGRTMAX": 64}, module="signal")
SIG_DFL, SIG_IGN = Handlers
globals().update(Signals.__members__)


def default_int_handler(signalnum, frame, /):
    """What SIGINT does at first."""
    raise KeyboardInterrupt


_handlers = {SIGINT: default_int_handler, SIGPIPE: SIG_IGN, SIGXFSZ: SIG_IGN}


def _check(number):
    number = int(number)
    if not 1 <= number < NSIG:
        raise ValueError("signal number out of range")
    return number


def signal(signalnum, handler):
    """Says what happens at a signal; what happened before."""
    if handler not in (SIG_DFL, SIG_IGN) and not callable(handler):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    number = _check(signalnum)
    if number in (9, 19):
        raise OSError(22, "Invalid argument")
    old = _handlers.get(number, SIG_DFL)
    _handlers[number] = Handlers(handler) if type(handler) is int else handler
    return old


def getsignal(signalnum):
    return _handlers.get(_check(signalnum), SIG_DFL)


def raise_signal(signalnum):
    """Sends the program a signal: its handler is called at once."""
    number = _check(signalnum)
    handler = getsignal(number)
    if handler is SIG_IGN or handler is SIG_DFL and number in (17, 18, 23, 28):
        return
    if handler is SIG_DFL:
        raise SystemExit(128 + number)
    import sys

    handler(number, sys._getframe(1))


def strsignal(signalnum):
    return _TEXTS.get(_check(signalnum))


def valid_signals():
    return {*Signals} - {Signals.SIGRTMIN, Signals.SIGRTMAX} | {*range(34, 65)}


def siginterrupt(signalnum, flag):
    _check(signalnum)


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1
