# A tokenizer as programs have them: one pattern of named groups.
import re

SPECIFICATION = [
    ("NUMBER", r"\d+(\.\d*)?"),
    ("ASSIGN", r":="),
    ("END", r";"),
    ("NAME", r"[A-Za-z_]\w*"),
    ("OPERATOR", r"[+\-*/]"),
    ("NEWLINE", r"\n"),
    ("SKIP", r"[ \t]+"),
    ("MISMATCH", r"."),
]
PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in SPECIFICATION))


def tokens(text):
    line = 1
    for match in PATTERN.finditer(text):
        kind = match.lastgroup
        if kind == "NEWLINE":
            line += 1
        elif kind != "SKIP":
            yield kind, match.group(), line


for token in tokens("total := total + price * 1.5;\n  tax := 3 # 4;"):
    print(*token)
print(sum(1 for _ in tokens("x := 1 + y;\n" * 50)))
scanner = re.Scanner([(r"\d+", lambda scanner, text: int(text)), (r"[a-z]+", lambda scanner, text: text), (r"\s+", None)])
print(scanner.scan("12 abc 7!rest"))
scan = re.compile("a|(b)").scanner("abxb")
print(scan.match(), scan.search(), scan.search(), scan.search())
print(type(re.finditer("a", "a")).__name__, list(re.finditer("a*", "baac")))
# What would overflow a recursive matcher.
print(len(re.match("(?:a|b)*", "ab" * 20000).group()), re.match("(a|b)*c", "ab" * 5000))
