# find, index, count, startswith, in and their relatives.
s = "the cat sat on the mat"
print(s.find("at"), s.find("at", 6), s.find("at", 6, 8), s.rfind("at"), s.find("dog"), s.find(""), s.rfind(""))
print(s.index("sat"), s.rindex("the"), s.count("at"), s.count("t"), s.count(""), "aaaa".count("aa"))
print("cat" in s, "dog" not in s, "" in s, s.startswith("the"), s.startswith("cat", 4), s.endswith(("mat", "hat")))
print(s.startswith(("a", "the")), s.endswith("ma"), s.endswith("ma", 0, -1))
try:
    s.index("dog")
except ValueError as error:
    print(error)
try:
    1 in s
except TypeError as error:
    print(error)
found = 0
for i in range(600):
    found += s.find("t", i % 25)
print(found)
