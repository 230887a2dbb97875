"""Functions of `heapq` by the name of the module where CPython has them."""

from heapq import _heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop, heapreplace
