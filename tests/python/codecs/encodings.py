# Encodings beyond UTF-8: one byte a character, UTF-7, escapes; sources that declare them.
import codecs
for name in ("cp1252", "iso8859-15", "ISO_8859-2", "cp437", "koi8-r", "latin2", "windows-1251", "mac-roman", "cp864"):
    print(name, codecs.lookup(name).name, ascii(bytes(range(0x80, 0xa4)).decode(name, "replace")), "a\u20ac\u2013".encode(name, "replace"))
for f in (lambda: "\u0394x".encode("cp1252"), lambda: b"a\x81b".decode("cp1252"), lambda: "\u0394\u0394".encode("cp437", "ignore"), lambda: "a\u4e00".encode("iso8859-5", "xmlcharrefreplace"), lambda: "a".encode("nope"), lambda: b"a".decode("nope"),
          lambda: "a".encode("rot13"), lambda: b"a".decode("hex"), lambda: "\u0100".encode("ascii", "nope"), lambda: "a".encode("ascii", "nope"), lambda: codecs.lookup("nope"), lambda: codecs.lookup(5), lambda: "a\u4e00b".encode("cp1252", "backslashreplace")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print("a+b\u20ac\u4e00\U0001f600-x~".encode("utf-7"), b"a+-b+IKw-x".decode("utf7"), "\u20ac".encode("utf-7").decode("utf-7"))
for bad in (b"+", b"+A", b"+AB-", b"\xff", b"+IKx-", b"a+IKw"):
    for errors in ("strict", "replace"):
        try: print(ascii(bad.decode("utf-7", errors)))
        except UnicodeDecodeError as e: print(e)
print("a\n\\\xe9\u0101\U0001f600\x00'".encode("unicode_escape"), ascii(b"a\\n\\x41\\u0101\\U0001f600\\101\\N{DIGIT ONE}\\\\n\xe9".decode("unicode_escape")))
print("a\\\xe9\u0101\U0001f600".encode("raw_unicode_escape"), ascii(b"a\\n\\u0101\\\\u0102\\U0001f600\xe9".decode("raw_unicode_escape")))
for bad in (b"\\x4", b"\\", b"\\u12", b"\\U00110000", b"\\N{nope}", b"\\N", b"a\\N{x"):
    try: print(ascii(bad.decode("unicode_escape")))
    except UnicodeDecodeError as e: print(e)
print(codecs.encode("Hello", "rot13"), codecs.decode("Uryyb", "rot_13"), codecs.encode(b"abc", "hex"), codecs.decode(b"616263", "hex_codec"), codecs.encode(b"abcd" * 20, "base64"), codecs.decode(b"YWJj\n", "base64"), codecs.decode(b"YWI=", "base64"))
for src in (b'# coding: cp1252\nx = "\x80"', b'# coding: latin-1\nx = "\xe9"', b'# coding: nope\nx=1', b'# coding: ascii\nx = "\xe9"', b'\n# -*- coding: koi8-r -*-\nx="\xc1"', b'\xef\xbb\xbfx = 1', b'\xef\xbb\xbf# coding: cp1252\nx', "# coding: nope\nx = '\xe9'", b'# coding: rot13\nk = 1', b"x=1;\n\n#coding: nope\nx=2"):
    n = {}
    try: exec(src, n); print(ascii(n["x"]))
    except SyntaxError as e: print(e.msg, e.lineno, e.offset, e.text)
