"""Context managers made of functions, and some ready ones."""

import sys
from abc import ABC, abstractmethod

__all__ = [
    "asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager", "AbstractAsyncContextManager",
    "AsyncExitStack", "ContextDecorator", "ExitStack", "redirect_stdout", "redirect_stderr", "suppress", "aclosing", "chdir",
    "AsyncContextDecorator",
]

_copied = ("__module__", "__name__", "__qualname__", "__doc__", "__type_params__")


def _wraps(function):
    """Gives a wrapper the names of what it wraps."""

    def decorate(wrapper):
        for name in _copied:
            try:
                setattr(wrapper, name, getattr(function, name))
            except AttributeError:
                pass
        wrapper.__dict__.update(getattr(function, "__dict__", {}))
        wrapper.__wrapped__ = function
        return wrapper

    return decorate


def _defines(cls, *names):
    """Whether a class has methods, none of which is None."""
    for name in names:
        for base in cls.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class AbstractContextManager(ABC):
    """What works in a `with` statement."""

    __slots__ = ()

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _defines(C, "__enter__", "__exit__") if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(ABC):
    """What works in an `async with` statement."""

    __slots__ = ()

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _defines(C, "__aenter__", "__aexit__") if cls is AbstractAsyncContextManager else NotImplemented


class ContextDecorator:
    """Makes a context manager a decorator too."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return inner


class AsyncContextDecorator:
    """The same for asynchronous functions."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)

        return inner


class _GeneratorContextManagerBase:
    """A context manager around a generator that yields once."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)


def _same(raised, value, traceback):
    """Whether what came out of the generator is what went in; its traceback is then as it was before."""
    if raised is value:
        raised.__traceback__ = traceback
        return True
    return False


class _GeneratorContextManager(_GeneratorContextManagerBase, AbstractContextManager, ContextDecorator):
    """What `contextmanager` makes."""

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            if next(self.gen, self) is self:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as raised:
            return raised is not value
        except RuntimeError as raised:
            if _same(raised, value, traceback):
                return False
            if isinstance(value, StopIteration) and raised.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as raised:
            if not _same(raised, value, traceback):
                raise
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase, AbstractAsyncContextManager, AsyncContextDecorator):
    """What `asynccontextmanager` makes."""

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await self.gen.aclose()
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as raised:
            return raised is not value
        except RuntimeError as raised:
            if _same(raised, value, traceback):
                return False
            if isinstance(value, (StopIteration, StopAsyncIteration)) and raised.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as raised:
            if not _same(raised, value, traceback):
                raise
            return False
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """A context manager of a generator function: what stands before the `yield` enters, what stands behind it exits."""

    @_wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


def asynccontextmanager(func):
    """The same of an asynchronous generator function."""

    @_wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)

    return helper


class closing(AbstractContextManager):
    """Closes something at the end."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    """The same, awaiting `aclose`."""

    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    """Sends standard output elsewhere for a while."""

    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    """Sends standard error elsewhere for a while."""

    _stream = "stderr"


class suppress(AbstractContextManager):
    """Swallows exceptions of some classes."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._exceptions):
            return True
        split = getattr(excinst, "split", None)
        if split is not None and exctype.__name__.endswith("ExceptionGroup"):
            _, rest = split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing, and gives what it was given."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


class chdir(AbstractContextManager):
    """Works in another folder for a while."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os

        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os

        os.chdir(self._old_cwd.pop())


def _protocol(cls, enter, leave, kind):
    try:
        return getattr(cls, enter), getattr(cls, leave)
    except AttributeError:
        name = f"{cls.__module__}.{cls.__qualname__}"
        raise TypeError(f"'{name}' object does not support the {kind} protocol") from None


def _without_cycle(raised, outer, seen):
    """Puts the exception that was there before at the end of a chain of contexts."""
    while True:
        context = raised.__context__
        if context is None or context is outer:
            return
        if context is seen:
            break
        raised = context
    raised.__context__ = outer


class _BaseExitStack:
    """Callbacks, each with whether it is awaited."""

    def __init__(self):
        self._exit_callbacks = []

    def pop_all(self):
        """Hands all callbacks over to a new stack."""
        fresh = type(self)()
        fresh._exit_callbacks = self._exit_callbacks
        self._exit_callbacks = []
        return fresh

    def push(self, exit):
        """Adds a context manager's exit, or a function called like one."""
        method = getattr(type(exit), "__exit__", None)
        self._push(True, exit if method is None else _bind(method, exit))
        return exit

    def enter_context(self, cm):
        """Enters a context manager, to exit it later."""
        enter, leave = _protocol(type(cm), "__enter__", "__exit__", "context manager")
        result = enter(cm)
        self._push(True, _bind(leave, cm))
        return result

    def callback(self, callback, /, *args, **kwds):
        """Adds a function to be called with these arguments."""

        def call(exc_type, exc, tb):
            callback(*args, **kwds)

        call.__wrapped__ = callback
        self._push(True, call)
        return callback

    def _push(self, is_sync, callback):
        self._exit_callbacks.append((is_sync, callback))


def _bind(function, receiver):
    def call(*arguments):
        return function(receiver, *arguments)

    call.__self__ = receiver
    return call


class ExitStack(_BaseExitStack, AbstractContextManager):
    """Context managers whose number is known only when the program runs."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_details):
        exc = exc_details[1]
        had = exc is not None
        outer = sys.exception()
        swallowed = pending = False
        while self._exit_callbacks:
            _, callback = self._exit_callbacks.pop()
            try:
                if callback(*_details(exc)):
                    swallowed, pending, exc = True, False, None
            except BaseException as raised:
                _without_cycle(raised, exc, outer)
                pending, exc = True, raised
        if pending:
            _raise_as_was(exc)
        return had and swallowed

    def close(self):
        """Exits everything now."""
        self.__exit__(None, None, None)


def _details(exc):
    return (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)


def _raise_as_was(exc):
    context = exc.__context__
    try:
        raise exc
    except BaseException:
        exc.__context__ = context
        raise


class AsyncExitStack(_BaseExitStack, AbstractAsyncContextManager):
    """The same with asynchronous context managers too."""

    async def enter_async_context(self, cm):
        """Enters an asynchronous context manager, to exit it later."""
        enter, leave = _protocol(type(cm), "__aenter__", "__aexit__", "asynchronous context manager")
        result = await enter(cm)
        self._push(False, _bind(leave, cm))
        return result

    def push_async_exit(self, exit):
        """Adds an asynchronous context manager's exit, or a function called like one."""
        method = getattr(type(exit), "__aexit__", None)
        self._push(False, exit if method is None else _bind(method, exit))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        """Adds a coroutine function to be called with these arguments."""

        async def call(exc_type, exc, tb):
            await callback(*args, **kwds)

        call.__wrapped__ = callback
        self._push(False, call)
        return callback

    async def aclose(self):
        """Exits everything now."""
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_details):
        exc = exc_details[1]
        had = exc is not None
        outer = sys.exception()
        swallowed = pending = False
        while self._exit_callbacks:
            is_sync, callback = self._exit_callbacks.pop()
            try:
                result = callback(*_details(exc))
                if not is_sync:
                    result = await result
                if result:
                    swallowed, pending, exc = True, False, None
            except BaseException as raised:
                _without_cycle(raised, exc, outer)
                pending, exc = True, raised
        if pending:
            _raise_as_was(exc)
        return had and swallowed
