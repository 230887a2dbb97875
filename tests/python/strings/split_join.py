# split, rsplit, splitlines, partition, join.
print("a b  c ".split(), "a b  c ".split(" "), "".split(), "".split(","), "a,b,,c".split(","))
print("a b c d".split(None, 2), "a,b,c,d".split(",", 1), "a,b,c,d".rsplit(",", 1), "a--b--c".split("--"))
print("one\ntwo\r\nthree\n".splitlines(), "one\ntwo".splitlines(True), "\n".splitlines())
print("key=value=x".partition("="), "key=value=x".rpartition("="), "none".partition("="), "none".rpartition("="))
print(",".join(["a", "b", "c"]), "".join([]), "-".join("xyz"), ", ".join({"k": 1, "l": 2}), " ".join(("one",)))
try:
    ",".join(["a", 1])
except TypeError as error:
    print(error)
try:
    "a".split("")
except ValueError as error:
    print(error)
words = []
for i in range(500):
    words.append("w" + str(i % 7))
text = " ".join(words)
print(len(text), len(text.split()), text.split("w3")[1][:10], len(text.split("w3")))
