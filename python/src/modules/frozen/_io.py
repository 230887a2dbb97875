"""Files and streams: everything of `io` but its base classes."""

import _hostfiles as _host
from _operator import index as _index
from sys import maxsize as _maxsize
from _hostfiles import ByteStream as _ByteStream, StringStream as _StringStream

DEFAULT_BUFFER_SIZE = 8192
_BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    __module__ = "io"


def _unsupported(name):
    raise UnsupportedOperation(name)


def _close_lost(self):
    """Closes what nobody refers to any more, unless another stream that does so stands over it."""
    if not getattr(self, "_owned", False):
        try:
            if self.closed:
                return
        except Exception:
            return
        lowest = self
        while isinstance(lowest, (_Buffered, TextIOWrapper)):
            lowest = lowest._raw if isinstance(lowest, _Buffered) else lowest._buffer
        if isinstance(lowest, FileIO) and lowest.closefd and not lowest._closed:
            from warnings import warn

            warn(f"unclosed file {self!r}", ResourceWarning)
        self.close()


def _take(stream, owned):
    """Notes whether another stream closes this one."""
    if isinstance(stream, _IOBase):
        try:
            stream._owned = owned
        except AttributeError:
            pass


def _class_name(stream):
    """How a stream's class is called in its repr."""
    cls = type(stream)
    return f"_io.{cls.__name__}" if cls.__module__ == "_io" else cls.__name__


def _size_of(size):
    """How much is to be read at most; None: all."""
    if size is None:
        return -1
    if not hasattr(size, "__index__"):
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
    return size.__index__()


class _IOBase:
    _closed = False

    @property
    def closed(self):
        return self._closed

    def _check(self, message="I/O operation on closed file."):
        if self.closed:
            raise ValueError(message)

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def flush(self):
        self._check()

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def fileno(self):
        _unsupported("fileno")

    def seek(self, offset, whence=0, /):
        _unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None, /):
        _unsupported("truncate")

    def isatty(self):
        self._check()
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def _checkReadable(self):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable.")

    def _checkWritable(self):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable.")

    def readline(self, size=-1, /):
        size = _size_of(size)
        line = bytearray()
        while size < 0 or len(line) < size:
            piece = self.read(1)
            if not piece:
                break
            if not isinstance(piece, bytes):
                raise OSError(f"read() should have returned a bytes object, not '{type(piece).__name__}'")
            line += piece
            if line.endswith(b"\n"):
                break
        return bytes(line)

    def readlines(self, hint=None, /):
        if hint is None or hint <= 0:
            return list(self)
        total, lines = 0, []
        for line in self:
            lines.append(line)
            total += len(line)
            if total >= hint:
                break
        return lines

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)


class _RawIOBase(_IOBase):
    __del__ = _close_lost

    def read(self, size=-1, /):
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        if count is None:
            return None
        return bytes(buffer[:count])

    def readall(self):
        pieces = []
        while piece := self.read(DEFAULT_BUFFER_SIZE):
            if not isinstance(piece, bytes):
                raise TypeError("read() should return bytes")
            pieces.append(piece)
        # None: nothing is there yet.
        return b"".join(pieces) if pieces or piece is not None else None

    def readinto(self, buffer, /):
        raise NotImplementedError

    def write(self, data, /):
        raise NotImplementedError


class _BufferedIOBase(_IOBase):
    def detach(self):
        _unsupported("detach")

    def read(self, size=-1, /):
        _unsupported("read")

    def read1(self, size=-1, /):
        _unsupported("read1")

    def write(self, data, /):
        _unsupported("write")

    def readinto(self, buffer, /):
        with memoryview(buffer) as view, view.cast("B") as room:
            data = self.read(len(room))
            room[: len(data)] = data
        return len(data)

    def readinto1(self, buffer, /):
        with memoryview(buffer) as view, view.cast("B") as room:
            data = self.read1(len(room))
            room[: len(data)] = data
        return len(data)


class _TextIOBase(_IOBase):
    encoding = None
    errors = None
    newlines = None

    def detach(self):
        _unsupported("detach")

    def read(self, size=-1, /):
        _unsupported("read")

    def readline(self, size=-1, /):
        _unsupported("readline")

    def write(self, text, /):
        _unsupported("write")


def _refuse_to_pickle(self, protocol):
    raise TypeError(f"cannot pickle {type(self).__name__!r} instances")


def _stream_parts(self, protocol):
    """How streams in memory are taken apart."""
    cls = type(self)
    if protocol < 2:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    from copyreg import __newobj__

    return __newobj__, (cls,), self.__getstate__(), None, None


def _set_place(self, place, which, attributes):
    """The end of a state: a position and attributes."""
    if not isinstance(place, int):
        raise TypeError(f"{which} item of state must be an integer, {'not' if which == 'second' else 'got'} {type(place).__name__}")
    if place < 0:
        raise ValueError("position value cannot be negative")
    self.seek(place)
    if attributes is not None:
        if not isinstance(attributes, dict):
            behind = "third" if which == "second" else "fourth"
            raise TypeError(f"{behind} item of state should be a dict, got a {type(attributes).__name__}")
        self.__dict__.update(attributes)


class StringIO(_StringStream, _TextIOBase):
    closed = _StringStream.closed
    __reduce_ex__ = _stream_parts

    def __getstate__(self):
        return self.getvalue(), self._newline, self.tell(), self.__dict__.copy() or None

    def __setstate__(self, state):
        if self.closed:
            raise ValueError("__setstate__ on closed file")
        if not isinstance(state, tuple) or len(state) < 4:
            raise TypeError(f"_io.StringIO.__setstate__ argument should be 4-tuple, got {type(state).__name__}")
        value, newline, place, attributes = state[:4]
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
        if newline == "\r\n" and isinstance(value, str):
            # It is translated once more.
            value = value.replace("\r\n", "\n")
        _StringStream.__init__(self, value, newline)
        _set_place(self, place, "third", attributes)
    newlines = _StringStream.newlines

    def flush(self):
        pass

    def _open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    isatty = _TextIOBase.isatty

    @property
    def line_buffering(self):
        self._open()
        return False

    def readable(self):
        self._open()
        return True

    writable = seekable = readable


class BytesIO(_ByteStream, _BufferedIOBase):
    closed = _ByteStream.closed
    __reduce_ex__ = _stream_parts

    def __getstate__(self):
        return self.getvalue(), self.tell(), self.__dict__.copy() or None

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) < 3:
            raise TypeError(f"_io.BytesIO.__setstate__ argument should be 3-tuple, got {type(state).__name__}")
        value, place, attributes = state[:3]
        self.seek(0)
        self.truncate()
        self.write(value)
        _set_place(self, place, "second", attributes)

    def flush(self):
        pass

    def readable(self):
        self._check()
        return True

    writable = seekable = readable


class FileIO(_RawIOBase):
    __reduce_ex__ = _refuse_to_pickle

    def __init__(self, file, mode="r", closefd=True, opener=None):
        self._closed = True
        kinds = [letter for letter in mode if letter in "rwax"]
        for letter in mode:
            if letter not in "rwaxb+":
                raise ValueError("invalid mode: " + mode)
        if len(kinds) != 1 or mode.count("+") > 1:
            raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
        self._kind = kinds[0]
        self._plus = "+" in mode
        if isinstance(file, float):
            raise TypeError("integer argument expected, got float")
        if isinstance(file, bool):
            from warnings import warn

            warn("bool is used as a file descriptor", RuntimeWarning)
        self.name = file
        if isinstance(file, int):
            if file < 0:
                raise ValueError("negative file descriptor")
            self._number = file
            if file > 2:
                try:
                    _host.seek(file, 0, 1)
                except OSError as error:
                    # What cannot be positioned is a file all the same.
                    if error.errno == 9:
                        raise OSError(9, error.strerror) from None
        else:
            if not closefd:
                raise ValueError("Cannot use closefd=False with file name")
            if not isinstance(file, (str, bytes)):
                file = _path(file)
            if opener is None:
                self._number = _host.open(file, self._kind + "+" * self._plus)
            else:
                self._number = opener(file, self._flags())
                if not isinstance(self._number, int):
                    raise TypeError("expected integer from opener")
                if self._number < 0:
                    raise ValueError(f"opener returned {self._number}")
        self.closefd = closefd
        self._closed = False
        self._size = 0
        if self._kind == "a" and not isinstance(file, int):
            _host.seek(self._number, 0, 2)

    def _flags(self):
        """The mode as a number for `os.open`."""
        flags = 2 if self._plus else 0 if self._kind == "r" else 1
        return flags | {"r": 0, "w": 0o1000 | 0o100, "x": 0o200 | 0o100, "a": 0o2000 | 0o100}[self._kind] | 0o2000000

    @property
    def _blksize(self):
        return DEFAULT_BUFFER_SIZE

    @property
    def mode(self):
        if self._kind == "x":
            return "xb+" if self._plus else "xb"
        if self._kind == "a":
            return "ab+" if self._plus else "ab"
        if self._plus:
            return "rb+"
        return self._kind + "b"

    def __repr__(self):
        shown = _class_name(self)
        if self._closed:
            return f"<{shown} [closed]>"
        try:
            named = f"name={self.name!r}"
        except AttributeError:
            named = f"fd={self._number}"
        return f"<{shown} {named} mode={self.mode!r} closefd={self.closefd}>"

    def _check(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def readable(self):
        self._check()
        return self._kind == "r" or self._plus

    def writable(self):
        self._check()
        return self._kind != "r" or self._plus

    def seekable(self):
        self._check()
        return self._number > 2

    def fileno(self):
        self._check()
        return self._number

    def read(self, size=-1, /):
        if not self.readable():
            raise UnsupportedOperation("File not open for reading")
        return _host.read(self._number, -1 if size is None else size)

    def readall(self):
        return self.read()

    def readinto(self, buffer, /):
        if not self.readable():
            raise UnsupportedOperation("File not open for reading")
        return _host.readinto(self._number, buffer)

    def write(self, data, /):
        if not self.writable():
            raise UnsupportedOperation("File not open for writing")
        return _host.write(self._number, data)

    def seek(self, offset, whence=0, /):
        self._check()
        return _host.seek(self._number, offset, whence)

    def tell(self):
        self._check()
        return _host.seek(self._number, 0, 1)

    def truncate(self, size=None, /):
        if not self.writable():
            raise UnsupportedOperation("File not open for writing")
        if size is None:
            size = self.tell()
        _host.truncate(self._number, size)
        return size

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True
                if self.closefd:
                    _host.close(self._number)


def _path(path):
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    found = method(path)
    if not isinstance(found, (str, bytes)):
        raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(found).__name__}")
    return found


class _Buffered(_BufferedIOBase):
    """What a buffered file does; `_reads` and `_writes` say which half of it is allowed."""

    __del__ = _close_lost

    __reduce_ex__ = _refuse_to_pickle
    _raw = None
    _detached = False

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE, *more):
        if more:
            kind = "Random" if self._reads and self._writes else "Reader" if self._reads else "Writer"
            raise TypeError(f"Buffered{kind}() takes at most 2 arguments ({len(more) + 2} given)")
        self._raw = None
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        if buffer_size > _maxsize >> 1:
            raise MemoryError
        if self._reads and not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if self._writes and not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self._raw = raw
        _take(raw, True)
        self._size = buffer_size
        self._data = b""
        self._place = 0
        self._pieces = []
        self._waiting = 0

    @property
    def raw(self):
        return self._get("raw")

    def _get(self, what=None):
        if self._raw is None:
            raise ValueError("raw stream has been detached" if self._detached else "I/O operation on uninitialized object")
        return self._raw

    @property
    def closed(self):
        return self._get().closed

    @property
    def name(self):
        return self._get().name

    @property
    def mode(self):
        return self._get().mode

    def __repr__(self):
        shown = _class_name(self)
        try:
            return f"<{shown} name={self.name!r}>"
        except (AttributeError, ValueError):
            return f"<{shown}>"

    def _open(self, what):
        if self._get().closed:
            raise ValueError(what + " of closed file" if what != "write" else "write to closed file")

    def readable(self):
        return self._get().readable() if self._reads else False

    def writable(self):
        return self._get().writable() if self._writes else False

    def seekable(self):
        return self._get().seekable()

    def fileno(self):
        return self._get().fileno()

    def isatty(self):
        return self._get().isatty()

    def detach(self):
        self.flush()
        raw = self._get()
        self._raw = None
        self._detached = True
        _take(raw, False)
        return raw

    def close(self):
        if self._raw is not None and not self._raw.closed:
            try:
                self.flush()
            finally:
                self._raw.close()

    def _reading(self, what):
        if not self._reads:
            _unsupported(what)
        self._open(what)
        if self._waiting:
            self.flush()

    def _more(self, size=None):
        """Fills the empty buffer; what it then holds, None if nothing is there yet."""
        wanted = max(self._size, size or 0)
        raw = self._raw
        self._data, self._place = b"", 0
        if type(raw) is FileIO:
            data = raw.read(wanted)
        else:
            room = bytearray(wanted)
            count = self._read_raw(room)
            data = None if count is None else bytes(room[:count])
        if data is None:
            return None
        self._data = data
        return data

    def _read_raw(self, room):
        """Reads from the stream below into a buffer; how much, None if nothing is there yet."""
        count = self._raw.readinto(room)
        if count is None:
            return None
        try:
            count = count.__index__()
        except (AttributeError, TypeError):
            raise OSError("raw readinto() failed") from TypeError(f"'{type(count).__name__}' object cannot be interpreted as an integer")
        if not 0 <= count <= len(room):
            raise OSError(f"raw readinto() returned invalid length {count} (should have been between 0 and {len(room)})")
        return count

    def _raw_place(self, place):
        """A place that the stream below told."""
        if place < 0:
            raise OSError(f"Raw stream returned invalid position {place}")
        return place

    def read(self, size=-1, /):
        if size is not None and not hasattr(size, "__index__"):
            raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
        if size is not None and size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._reading("read")
        data, place = self._data, self._place
        if size is None or size < 0:
            self._data, self._place = b"", 0
            rest = self._raw.readall() if hasattr(self._raw, "readall") else self._raw.read()
            if rest is None:
                return data[place:] if place < len(data) else None
            if not isinstance(rest, bytes):
                raise TypeError("readall() should return bytes" if hasattr(self._raw, "readall") else "read() should return bytes")
            return data[place:] + rest if place < len(data) else rest
        if len(data) - place >= size:
            self._place = place + size
            return data[place : place + size]
        pieces = [data[place:]]
        wanted = size - len(pieces[0])
        while wanted:
            data = self._more(wanted)
            if not data:
                if data is None and len(pieces) == 1 and not pieces[0]:
                    return None
                break
            pieces.append(data[:wanted])
            self._place = len(pieces[-1])
            wanted -= self._place
        return b"".join(pieces)

    def read1(self, size=-1, /):
        self._reading("read")
        if size is None or size < 0:
            size = self._size
        if size == 0:
            return b""
        if self._place >= len(self._data):
            self._more()
        piece = self._data[self._place : self._place + size]
        self._place += len(piece)
        return piece

    def peek(self, size=0, /):
        self._reading("peek")
        if self._place >= len(self._data):
            self._more()
        return self._data[self._place :]

    def readinto(self, buffer, /):
        return self._read_into(buffer, False)

    def readinto1(self, buffer, /):
        return self._read_into(buffer, True)

    def _read_into(self, buffer, once):
        self._reading("readinto")
        with memoryview(buffer) as view, view.cast("B") as room:
            done = 0
            while done < len(room):
                if self._place >= len(self._data):
                    left = len(room) - done
                    if left > self._size:
                        with room[done:] as rest:
                            count = self._read_raw(rest)
                        if count:
                            done += count
                    elif once and done:
                        break
                    else:
                        count = self._more()
                        count = None if count is None else len(count)
                    if not count:
                        return None if count is None and not done else done
                    if once and left > self._size:
                        break
                piece = self._data[self._place : self._place + len(room) - done]
                room[done : done + len(piece)] = piece
                self._place += len(piece)
                done += len(piece)
            return done

    def readline(self, size=-1, /):
        if not self._reads:
            _unsupported("readline")
        size = _size_of(size)
        if self._get().closed:
            raise ValueError("readline of closed file")
        if self._waiting:
            self.flush()
        data, place = self._data, self._place
        end = data.find(b"\n", place) + 1
        if end and size < 0:
            self._place = end
            return data[place:end]
        pieces = []
        while size:
            if self._place >= len(self._data) and not self._more():
                break
            place = self._place
            end = self._data.find(b"\n", place) + 1
            last = end != 0
            if not end:
                end = len(self._data)
            if 0 <= size <= end - place:
                end, last = place + size, True
            pieces.append(self._data[place:end])
            self._place = end
            if last:
                break
            if size > 0:
                size -= end - place
        return b"".join(pieces)

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data, /):
        if not self._writes:
            _unsupported("write")
        if self._get().closed:
            raise ValueError("write to closed file")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if type(data) is not bytes:
            view = memoryview(data)
            if not view.c_contiguous:
                raise BufferError("memoryview: underlying buffer is not C-contiguous")
            data = view.tobytes()
        if self._data:
            self._forget()
        size = len(data)
        if self._waiting > self._size:
            self._flush_pieces()
        self._pieces.append(data)
        self._waiting += size
        if self._waiting > self._size:
            try:
                self._flush_pieces()
            except _BlockingIOError as error:
                # Of what cannot be written as much is kept as the buffer holds.
                over = self._waiting - self._size
                if over > 0:
                    self._pieces = [b"".join(self._pieces)[: self._size]]
                    self._waiting = self._size
                    raise _BlockingIOError(error.errno, error.strerror, size - over) from None
        return size

    def _flush_pieces(self):
        data = b"".join(self._pieces)
        try:
            while data:
                count = self._raw.write(data)
                if count is None:
                    raise _BlockingIOError(11, "write could not complete without blocking", 0)
                if not 0 <= count <= len(data):
                    raise OSError(f"raw write() returned invalid length {count} (should have been between 0 and {len(data)})")
                data = data[count:]
        finally:
            self._pieces = [data] if data else []
            self._waiting = len(data)

    def _forget(self):
        """Gives back what was read ahead."""
        ahead = len(self._data) - self._place
        self._data, self._place = b"", 0
        if ahead:
            self._raw.seek(-ahead, 1)

    def flush(self):
        raw = self._get()
        if raw.closed:
            raise ValueError("flush of closed file")
        if self._waiting:
            self._flush_pieces()
        if self._writes and self._data:
            self._forget()
        if not self._reads:
            raw.flush()

    def tell(self):
        self._open("tell")
        return max(0, self._raw_place(self._raw.tell()) - (len(self._data) - self._place) + self._waiting)

    def seek(self, offset, whence=0, /):
        whence = _index(whence)
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        self._open("seek")
        if self._waiting:
            self.flush()
        ahead = len(self._data) - self._place
        if whence == 1 and not offset and ahead:
            return self.tell()
        if whence == 1:
            offset -= ahead
        self._data, self._place = b"", 0
        return self._raw_place(self._raw.seek(offset, whence))

    def truncate(self, size=None, /):
        self._open("truncate")
        if not self._writes:
            _unsupported("truncate")
        if size is None:
            size = self.tell()
        self.flush()
        return self._raw.truncate(size)


class BufferedReader(_Buffered):
    _reads, _writes = True, False

    def writable(self):
        return False


class BufferedWriter(_Buffered):
    _reads, _writes = False, True


class BufferedRandom(_Buffered):
    _reads, _writes = True, True


class BufferedRWPair(_BufferedIOBase):
    __del__ = _close_lost

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def peek(self, size=0, /):
        return self.reader.peek(size)

    def readinto(self, buffer, /):
        return self.reader.readinto(buffer)

    def readline(self, size=-1, /):
        return self.reader.readline(size)

    def write(self, data, /):
        return self.writer.write(data)

    def flush(self):
        return self.writer.flush()

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def isatty(self):
        return self.writer.isatty() or self.reader.isatty()

    def readinto1(self, buffer, /):
        return self.reader.readinto1(buffer)

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    @property
    def closed(self):
        return self.writer.closed


def _whole(data, encoding):
    """How many bytes of data hold whole characters."""
    size = len(data)
    if encoding == "utf-8":
        for back in range(1, min(4, size + 1)):
            byte = data[-back]
            if byte >= 0xC0:
                needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                return size - back if needed > back else size
            if byte < 0x80:
                break
        return size
    if encoding.startswith("utf-16"):
        size -= size % 2
        if size >= 2:
            high = data[size - 2] if encoding == "utf-16-be" else data[size - 1]
            if 0xD8 <= high < 0xDC:
                size -= 2
        return size
    if encoding.startswith("utf-32"):
        return size - size % 4
    return size


_ENCODINGS = {
    "utf8": "utf-8",
    "u8": "utf-8",
    "utf": "utf-8",
    "utf8sig": "utf-8-sig",
    "utf16": "utf-16",
    "u16": "utf-16",
    "utf16le": "utf-16-le",
    "utf16be": "utf-16-be",
    "utf32": "utf-32",
    "u32": "utf-32",
    "utf32le": "utf-32-le",
    "utf32be": "utf-32-be",
}
_MARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_MARKS = {b"\xfe\xff": "utf-16-be", b"\x00\x00\xfe\xff": "utf-32-be"}


def _check_encoding(encoding):
    """Complains unless it is one of text."""
    if encoding.lower().replace("-", "").replace("_", "").replace(" ", "") in _ENCODINGS:
        return
    from codecs import lookup

    if not lookup(encoding)._is_text_encoding:
        raise LookupError(f"{encoding!r} is not a text encoding; use codecs.open() to handle arbitrary codecs")


class TextIOWrapper(_TextIOBase):
    __del__ = _close_lost
    __reduce_ex__ = _refuse_to_pickle
    _chunk = DEFAULT_BUFFER_SIZE

    @property
    def _CHUNK_SIZE(self):
        return self._chunk

    @_CHUNK_SIZE.setter
    def _CHUNK_SIZE(self, size):
        self._check_attached()
        number = _index(size)
        if number > _maxsize:
            raise ValueError(f"cannot fit '{type(size).__name__[:200]}' into an index-sized integer")
        if number <= 0:
            raise ValueError("a strictly positive integer is required")
        self._chunk = number

    @_CHUNK_SIZE.deleter
    def _CHUNK_SIZE(self):
        self._check_attached()
        raise AttributeError("cannot delete attribute")

    def _check_attached(self):
        """Refuses what has no stream: not yet, or not any more."""
        if not hasattr(self, "_encoding"):
            raise ValueError("I/O operation on uninitialized object")
        if self._buffer is None:
            raise ValueError("underlying buffer has been detached")

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self._buffer = None
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"TextIOWrapper() argument 'newline' must be str or None, not {type(newline).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline}")
        if encoding is None or encoding == "locale":
            encoding = "UTF-8"
        elif not isinstance(encoding, str):
            raise TypeError(f"TextIOWrapper() argument 'encoding' must be str or None, not {type(encoding).__name__}")
        if errors is not None and not isinstance(errors, str):
            raise TypeError(f"TextIOWrapper() argument 'errors' must be str or None, not {type(errors).__name__}")
        _check_encoding(encoding)
        self._encoding = encoding
        self._errors = "strict" if errors is None else errors
        plain = encoding.lower().replace("-", "").replace("_", "").replace(" ", "")
        self._codec = _ENCODINGS.get(plain, encoding)
        self._of_text = plain in _ENCODINGS
        self._line_buffering = line_buffering
        self._write_through = write_through
        self._set_newline(newline)
        self._readable = buffer.readable()
        self._writable = buffer.writable()
        self._seekable = buffer.seekable()
        self._telling = True
        self._seen = 0
        self._restart()
        self._buffer = buffer
        _take(buffer, True)
        self._pieces = []
        self._waiting = 0
        self._started = False
        if self._codec in _MARKED and self._writable:
            self._started = self._is_started()

    def _is_started(self):
        """Whether no byte order mark is to be written: what cannot be positioned gets one of UTF-8 only."""
        return self._buffer.tell() != 0 if self._seekable else self._codec in ("utf-16", "utf-32")

    def _set_newline(self, newline):
        self._newline = newline
        self._translates = newline is None
        self._universal = newline is None or newline == ""
        self._ending = newline if newline in ("\r", "\r\n") else None

    def _restart(self):
        self._text = ""
        self._place = 0
        self._returns = False
        self._rest = b""
        self._decodes = self._codec

    @property
    def buffer(self):
        self._get()
        return self._buffer

    def _get(self):
        if self._buffer is None:
            raise ValueError("underlying buffer has been detached")
        return self._buffer

    encoding = property(lambda self: self._encoding)
    errors = property(lambda self: self._errors)
    line_buffering = property(lambda self: self._line_buffering)
    write_through = property(lambda self: self._write_through)
    closed = property(lambda self: self._get().closed)
    name = property(lambda self: self._get().name)

    @property
    def newlines(self):
        seen = tuple(text for bit, text in ((1, "\r"), (2, "\n"), (4, "\r\n")) if self._seen & bit)
        return None if not seen else seen[0] if len(seen) == 1 else seen

    def __repr__(self):
        text = f"<{_class_name(self)}"
        try:
            text += f" name={self.name!r}"
        except (AttributeError, ValueError):
            pass
        mode = getattr(self, "mode", None)
        if mode is not None:
            text += f" mode={mode!r}"
        return text + f" encoding={self._encoding!r}>"

    def _check(self):
        if self._get().closed:
            raise ValueError("I/O operation on closed file.")

    def readable(self):
        return self._get().readable()

    def writable(self):
        return self._get().writable()

    def seekable(self):
        return self._get().seekable()

    def fileno(self):
        return self._get().fileno()

    def isatty(self):
        return self._get().isatty()

    def detach(self):
        self.flush()
        buffer = self._get()
        self._buffer = None
        _take(buffer, False)
        return buffer

    def reconfigure(self, *, encoding=None, errors=None, newline=..., line_buffering=None, write_through=None):
        if self._text and (encoding is not None or errors is not None or newline is not ...):
            raise UnsupportedOperation("It is not possible to set the encoding or newline of stream after the first read")
        for name, value in (("encoding", encoding), ("errors", errors)):
            if value is not None and not isinstance(value, str):
                raise TypeError(f"reconfigure() argument '{name}' must be str or None, not {type(value).__name__}")
        if newline is not ... and newline is not None and not isinstance(newline, str):
            raise TypeError(f"reconfigure() argument 'newline' must be str or None, not {type(newline).__name__}")
        if encoding == "locale":
            encoding = "UTF-8"
        if encoding is not None:
            _check_encoding(encoding)
        self.flush()
        if encoding is not None:
            self._encoding = encoding
            plain = encoding.lower().replace("-", "").replace("_", "").replace(" ", "")
            self._codec = _ENCODINGS.get(plain, encoding)
            self._of_text = plain in _ENCODINGS
            self._decodes = self._codec
            self._started = self._is_started()
            self._errors = "strict"
        if errors is not None:
            self._errors = errors
        if newline is not ...:
            self._set_newline(newline)
        if line_buffering is not None:
            self._line_buffering = bool(line_buffering)
        if write_through is not None:
            self._write_through = bool(write_through)

    def close(self):
        if self._buffer is not None and not self._buffer.closed:
            try:
                self.flush()
            finally:
                self._buffer.close()

    def flush(self):
        self._check()
        if self._waiting:
            self._push()
        self._telling = True
        self._buffer.flush()

    def _push(self):
        text = "".join(self._pieces)
        self._pieces.clear()
        self._waiting = 0
        codec = self._codec
        if self._started:
            codec = _MARKED.get(codec, codec)
        self._started = True
        self._buffer.write(self._encoded(text, codec))

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self._get().closed:
            raise ValueError("I/O operation on closed file.")
        if not self._writable:
            raise UnsupportedOperation("not writable")
        size = len(text)
        if self._text and self._seekable:
            self._restart()
        ended = self._line_buffering and ("\n" in text or "\r" in text)
        if self._ending is not None and "\n" in text:
            text = text.replace("\n", self._ending)
        if self._waiting and self._waiting + size > self._chunk:
            self._push()
        self._pieces.append(text)
        self._waiting += size
        if self._codec != "utf-8":
            # What cannot be encoded is complained of here, not when the buffer is written.
            codec = _MARKED.get(self._codec, self._codec)
            try:
                self._encoded(text, codec)
            except (TypeError, UnicodeError):
                self._pieces.pop()
                self._waiting -= size
                raise
        if self._waiting >= self._chunk or ended or self._write_through:
            self._push()
            if ended:
                self._buffer.flush()
        return size

    def _reading(self):
        if self._get().closed:
            raise ValueError("I/O operation on closed file.")
        if not self._readable:
            raise UnsupportedOperation("not readable")
        if self._waiting:
            self.flush()

    def _encoded(self, text, codec):
        if self._of_text:
            return text.encode(codec, self._errors)
        from codecs import getencoder

        data = getencoder(codec)(text, self._errors)[0]
        if not isinstance(data, bytes):
            raise TypeError(f"encoder should return a bytes object, not '{type(data).__name__}'")
        return data

    def _decoded(self, data, codec):
        if self._of_text:
            return data.decode(codec, self._errors)
        from codecs import getdecoder

        text = getdecoder(codec)(data, self._errors)[0]
        if not isinstance(text, str):
            raise TypeError(f"decoder should return a string result, not '{type(text).__name__}'")
        return text

    def _decode(self, data, last):
        codec = self._decodes
        if codec in _MARKED:
            if len(data) < 4 and not last:
                self._rest = data
                return ""
            following = _MARKED[codec]
            for mark, other in _MARKS.items():
                if data.startswith(mark) and other[:6] == codec:
                    following = other
            end = len(data) if last else _whole(data, following)
            text = self._decoded(data[:end], codec)
            self._decodes = following
        else:
            end = len(data) if last else _whole(data, codec)
            text = self._decoded(data[:end], codec)
        self._rest = data[end:]
        return text

    def _more(self, everything=False):
        """Reads and decodes more behind what is left of the text; whether there was any."""
        buffer = self._buffer
        if everything:
            data = buffer.read()
        elif hasattr(buffer, "read1"):
            data = buffer.read1(self._chunk)
        else:
            data = buffer.read(self._chunk)
        if not isinstance(data, bytes):
            try:
                data = bytes(memoryview(data))
            except TypeError:
                raise TypeError(f"underlying read1() should have returned a bytes-like object, not '{type(data).__name__}'") from None
        last = everything or not data
        text = self._decode(self._rest + data if self._rest else data, last)
        if not data and not text:
            return False
        if self._universal:
            self._returns = "\r" in text or (self._returns and "\r" in self._text[self._place :])
            if not self._seen & 2 and not self._returns and "\n" in text:
                self._seen |= 2
        self._text = self._text[self._place :] + text if self._place < len(self._text) else text
        self._place = 0
        return True

    def _note(self, text):
        """Remembers which line ends a text has."""
        both = text.count("\r\n")
        if both:
            self._seen |= 4
        if text.count("\r") > both:
            self._seen |= 1
        if text.count("\n") > both:
            self._seen |= 2

    def _translate(self, text):
        if self._returns and self._universal:
            self._note(text)
            if self._translates:
                return text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def read(self, size=-1, /):
        if size is not None and not hasattr(size, "__index__"):
            raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
        self._reading()
        if size is None or size < 0:
            self._more(True)
            text = self._text[self._place :] if self._place else self._text
            text = self._translate(text)
            self._text, self._place = "", 0
            return text
        pieces = []
        while size > 0:
            if self._place >= len(self._text) and not self._more():
                break
            place = self._place
            end = place + size
            if self._returns and self._translates:
                while self._text.endswith("\r") and end >= len(self._text) and self._more():
                    end -= place
                    place = 0
                if self._text[end - 1 : end + 1] == "\r\n":
                    end += 1
            piece = self._text[place:end]
            self._place = place + len(piece)
            piece = self._translate(piece)
            pieces.append(piece)
            size -= len(piece)
        return "".join(pieces)

    def readline(self, size=-1, /):
        if size is not None and not hasattr(size, "__index__"):
            raise TypeError(f"'{type(size).__name__}' object cannot be interpreted as an integer")
        self._reading()
        return self._line(-1 if size is None else size)

    def _line(self, size):
        if not self._returns and self._ending is None:
            place = self._place
            end = self._text.find("\n", place) + 1
            if end and (size < 0 or end - place <= size):
                self._place = end
                return self._text[place:end]
        while True:
            text, place = self._text, self._place
            if self._ending is not None:
                end = text.find(self._ending, place)
                end = end + len(self._ending) if end >= 0 else 0
            else:
                end = text.find("\n", place) + 1
                if self._returns and self._universal:
                    at = text.find("\r", place, end or len(text))
                    if at >= 0:
                        end = at + 1
                        if end == len(text):
                            # A line feed may follow.
                            if self._more():
                                continue
                            text, place = self._text, self._place
                            end = len(text)
                        elif text[end] == "\n":
                            end += 1
            if 0 <= size and (end - place > size or (not end and len(text) - place >= size)):
                end = place + size
            if end:
                break
            if not self._more():
                text, place = self._text, self._place
                end = len(text)
                break
        self._place = end
        return self._translate(text[place:end])

    def __next__(self):
        if self._buffer.closed:
            raise ValueError("I/O operation on closed file.")
        self._telling = False
        if not self._readable:
            raise UnsupportedOperation("not readable")
        if self._waiting:
            self.flush()
        line = self._line(-1)
        if not line:
            self._telling = True
            raise StopIteration
        return line

    def tell(self):
        self._check()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        if self._waiting:
            self._push()
        left = self._text[self._place :]
        position = self._buffer.tell() - len(self._rest)
        if left:
            position -= len(left.encode(_MARKED.get(self._decodes, self._decodes), "surrogatepass"))
        return position

    def seek(self, cookie, whence=0, /):
        self._check()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        whence = _index(whence)
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self.flush()
            self._restart()
            self._started = True
            return self._buffer.seek(0, 2)
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if cookie < 0:
            raise ValueError(f"negative seek position {cookie}")
        self.flush()
        decodes = self._decodes
        self._restart()
        if cookie:
            self._decodes = _MARKED.get(decodes, decodes)
        self._started = cookie != 0
        self._buffer.seek(cookie)
        return cookie

    def truncate(self, size=None, /):
        self.flush()
        return self._buffer.truncate(size)


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if not isinstance(file, (str, bytes, int)):
        file = _path(file)
    for name, value in (("mode", mode), ("encoding", encoding), ("errors", errors), ("newline", newline)):
        if not isinstance(value, str) and (name == "mode" or value is not None):
            wanted = "str" if name == "mode" else "str or None"
            raise TypeError(f"open() argument '{name}' must be {wanted}, not {type(value).__name__}")
    letters = set(mode)
    if letters - set("axrwb+t") or len(mode) > len(letters):
        raise ValueError(f"invalid mode: {mode!r}")
    kinds = letters & set("axrw")
    binary = "b" in letters
    if binary and "t" in letters:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds) > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if binary:
        for name, value in (("an encoding", encoding), ("an errors", errors), ("a newline", newline)):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {name} argument")
    if not kinds:
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
    if binary and buffering == 1:
        from warnings import warn

        warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", RuntimeWarning)
    plus = "+" in letters
    raw = FileIO(file, kinds.pop() + "+" * plus, closefd, opener)
    result = raw
    try:
        if buffering == 0:
            if not binary:
                raise ValueError("can't have unbuffered text I/O")
            return raw
        size = buffering if buffering > 1 else DEFAULT_BUFFER_SIZE
        buffered = (BufferedRandom if plus else BufferedReader if raw._kind == "r" else BufferedWriter)(raw, size)
        result = buffered
        if binary:
            _note_writer(raw, buffered)
            return buffered
        text = TextIOWrapper(buffered, encoding, errors, newline, buffering == 1)
        result = text
        text.mode = mode
        _note_writer(raw, text)
        return text
    except:
        result.close()
        raise


def _note_writer(raw, stream):
    """Has a file that is written be found when somebody opens it again."""
    if raw._kind != "r" or raw._plus:
        from _weakref import ref

        _host._writers[raw._number] = ref(stream)


def _flush_writers(path):
    """Flushes the streams that write a file: a program may have dropped them, and only some temporary be left."""
    for number, reference in list(_host._writers.items()):
        stream = reference()
        if stream is not None and _host._writing.get(number) == path and not stream.closed:
            stream.flush()


def open_code(path):
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2, /):
    return "locale" if encoding is None else encoding


class IncrementalNewlineDecoder:
    def __init__(self, decoder, translate, errors="strict"):
        self._decoder, self._translate = decoder, translate
        self._return = False
        self._seen = 0

    def decode(self, input, final=False):
        text = input if self._decoder is None else self._decoder.decode(input, final)
        if self._return:
            text = "\r" + text
            self._return = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._return = True
        TextIOWrapper._note(self, text)
        if self._translate:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def reset(self):
        self._return = False
        self._seen = 0
        if self._decoder is not None:
            self._decoder.reset()

    def getstate(self):
        data, flags = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return data, flags << 1 | self._return

    def setstate(self, state):
        data, flags = state
        self._return = bool(flags & 1)
        if self._decoder is not None:
            self._decoder.setstate((data, flags >> 1))

    newlines = TextIOWrapper.newlines


def _standard(number, errors):
    """The text stream over a standard stream of the host."""
    raw = FileIO(number, "w" if number else "r", False)
    raw.name = ("<stdin>", "<stdout>", "<stderr>")[number]
    buffered = (_Direct if number else BufferedReader)(raw)
    text = TextIOWrapper(buffered, "utf-8", "backslashreplace" if number == 2 else errors, "\n", number == 2, number != 0)
    text._owned = True
    text.mode = "w" if number else "r"
    return text


def _encode_streams(encoding, errors):
    """Configures the standard streams as the environment says."""
    import sys

    if encoding is not None:
        from codecs import lookup

        encoding = lookup(encoding).name
    for stream, handler in ((sys.stdin, errors), (sys.stdout, errors), (sys.stderr, "backslashreplace")):
        stream.reconfigure(encoding=encoding, errors=handler)


class _Direct(BufferedWriter):
    """A writer that keeps nothing back: the host's stream has a buffer of its own."""

    def write(self, data, /):
        size = super().write(data)
        self.flush()
        return size

    def flush(self):
        if self._waiting:
            super().flush()


_Direct.__name__ = "BufferedWriter"
for _class in (_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase, StringIO, BytesIO):
    _class.__module__ = "_io"
del _class
