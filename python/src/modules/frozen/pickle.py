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
"""Objects as bytes and back, in the protocols 0 to 5."""

import _compat_pickle
import io as _io
import sys as _sys
from _pickle_ops import *
from _pickle_ops import __all__ as _operations
from copyreg import _extension_cache, _extension_registry, _inverted_registry, dispatch_table
from functools import partial as _partial
from itertools import islice as _islice
from struct import error as _struct_error, pack as _pack, unpack as _unpack
from types import FunctionType as _FunctionType, ModuleType as _ModuleType

__all__ = [
    "PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads", *_operations,
]  # fmt: skip

format_version = "5.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
bytes_types = (bytes, bytearray)
_BATCH = 1000
_FRAME_LEAST = 4
_FRAME_FULL = 64 * 1024


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


def encode_long(x):
    """An int as the fewest bytes of two's complement, the least first; nothing for 0."""
    if x == 0:
        return b""
    size = (x.bit_length() >> 3) + 1
    result = x.to_bytes(size, "little", signed=True)
    if x < 0 and size > 1 and result[-1] == 0xFF and result[-2] & 0x80:
        result = result[:-1]
    return result


def decode_long(data):
    return int.from_bytes(data, "little", signed=True)


def _attribute(thing, path):
    parent = thing
    for name in path:
        if name == "<locals>":
            raise AttributeError(f"Can't get local attribute {'.'.join(path)!r} on {thing!r}")
        parent, thing = thing, getattr(thing, name)
    return thing, parent


def whichmodule(obj, name):
    """The name of the module that an object is found in."""
    path = name.split(".")
    module_name = getattr(obj, "__module__", None)
    if module_name is not None:
        return module_name
    for module_name, module in list(_sys.modules.items()):
        if module_name in ("__main__", "__mp_main__") or module is None:
            continue
        try:
            if _attribute(module, path)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return "__main__"


class Pickler:
    """Writes pickles to a file."""

    # Where this class and its functions are in CPython.
    __module__ = "_pickle"
class _Writer:
    """Gathers what is written; from protocol 4 on in frames that say how long they are."""

    def __init__(self, write):
        self.file_write = write
        self.frame = None

    def write(self, data):
        if self.frame is None:
            return self.file_write(data)
        self.frame.append(data)
        self.size += len(data)

    def start(self):
        self.frame = []
        self.size = 0

    def end_piece(self, force=False):
        if self.frame is None or not self.frame or not (force or self.size >= _FRAME_FULL):
            return
        if self.size >= _FRAME_LEAST:
            self.file_write(FRAME + _pack("<Q", self.size))
        self.file_write(b"".join(self.frame))
        self.start()

    def end(self):
        self.end_piece(True)
        self.frame = None

    def write_large(self, header, data):
        """What is so large that it stands between frames."""
        if self.frame is None:
            self.file_write(header + data)
            return
        self.end_piece(True)
        self.file_write(header)
        self.file_write(data)


class Pickler:
    """Writes objects to a binary file."""

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
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self._buffer_callback = buffer_callback
        self._writer = _Writer(self._file_write)
        self.write = self._writer.write
        self.memo = {}
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3

    def clear_memo(self):
        self.memo.clear()

    def dump(self, obj):
        if not hasattr(self, "_file_write"):
            raise PicklingError(f"Pickler.__init__() was not called by {type(self).__name__}.__init__()")
        if self.proto >= 2:
            self.write(PROTO + bytes([self.proto]))
        if self.proto >= 4:
            self._writer.start()
        self.save(obj)
        self.write(STOP)
        self._writer.end()

    def memoize(self, obj):
        if self.fast:
            return
        number = len(self.memo)
        if self.proto >= 4:
            self.write(MEMOIZE)
        elif not self.bin:
            self.write(PUT + b"%d\n" % number)
        elif number < 256:
            self.write(BINPUT + bytes([number]))
        else:
            self.write(LONG_BINPUT + _pack("<I", number))
        self.memo[id(obj)] = number, obj

    def get(self, number):
        if not self.bin:
            return GET + b"%d\n" % number
        return BINGET + bytes([number]) if number < 256 else LONG_BINGET + _pack("<I", number)

    def persistent_id(self, obj):
        return None

    def dump(self, obj, /):
        """Writes one object."""
        if not hasattr(self, "_to_file"):
            raise PicklingError(f"Pickler.__init__() was not called by {type(self).__name__}.__init__()")
        protocol = self._protocol
        self._has_ids = type(self).persistent_id is not Pickler.persistent_id or "persistent_id" in self.__dict__
        self._override = getattr(self, "reducer_override", None)
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
            self._frame, self._override = None, None

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
        if self._override is not None:
            reduced = self._override(obj)
        if reduced is NotImplemented:
            if cls is _function:
                self._save_global(obj, None)
                return
            reduce = self._table.get(cls)
            if reduce is not None:
                reduced = reduce(obj)
            elif issubclass(cls, type):
                self._save_type(obj)
                return
            else:
                reduce = getattr(obj, "__reduce_ex__", None)
                if reduce is not None:
                    reduced = reduce(self._protocol)
                else:
                    reduce = getattr(obj, "__reduce__", None)
                    if reduce is None:
                        raise PicklingError(f"can't pickle {cls.__name__!r} object: {obj!r}")
                    reduced = reduce()
        if isinstance(reduced, str):
            self._save_global(obj, reduced)
            return
    def reducer_override(self, obj):
        return NotImplemented

    def save(self, obj, save_persistent_id=True):
        self._writer.end_piece()
        if save_persistent_id:
            number = self.persistent_id(obj)
            if number is not None:
                return self._save_persistent(number)
        known = self.memo.get(id(obj))
        if known is not None:
            return self.write(self.get(known[0]))
        cls = type(obj)
        method = _atoms.get(cls)
        if method is not None:
            return method(self, obj)
        reduced = self.reducer_override(obj)
        if reduced is NotImplemented:
            method = self.dispatch.get(cls)
            if method is not None:
                return method(self, obj)
            reduce = getattr(self, "dispatch_table", dispatch_table).get(cls)
            if reduce is not None:
                reduced = reduce(obj)
            elif issubclass(cls, type):
                return self.save_global(obj)
            else:
                reduce = getattr(obj, "__reduce_ex__", None)
                if reduce is not None:
                    reduced = reduce(self.proto)
                else:
                    reduce = getattr(obj, "__reduce__", None)
                    if reduce is None:
                        raise PicklingError(f"Can't pickle {cls.__name__!r} object: {obj!r}")
                    reduced = reduce()
        if isinstance(reduced, str):
            return self.save_global(obj, reduced)
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


        self.save_reduce(*reduced, obj=obj)

    def _save_persistent(self, number):
        if self.bin:
            self.save(number, False)
            self.write(BINPERSID)
        else:
            try:
                self.write(PERSID + str(number).encode("ascii") + b"\n")
            except UnicodeEncodeError:
                raise PicklingError("persistent IDs in protocol 0 must be ASCII strings") from None

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not callable(func):
            raise PicklingError(f"first item of the tuple returned by __reduce__ must be callable, not {type(func).__name__}")
        if not isinstance(args, tuple):
            raise PicklingError(f"second item of the tuple returned by __reduce__ must be a tuple, not {type(args).__name__}")
        save = self.save
        name = getattr(func, "__name__", "")
        if self.proto >= 2 and name == "__newobj_ex__":
            cls, args, kwargs = args
            if not hasattr(cls, "__new__"):
                raise PicklingError(f"first argument to __newobj_ex__() has no __new__")
            if obj is not None and cls is not obj.__class__:
                raise PicklingError("first argument to __newobj_ex__() must be {obj.__class__!r}, not {cls!r}")
            if self.proto >= 4:
                save(cls)
                save(args)
                save(kwargs)
                self.write(NEWOBJ_EX)
            else:
                save(_partial(cls.__new__, cls, *args, **kwargs))
                save(())
                self.write(REDUCE)
        elif self.proto >= 2 and name == "__newobj__":
            cls = args[0]
            if not hasattr(cls, "__new__"):
                raise PicklingError("args[0] from __newobj__ args has no __new__")
            if obj is not None and cls is not obj.__class__:
                raise PicklingError("args[0] from __newobj__ args has the wrong class")
            save(cls)
            save(args[1:])
            self.write(NEWOBJ)
        else:
            save(func)
            save(args)
            self.write(REDUCE)
        if obj is not None:
            known = self.memo.get(id(obj))
            if known is not None:
                # It was written while its arguments were.
                self.write(POP + self.get(known[0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            if state_setter is None:
                save(state)
                self.write(BUILD)
            else:
                save(state_setter)
                save(obj)
                save(state)
                self.write(TUPLE2 + REDUCE + POP)

    def save_none(self, obj):
        self.write(NONE)

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)

    def save_long(self, obj):
        write = self.write
        if self.bin:
            if 0 <= obj <= 0xFF:
                return write(BININT1 + bytes([obj]))
            if 0 <= obj <= 0xFFFF:
                return write(BININT2 + _pack("<H", obj))
            if -0x80000000 <= obj <= 0x7FFFFFFF:
                return write(BININT + _pack("<i", obj))
        if self.proto >= 2:
            data = encode_long(obj)
            if len(data) < 256:
                return write(LONG1 + bytes([len(data)]) + data)
            return write(LONG4 + _pack("<i", len(data)) + data)
        if -0x80000000 <= obj <= 0x7FFFFFFF:
            return write(INT + repr(obj).encode("ascii") + b"\n")
        write(LONG + repr(obj).encode("ascii") + b"L\n")

    def save_float(self, obj):
        if self.bin:
            self.write(BINFLOAT + _pack(">d", obj))
        else:
            self.write(FLOAT + repr(obj).encode("ascii") + b"\n")

    def save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                import codecs

                self.save_reduce(codecs.encode, (str(obj, "latin1"), "latin1"), obj=obj)
            return
        size = len(obj)
        if size <= 0xFF:
            self.write(SHORT_BINBYTES + bytes([size]) + obj)
        elif size > 0xFFFFFFFF and self.proto >= 4:
            self._writer.write_large(BINBYTES8 + _pack("<Q", size), obj)
        elif size >= _FRAME_FULL:
            self._writer.write_large(BINBYTES + _pack("<I", size), obj)
        else:
            self.write(BINBYTES + _pack("<I", size) + obj)
        self.memoize(obj)

    def save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        size = len(obj)
        if size >= _FRAME_FULL:
            self._writer.write_large(BYTEARRAY8 + _pack("<Q", size), obj)
        else:
            self.write(BYTEARRAY8 + _pack("<Q", size) + obj)
        self.memoize(obj)

    def save_str(self, obj):
        if self.bin:
            data = obj.encode("utf-8", "surrogatepass")
            size = len(data)
            if size <= 0xFF and self.proto >= 4:
                self.write(SHORT_BINUNICODE + bytes([size]) + data)
            elif size > 0xFFFFFFFF and self.proto >= 4:
                self._writer.write_large(BINUNICODE8 + _pack("<Q", size), data)
            elif size >= _FRAME_FULL:
                self._writer.write_large(BINUNICODE + _pack("<I", size), data)
            else:
                self.write(BINUNICODE + _pack("<I", size) + data)
        else:
            text = obj.replace("\\", "\\u005c").replace("\0", "\\u0000").replace("\n", "\\u000a").replace("\r", "\\u000d")
            text = text.replace("\x1a", "\\u001a")
            self.write(UNICODE + text.encode("raw-unicode-escape") + b"\n")
        self.memoize(obj)

    def save_tuple(self, obj):
        if not obj:
            return self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
        count, memo = len(obj), self.memo
        if count <= 3 and self.proto >= 2:
            for each in obj:
                self.save(each)
            known = memo.get(id(obj))
            if known is not None:
                return self.write(POP * count + self.get(known[0]))
            self.write(_TUPLES[count])
            return self.memoize(obj)
        self.write(MARK)
        for each in obj:
            self.save(each)
        known = memo.get(id(obj))
        if known is not None:
            return self.write((POP_MARK if self.bin else POP * (count + 1)) + self.get(known[0]))
        self.write(TUPLE)
        self.memoize(obj)

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj)

    def _batch_appends(self, items):
        items = iter(items)
        if not self.bin:
            for each in items:
                self.save(each)
                self.write(APPEND)
            return
        while True:
            batch = list(_islice(items, _BATCH))
            if len(batch) > 1:
                self.write(MARK)
                for each in batch:
                    self.save(each)
                self.write(APPENDS)
            elif batch:
                self.save(batch[0])
                self.write(APPEND)
            if len(batch) < _BATCH:
                return

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items())

    def _batch_setitems(self, items):
        items = iter(items)
        if not self.bin:
            for key, value in items:
                self.save(key)
                self.save(value)
                self.write(SETITEM)
            return
        while True:
            batch = list(_islice(items, _BATCH))
            if len(batch) > 1:
                self.write(MARK)
                for key, value in batch:
                    self.save(key)
                    self.save(value)
                self.write(SETITEMS)
            elif batch:
                self.save(batch[0][0])
                self.save(batch[0][1])
                self.write(SETITEM)
            if len(batch) < _BATCH:
                return

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(EMPTY_SET)
        self.memoize(obj)
        items = iter(obj)
        while True:
            batch = list(_islice(items, _BATCH))
            if batch:
                self.write(MARK)
                for each in batch:
                    self.save(each)
                self.write(ADDITEMS)
            if len(batch) < _BATCH:
                return

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(MARK)
        for each in obj:
            self.save(each)
        known = self.memo.get(id(obj))
        if known is not None:
            return self.write(POP_MARK + self.get(known[0]))
        self.write(FROZENSET)
        self.memoize(obj)

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None) or obj.__name__
        module_name = whichmodule(obj, name)
        path = name.split(".")
        try:
            __import__(module_name, level=0)
            module = _sys.modules[module_name]
            found, parent = _attribute(module, path)
        except (ImportError, KeyError, AttributeError) as problem:
            if "<locals>" in path:
                raise AttributeError(f"Can't get local object {name!r}") from None
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {path[-1]} on {module_name} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        if self.proto >= 2:
            code = _extension_registry.get((module_name, name))
            if code is not None:
                if code <= 0xFF:
                    self.write(EXT1 + bytes([code]))
                elif code <= 0xFFFF:
                    self.write(EXT2 + _pack("<H", code))
                else:
                    self.write(EXT4 + _pack("<i", code))
                return
        last = path[-1]
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif parent is not module:
            self.save_reduce(getattr, (parent, last))
        else:
            if self.fix_imports:
                module_name, name = _compat_pickle.REVERSE_NAME_MAPPING.get(
                    (module_name, name), (_compat_pickle.REVERSE_IMPORT_MAPPING.get(module_name, module_name), name)
                )
            encoding = "utf-8" if self.proto >= 3 else "ascii"
            try:
                self.write(GLOBAL + module_name.encode(encoding) + b"\n" + name.encode(encoding) + b"\n")
            except UnicodeEncodeError:
                raise PicklingError(f"can't pickle global identifier '{module_name}.{name}' using pickle protocol {self.proto}") from None
        self.memoize(obj)

    def save_type(self, obj):
        for thing, shown in ((None, "NoneType"), (NotImplemented, "NotImplementedType"), (..., "ellipsis")):
            if obj is type(thing):
                return self.save_reduce(type, (thing,), obj=obj)
        self.save_global(obj)


_TUPLES = (b"", TUPLE1, TUPLE2, TUPLE3)
_atoms = {
    type(None): Pickler.save_none, bool: Pickler.save_bool, int: Pickler.save_long, float: Pickler.save_float, bytes: Pickler.save_bytes,
    str: Pickler.save_str, tuple: Pickler.save_tuple, list: Pickler.save_list, dict: Pickler.save_dict, set: Pickler.save_set,
    frozenset: Pickler.save_frozenset, bytearray: Pickler.save_bytearray,
}


def _save_named(self, obj):
    """A built-in function or method, by where it was found."""
    owner = getattr(obj, "__self__", None)
    if owner is None or owner.__class__ is _ModuleType:
        return self.save_global(obj)
    self.save_reduce(getattr, (owner, obj.__name__), obj=obj)


def _save_of_class(self, obj):
    self.save_reduce(getattr, (obj.__objclass__, obj.__name__), obj=obj)


Pickler.dispatch = {
    **_atoms, type: Pickler.save_type, _FunctionType: Pickler.save_global, type(len): _save_named, type([].append): _save_named,
    type(Pickler(_io.BytesIO()).save): _save_named, type(str.upper): _save_of_class,
    type(...): lambda self, obj: self.save_global(obj, "Ellipsis"),
    type(NotImplemented): lambda self, obj: self.save_global(obj, "NotImplemented"),
}  # fmt: skip


class Unpickler:
    """Reads objects from a binary file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
        self._buffers = iter(buffers) if buffers is not None else None
        try:
            self._file_read, self._file_readline = file.read, file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self.memo = {}
        self.encoding, self.errors = encoding, errors
        self.proto = 0
        self.fix_imports = fix_imports

    def read(self, count):
        data = self._file_read(count)
        if len(data) < count:
            raise UnpicklingError("pickle data was truncated")
        return data

    def readline(self):
        line = self._file_readline()
        if not line:
            raise EOFError("Ran out of input")
        if line[-1:] != b"\n":
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def load(self):
        if not hasattr(self, "_file_read"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {type(self).__name__}.__init__()")
        self.marks = []
        self.stack = []
        self.append = self.stack.append
        operations, read = _readers, self._file_read
        try:
            while True:
                key = read(1)
                if not key:
                    raise EOFError("Ran out of input")
                operation = operations.get(key[0])
                if operation is None:
                    raise UnpicklingError(f"invalid load key, {ascii(chr(key[0]))}.")
                operation(self)
        except _Stop as stop:
            return stop.value
        except IndexError:
            if self.stack:
                raise
            raise UnpicklingError("unpickling stack underflow") from None

    def pop_mark(self):
        if not self.marks:
            raise UnpicklingError("could not find MARK")
        items = self.stack
        self.stack = self.marks.pop()
        self.append = self.stack.append
        return items

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was specified.")

    def find_class(self, module, name):
        _sys.audit("pickle.find_class", module, name)
        if self.proto < 3 and self.fix_imports:
            module, name = _compat_pickle.NAME_MAPPING.get((module, name), (_compat_pickle.IMPORT_MAPPING.get(module, module), name))
        __import__(module, level=0)
        if self.proto < 4 or "." not in name:
            try:
                return getattr(_sys.modules[module], name)
            except AttributeError:
                raise AttributeError(f"Can't get attribute {name!r} on {_sys.modules[module]!r}") from None
        path = name.split(".")
        try:
            return _attribute(_sys.modules[module], path)[0]
        except AttributeError:
            raise AttributeError(f"Can't resolve path {name!r} on module {_sys.modules[module]!r}") from None

    def get_extension(self, code):
        known = _extension_cache.get(code, self)
        if known is not self:
            return self.append(known)
        key = _inverted_registry.get(code)
        if not key:
            if code <= 0:
                raise UnpicklingError("EXT specifies code <= 0")
            raise ValueError(f"unregistered extension code {code}")
        _extension_cache[code] = found = self.find_class(*key)
        self.append(found)


_readers = {}


def _reader(operation):
    def enter(function):
        _readers[operation[0]] = function
        return function

    return enter


def _number(operation, form):
    size = {"B": 1, "H": 2, "i": 4, "I": 4, "Q": 8}[form]
    return lambda self: int.from_bytes(self.read(size), "little", signed=form == "i")


@_reader(PROTO)
def _(self):
    self.proto = self.read(1)[0]
    if self.proto > HIGHEST_PROTOCOL:
        raise ValueError(f"unsupported pickle protocol: {self.proto}")


@_reader(FRAME)
def _(self):
    self.read(8)


@_reader(PERSID)
def _(self):
    try:
        number = self.readline().decode("ascii")
    except UnicodeDecodeError:
        raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings") from None
    self.append(self.persistent_load(number))


@_reader(BINPERSID)
def _(self):
    self.append(self.persistent_load(self.stack.pop()))


for _operation, _value in ((NONE, None), (NEWFALSE, False), (NEWTRUE, True), (EMPTY_TUPLE, ())):
    _readers[_operation[0]] = lambda self, value=_value: self.append(value)
for _operation, _value in ((EMPTY_LIST, list), (EMPTY_DICT, dict), (EMPTY_SET, set)):
    _readers[_operation[0]] = lambda self, make=_value: self.append(make())
for _operation, _value in ((BININT, "i"), (BININT1, "B"), (BININT2, "H")):
    _readers[_operation[0]] = lambda self, take=_number(_operation, _value): self.append(take(self))


@_reader(INT)
def _(self):
    data = self.readline()
    self.append(bool(int(data)) if data in (b"00", b"01") else int(data, 0))


@_reader(LONG)
def _(self):
    data = self.readline()
    self.append(int(data[:-1] if data[-1:] == b"L" else data, 0))


@_reader(LONG1)
def _(self):
    self.append(decode_long(self.read(self.read(1)[0])))


@_reader(LONG4)
def _(self):
    size = _unpack("<i", self.read(4))[0]
    if size < 0:
        raise UnpicklingError("LONG pickle has negative byte count")
    self.append(decode_long(self.read(size)))


@_reader(FLOAT)
def _(self):
    self.append(float(self.readline()))


@_reader(BINFLOAT)
def _(self):
    self.append(_unpack(">d", self.read(8))[0])


def _old_text(self, data):
    if self.encoding == "bytes":
        return data
    return data.decode(self.encoding, self.errors)


@_reader(STRING)
def _(self):
    data = self.readline()
    if len(data) < 2 or data[:1] != data[-1:] or data[:1] not in (b"'", b'"'):
        raise UnpicklingError("the STRING opcode argument must be quoted")
    import codecs

    self.append(_old_text(self, codecs.escape_decode(data[1:-1])[0]))


def _sized(operation, form, finish):
    take = _number(operation, form)

    def load(self):
        size = take(self)
        if size < 0 or size > _sys.maxsize:
            raise UnpicklingError("pickle has a byte count that is out of range")
        self.append(finish(self, self.read(size)))

    _readers[operation[0]] = load


for _operation, _form in ((BINSTRING, "i"), (SHORT_BINSTRING, "B")):
    _sized(_operation, _form, _old_text)
for _operation, _form in ((BINUNICODE, "I"), (SHORT_BINUNICODE, "B"), (BINUNICODE8, "Q")):
    _sized(_operation, _form, lambda self, data: str(data, "utf-8", "surrogatepass"))
for _operation, _form in ((BINBYTES, "I"), (SHORT_BINBYTES, "B"), (BINBYTES8, "Q")):
    _sized(_operation, _form, lambda self, data: data)
_sized(BYTEARRAY8, "Q", lambda self, data: bytearray(data))


@_reader(UNICODE)
def _(self):
    self.append(str(self.readline(), "raw-unicode-escape"))


@_reader(NEXT_BUFFER)
def _(self):
    if self._buffers is None:
        raise UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given")
    try:
        self.append(next(self._buffers))
    except StopIteration:
        raise UnpicklingError("not enough out-of-band buffers") from None


@_reader(READONLY_BUFFER)
def _(self):
    with memoryview(self.stack[-1]) as view:
        if not view.readonly:
            self.stack[-1] = view.toreadonly()


@_reader(TUPLE)
def _(self):
    items = self.pop_mark()
    self.append(tuple(items))


def _short_tuple(count):
    def load(self):
        if len(self.stack) < count:
            raise UnpicklingError("unpickling stack underflow")
        self.stack[-count:] = [tuple(self.stack[-count:])]

    return load


for _count in 1, 2, 3:
    _readers[_TUPLES[_count][0]] = _short_tuple(_count)


@_reader(FROZENSET)
def _(self):
    items = self.pop_mark()
    self.append(frozenset(items))


@_reader(LIST)
def _(self):
    items = self.pop_mark()
    self.append(items)


@_reader(DICT)
def _(self):
    items = self.pop_mark()
    self.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})


def _instantiate(self, cls, args):
    if args or not isinstance(cls, type) or hasattr(cls, "__getinitargs__"):
        try:
            value = cls(*args)
        except TypeError as problem:
            raise TypeError(f"in constructor for {cls.__name__}: {problem}", problem.__traceback__) from None
    else:
        value = cls.__new__(cls)
    self.append(value)


@_reader(INST)
def _(self):
    module = self.readline().decode("ascii")
    name = self.readline().decode("ascii")
    cls = self.find_class(module, name)
    _instantiate(self, cls, self.pop_mark())


@_reader(OBJ)
def _(self):
    args = self.pop_mark()
    cls = args.pop(0)
    _instantiate(self, cls, args)


@_reader(NEWOBJ)
def _(self):
    args = self.stack.pop()
    cls = self.stack.pop()
    if not isinstance(cls, type):
        raise UnpicklingError(f"NEWOBJ class argument must be a type, not {type(cls).__name__}")
    self.append(cls.__new__(cls, *args))


@_reader(NEWOBJ_EX)
def _(self):
    kwargs = self.stack.pop()
    args = self.stack.pop()
    cls = self.stack.pop()
    self.append(cls.__new__(cls, *args, **kwargs))


@_reader(GLOBAL)
def _(self):
    module = self.readline().decode("utf-8")
    name = self.readline().decode("utf-8")
    self.append(self.find_class(module, name))


@_reader(STACK_GLOBAL)
def _(self):
    name = self.stack.pop()
    module = self.stack.pop()
    if type(name) is not str or type(module) is not str:
        raise UnpicklingError("STACK_GLOBAL requires str")
    self.append(self.find_class(module, name))


for _operation, _form in ((EXT1, "B"), (EXT2, "H"), (EXT4, "i")):
    _readers[_operation[0]] = lambda self, take=_number(_operation, _form): self.get_extension(take(self))


@_reader(REDUCE)
def _(self):
    args = self.stack.pop()
    func = self.stack[-1]
    self.stack[-1] = func(*args)


@_reader(POP)
def _(self):
    if self.stack or not self.marks:
        self.stack.pop()
    else:
        self.pop_mark()


@_reader(POP_MARK)
def _(self):
    self.pop_mark()


@_reader(DUP)
def _(self):
    self.append(self.stack[-1])


def _get(self, number):
    try:
        self.append(self.memo[number])
    except KeyError:
        raise UnpicklingError(f"Memo value not found at index {number}") from None


@_reader(GET)
def _(self):
    _get(self, int(self.readline()))


@_reader(PUT)
def _(self):
    number = int(self.readline())
    if number < 0:
        raise ValueError("negative PUT argument")
    self.memo[number] = self.stack[-1]


def _put(self, number):
    self.memo[number] = self.stack[-1]


for _operation, _form, _what in ((BINGET, "B", _get), (LONG_BINGET, "I", _get), (BINPUT, "B", _put), (LONG_BINPUT, "I", _put)):
    _readers[_operation[0]] = lambda self, take=_number(_operation, _form), what=_what: what(self, take(self))


@_reader(MEMOIZE)
def _(self):
    self.memo[len(self.memo)] = self.stack[-1]


@_reader(APPEND)
def _(self):
    value = self.stack.pop()
    self.stack[-1].append(value)


@_reader(APPENDS)
def _(self):
    items = self.pop_mark()
    target = self.stack[-1]
    extend = getattr(target, "extend", None)
    if extend is not None:
        return extend(items)
    for each in items:
        target.append(each)


@_reader(SETITEM)
def _(self):
    value = self.stack.pop()
    key = self.stack.pop()
    self.stack[-1][key] = value


@_reader(SETITEMS)
def _(self):
    items = self.pop_mark()
    target = self.stack[-1]
    for i in range(0, len(items), 2):
        target[items[i]] = items[i + 1]


@_reader(ADDITEMS)
def _(self):
    items = self.pop_mark()
    target = self.stack[-1]
    if isinstance(target, set):
        return target.update(items)
    for each in items:
        target.add(each)


@_reader(BUILD)
def _(self):
    state = self.stack.pop()
    target = self.stack[-1]
    set_state = getattr(target, "__setstate__", None)
    if set_state is not None:
        return set_state(state)
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        namespace = target.__dict__
        for key, value in state.items():
            namespace[_sys.intern(key) if type(key) is str else key] = value
    if slots:
        for key, value in slots.items():
            setattr(target, key, value)


@_reader(MARK)
def _(self):
    self.marks.append(self.stack)
    self.stack = []
    self.append = self.stack.append


@_reader(STOP)
def _(self):
    raise _Stop(self.stack.pop())


del _operation, _value, _form, _what, _count
_Pickler, _Unpickler = Pickler, Unpickler


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Writes an object to a file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """An object as bytes."""
    file = io.BytesIO()
    file = _io.BytesIO()
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
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(_io.BytesIO(data), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()
