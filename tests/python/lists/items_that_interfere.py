# Containers that change while the methods of their items run.
class Evil:
    def __init__(self, action, answer=False):
        self.action = action
        self.answer = answer

    def __eq__(self, other):
        self.action()
        return self.answer

    def __lt__(self, other):
        self.action()
        return self.answer

    def __hash__(self):
        return 1

    def __repr__(self):
        self.action()
        return "E"

    def __index__(self):
        self.action()
        return 2


def attempt(name, function):
    try:
        print(name, function())
    except Exception as error:
        print(name, type(error).__name__, error)


a = []
a += [Evil(a.clear), 2, 3]
attempt("index", lambda: a.index(5))
a += [Evil(a.clear, True), 2, 3]
attempt("remove", lambda: a.remove(5))
a[:] = [Evil(a.clear), 2, 3]
attempt("count", lambda: a.count(5))
a[:] = [Evil(a.clear), 2, 3]
attempt("repr", lambda: repr(a))
a[:] = [Evil(a.clear), 2, 3]
attempt("contains", lambda: 7 in a)
a[:] = [Evil(a.clear), 2, 3]
attempt("compare", lambda: a == [1, 2, 3])
a[:] = [1, 2, 3, 4, 5]
attempt("slice", lambda: a[Evil(a.clear):])
a[:] = [1, 2, 3, 4, 5]
attempt("subscript", lambda: a[Evil(a.clear)])
a[:] = [1, 2, 3, 4, 5]


def store():
    a[Evil(a.clear)] = 1


attempt("store", store)
a[:] = [1, 2, 3, 4, 5]


def store_slice():
    a[Evil(a.clear):5] = [7, 8, 9]
    return a


attempt("store slice", store_slice)
a[:] = [1, 2, 3, 4, 5]


def delete_slice():
    del a[Evil(a.clear):5:2]
    return a


attempt("delete slice", delete_slice)
a[:] = [1, 2, 3, 4, 5]
attempt("pop", lambda: a.pop(Evil(a.clear)))
attempt("insert", lambda: a.insert(Evil(a.clear), 1))
a[:] = [1, 2, 3]
attempt("multiply", lambda: a * Evil(a.clear))
a[:] = [Evil(lambda: a.append(1)) for _ in range(5)]
attempt("sort", lambda: a.sort())
print(len(a))
a[:] = [3, 1, 2]
attempt("sort key", lambda: a.sort(key=lambda x: a.append(x) or x))
print(a)
a[:] = [5, 4, 3, 2, 1]
attempt("sort raising", lambda: a.sort(key=lambda x: 1 // (x - 3)))
print(a)


class Failing:
    count = 0

    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        Failing.count += 1
        if Failing.count > 150:
            raise ValueError("enough")
        return self.number < other.number


a[:] = [Failing(i * 7919 % 100) for i in range(100)]
attempt("sort failing", lambda: a.sort())
print(sorted([x.number for x in a]) == list(range(100)))
attempt("extend self", lambda: a.extend(a) or len(a))

d = {}
d.update({1: 1, Evil(d.clear): 2})
attempt("dict get", lambda: d.get(Evil(lambda: None)))
d.update({Evil(d.clear): 2, 3: 4})
attempt("dict store", lambda: d.__setitem__(Evil(lambda: None), 2) or len(d))
d.clear()
d.update({5: Evil(d.clear), 6: 7, 8: 9})
attempt("dict equal", lambda: d == {5: 1, 6: 7, 8: 9})
d.update({5: Evil(d.clear), 6: 7, 8: 9})
attempt("dict repr", lambda: repr(d))
d.update({5: Evil(d.clear), 6: 7, 8: 9})
attempt("values", lambda: 7 in d.values())
d.update({5: Evil(lambda: d.update({len(d): 0})), 6: 7, 8: 9})
attempt("dict repr growing", lambda: len(repr(d)) > 5)
s = set()
s.update({1, Evil(s.clear)})
attempt("set", lambda: Evil(lambda: None) in s)
s.update({Evil(s.clear), 2, 3})
attempt("union", lambda: len(s | {Evil(lambda: None)}) > 0)
s.update({Evil(s.clear), 2, 3})
attempt("intersection", lambda: s & {Evil(lambda: None), 2})
s.clear()
s.update({Evil(s.clear), 2, 3})
attempt("difference", lambda: s.difference_update({Evil(lambda: None)}))
t = (Evil(a.clear), 1)
attempt("tuple", lambda: t == (1, 1))
attempt("tuple index", lambda: t.index(1))


def walk(items):
    for item in items:
        items.remove(item)
        items.append(item + 10)
        if item > 60:
            items.clear()
    return items


attempt("walk", lambda: walk([1, 2, 3]))
a = [1]
a.append(a)
d = {"a": a}
a.append(d)
print(a, d, (a, d))
attempt("recursive compare", lambda: a == [1, a, d])
