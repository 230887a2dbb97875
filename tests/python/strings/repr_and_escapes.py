# repr chooses quotes and escapes; literals read them back.
for s in ("plain", "it's", 'say "hi"', "both ' and \"", "tab\tnew\nline\rreturn", "back\\slash", "\0\x01\x1f\x7f", "é ñ", "\u2028\ud800"[:1], "\x80\xa0\xad", "日本", "😀", "\u200b"):
    print(repr(s), len(s))
print(ascii("é日😀\n"), "\101\x41\u0041\U00000041\x61", r"\n\t", "line \
continued", "con" "cat" 'enated')
print(["a'b", "\n"], ("x",), {"k": "v\t"})
print("""triple "quoted"
text""")
