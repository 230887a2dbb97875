"""Compression as zlib does it (RFC 1950 to 1952): reads all of it, writes stored blocks and those with the fixed code."""

from binascii import crc32

__all__ = [
    "DEFLATED", "DEF_BUF_SIZE", "DEF_MEM_LEVEL", "MAX_WBITS", "ZLIB_RUNTIME_VERSION", "ZLIB_VERSION", "Z_BEST_COMPRESSION",
    "Z_BEST_SPEED", "Z_BLOCK", "Z_DEFAULT_COMPRESSION", "Z_DEFAULT_STRATEGY", "Z_FILTERED", "Z_FINISH", "Z_FIXED", "Z_FULL_FLUSH",
    "Z_HUFFMAN_ONLY", "Z_NO_COMPRESSION", "Z_NO_FLUSH", "Z_PARTIAL_FLUSH", "Z_RLE", "Z_SYNC_FLUSH", "Z_TREES", "adler32", "compress",
    "compressobj", "crc32", "decompress", "decompressobj", "error",
]  # fmt: skip

DEFLATED, DEF_BUF_SIZE, DEF_MEM_LEVEL, MAX_WBITS = 8, 16384, 8, 15
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)


class error(Exception):
    pass


def adler32(data, value=1, /):
    a, b = value & 0xFFFF, value >> 16 & 0xFFFF
    data = memoryview(data).cast("B")
    for start in range(0, len(data), 4096):
        for byte in data[start : start + 4096]:
            a += byte
            b += a
        a %= 65521
        b %= 65521
    return b << 16 | a


def _lengths_and_distances():
    lengths, distances = [], []
    at = 3
    for code in range(28):
        extra = 0 if code < 8 else (code >> 2) - 1
        lengths.append((at, extra))
        at += 1 << extra
    lengths.append((258, 0))
    at = 1
    for code in range(30):
        extra = 0 if code < 4 else (code >> 1) - 1
        distances.append((at, extra))
        at += 1 << extra
    return lengths, distances


_LENGTHS, _DISTANCES = _lengths_and_distances()
_FIXED_SIZES = [8] * 144 + [9] * 112 + [7] * 24 + [8] * 8
_ORDER = 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15


def _reversed(code, size):
    return int(f"{code:0{size}b}"[::-1], 2)


def _codes(sizes):
    """The code of each symbol that has one: size and bits, the first bit lowest."""
    counts = [0] * 16
    for size in sizes:
        counts[size] += 1
    counts[0] = 0
    nexts, code = [0] * 17, 0
    for size in range(1, 16):
        code = code + counts[size - 1] << 1
        nexts[size] = code
    found = {}
    for symbol, size in enumerate(sizes):
        if size:
            found[symbol] = size, _reversed(nexts[size], size)
            nexts[size] += 1
    return found


class _More(Exception):
    """The data ends before it is complete."""


class _Bits:
    """Reads bits from bytes."""

    def __init__(self, data, at):
        self.data, self.at = data, at
        self.held = self.count = 0

    def take(self, count):
        while self.count < count:
            if self.at >= len(self.data):
                raise _More
            self.held |= self.data[self.at] << self.count
            self.at += 1
            self.count += 8
        value = self.held & (1 << count) - 1
        self.held >>= count
        self.count -= count
        return value

    def symbol(self, table):
        held, count = self.held, self.count
        for size in table[0]:
            while count < size:
                if self.at >= len(self.data):
                    raise _More
                held |= self.data[self.at] << count
                self.at += 1
                count += 8
                self.held, self.count = held, count
            symbol = table[1].get((size, held & (1 << size) - 1))
            if symbol is not None:
                self.held = held >> size
                self.count = count - size
                return symbol
        raise error("Error -3 while decompressing data: invalid literal/length or distance code")

    def align(self):
        self.at -= self.count >> 3
        self.held = self.count = 0


def _table(sizes):
    codes = _codes(sizes)
    left = sum(1 << 15 - size for size in sizes if size)
    if left > 1 << 15:
        raise error("Error -3 while decompressing data: invalid code lengths set")
    return sorted({size for size, _ in codes.values()}), {code: symbol for symbol, code in codes.items()}


_fixed_tables = None


def _tables(bits, kind):
    global _fixed_tables
    if kind == 1:
        if _fixed_tables is None:
            _fixed_tables = _table(_FIXED_SIZES), _table([5] * 30)
        return _fixed_tables
    count, distances, lengths = bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4
    if count > 286 or distances > 30:
        raise error("Error -3 while decompressing data: too many length or distance symbols")
    sizes = [0] * 19
    for place in _ORDER[:lengths]:
        sizes[place] = bits.take(3)
    table = _table(sizes)
    sizes = []
    while len(sizes) < count + distances:
        symbol = bits.symbol(table)
        if symbol < 16:
            sizes.append(symbol)
        elif symbol == 16:
            if not sizes:
                raise error("Error -3 while decompressing data: invalid bit length repeat")
            sizes += sizes[-1:] * (3 + bits.take(2))
        else:
            sizes += [0] * (3 + bits.take(3) if symbol == 17 else 11 + bits.take(7))
    if len(sizes) > count + distances:
        raise error("Error -3 while decompressing data: invalid bit length repeat")
    return _table(sizes[:count]), _table(sizes[count:])


class _Inflater:
    """Decompresses what comes piece by piece; it goes on at the last block or symbol that was whole."""

    def __init__(self, zdict=b""):
        self.out = bytearray(zdict)
        self.start = self.given = len(self.out)
        self.bits = None
        self.tables = self.stored = None
        self.last = self.done = False

    def run(self, data, at, limit=0):
        """Works on all the data from the place where it stopped; whether it came to the end."""
        bits = self.bits
        if bits is None:
            bits = self.bits = _Bits(data, at)
        bits.data = data
        out = self.out
        while not self.done:
            if limit and len(out) - self.given >= limit:
                return
            kept = bits.at, bits.held, bits.count, len(out)
            try:
                if self.stored:
                    piece = bytes(data[bits.at : bits.at + self.stored])
                    out += piece
                    bits.at += len(piece)
                    self.stored -= len(piece)
                    if self.stored:
                        return
                    self._block_ends()
                elif self.tables is not None:
                    self._symbol(bits, out)
                else:
                    last, kind = bits.take(1), bits.take(2)
                    if kind == 0:
                        bits.align()
                        size, check = bits.take(16), bits.take(16)
                        if size != check ^ 0xFFFF:
                            raise error("Error -3 while decompressing data: invalid stored block lengths")
                        self.last, self.stored = last, size
                        if not size:
                            self._block_ends()
                    elif kind == 3:
                        raise error("Error -3 while decompressing data: invalid block type")
                    else:
                        self.tables = _tables(bits, kind)
                        self.last = last
            except _More:
                bits.at, bits.held, bits.count = kept[:3]
                del out[kept[3] :]
                return

    def _block_ends(self):
        self.tables = self.stored = None
        if self.last:
            self.done = True
            self.bits.align()

    def _symbol(self, bits, out):
        symbols, distances = self.tables
        symbol = bits.symbol(symbols)
        if symbol < 256:
            out.append(symbol)
        elif symbol == 256:
            self._block_ends()
        else:
            if symbol > 285:
                raise error("Error -3 while decompressing data: invalid literal/length code")
            base, extra = _LENGTHS[symbol - 257]
            length = base + bits.take(extra)
            base, extra = _DISTANCES[bits.symbol(distances)]
            distance = base + bits.take(extra)
            if distance > len(out):
                raise error("Error -3 while decompressing data: invalid distance too far back")
            start = len(out) - distance
            if distance >= length:
                out += out[start : start + length]
            else:
                piece = out[start:]
                out += (piece * (length // distance + 1))[:length]


class _Decompressor:
    """Decompresses a stream that comes in pieces."""

    def __init__(self, wbits=MAX_WBITS, zdict=b""):
        self._format, self._zdict = _format_of(wbits, True), bytes(zdict)
        self._data = bytearray()
        self._inflater = None
        self._checked = False
        self.eof = False
        self.unused_data = self.unconsumed_tail = b""

    def _head(self):
        """Reads the head of the format; None if it is not whole yet."""
        data, form = self._data, self._format
        if form == "any":
            if len(data) < 2:
                return None
            form = self._format = "gzip" if data[:2] == b"\x1f\x8b" else "zlib"
        if form == "raw":
            return 0
        if form == "zlib":
            if len(data) < 2:
                return None
            if (data[0] << 8 | data[1]) % 31 or data[0] & 15 != 8:
                word = "incorrect header check" if (data[0] << 8 | data[1]) % 31 else "unknown compression method"
                raise error(f"Error -3 while decompressing data: {word}")
            if data[1] & 32:
                if len(data) < 6:
                    return None
                if not self._zdict:
                    raise error("Error 2 while decompressing data")
                return 6
            return 2
        if len(data) < 10:
            return None
        if data[:3] != b"\x1f\x8b\x08":
            raise error("Error -3 while decompressing data: incorrect header check")
        flags, at = data[3], 10
        if flags & 4:
            if len(data) < at + 2:
                return None
            at += 2 + int.from_bytes(data[at : at + 2], "little")
        for bit in 8, 16:
            if flags & bit:
                end = data.find(b"\0", at)
                if end < 0:
                    return None
                at = end + 1
        at += flags & 2
        return at if len(data) >= at else None

    def decompress(self, data, /, max_length=0):
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        if self.eof:
            self.unused_data += bytes(data)
            return b""
        self._data += data
        self.unconsumed_tail = b""
        return self._go_on(max_length)

    def _go_on(self, limit):
        if self._inflater is None:
            at = self._head()
            if at is None:
                return b""
            self._inflater = _Inflater(self._zdict)
            self._at = at
        inflater = self._inflater
        inflater.run(self._data, self._at, limit)
        end = len(inflater.out)
        if limit:
            end = min(end, inflater.given + limit)
        result = bytes(inflater.out[inflater.given : end])
        inflater.given = end
        if inflater.done and end == len(inflater.out):
            self._finish(inflater)
        elif limit and not inflater.done:
            self.unconsumed_tail = bytes(self._data[inflater.bits.at :])
            del self._data[inflater.bits.at :]
        return result

    def _finish(self, inflater):
        at, data = inflater.bits.at, self._data
        size = {"raw": 0, "zlib": 4, "gzip": 8}[self._format]
        if len(data) < at + size:
            return
        out = memoryview(inflater.out)[inflater.start :]
        if self._format == "zlib" and int.from_bytes(data[at : at + 4], "big") != adler32(out):
            raise error("Error -3 while decompressing data: incorrect data check")
        if self._format == "gzip":
            if int.from_bytes(data[at : at + 4], "little") != crc32(out):
                raise error("Error -3 while decompressing data: incorrect data check")
            if int.from_bytes(data[at + 4 : at + 8], "little") != len(out) & 0xFFFFFFFF:
                raise error("Error -3 while decompressing data: incorrect length check")
        self.eof = True
        self.unused_data = bytes(data[at + size :])
        self.unconsumed_tail = b""

    def flush(self, length=DEF_BUF_SIZE, /):
        if length <= 0:
            raise ValueError("length must be greater than zero")
        if self.eof:
            return b""
        self._data += self.unconsumed_tail
        self.unconsumed_tail = b""
        return self._go_on(0)

    def copy(self):
        import copy

        return copy.deepcopy(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._data = bytearray(self._data)
        if self._inflater is not None:
            other._inflater = object.__new__(_Inflater)
            other._inflater.__dict__.update(self._inflater.__dict__)
            other._inflater.out = bytearray(self._inflater.out)
            if self._inflater.bits is not None:
                other._inflater.bits = object.__new__(_Bits)
                other._inflater.bits.__dict__.update(self._inflater.bits.__dict__)
        return other


def _format_of(wbits, reading=False):
    if -15 <= wbits <= -8:
        return "raw"
    if 8 <= wbits <= 15 or reading and wbits == 0:
        return "zlib"
    if 24 <= wbits <= 31:
        return "gzip"
    if reading and 40 <= wbits <= 47:
        return "any"
    raise ValueError("Invalid initialization option")


class _Compressor:
    """Compresses a stream that comes in pieces."""

    def __init__(self, level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None):
        if not -1 <= level <= 9 or method != DEFLATED or not 1 <= memLevel <= 9 or not 0 <= strategy <= 4:
            raise ValueError("Invalid initialization option")
        self._format = _format_of(wbits)
        self._level, self._strategy = level, strategy
        self._history = bytearray(zdict or b"")
        self._zdict = bytes(zdict) if zdict else b""
        self._pending = bytearray()
        self._held = self._count = self._size = 0
        self._check = 0 if self._format == "gzip" else 1
        self._begun = self._done = False

    def compress(self, data, /):
        data = bytes(memoryview(data).cast("B")) if not isinstance(data, bytes) else data
        self._pending += data
        self._size += len(data)
        if self._format == "gzip":
            self._check = crc32(data, self._check)
        elif self._format == "zlib":
            self._check = adler32(data, self._check)
        out = bytearray()
        self._begin(out)
        while len(self._pending) > 65535:
            self._block(out, self._pending[:65535], False)
            del self._pending[:65535]
        return bytes(out)

    def _begin(self, out):
        if self._begun:
            return
        self._begun = True
        level = self._level
        if self._format == "zlib":
            second = 0 if level in (0, 1) else 0xDA if level > 6 else 0x9C if level in (-1, 6) else 0x5E
            head = 0x7800 | second & 0xC0 | (32 if self._zdict else 0)
            out += (head + 31 - head % 31).to_bytes(2, "big")
            if self._zdict:
                out += adler32(self._zdict).to_bytes(4, "big")
        elif self._format == "gzip":
            out += b"\x1f\x8b\x08\0\0\0\0\0" + bytes([2 if level == 9 else 4 if level in (0, 1) else 0, 3])

    def _put(self, out, value, count):
        self._held |= value << self._count
        self._count += count
        while self._count >= 8:
            out.append(self._held & 0xFF)
            self._held >>= 8
            self._count -= 8

    def _align(self, out):
        if self._count:
            out.append(self._held)
        self._held = self._count = 0

    def _block(self, out, data, last):
        if self._level == 0:
            self._put(out, int(last), 3)
            self._align(out)
            out += len(data).to_bytes(2, "little") + (len(data) ^ 0xFFFF).to_bytes(2, "little") + data
            return
        self._put(out, int(last) | 2, 3)
        codes, put = _fixed_codes(), self._put
        text = self._history + data
        at, end, known = len(self._history), len(text), {}
        for place in range(max(at - 2, 0)):
            known[bytes(text[place : place + 3])] = place
        matching = self._strategy != Z_HUFFMAN_ONLY
        while at < end:
            key = bytes(text[at : at + 3])
            found = known.get(key) if matching and len(key) == 3 else None
            known[key] = at
            if found is not None and at - found <= 32768:
                length, most = 3, min(258, end - at)
                while length < most and text[found + length] == text[at + length]:
                    length += 1
                self._match(out, codes, length, at - found)
                for place in range(at + 1, min(at + length, end - 2)):
                    known[bytes(text[place : place + 3])] = place
                at += length
                continue
            size, code = codes[text[at]]
            put(out, code, size)
            at += 1
        size, code = codes[256]
        put(out, code, size)
        self._history = text[-32768:]

    def _match(self, out, codes, length, distance):
        number = _place(_LENGTHS, length)
        size, code = codes[257 + number]
        self._put(out, code, size)
        base, extra = _LENGTHS[number]
        self._put(out, length - base, extra)
        number = _place(_DISTANCES, distance)
        self._put(out, _reversed(number, 5), 5)
        base, extra = _DISTANCES[number]
        self._put(out, distance - base, extra)

    def flush(self, mode=Z_FINISH, /):
        out = bytearray()
        if mode == Z_NO_FLUSH:
            return b""
        if self._done:
            raise error("Error -2 while finishing compression: inconsistent stream state")
        self._begin(out)
        if mode == Z_FINISH:
            self._block(out, self._pending, True)
            self._align(out)
            self._done = True
            if self._format == "zlib":
                out += self._check.to_bytes(4, "big")
            elif self._format == "gzip":
                out += self._check.to_bytes(4, "little") + (self._size & 0xFFFFFFFF).to_bytes(4, "little")
        else:
            if self._pending:
                self._block(out, self._pending, False)
            self._put(out, 0, 3)
            self._align(out)
            out += b"\0\0\xff\xff"
            if mode == Z_FULL_FLUSH:
                self._history = bytearray()
        self._pending = bytearray()
        return bytes(out)

    def copy(self):
        if self._done:
            raise ValueError("Inconsistent stream state")
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._history, other._pending = self._history[:], self._pending[:]
        return other

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()


_codes_of_fixed = None


def _fixed_codes():
    global _codes_of_fixed
    if _codes_of_fixed is None:
        _codes_of_fixed = _codes(_FIXED_SIZES)
    return _codes_of_fixed


def _place(ranges, value):
    """The last range that begins at the value or before it."""
    low, high = 0, len(ranges)
    while high - low > 1:
        middle = low + high >> 1
        if ranges[middle][0] <= value:
            low = middle
        else:
            high = middle
    return low


for _class, _name in ((_Compressor, "Compress"), (_Decompressor, "Decompress")):
    _class.__name__ = _class.__qualname__ = _name
del _class, _name


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None):
    return _Compressor(level, method, wbits, memLevel, strategy, zdict)


def decompressobj(wbits=MAX_WBITS, zdict=b""):
    return _Decompressor(wbits, zdict)


def compress(data, /, level=-1, wbits=MAX_WBITS):
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    maker = _Compressor(level, DEFLATED, wbits)
    return maker.compress(data) + maker.flush()


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    maker = _Decompressor(wbits)
    result = maker.decompress(data)
    if not maker.eof:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return result
