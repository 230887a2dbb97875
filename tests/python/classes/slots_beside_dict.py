# Slots that a base declares, beside the attributes of a subclass.
class S:
    __slots__ = ('q',)
class T(S): pass
t = T(); t.q = 1; t.z = 2
print(t.__dict__, t.q); t.q = 5; print(t.q, t.__dict__); del t.q
try: t.q
except AttributeError as e: print(e)
t.q = 7; print(t.q, vars(t)); t.__dict__ = {'a': 1}; print(t.a, t.q)
