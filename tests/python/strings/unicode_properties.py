# Case mapping and classification beyond ASCII.
print("straße".upper(), "ÀÉ".lower(), "ß".casefold(), "İ".lower() == "i\u0307", "ǆ".title(), "ὈΔΥΣΣΕΎΣ".lower(), "ﬁ".upper())
print("naïve café".upper(), "élan vital".title(), "ÇA VA".swapcase(), "éCLAIR".capitalize())
print("é".isalpha(), "日".isalnum(), "½".isnumeric(), "½".isdigit(), "²".isdigit(), "²".isdecimal(), "٣".isdigit(), int("٣"))
print("\u2003".isspace(), "a\u2003b".split(), "日本".isidentifier(), "é".isupper(), "É".isupper(), "\xad".isprintable())
