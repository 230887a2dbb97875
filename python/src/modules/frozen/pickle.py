"""Objects as bytes. This part takes them apart; `_pickle` puts them together again."""

import io
import sys

from _pickle import HIGHEST_PROTOCOL, PickleBuffer, PickleError, PicklingError, Unpickler, UnpicklingError, decode_long, find_dotted
from _pickle_names import MODULES_OF_PYTHON_3, NAMES_OF_PYTHON_3
from copyreg import _extension_registry, dispatch_table

format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
DEFAULT_PROTOCOL = 4
bytes_types = (bytes, bytearray)

# Every opcode's name and byte.
_opcodes = dict(
    MARK=b"(", STOP=b".", POP=b"0", POP_MARK=b"1", DUP=b"2", FLOAT=b"F", INT=b"I", BININT=b"J", BININT1=b"K", LONG=b"L", BININT2=b"M",
    NONE=b"N", PERSID=b"P", BINPERSID=b"Q", REDUCE=b"R", STRING=b"S", BINSTRING=b"T", SHORT_BINSTRING=b"U", UNICODE=b"V", BINUNICODE=b"X",
    APPEND=b"a", BUILD=b"b", GLOBAL=b"c", DICT=b"d", EMPTY_DICT=b"}", APPENDS=b"e", GET=b"g", BINGET=b"h", INST=b"i", LONG_BINGET=b"j",
    LIST=b"l", EMPTY_LIST=b"]", OBJ=b"o", PUT=b"p", BINPUT=b"q", LONG_BINPUT=b"r", SETITEM=b"s", TUPLE=b"t", EMPTY_TUPLE=b")", SETITEMS=b"u",
    BINFLOAT=b"G", TRUE=b"I01\n", FALSE=b"I00\n", PROTO=b"\x80", NEWOBJ=b"\x81", EXT1=b"\x82", EXT2=b"\x83", EXT4=b"\x84", TUPLE1=b"\x85",
    TUPLE2=b"\x86", TUPLE3=b"\x87", NEWTRUE=b"\x88", NEWFALSE=b"\x89", LONG1=b"\x8a", LONG4=b"\x8b", BINBYTES=b"B", SHORT_BINBYTES=b"C",
    SHORT_BINUNICODE=b"\x8c", BINUNICODE8=b"\x8d", BINBYTES8=b"\x8e", EMPTY_SET=b"\x8f", ADDITEMS=b"\x90", FROZENSET=b"\x91",
    NEWOBJ_EX=b"\x92", STACK_GLOBAL=b"\x93", MEMOIZE=b"\x94", FRAME=b"\x95", BYTEARRAY8=b"\x96", NEXT_BUFFER=b"\x97", READONLY_BUFFER=b"\x98",
)
globals().update(_opcodes)

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads", "PickleBuffer",
           "DEFAULT_PROTOCOL", "HIGHEST_PROTOCOL", *_opcodes]

_tuples = (b")", b"\x85", b"\x86", b"\x87")
_frame_least, _frame_most = 4, 64 * 1024
_batch = 1000
_absent = object()


def _little(number, size):
    return number.to_bytes(size, "little")


def encode_long(number):
    """The number in little-endian two's complement, as few bytes as will do."""
    if not number:
        return b""
    size = (number.bit_length() >> 3) + 1
    data = number.to_bytes(size, "little", signed=True)
    # -128 needs one byte, not two.
    if number < 0 and size > 1 and data[-1] == 0xFF and data[-2] & 0x80:
        data = data[:-1]
    return data


def whichmodule(obj, name):
    """The name of the module where this object is found by its name."""
    module_name = getattr(obj, "__module__", None)
    if module_name is not None:
        return module_name
    for module_name, module in sys.modules.copy().items():
        if module_name in ("__main__", "__mp_main__") or module is None:
            continue
        try:
            if find_dotted(module, name) is obj:
                return module_name
        except AttributeError:
            pass
    return "__main__"


class Pickler:
    """Writes pickles to a file."""

    # Where this class and its functions are in CPython.
    __module__ = "_pickle"

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        write = getattr(file, "write", None)
        if write is None:
            raise TypeError("file must have a 'write' attribute")
        self._to_file = write
        self._protocol, self._buffer_callback = int(protocol), buffer_callback
        self._fix_imports = bool(fix_imports) and protocol < 3
        self._memo = {}
        self._frame, self._framed = None, 0
        self.bin = protocol >= 1
        self.fast = 0

    @property
    def memo(self):
        return self._memo

    @memo.setter
    def memo(self, value):
        if isinstance(value, Pickler):
            value = value._memo
        if not isinstance(value, dict):
            raise TypeError(f"'memo' attribute must be a PicklerMemoProxy object or dict, not {type(value).__name__}")
        for entry in value.values():
            if not isinstance(entry, tuple) or len(entry) != 2:
                raise TypeError("'memo' values must be 2-item tuples")
        self._memo = dict(value)

    def clear_memo(self):
        """Forgets what it has written, so that objects are written whole again."""
        self._memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj, /):
        """Writes one object."""
        if not hasattr(self, "_to_file"):
            raise PicklingError(f"Pickler.__init__() was not called by {type(self).__name__}.__init__()")
        protocol = self._protocol
        self._has_ids = type(self).persistent_id is not Pickler.persistent_id or "persistent_id" in self.__dict__
        self._override = getattr(self, "reducer_override", _absent)
        self._table = getattr(self, "dispatch_table", dispatch_table)
        self._saving = set()
        self._write = self._to_file
        if protocol >= 2:
            self._write(b"\x80" + bytes((protocol,)))
        if protocol >= 4:
            self._frame, self._framed = [], 0
            self._write = self._to_frame
        try:
            self._save(obj)
            self._write(b".")
            self._end_frame(True)
        finally:
            self._frame, self._override = None, _absent

    # Frames: what is written is collected, so that a reader may read much at once.

    def _to_frame(self, data):
        self._frame.append(data)
        self._framed += len(data)

    def _end_frame(self, at_once):
        if self._frame and (at_once or self._framed >= _frame_most):
            data = b"".join(self._frame)
            self._frame, self._framed = [], 0
            if len(data) >= _frame_least:
                data = b"\x95" + _little(len(data), 8) + data
            self._to_file(data)

    def _write_large(self, head, data):
        if self._frame is not None and len(data) >= _frame_most:
            self._end_frame(True)
            self._to_file(head)
            self._to_file(data)
        else:
            self._write(head + data if type(data) is bytes else head + bytes(data))

    # The memo: objects that are written once and recalled.

    def _memoize(self, obj):
        if self.fast:
            return
        index = len(self._memo)
        self._memo[id(obj)] = index, obj
        if self._protocol >= 4:
            self._write(b"\x94")
        elif not self.bin:
            self._write(b"p%d\n" % index)
        elif index < 256:
            self._write(b"q" + bytes((index,)))
        else:
            self._write(b"r" + _little(index, 4))

    def _recall(self, index):
        if not self.bin:
            self._write(b"g%d\n" % index)
        elif index < 256:
            self._write(b"h" + bytes((index,)))
        else:
            self._write(b"j" + _little(index, 4))

    def _save(self, obj):
        if self._frame is not None:
            self._end_frame(False)
        if self._has_ids:
            pid = self.persistent_id(obj)
            if pid is not None:
                self._save_persistent(pid)
                return
        cls = type(obj)
        if cls in _atoms:
            _atoms[cls](self, obj)
            return
        known = self._memo.get(id(obj))
        if known is not None:
            self._recall(known[0])
            return
        save = _containers.get(cls)
        if save is not None:
            if self.fast and cls in (list, tuple, dict, set, frozenset):
                if id(obj) in self._saving:
                    raise ValueError(f"fast mode: can't pickle cyclic objects including object type {cls.__name__!r} at {id(obj):#x}")
                self._saving.add(id(obj))
                save(self, obj)
                self._saving.discard(id(obj))
            else:
                save(self, obj)
            return
        self._save_by_reduction(obj, cls)

    def _save_by_reduction(self, obj, cls):
        reduced = NotImplemented
        if self._override is not _absent:
            reduced = self._override(obj)
        if reduced is NotImplemented:
            if cls is _function:
                self._save_global(obj, None)
                return
            reduce = self._table.get(cls, _absent)
            if reduce is not _absent:
                reduced = reduce(obj)
            elif issubclass(cls, type):
                self._save_type(obj)
                return
            else:
                reduce = getattr(obj, "__reduce_ex__", _absent)
                if reduce is not _absent:
                    reduced = reduce(self._protocol)
                else:
                    reduce = getattr(obj, "__reduce__", None)
                    if reduce is None:
                        raise PicklingError(f"can't pickle {cls.__name__!r} object: {obj!r}")
                    reduced = reduce()
        if isinstance(reduced, str):
            self._save_global(obj, reduced)
            return
        if not isinstance(reduced, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self._save_reduced(obj, *reduced)

    def _save_persistent(self, pid):
        if self.bin:
            held, self._has_ids = self._has_ids, False
            try:
                self._save(pid)
            finally:
                self._has_ids = held
            self._write(b"Q")
            return
        try:
            line = str(pid).encode("ascii")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
        self._write(b"P" + line + b"\n")

    def _save_reduced(self, obj, function, arguments, state=None, items=None, pairs=None, setter=None):
        if not callable(function):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        if not isinstance(arguments, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
        for number, part in (("fourth", items), ("fifth", pairs)):
            if part is not None and not hasattr(part, "__next__"):
                raise PicklingError(f"{number} element of the tuple returned by __reduce__ must be an iterator, not {type(part).__name__}")
        if setter is not None and not callable(setter):
            raise PicklingError(f"sixth element of the tuple returned by __reduce__ must be a function, not {type(setter).__name__}")
        name = getattr(function, "__name__", "") if self._protocol >= 2 else ""
        if name == "__newobj_ex__":
            self._save_new_with_keywords(obj, arguments)
        elif name == "__newobj__":
            if not arguments:
                raise PicklingError("__newobj__ arglist is empty")
            cls, *rest = arguments
            self._check_class("__newobj__", cls, obj)
            self._save(cls)
            self._save(tuple(rest))
            self._write(b"\x81")
        else:
            self._save(function)
            self._save(arguments)
            self._write(b"R")
        if obj is not _absent:
            # The arguments may have led back to this very object.
            known = self._memo.get(id(obj))
            if known is not None:
                self._write(b"0")
                self._recall(known[0])
            else:
                self._memoize(obj)
        if items is not None:
            self._save_items(items)
        if pairs is not None:
            self._save_pairs(pairs)
        if state is None:
            return
        if setter is None:
            self._save(state)
            self._write(b"b")
        else:
            self._save(setter)
            self._save(obj)
            self._save(state)
            self._write(b"\x86R0")

    def _check_class(self, who, cls, obj):
        if not hasattr(cls, "__new__"):
            raise PicklingError(f"args[0] from {who} args has no __new__")
        if obj is not _absent and cls is not getattr(obj, "__class__", None):
            raise PicklingError(f"args[0] from {who} args has the wrong class")

    def _save_new_with_keywords(self, obj, arguments):
        if len(arguments) != 3:
            raise PicklingError(f"length of the NEWOBJ_EX argument tuple must be exactly 3, not {len(arguments)}")
        cls, rest, keywords = arguments
        self._check_class("__newobj_ex__", cls, obj)
        if not isinstance(rest, tuple):
            raise PicklingError(f"second item from NEWOBJ_EX argument tuple must be a tuple, not {type(rest).__name__}")
        if not isinstance(keywords, dict):
            raise PicklingError(f"third item from NEWOBJ_EX argument tuple must be a dict, not {type(keywords).__name__}")
        if self._protocol >= 4:
            self._save(cls)
            self._save(rest)
            self._save(keywords)
            self._write(b"\x92")
        else:
            from functools import partial

            self._save(partial(cls.__new__, cls, *rest, **keywords))
            self._save(())
            self._write(b"R")

    # Atoms: those that are never recalled.

    def _save_none(self, obj):
        self._write(b"N")

    def _save_bool(self, obj):
        if self._protocol >= 2:
            self._write(b"\x88" if obj else b"\x89")
        else:
            self._write(b"I01\n" if obj else b"I00\n")

    def _save_int(self, obj):
        small = -0x80000000 <= obj <= 0x7FFFFFFF
        if self.bin and small:
            if obj < 0 or obj > 0xFFFF:
                self._write(b"J" + (obj & 0xFFFFFFFF).to_bytes(4, "little"))
            elif obj > 0xFF:
                self._write(b"M" + _little(obj, 2))
            else:
                self._write(b"K" + bytes((obj,)))
        elif self._protocol >= 2:
            data = encode_long(obj)
            if len(data) < 256:
                self._write(b"\x8a" + bytes((len(data),)) + data)
            else:
                self._write_large(b"\x8b" + _little(len(data), 4), data)
        elif small:
            self._write(b"I%d\n" % obj)
        else:
            self._write(b"L%dL\n" % obj)

    def _save_float(self, obj):
        if self.bin:
            from struct import pack

            self._write(b"G" + pack(">d", obj))
        else:
            self._write(b"F" + repr(obj).encode("ascii") + b"\n")

    # Bytes and text.

    def _save_bytes(self, obj):
        if self._protocol < 3:
            if obj:
                from codecs import encode

                self._save_reduced(obj, encode, (str(obj, "latin1"), "latin1"))
            else:
                self._save_reduced(obj, bytes, ())
            return
        self._write_bytes(obj)
        self._memoize(obj)

    def _write_bytes(self, data):
        size = len(data)
        if size < 256:
            self._write(b"C" + bytes((size,)) + data)
        elif size > 0xFFFFFFFF and self._protocol >= 4:
            self._write_large(b"\x8e" + _little(size, 8), data)
        else:
            self._write_large(b"B" + _little(size, 4), data)

    def _save_bytearray(self, obj):
        if self._protocol < 5:
            self._save_reduced(obj, bytearray, (bytes(obj),) if obj else ())
            return
        self._write_large(b"\x96" + _little(len(obj), 8), bytes(obj))
        self._memoize(obj)

    def _save_buffer(self, obj):
        if self._protocol < 5:
            raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
        view = memoryview(obj)
        if not (view.c_contiguous or view.f_contiguous):
            raise PicklingError("PickleBuffer can not be pickled when pointing to a non-contiguous buffer")
        if self._buffer_callback is None or self._buffer_callback(obj):
            if view.readonly:
                self._write_bytes(view.tobytes("A"))
            else:
                data = view.tobytes("A")
                self._write_large(b"\x96" + _little(len(data), 8), data)
            return
        self._write(b"\x97")
        if view.readonly:
            self._write(b"\x98")

    def _save_str(self, obj):
        if not self.bin:
            # A line ends where it ends: what would end it earlier is escaped.
            text = obj.replace("\\", "\\u005c").replace("\0", "\\u0000").replace("\n", "\\u000a")
            text = text.replace("\r", "\\u000d").replace("\x1a", "\\u001a")
            self._write(b"V" + text.encode("raw-unicode-escape") + b"\n")
        else:
            data = obj.encode("utf-8", "surrogatepass")
            size = len(data)
            if size < 256 and self._protocol >= 4:
                self._write(b"\x8c" + bytes((size,)) + data)
            elif size > 0xFFFFFFFF and self._protocol >= 4:
                self._write_large(b"\x8d" + _little(size, 8), data)
            else:
                self._write_large(b"X" + _little(size, 4), data)
        self._memoize(obj)

    # Containers.

    def _save_tuple(self, obj):
        if not obj:
            self._write(b")" if self.bin else b"(t")
            return
        size = len(obj)
        short = size <= 3 and self._protocol >= 2
        if not short:
            self._write(b"(")
        for item in obj:
            self._save(item)
        known = self._memo.get(id(obj))
        if known is not None:
            # It holds itself, and was written on the way: what lies on the stack is not needed.
            self._write(b"0" * size if short else b"1" if self.bin else b"0" * (size + 1))
            self._recall(known[0])
            return
        self._write(_tuples[size] if short else b"t")
        self._memoize(obj)

    def _save_list(self, obj):
        self._write(b"]" if self.bin else b"(l")
        self._memoize(obj)
        self._save_items(iter(obj), len(obj) > 1)

    def _batches(self, items):
        """The items in lots."""
        lot = []
        for item in items:
            if len(lot) == _batch:
                yield lot
                lot = []
            lot.append(item)
        if lot:
            yield lot

    def _save_items(self, items, always_marked=False):
        if not self.bin:
            for item in items:
                self._save(item)
                self._write(b"a")
            return
        for lot in self._batches(items):
            if len(lot) == 1 and not always_marked:
                self._save(lot[0])
                self._write(b"a")
                continue
            self._write(b"(")
            for item in lot:
                self._save(item)
            self._write(b"e")

    def _save_dict(self, obj):
        self._write(b"}" if self.bin else b"(d")
        self._memoize(obj)
        self._save_pairs(iter(obj.items()), len(obj) > 1)

    def _save_pairs(self, pairs, always_marked=False):
        if not self.bin:
            for key, value in pairs:
                self._save(key)
                self._save(value)
                self._write(b"s")
            return
        for lot in self._batches(pairs):
            if len(lot) == 1 and not always_marked:
                key, value = lot[0]
                self._save(key)
                self._save(value)
                self._write(b"s")
                continue
            self._write(b"(")
            for key, value in lot:
                self._save(key)
                self._save(value)
            self._write(b"u")

    def _save_set(self, obj):
        if self._protocol < 4:
            self._save_reduced(obj, set, (list(obj),))
            return
        self._write(b"\x8f")
        self._memoize(obj)
        for lot in self._batches(obj):
            self._write(b"(")
            for item in lot:
                self._save(item)
            self._write(b"\x90")

    def _save_frozenset(self, obj):
        if self._protocol < 4:
            self._save_reduced(obj, frozenset, (list(obj),))
            return
        self._write(b"(")
        for item in obj:
            self._save(item)
        known = self._memo.get(id(obj))
        if known is not None:
            self._write(b"1")
            self._recall(known[0])
            return
        self._write(b"\x91")
        self._memoize(obj)

    # What is written as a name.

    def _save_type(self, obj):
        single = _single_types.get(obj)
        if single is not None:
            self._save_reduced(obj, type, single)
        else:
            self._save_global(obj, None)

    def _save_global(self, obj, name):
        if name is None:
            name = getattr(obj, "__qualname__", None)
        if name is None:
            name = obj.__name__
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
        except (ImportError, ValueError, KeyError):
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module_name!r} failed") from None
        outer, dot, last = name.rpartition(".")
        try:
            holder = find_dotted(module, outer) if dot else module
            if last == "<locals>" or "<locals>" in outer.split("."):
                raise AttributeError
            found = getattr(holder, last)
        except AttributeError:
            if "<locals>" in name.split("."):
                raise AttributeError(f"Can't get local object {name!r}") from None
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        protocol = self._protocol
        if protocol >= 2:
            code = _extension_registry.get((module_name, name))
            if code is not None:
                if code < 0x100:
                    self._write(b"\x82" + bytes((code,)))
                elif code < 0x10000:
                    self._write(b"\x83" + _little(code, 2))
                else:
                    self._write(b"\x84" + _little(code, 4))
                return
        if protocol >= 4:
            self._save(module_name)
            self._save(name)
            self._write(b"\x93")
        else:
            # An attribute of what the module has is got by calls of `getattr`.
            first, *rest = name.split(".")
            for _ in rest:
                self._save(getattr)
                if protocol < 2:
                    self._write(b"(")
            self._write(self._global_line(module_name, first))
            for name in rest:
                self._save(name)
                self._write(b"tR" if protocol < 2 else b"\x86R")
        self._memoize(obj)

    def _global_line(self, module_name, name):
        """The opcode that looks up a name in a module, for protocols below 4."""
        if self._fix_imports:
            changed = NAMES_OF_PYTHON_3.get((module_name, name))
            if changed:
                module_name, name = changed
            else:
                module_name = MODULES_OF_PYTHON_3.get(module_name, module_name)
        try:
            encoding = "utf-8" if self._protocol >= 3 else "ascii"
            return b"c" + module_name.encode(encoding) + b"\n" + name.encode(encoding) + b"\n"
        except UnicodeEncodeError:
            message = f"can't pickle global identifier '{module_name}.{name}' using pickle protocol {self._protocol}"
            raise PicklingError(message) from None


_function = type(whichmodule)
_single_types = {type(None): (None,), type(NotImplemented): (NotImplemented,), type(...): (...,)}
_atoms = {type(None): Pickler._save_none, bool: Pickler._save_bool, int: Pickler._save_int, float: Pickler._save_float}
_containers = {
    bytes: Pickler._save_bytes,
    bytearray: Pickler._save_bytearray,
    PickleBuffer: Pickler._save_buffer,
    str: Pickler._save_str,
    tuple: Pickler._save_tuple,
    list: Pickler._save_list,
    dict: Pickler._save_dict,
    set: Pickler._save_set,
    frozenset: Pickler._save_frozenset,
}


_Pickler, _Unpickler = Pickler, Unpickler


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Writes an object to a file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """An object as bytes."""
    file = io.BytesIO()
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    """Reads an object from a file."""
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    """The object that these bytes stand for."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(data), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


_dump, _dumps, _load, _loads = dump, dumps, load, loads

# In a class they are no methods: CPython's are written in C.
dump, dumps, load, loads = staticmethod(dump), staticmethod(dumps), staticmethod(load), staticmethod(loads)
