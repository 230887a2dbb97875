"""Locks of a program with one thread."""

__all__ = [
    "LockType", "RLock", "TIMEOUT_MAX", "allocate_lock", "error", "exit", "get_ident", "get_native_id", "interrupt_main", "stack_size",
    "start_new_thread", "start_joinable_thread", "daemon_threads_allowed",
]  # fmt: skip

error = RuntimeError
TIMEOUT_MAX = 9223372036.0


def _check_timeout(blocking, timeout):
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")


def _wait(timeout):
    """Nobody else can let go of a lock: waiting without an end is a mistake, with one it just passes the time."""
    if timeout == -1:
        raise RuntimeError("deadlock: the only thread waits for a lock that it holds")
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

    def acquire(self, blocking=True, timeout=-1):
        _check_timeout(blocking, timeout)
        self._count += 1
        return True

    def release(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()

    def _is_owned(self):
        return self._count > 0

    def _recursion_count(self):
        return self._count

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        count, self._count = self._count, 0
        return count, get_ident()

    def _acquire_restore(self, state):
        self._count = state[0]

    def _at_fork_reinit(self):
        self._count = 0

    def __repr__(self):
        word = "locked" if self._count else "unlocked"
        owner = get_ident() if self._count else 0
        return f"<{word} _thread.RLock object owner={owner} count={self._count} at {id(self):#x}>"


def get_ident():
    """The number of the only thread."""
    return 1


get_native_id = get_ident


def start_new_thread(function, args, kwargs={}, /):
    """There is one thread."""
    raise RuntimeError("can't start new thread")


start_new = start_new_thread


def start_joinable_thread(function, handle=None, daemon=True):
    """There is one thread."""
    raise RuntimeError("can't start new thread")


def daemon_threads_allowed():
    return True


def stack_size(size=0, /):
    """Nothing to set."""
    return 0


def exit():
    """Ends the thread."""
    raise SystemExit


exit_thread = exit


def interrupt_main(signum=2, /):
    """As if the program was interrupted."""
    raise KeyboardInterrupt


def _count():
    return 0


class _local:
    """Attributes of a thread of its own."""

    __module__ = "_thread"

    def __new__(cls, /, *args, **kwargs):
        if cls.__init__ is object.__init__ and (args or kwargs):
            raise TypeError("Initialization arguments are not supported")
        return object.__new__(cls)


class _ExceptHookArgs(tuple):
    __module__ = "_thread"
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])
