"""Locks and threads of a machine that does one thing at a time: a thread runs to its end where it is started."""

__all__ = [
    "LockType", "RLock", "TIMEOUT_MAX", "allocate_lock", "error", "exit", "get_ident", "get_native_id", "interrupt_main", "stack_size",
    "start_new_thread", "start_joinable_thread", "daemon_threads_allowed",
]  # fmt: skip

import sys as _sys
from _weakref import ref as _reference

error = RuntimeError
TIMEOUT_MAX = 9223372036.0


def _check_timeout(blocking, timeout):
    if not -9223372036.854775808 <= timeout < 9223372036.854775808:
        if timeout != timeout:
            raise ValueError("Invalid value NaN (not a number)")
        if -1e300 < timeout < 1e300 and not -(2.0**63) <= timeout < 2.0**63:
            raise OverflowError("timestamp out of range for platform time_t")
        raise OverflowError(
            "timestamp out of range for platform time_t" if isinstance(timeout, float) else "timestamp too large to convert to C PyTime_t"
        )
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")


def _wait(timeout):
    """Nobody else can let go of a lock: waiting without an end is a mistake, with one it just passes the time."""
    if timeout == -1:
        raise RuntimeError("deadlock: nothing else runs that could let go of the lock")
    if timeout:
        import time

        time.sleep(timeout)


class lock:
    """A lock."""

    __module__ = "_thread"

    def __init__(self):
        self._held = False

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    def acquire(self, blocking=True, timeout=-1):
        _check_timeout(blocking, timeout)
        if not self._held:
            self._held = True
            return True
        if blocking:
            _wait(timeout)
        return False

    acquire_lock = acquire

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held = False

    release_lock = release

    def locked(self):
        return self._held

    locked_lock = locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()

    def _at_fork_reinit(self):
        self._held = False

    def __repr__(self):
        return f"<{'locked' if self._held else 'unlocked'} _thread.lock object at {id(self):#x}>"


LockType = lock
allocate_lock = allocate = lock


class RLock:
    """A lock that its holder can take again."""

    __module__ = "_thread"

    def __init__(self):
        self._count = 0
        self._owner = 0

    def acquire(self, blocking=True, timeout=-1):
        _check_timeout(blocking, timeout)
        if self._count and self._owner != _ident:
            if blocking:
                _wait(timeout)
            return False
        self._owner = _ident
        self._count += 1
        return True

    def release(self):
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()

    def _is_owned(self):
        return self._count > 0 and self._owner == _ident

    def _recursion_count(self):
        return self._count if self._owner == _ident else 0

    def _release_save(self):
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        count, self._count = self._count, 0
        return count, self._owner

    def _acquire_restore(self, state):
        self._count, self._owner = state

    def _at_fork_reinit(self):
        self._count = self._owner = 0

    def __repr__(self):
        word = "locked" if self._count else "unlocked"
        owner = self._owner if self._count else 0
        return f"<{word} _thread.RLock object owner={owner} count={self._count} at {id(self):#x}>"


_ident = 1
_last_ident = 1
_running = 0
_stack_size = 0


def get_ident():
    """The number of the thread that runs."""
    return _ident


get_native_id = get_ident


def _run(ident, function, args, kwargs, failed):
    """Runs a thread to its end, while what started it waits."""
    global _ident, _running
    starter, _ident = _ident, ident
    _running += 1
    kept = _local._enter()
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as problem:
        failed(problem)
    finally:
        _local._leave(kept)
        _running -= 1
        _ident = starter


def _new_ident():
    global _last_ident
    _last_ident += 1
    return _last_ident


def start_new_thread(function, args, kwargs={}, /):
    """Runs the function to its end; whatever it raises is reported and forgotten."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")

    def failed(problem):
        traceback = problem.__traceback__.tb_next if problem.__traceback__ is not None else None
        report = (type(problem), problem, traceback, f"Exception ignored in thread started by {function!r}", None)
        _sys.unraisablehook(_Report(report))

    ident = _new_ident()
    _run(ident, function, args, kwargs, failed)
    return ident


start_new = start_new_thread


class _Report(tuple):
    __slots__ = ()
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    err_msg = property(lambda self: self[3])
    object = property(lambda self: self[4])


class _ThreadHandle:
    """What there is to know of a joinable thread, which is done when one gets hold of this."""

    ident = 0

    def is_done(self):
        return True

    def join(self, timeout=None):
        pass

    def _set_done(self):
        pass


def start_joinable_thread(function, handle=None, daemon=True):
    """The same for a thread that can be waited for, although nobody has to."""
    if not callable(function):
        raise TypeError("thread function must be callable")
    if handle is None:
        handle = _ThreadHandle()
    handle.ident = start_new_thread(function, ())
    return handle


def daemon_threads_allowed():
    return True


def stack_size(size=0, /):
    """What was set before. Threads have the starter's stack: the size is only kept."""
    global _stack_size
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    if 0 < size < 32768:
        raise ValueError(f"size not valid: {size} bytes")
    old, _stack_size = _stack_size, size
    return old


def exit():
    """Ends the thread."""
    raise SystemExit


exit_thread = exit


def interrupt_main(signum=2, /):
    """As if the program was interrupted."""
    raise KeyboardInterrupt


def _count():
    """How many threads run besides the program's own."""
    return _running


class _local:
    """Attributes of a thread of its own."""

    __module__ = "_thread"

    def __new__(cls, /, *args, **kwargs):
        if cls.__init__ is object.__init__ and (args or kwargs):
            raise TypeError("Initialization arguments are not supported")
        made = object.__new__(cls)
        object.__setattr__(made, "__dict__", {})
        _local._all.append((_reference(made), args, kwargs))
        return made

    _all = []

    @staticmethod
    def _enter():
        """Gives each of them the empty dict of a thread that starts; returns the starter's."""
        _local._all[:] = [entry for entry in _local._all if entry[0]() is not None]
        kept = []
        for reference, args, kwargs in _local._all[:]:
            each = reference()
            kept.append((each, each.__dict__))
            each.__dict__ = {}
            if type(each).__init__ is not object.__init__:
                each.__init__(*args, **kwargs)
        return kept

    @staticmethod
    def _leave(kept):
        for each, namespace in kept:
            each.__dict__ = namespace


class _ExceptHookArgs(tuple):
    __module__ = "_thread"
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])
