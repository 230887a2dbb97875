# The encodings unicode_escape and raw_unicode_escape.
def t(f, *a, **k):
    try: print(ascii(f(*a, **k)))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
s = 'a\\b\n\t\r\x00\x7f\x80\xff\u0100\uffff\U00010000\ud800\'"'
for c in ('unicode_escape', 'raw_unicode_escape', 'unicode-escape', 'Raw-Unicode-Escape'):
    e = s.encode(c); print(e); t(e.decode, c)
for b in (rb'\a\b\f\n\r\t\v\0\12\123\377\x41\u0041\U00000041\\\'\"', b'\\', b'\\x4', b'\\xg', b'\\u12', b'\\U0011', b'\\U00110000', b'a\\\nb', b'\xe9', b'\\N', b'\\\\u0041', b'\\\\\\u0041', b'\\u00e'):
    for c in ('unicode_escape', 'raw_unicode_escape'):
        t(b.decode, c)
        for h in ('replace', 'ignore', 'backslashreplace'): t(b.decode, c, h)
