# Text beyond ASCII: length, index, slices, case and search count code points.
s = "naïve café 日本語 😀🎉 e\u0301"
print(s, len(s))
print(s[2], s[11], s[15], s[16], s[-1] == "\u0301", s[11:14], s[15:17], s[::-1][2:5])
print(s.find("日"), s.find("🎉"), s.index("é"), s.count("é"))
print([ord(c) for c in s[14:18]], chr(128512), chr(233), chr(0x65E5), "😀" in s, s.split())
print("é" < "z", "z" < "é", "😀" > "\uffff", sorted("zé日a😀"), max("aé😀"), "é" == "e\u0301")
print("日本".center(6, "*"), "😀".rjust(3, "-"), f"{'é':>4}|{'日':<3}|")
mixed = ""
for i in range(600):
    mixed += "aé日😀"[i % 4]
print(len(mixed), mixed[599], mixed[597], mixed.count("日"), mixed[10:14], mixed.replace("😀", "")[-3:])
print("é".encode(), "日".encode("utf-8"), "😀".encode(), b"\xf0\x9f\x98\x80".decode(), "é".encode("latin-1"))
