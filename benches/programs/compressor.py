"""Bytes: an LZ77 compressor, a checksum by table, base 64, all written out over `bytes` and `bytearray`."""
import sys

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def make_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ 0xEDB88320 if n & 1 else n >> 1
        table.append(n)
    return table


def checksum(data, table):
    value = 0xFFFFFFFF
    for byte in data:
        value = table[(value ^ byte) & 255] ^ value >> 8
    return value ^ 0xFFFFFFFF


def compressed(data):
    result = bytearray()
    latest = {}
    position = 0
    while position < len(data):
        key = data[position:position + 3]
        start = latest.get(key, -1)
        length = 0
        if start >= 0 and position - start < 4096:
            while length < 127 and position + length < len(data) and data[start + length] == data[position + length]:
                length += 1
        latest[key] = position
        if length >= 4:
            back = position - start
            result.append(128 | length)
            result.append(back >> 8)
            result.append(back & 255)
            position += length
        else:
            result.append(1)
            result.append(data[position])
            position += 1
    return bytes(result)


def expanded(data):
    result = bytearray()
    position = 0
    while position < len(data):
        head = data[position]
        if head & 128:
            start = len(result) - (data[position + 1] << 8 | data[position + 2])
            for i in range(head & 127):
                result.append(result[start + i])
            position += 3
        else:
            result.append(data[position + 1])
            position += 2
    return bytes(result)


def base64(data):
    result = bytearray()
    for i in range(0, len(data), 3):
        group = data[i:i + 3]
        bits = int.from_bytes(group, "big") << 8 * (3 - len(group))
        for j in range(4):
            result.append(ALPHABET[bits >> 18 - 6 * j & 63] if j <= len(group) else 61)
    return bytes(result)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    lines = [f"line {i * i % 37} of {size}: {'ab' * (i % 5)} {i % 11}\n" for i in range(size * 5)]
    data = "".join(lines).encode()
    table = make_table()
    small = compressed(data)
    print("length", len(data), len(small), expanded(small) == data)
    print("checksum", hex(checksum(data, table)), hex(checksum(small, table)))
    text = base64(small)
    print("base 64", len(text), text[-20:].decode())


if __name__ == "__main__":
    main()
