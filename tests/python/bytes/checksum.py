# A table-driven checksum over bytes, in hot loops.
def make_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ 0xEDB88320 if n & 1 else n >> 1
        table.append(n)
    return table


TABLE = make_table()


def crc(data):
    value = 0xFFFFFFFF
    for byte in data:
        value = value >> 8 ^ TABLE[(value ^ byte) & 255]
    return value ^ 0xFFFFFFFF


print(hex(crc(b"123456789")), hex(crc(b"")), hex(crc(bytes(range(256)) * 4)))
print(hex(crc("héllo 😀".encode())))
