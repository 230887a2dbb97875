import heapq
import bisect

data = [5, 3, 8, 1, 9, 2, 7, 3]
h = list(data)
heapq.heapify(h)
print(h)
heapq.heappush(h, 0)
print(h, heapq.heappop(h), h)
print(heapq.heappushpop(h, 4), heapq.heapreplace(h, 10), h)
print([heapq.heappop(h) for _ in range(len(h))])
print(heapq.nsmallest(3, data), heapq.nlargest(3, data), heapq.nlargest(1, data), heapq.nsmallest(1, []), heapq.nlargest(100, data))
print(heapq.nsmallest(2, ["aaa", "b", "cc"], key=len), heapq.nlargest(2, ["aaa", "b", "ccc"], key=len))
print(list(heapq.merge([1, 4, 7], [2, 5], [], [3, 6])), list(heapq.merge([7, 3], [8, 1], reverse=True)))
print(list(heapq.merge(["a", "ccc"], ["bb"], key=len)), list(heapq.merge()))
for call in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush((), 1), lambda: heapq.heapify(3)):
    try:
        call()
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
a = [1, 2, 2, 3]
print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 9), bisect.bisect_left([], 1), bisect.bisect(a, 2, 0, 2))
bisect.insort(a, 2.0)
bisect.insort_left(a, 0)
print(a)
b = ["a", "bb", "dddd"]
bisect.insort(b, "ccc", key=len)
print(b, bisect.bisect_left(b, 2, key=len))
try:
    bisect.bisect(a, 1, -1)
except ValueError as e:
    print(e)
