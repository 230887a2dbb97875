from collections import OrderedDict

o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
print(o, OrderedDict(), OrderedDict(a=1), list(o), list(reversed(o)), o.keys(), o.values(), o.items())
o.move_to_end("a")
print(list(o))
o.move_to_end("c", last=False)
print(list(o), o["a"])
o.move_to_end("c", False)
o["b"] = 20
o["d"] = 4
print(o.popitem(), o.popitem(last=False), o)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), dict(b=2, a=1) == OrderedDict(a=1, b=2), OrderedDict(a=1) != OrderedDict(a=1))
print(o.pop("b"), o.pop("zz", None), o.pop("zz", default=5), o.setdefault("e", 5), o.setdefault("e", 6), o.setdefault("f"), o)
print(o.copy(), o | {"g": 1}, {"g": 1} | o, OrderedDict.fromkeys("xy"), OrderedDict.fromkeys("xy", 0), type(o | {}))
o |= {"h": 8}
o.update([("i", 9)], j=10)
o.update({"k": 11})
print(o, list(reversed(o.items())), list(reversed(o.keys())))
for bad in (lambda: o.move_to_end("zz"), lambda: OrderedDict().popitem(), lambda: o.pop("zz"), lambda: o["zz"], lambda: OrderedDict(1), lambda: OrderedDict({}, {}),
            lambda: OrderedDict([1]), lambda: OrderedDict([(1, 2, 3)]), lambda: o | 1, lambda: hash(o), lambda: o.pop()):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


def tell(work):
    o = OrderedDict(a=1, b=2)
    try:
        for k in o:
            work(o, k)
        print("ended", o)
    except RuntimeError as e:
        print(e)


tell(lambda o, k: o.pop(k))
tell(lambda o, k: o.move_to_end(k))
tell(lambda o, k: o.update({k + "c": 1}))
tell(lambda o, k: o.update({k: 5}))
o = OrderedDict(a=1)
o["self"] = o
print(o)
del o["self"]
print({**o}, dict(o), list(o.items()), len(o), "a" in o, o.get("x", 0), sorted(o))
q = OrderedDict((n, n) for n in range(2000))
total = 0
while q:
    total += q.popitem(last=False)[1]
    if total % 7 == 0 and q:
        q.move_to_end(next(iter(q)))
print(total, q)
print(type(o.keys()).__name__, type(iter(o)).__name__, o.keys() | {"z"} == {"a", "z"}, o.keys() & {"a"})
