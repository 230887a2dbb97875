# The package of encodings and its modules.
import encodings
import encodings.aliases
import encodings.utf_8
from encodings import latin_1

print(encodings.aliases.aliases["latin1"], encodings.aliases.aliases["utf8"])
print(encodings.utf_8.getregentry().name, latin_1.getregentry().name)
print(encodings.normalize_encoding("UTF 8"), encodings.search_function("utf-8").name)
try:
    import encodings.nothing
except ModuleNotFoundError as error:
    print(error)
import binascii

print(binascii.hexlify(b"abc", "é"), binascii.hexlify(b"abc", b"-", 2))
