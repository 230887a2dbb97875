import base64
import binascii

data = bytes(range(0, 256, 7))
print(binascii.hexlify(data), binascii.hexlify(b"\x01\x02\x03\x04\x05", ":"), binascii.hexlify(b"\x01\x02\x03\x04\x05", b"-", 2), binascii.hexlify(b"12345", "_", -2))
print(binascii.unhexlify("00ffA5"), binascii.a2b_hex(b"4142"), binascii.b2a_hex(bytearray(b"xy")))
print(binascii.b2a_base64(b"hello"), binascii.b2a_base64(b"hell", newline=False), binascii.a2b_base64("aGVsbG8="), binascii.a2b_base64(b"aG Vs\nbG8"+b"="))
print(binascii.crc32(b"123456789"), hex(binascii.crc32(b"world", binascii.crc32(b"hello "))), binascii.crc_hqx(b"123456789", 0))
for text in ("abc", "zz", "é"):
    try:
        print(binascii.unhexlify(text))
    except ValueError as error:
        print(type(error).__name__, error)
for text, strict in (("a", False), ("ab", False), ("abc", False), ("abcde", False), ("ab=c", True), ("=abc", True), ("ab==c", True), ("a b=", True), ("ab==", True), ("ab=", True)):
    try:
        print(text, strict, binascii.a2b_base64(text, strict_mode=strict))
    except binascii.Error as error:
        print(text, strict, "Error", error)
print(base64.b64encode(data), base64.urlsafe_b64encode(b"\xff\xfe\xfd?"), base64.b64decode("_-8=", "-_"), base64.b64decode(base64.b64encode(data)) == data)
print(base64.b32encode(b"hello"), base64.b32decode("nbswy3dp", casefold=True), base64.b32hexencode(b"hi"), base64.b16encode(b"hi"), base64.b16decode("6869"))
print(base64.b85encode(b"hello world"), base64.b85decode(base64.b85encode(data)) == data, base64.a85encode(b"    \0\0\0\0abc", foldspaces=True), base64.a85decode(b"<~87cURDZ~>", adobe=True))
print(base64.z85encode(b"\x86\x4f\xd2\x6f\xb5\x59\xf7\x5b"), base64.encodebytes(b"x" * 60), base64.decodebytes(b"eHg=\n"))
for call in (lambda: base64.b32decode("a"), lambda: base64.b16decode("6g"), lambda: base64.b85decode("\x01"), lambda: base64.b64decode("é"), lambda: base64.b64encode("text")):
    try:
        call()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
