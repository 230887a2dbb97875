# Normal forms; identifiers are brought into one.
import unicodedata as u

texts = ("abc", "\xe9", "e\u0301", "\u1e9b\u0323", "\ufb01", "\u212b", "\u00c5", "A\u030a", "\uac00", "\u1100\u1161", "\u1100\u1161\u11a8", "\uac00\u11a8",
         "a\u0315\u0300\u05ae\u0300\u0062", "\u0344", "\u2126", "\uff21\uff22", "\u00bd", "\ufdfa", "\u0958", "q\u0307\u0323", "\u1e0b\u0323", "\u0f71\u0f72\u0f74",
         "a\u0300" * 5, "\u3300", "\U0001d400", "\u0300a", "\u0300\u0301", "\u09c7\u09be", "\ud800\u0301")
for text in texts:
    print(ascii(text), *[ascii(u.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")], u.is_normalized("NFC", text))
many = "a" + "\u0315\u0300\u05ae\u0323" * 40 + "\xe9"
print([sum(i * ord(c) for i, c in enumerate(u.normalize(form, many))) for form in ("NFC", "NFD")])
for arguments in (("X", "a"), ("NFC", 5), (5, "a")):
    try:
        print(u.normalize(*arguments))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
ﬁ = 1
print(fi, "fi" in globals(), "\ufb01" in globals())


class Ａ:
    def ｍ(self, ｘ=2):
        return ｘ


print(A().m(), A().m(x=3), A.__name__, [*A.m.__code__.co_varnames])
ª = 5
print(a)
