"""How pickled objects are put together again: a small stack machine that reads its program."""

import sys

from _pickle_names import NAMES_OF_PYTHON_2, MODULES_OF_PYTHON_2

HIGHEST_PROTOCOL = 5


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


class PickleBuffer:
    """Memory of an object that may travel beside the pickle."""

    __slots__ = ("_view", "__weakref__")

    def __init__(self, object, /):
        self._view = memoryview(object)

    def _held(self):
        view = self._view
        if view is None:
            raise ValueError("operation forbidden on released PickleBuffer object")
        return view

    def __buffer__(self, flags):
        return memoryview(self._held())

    def raw(self):
        view = self._held()
        if not (view.c_contiguous or view.f_contiguous):
            raise BufferError("cannot extract raw buffer from non-contiguous buffer")
        return view.cast("B") if view.ndim <= 1 or view.c_contiguous else memoryview(view.tobytes("F"))

    def release(self):
        self._view = None


# What each opcode does: from the byte's number to a function of the reader.
_actions = {}
_absent = object()


def _on(*opcodes):
    def note(action):
        for opcode in opcodes:
            _actions[opcode[0]] = action
        return action

    return note


class _End(Exception):
    """The program is over; `args[0]` is what it made."""


def decode_long(data):
    """The number in little-endian two's complement."""
    return int.from_bytes(data, "little", signed=True)


def find_dotted(top, path):
    """The attribute of an attribute …, as `path` says."""
    found = top
    for name in path.split("."):
        if name == "<locals>":
            raise AttributeError(f"Can't get local attribute {path!r} on {top!r}")
        try:
            found = getattr(found, name)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {path!r} on {top!r}") from None
    return found


class Unpickler:
    """Reads pickles from a file."""

    _protocol = 0

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
        missing = [name for name in ("read", "readline") if not hasattr(file, name)]
        if missing:
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._read_file, self._read_file_line = file.read, file.readline
        self._buffers = None if buffers is None else iter(buffers)
        self._encoding, self._errors, self._fix_imports = encoding, errors, bool(fix_imports)
        self._memo = {}

    @property
    def memo(self):
        return self._memo

    @memo.setter
    def memo(self, value):
        if isinstance(value, Unpickler):
            value = value._memo
        if not isinstance(value, dict):
            raise TypeError(f"'memo' attribute must be an UnpicklerMemoProxy object or dict, not {type(value).__name__}")
        if any(not isinstance(key, int) for key in value):
            raise TypeError("memo key must be integers")
        if any(key < 0 for key in value):
            raise ValueError("memo key must be positive integers.")
        self._memo = dict(value)

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was specified.")

    def find_class(self, module_name, global_name, /):
        sys.audit("pickle.find_class", module_name, global_name)
        if self._protocol < 3 and self._fix_imports:
            changed = NAMES_OF_PYTHON_2.get((module_name, global_name))
            if changed:
                module_name, global_name = changed
            else:
                module_name = MODULES_OF_PYTHON_2.get(module_name, module_name)
        __import__(module_name)
        module = sys.modules[module_name]
        if self._protocol >= 4:
            return find_dotted(module, global_name)
        return getattr(module, global_name)

    def load(self):
        """Reads one object."""
        if not hasattr(self, "_read_file"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {type(self).__name__}.__init__()")
        self._stack, self._marks, self._protocol = [], [], 0
        self._frame, self._frame_at = None, 0
        actions = _actions
        try:
            while True:
                key = self._read_opcode()
                action = actions.get(key)
                if action is None:
                    shown = chr(key) if 32 <= key < 127 and key not in b"\\'" else f"\\x{key:02x}"
                    raise UnpicklingError(f"invalid load key, '{shown}'.")
                action(self)
        except _End as end:
            return end.args[0]
        finally:
            self._stack, self._marks, self._frame = [], [], None

    # Bytes, of the frame first.

    def _read_opcode(self):
        if self._frame is not None:
            at = self._frame_at
            if at < len(self._frame):
                self._frame_at = at + 1
                return self._frame[at]
            self._frame = None
        data = self._read_file(1)
        if not data:
            raise EOFError("Ran out of input")
        return data[0]

    def _read(self, count):
        if self._frame is not None:
            at = self._frame_at
            data = self._frame[at:at + count]
            if len(data) == count:
                self._frame_at = at + count
                return data
            if data:
                raise UnpicklingError("pickle exhausted before end of frame")
            self._frame = None
        data = self._read_file(count)
        if len(data) < count:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _read_line(self):
        if self._frame is not None:
            end = self._frame.find(b"\n", self._frame_at)
            if end >= 0:
                line = self._frame[self._frame_at:end]
                self._frame_at = end + 1
                return line
            if self._frame_at < len(self._frame):
                raise UnpicklingError("pickle exhausted before end of frame")
            self._frame = None
        line = self._read_file_line()
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def _number(self, size):
        return int.from_bytes(self._read(size), "little")

    def _length(self, size, what):
        count = self._number(size)
        if count > sys.maxsize:
            raise OverflowError(f"{what} exceeds system's maximum size of {sys.maxsize} bytes")
        return count

    # The stack.

    def _pop(self):
        if not self._stack:
            raise UnpicklingError("unexpected MARK found" if self._marks else "unpickling stack underflow")
        return self._stack.pop()

    def _top(self):
        if not self._stack:
            raise UnpicklingError("unexpected MARK found" if self._marks else "unpickling stack underflow")
        return self._stack[-1]

    def _pop_mark(self):
        if not self._marks:
            raise UnpicklingError("could not find MARK")
        items = self._stack
        self._stack = self._marks.pop()
        return items

    def _text(self, data):
        return data if self._encoding == "bytes" else data.decode(self._encoding, self._errors)

    def _extension(self, code):
        from copyreg import _extension_cache, _inverted_registry

        found = _extension_cache.get(code, _absent)
        if found is _absent:
            key = _inverted_registry.get(code)
            if key is None:
                if code <= 0:
                    raise UnpicklingError("EXT specifies code <= 0")
                raise ValueError(f"unregistered extension code {code}")
            found = _extension_cache[code] = self.find_class(*key)
        self._stack.append(found)

    def _instance(self, cls, arguments):
        if arguments or not isinstance(cls, type) or hasattr(cls, "__getinitargs__"):
            made = cls(*arguments)
        else:
            made = cls.__new__(cls)
        self._stack.append(made)

    def _recall(self, index):
        try:
            self._stack.append(self._memo[index])
        except KeyError:
            raise UnpicklingError(f"Memo value not found at index {index}") from None

    def _memoize(self, index):
        if index < 0:
            raise ValueError("negative PUT argument")
        self._memo[index] = self._top()


def _push(value):
    return lambda reader: reader._stack.append(value)


_actions[ord("N")] = _push(None)
_actions[0x88] = _push(True)
_actions[0x89] = _push(False)
_actions[ord(")")] = _push(())


@_on(b"\x80")
def _protocol(reader):
    protocol = reader._read(1)[0]
    if protocol > HIGHEST_PROTOCOL:
        raise ValueError(f"unsupported pickle protocol: {protocol}")
    reader._protocol = protocol


@_on(b"\x95")
def _new_frame(reader):
    count = reader._length(8, "FRAME length")
    if reader._frame is not None and reader._frame_at < len(reader._frame):
        raise UnpicklingError("beginning of a new frame before end of current frame")
    data = reader._read_file(count)
    if len(data) < count:
        raise UnpicklingError("pickle data was truncated")
    reader._frame, reader._frame_at = data, 0


@_on(b".")
def _stop(reader):
    raise _End(reader._pop())


@_on(b"(")
def _mark(reader):
    reader._marks.append(reader._stack)
    reader._stack = []


@_on(b"0")
def _drop(reader):
    if reader._stack or not reader._marks:
        reader._pop()
    else:
        reader._pop_mark()


@_on(b"1")
def _drop_mark(reader):
    reader._pop_mark()


@_on(b"2")
def _twice(reader):
    reader._stack.append(reader._top())


@_on(b"I")
def _int_line(reader):
    line = reader._read_line()
    if line in (b"00", b"01"):
        reader._stack.append(line == b"01")
    else:
        reader._stack.append(int(line, 0))


@_on(b"J")
def _int4(reader):
    reader._stack.append(decode_long(reader._read(4)))


@_on(b"K")
def _int1(reader):
    reader._stack.append(reader._read(1)[0])


@_on(b"M")
def _int2(reader):
    reader._stack.append(reader._number(2))


@_on(b"L")
def _long_line(reader):
    line = reader._read_line()
    reader._stack.append(int(line[:-1] if line.endswith(b"L") else line, 0))


@_on(b"\x8a")
def _long1(reader):
    reader._stack.append(decode_long(reader._read(reader._read(1)[0])))


@_on(b"\x8b")
def _long4(reader):
    count = decode_long(reader._read(4))
    if count < 0:
        raise UnpicklingError("LONG pickle has negative byte count")
    reader._stack.append(decode_long(reader._read(count)))


@_on(b"F")
def _float_line(reader):
    reader._stack.append(float(reader._read_line()))


@_on(b"G")
def _float8(reader):
    from struct import unpack

    reader._stack.append(unpack(">d", reader._read(8))[0])


@_on(b"S")
def _string_line(reader):
    from codecs import escape_decode

    line = reader._read_line()
    if len(line) < 2 or line[0] != line[-1] or line[0] not in b"\"'":
        raise UnpicklingError("the STRING opcode argument must be quoted")
    reader._stack.append(reader._text(escape_decode(line[1:-1])[0]))


@_on(b"T")
def _string4(reader):
    count = decode_long(reader._read(4))
    if count < 0:
        raise UnpicklingError("BINSTRING pickle has negative byte count")
    reader._stack.append(reader._text(reader._read(count)))


@_on(b"U")
def _string1(reader):
    reader._stack.append(reader._text(reader._read(reader._read(1)[0])))


@_on(b"V")
def _unicode_line(reader):
    reader._stack.append(str(reader._read_line(), "raw-unicode-escape"))


def _bytes_of(size, what):
    return lambda reader: bytes(reader._read(reader._length(size, what)))


def _register_sized(opcode, size, what, convert=None):
    def action(reader):
        data = reader._read(reader._length(size, what))
        reader._stack.append(bytes(data) if convert is None else convert(data))

    _actions[opcode] = action


def _as_text(data):
    return str(data, "utf-8", "surrogatepass")


_register_sized(ord("X"), 4, "BINUNICODE", _as_text)
_register_sized(0x8C, 1, "SHORT_BINUNICODE", _as_text)
_register_sized(0x8D, 8, "BINUNICODE8", _as_text)
_register_sized(ord("B"), 4, "BINBYTES")
_register_sized(ord("C"), 1, "SHORT_BINBYTES")
_register_sized(0x8E, 8, "BINBYTES8")
_register_sized(0x96, 8, "BYTEARRAY8", bytearray)


@_on(b"\x97")
def _next_buffer(reader):
    if reader._buffers is None:
        raise UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given")
    found = next(reader._buffers, _absent)
    if found is _absent:
        raise UnpicklingError("not enough out-of-band buffers")
    reader._stack.append(found)


@_on(b"\x98")
def _read_only(reader):
    view = memoryview(reader._top())
    if not view.readonly:
        reader._stack[-1] = view.toreadonly()


@_on(b"t")
def _tuple(reader):
    items = reader._pop_mark()
    reader._stack.append(tuple(items))


def _short_tuple(count):
    def action(reader):
        items = [reader._pop() for _ in range(count)]
        reader._stack.append(tuple(items[::-1]))

    return action


_actions[0x85], _actions[0x86], _actions[0x87] = _short_tuple(1), _short_tuple(2), _short_tuple(3)


@_on(b"]")
def _empty_list(reader):
    reader._stack.append([])


@_on(b"}")
def _empty_dict(reader):
    reader._stack.append({})


@_on(b"\x8f")
def _empty_set(reader):
    reader._stack.append(set())


@_on(b"l")
def _list(reader):
    items = reader._pop_mark()
    reader._stack.append(items)


@_on(b"d")
def _dict(reader):
    items = reader._pop_mark()
    if len(items) % 2:
        raise UnpicklingError("odd number of items for DICT")
    reader._stack.append(dict(zip(items[::2], items[1::2])))


@_on(b"\x91")
def _frozenset(reader):
    items = reader._pop_mark()
    reader._stack.append(frozenset(items))


@_on(b"a")
def _append(reader):
    item = reader._pop()
    _extend(reader._top(), [item])


@_on(b"e")
def _appends(reader):
    items = reader._pop_mark()
    _extend(reader._top(), items)


def _extend(target, items):
    if not isinstance(target, list):
        extend = getattr(target, "extend", None)
        if extend is None:
            for item in items:
                target.append(item)
            return
        extend(items)
    else:
        target.extend(items)


@_on(b"s")
def _set_item(reader):
    value, key = reader._pop(), reader._pop()
    reader._top()[key] = value


@_on(b"u")
def _set_items(reader):
    items = reader._pop_mark()
    if len(items) % 2:
        raise UnpicklingError("odd number of items for SETITEMS")
    target = reader._top()
    for at in range(0, len(items), 2):
        target[items[at]] = items[at + 1]


@_on(b"\x90")
def _add_items(reader):
    items = reader._pop_mark()
    target = reader._top()
    if isinstance(target, set):
        target.update(items)
    else:
        for item in items:
            target.add(item)


@_on(b"c")
def _global(reader):
    module, name = reader._read_line(), reader._read_line()
    reader._stack.append(reader.find_class(str(module, "utf-8"), str(name, "utf-8")))


@_on(b"\x93")
def _stack_global(reader):
    name, module = reader._pop(), reader._pop()
    if type(name) is not str or type(module) is not str:
        raise UnpicklingError("STACK_GLOBAL requires str")
    reader._stack.append(reader.find_class(module, name))


@_on(b"i")
def _inst(reader):
    module, name = reader._read_line(), reader._read_line()
    arguments = reader._pop_mark()
    reader._instance(reader.find_class(str(module, "ascii"), str(name, "ascii")), arguments)


@_on(b"o")
def _obj(reader):
    items = reader._pop_mark()
    if not items:
        raise UnpicklingError("unpickling stack underflow")
    reader._instance(items[0], items[1:])


@_on(b"R")
def _reduce(reader):
    arguments = reader._pop()
    function = reader._pop()
    if not isinstance(arguments, tuple):
        raise TypeError(f"argument list must be a tuple, not {type(arguments).__name__}")
    reader._stack.append(function(*arguments))


@_on(b"\x81")
def _new_object(reader):
    arguments, cls = reader._pop(), reader._pop()
    _check_new("NEWOBJ", cls, arguments)
    reader._stack.append(cls.__new__(cls, *arguments))


@_on(b"\x92")
def _new_object_ex(reader):
    keywords, arguments, cls = reader._pop(), reader._pop(), reader._pop()
    _check_new("NEWOBJ_EX", cls, arguments)
    if not isinstance(keywords, dict):
        raise UnpicklingError(f"NEWOBJ_EX kwargs argument must be a dict, not {type(keywords).__name__}")
    reader._stack.append(cls.__new__(cls, *arguments, **keywords))


def _check_new(opcode, cls, arguments):
    if not isinstance(cls, type):
        raise UnpicklingError(f"{opcode} class argument must be a type, not {type(cls).__name__}")
    if not isinstance(arguments, tuple):
        raise UnpicklingError(f"{opcode} args argument must be a tuple, not {type(arguments).__name__}")


@_on(b"b")
def _build(reader):
    state = reader._pop()
    target = reader._top()
    set_state = getattr(target, "__setstate__", _absent)
    if set_state is not _absent:
        set_state(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        if not isinstance(state, dict):
            raise UnpicklingError("state is not a dictionary")
        namespace = target.__dict__
        for key, value in state.items():
            namespace[sys.intern(key) if type(key) is str else key] = value
    if slots:
        if not isinstance(slots, dict):
            raise UnpicklingError("slot state is not a dictionary")
        for key, value in slots.items():
            setattr(target, key, value)


@_on(b"P")
def _persistent_line(reader):
    line = reader._read_line()
    try:
        pid = line.decode("ascii")
    except UnicodeDecodeError:
        raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
    reader._stack.append(reader.persistent_load(pid))


@_on(b"Q")
def _persistent(reader):
    pid = reader._pop()
    reader._stack.append(reader.persistent_load(pid))


@_on(b"\x82")
def _extension1(reader):
    reader._extension(reader._read(1)[0])


@_on(b"\x83")
def _extension2(reader):
    reader._extension(reader._number(2))


@_on(b"\x84")
def _extension4(reader):
    reader._extension(decode_long(reader._read(4)))


@_on(b"g")
def _get_line(reader):
    reader._recall(int(reader._read_line()))


@_on(b"h")
def _get1(reader):
    reader._recall(reader._read(1)[0])


@_on(b"j")
def _get4(reader):
    reader._recall(reader._number(4))


@_on(b"p")
def _put_line(reader):
    reader._memoize(int(reader._read_line()))


@_on(b"q")
def _put1(reader):
    reader._memoize(reader._read(1)[0])


@_on(b"r")
def _put4(reader):
    reader._memoize(reader._number(4))


@_on(b"\x94")
def _memoize_next(reader):
    reader._memoize(len(reader._memo))


def __getattr__(name):
    # What takes objects apart stands in `pickle`, which needs this module.
    if name in ("Pickler", "dump", "dumps", "load", "loads"):
        import pickle

        return getattr(pickle, name)
    raise AttributeError(f"module '_pickle' has no attribute {name!r}")
