from functools import reduce
import operator

print(reduce(operator.add, [1, 2, 3]), reduce(operator.add, [], 5), reduce(operator.add, [1], 5), reduce(lambda a, b: [a, b], "abcd"), reduce(max, (x for x in (3, 9, 2))))
for bad in (lambda: reduce(), lambda: reduce(operator.add), lambda: reduce(operator.add, []), lambda: reduce(operator.add, 1), lambda: reduce(1, [1, 2]), lambda: reduce(operator.add, [1, "a"]),
            lambda: reduce(1, 2, 3, 4), lambda: reduce(function=1, iterable=[])):
    try:
        print(bad())
    except TypeError as e:
        print(e)
print(reduce(1, [5]), reduce(None, [], "initial"), reduce(lambda a, b: a * b, range(1, 30)))
