# Case, stripping, padding, classification, replacement.
s = "  Hello, World  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), "xxabxx".strip("x"), "abcba".strip("ab"), "www.site".lstrip("w."))
print(s.upper(), s.lower(), s.swapcase(), "hello world".title(), "hELLO".capitalize(), "it's".title())
print("ab".center(7, "*"), "ab".ljust(5) + "|", "ab".rjust(5), "42".zfill(5), "-42".zfill(5), "abc".zfill(2))
print("a-b-a".replace("a", "x"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("z", "y"))
print("abc".isalpha(), "ab1".isalnum(), "123".isdigit(), " \t".isspace(), "AB".isupper(), "ab".islower(), "".isalpha(), "Ab".istitle())
print("prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "x".removeprefix("y"), "a\tb".expandtabs(4))
print("abc".translate({97: "A", 98: None}), "name_1".isidentifier(), "1a".isidentifier())
