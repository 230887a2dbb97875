from itertools import accumulate, batched, chain, combinations, count, cycle, groupby, islice, pairwise, permutations, product, tee, zip_longest
from operator import attrgetter, itemgetter, methodcaller
from _collections import OrderedDict, _count_elements, deque
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

ring = deque(range(20), 7)
ring.rotate(3)
ring.appendleft([1])
ring.insert(2, "in") if len(ring) < 7 else ring.pop()
print(ring, ring + ring, ring.index(ring[3]), list(reversed(ring)))
order = OrderedDict((n, str(n)) for n in range(12))
order.move_to_end(3)
order.move_to_end(5, last=False)
print(order.popitem(False), order.popitem(), list(order.items()), order.copy() == order)
counts = {}
_count_elements(counts, "abracadabra")
kept = _lru_cache_wrapper(lambda n, k=0: [n, k], 3, False, tuple)
print(counts, [kept(n % 5, k=n % 2) for n in range(12)])
print(list(chain(islice(count(5, 2), 4), zip_longest("ab", "c"))), list(islice(cycle("xyz"), 7)), list(accumulate(range(9))))
print([(k, list(g)) for k, g in groupby("aabccc")], [list(t) for t in tee(iter("pq"), 3)], list(pairwise("abc")), list(batched("abcde", 2)))
print(len(list(product("ab", repeat=4))), list(permutations("abc", 2)), list(combinations(range(4), 3)))
print(sorted(["b", "a", "c"], key=cmp_to_key(lambda a, b: (a < b) - (a > b))), reduce(lambda a, b: a + [b], "xyz", []), partial(max, 5, key=abs)(-9))
print(itemgetter(1, 0)("ab"), attrgetter("real", "imag.real")(1j), methodcaller("split", "b", maxsplit=1)("abcb"))
