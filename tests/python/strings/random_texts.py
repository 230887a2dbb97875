# Random texts through every method of str and through the decoders; a digest of the results.
state = 12345
def rnd(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 8) % n
alpha = ["a", "b", "A", " ", ",", "\n", "\t", "é", "ß", "Σ", "σ", "語", "\U0001f600", "1", "\r", "İ", "\u2028", ".", "'", "\ud800"]
def word(n):
    return "".join([alpha[rnd(len(alpha))] for _ in range(rnd(n))])
h = 0
for i in range(600):
    s, t, u = word(20), word(3), word(4)
    a, b = rnd(12) - 5, rnd(24) - 6
    r = [s.find(t), s.rfind(t), s.find(t, a, b), s.rfind(t, a, b), s.count(t), s.count(t, a), s.replace(t, u), s.replace(t, u, rnd(4) - 1), s.split(), s.split(None, rnd(3)), s.rsplit(None, rnd(3)),
         s.splitlines(), s.splitlines(True), s.strip(t), s.lstrip(u), s.rstrip(), s.upper(), s.lower(), s.title(), s.swapcase(), s.capitalize(), s.casefold(), s[a:b], s[a:b:rnd(3) + 1], s[b:a:-1 - rnd(2)], s.startswith(t, a), s.endswith(t, a, b),
         s < t, s + t, t in s, s.center(rnd(30), "é"), s.zfill(rnd(25)), s.expandtabs(rnd(9)), s.isalnum(), s.istitle(), s.isupper(), s.islower(), s.isprintable(), s.encode("utf-8", "surrogatepass").hex(), s.encode("ascii", "backslashreplace"), s.encode("utf-16-be", "replace"), repr(s), "%r|%-9s|%.3s" % (s, t, s), "{:>9}|{!a}".format(t, s), f"{s!r:^30}"]
    if t:
        r = r + [s.split(t), s.rsplit(t, 1), s.split(t, 2), s.partition(t), s.rpartition(t)]
    raw = bytes([rnd(256) if rnd(3) == 0 else rnd(128) for _ in range(rnd(12))])
    for e in ["utf-8", "ascii", "utf-16", "utf-32-le", "latin-1"]:
        for m in ["replace", "ignore", "backslashreplace", "surrogateescape", "surrogatepass", "strict"]:
            try:
                r.append(raw.decode(e, m))
            except UnicodeDecodeError as x:
                r.append(str(x))
    text = ascii(r)
    for c in text.encode()[::7]:
        h = (h * 31 + c) % 1000000007
    if i % 50 == 0:
        print(i, h)
