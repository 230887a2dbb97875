# Of a set of small ints the least is taken first; what is added meanwhile comes later.
s = set(range(600))
taken = [s.pop() for _ in range(500)]
print(taken[:5], taken[-1], len(s))
s.discard(500)
s |= {700}
print(s.pop(), len(s), sorted(s)[-1])
while s:
    s.pop()
s.add(1)
print(s)
