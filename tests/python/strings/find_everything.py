s = "abracadabra" * 3
for wanted in ("a", "abra", "cad", "z", "", "braab", "abracadabraabracadabraabracadabra", "ra"):
    print(repr(wanted), s.find(wanted), s.rfind(wanted), s.count(wanted), wanted in s, s.startswith(wanted), s.endswith(wanted), s.find(wanted, 3), s.rfind(wanted, 0, -3), s.count(wanted, 5, 20), s.find(wanted, -4), s.find(wanted, 100))
wide = "αβγ" * 5 + "abc" + "😀" * 3
for wanted in ("βγα", "abc", "😀😀", "γa", "c😀", "é"):
    print(wanted, wide.find(wanted), wide.rfind(wanted), wide.count(wanted), wide.replace(wanted, "_"))
print("abc".startswith(("x", "ab")), "abc".endswith(("c", "x")), "abc".startswith("b", 1), "abc".startswith("", 4), "abc".find("", 3), "abc".find("", 4), "".find(""), "abc".startswith(()))
for start in (None, -2, 0, 1, 5):
    for stop in (None, -1, 2, 9):
        print("abcb".find("b", start, stop), end=" ")
print()
text = "the cat sat on the mat with the hat"
places, at = [], text.find("the")
while at >= 0:
    places.append(at)
    at = text.find("the", at + 1)
print(places, [i for i in range(len(text)) if text.startswith("at", i)], sum(letter in "aeiou" for letter in text))
