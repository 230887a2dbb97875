"""Threads of a machine that does one thing at a time: `start` runs a thread to its end; waiting for what nobody else can do is an error."""

import sys as _sys
import _thread
from _thread import RLock as _RLock, TIMEOUT_MAX, _ExceptHookArgs as ExceptHookArgs, _local as local, allocate_lock as Lock, error as ThreadError
from _thread import get_ident, get_native_id, stack_size
from collections import deque as _deque
from time import monotonic as _time

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event", "Lock", "RLock",
    "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer", "ThreadError", "setprofile", "settrace", "local",
    "stack_size", "excepthook", "ExceptHookArgs", "getprofile", "gettrace", "setprofile_all_threads", "settrace_all_threads",
    "get_native_id",
]  # fmt: skip


def RLock(*args, **kwargs):
    """A lock that its holder can take again."""
    return _RLock(*args, **kwargs)


class Condition:
    """A lock with the way to wait for a notice."""

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _is_owned(self):
        if hasattr(self._lock, "_is_owned"):
            return self._lock._is_owned()
        return self._lock.locked()

    def wait(self, timeout=None):
        """Nobody else can notify: it waits for the time given."""
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        _pause(timeout)
        return False

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if not result:
            self.wait(timeout)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")

    def notify_all(self):
        self.notify()

    def notifyAll(self):
        self.notify()


def _pause(timeout):
    if timeout is None:
        raise RuntimeError("deadlock: nothing else runs that could end this wait")
    if timeout > 0:
        from time import sleep

        sleep(timeout)


class Semaphore:
    """A counter of what is left."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        if self._value == 0:
            if blocking:
                _pause(timeout)
            return False
        self._value -= 1
        return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        self._value += n

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    """The same, never above where it started."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}/{self._initial_value}>"

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        self._value += n


class Event:
    """A flag that can be waited for."""

    def __init__(self):
        self._flag = False

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {'set' if self._flag else 'unset'}>"

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag:
            _pause(timeout)
        return self._flag


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    """A place where threads wait for each other."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._broken = False

    def wait(self, timeout=None):
        if self._broken:
            raise BrokenBarrierError
        if self._parties > 1:
            _pause(self._timeout if timeout is None else timeout)
            self._broken = True
            raise BrokenBarrierError
        if self._action:
            self._action()
        return 0

    def reset(self):
        self._broken = False

    def abort(self):
        self._broken = True

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: 0)
    broken = property(lambda self: self._broken)


_counter = 0


def _new_name(template):
    global _counter
    _counter += 1
    return template % _counter


class Thread:
    """A thread: it runs to its end when it is started."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name is not None:
            name = str(name)
        else:
            name = _new_name("Thread-%d")
            target_name = getattr(target, "__name__", None)
            if target_name is not None:
                name += f" ({target_name})"
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = (_alive[-1] is not None and current_thread().daemon) if daemon is None else daemon
        self._ident = None
        self._is_started = False
        self._is_alive = False
        self._initialized = True

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial" if not self._is_started else "started" if self._is_alive else "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._is_started:
            raise RuntimeError("threads can only be started once")
        self._is_started = self._is_alive = True
        self._ident = _thread._new_ident()
        _alive.append(self)
        try:
            _thread._run(self._ident, self._body, (), {}, self._failed)
        finally:
            _alive.remove(self)
            self._is_alive = False

    def _body(self):
        if _profile_hook is not None:
            _sys.setprofile(_profile_hook)
        if _trace_hook is not None:
            _sys.settrace(_trace_hook)
        self.run()

    def _failed(self, problem):
        traceback = problem.__traceback__.tb_next if problem.__traceback__ is not None else None
        excepthook(ExceptHookArgs((type(problem), problem, traceback, self)))

    def run(self):
        """What the thread does."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._is_started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if self._is_alive:
            _pause(timeout)

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    ident = property(lambda self: self._ident)
    native_id = property(lambda self: self._ident)

    def is_alive(self):
        return self._is_alive

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._is_alive:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class Timer(Thread):
    """A thread that calls a function after a while: when somebody waits for it, or at the program's end."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def start(self):
        if self._is_started:
            raise RuntimeError("threads can only be started once")
        import atexit

        self._is_started = self._is_alive = True
        self._due = _time() + self.interval
        if not self._daemonic:
            atexit.register(self.join)

    def cancel(self):
        self.finished.set()

    def join(self, timeout=None):
        if not self._is_started:
            raise RuntimeError("cannot join thread before it is started")
        if not self._is_alive:
            return
        left = self._due - _time()
        if self.finished.is_set() or timeout is None or left <= timeout:
            self._is_started = self._is_alive = False
            super().start()
        else:
            _pause(timeout)

    def run(self):
        self.finished.wait(max(self._due - _time(), 0))
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self._is_started = self._is_alive = True
        self._ident = 1


class _DummyThread(Thread):
    """One that was started by `_thread` alone."""

    def __init__(self):
        super().__init__(name=_new_name("Dummy-%d"), daemon=True)
        self._is_started = self._is_alive = True
        self._ident = get_ident()


def current_thread():
    """The thread that runs: the last that was started of those that are not done."""
    if _alive[-1]._ident == get_ident():
        return _alive[-1]
    return _DummyThread()


def main_thread():
    """The program's own."""
    return _main_thread


def active_count():
    return len(_alive)


def enumerate():
    return _alive[:]


currentThread = current_thread
activeCount = active_count
_alive = [None]
_main_thread = _alive[0] = _MainThread()


def excepthook(args, /):
    """Reports what a thread raised."""
    import traceback

    if args.exc_type == SystemExit:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    print(f"Exception in thread {name}:", file=_sys.stderr, flush=True)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=_sys.stderr)


__excepthook__ = excepthook


_trace_hook = _profile_hook = None


def settrace(func):
    """For threads that are started from now on."""
    global _trace_hook
    _trace_hook = func


def setprofile(func):
    """For threads that are started from now on."""
    global _profile_hook
    _profile_hook = func


def settrace_all_threads(func):
    _sys.settrace(func)
    settrace(func)


def setprofile_all_threads(func):
    _sys.setprofile(func)
    setprofile(func)


def gettrace():
    return _trace_hook


def getprofile():
    return _profile_hook
