"""A heap in a list: no item is less than the one at half its place."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def _check(heap, function):
    if not isinstance(heap, list):
        raise TypeError(f"{function} must be list, not {type(heap).__name__}")


def _up(heap, start, place):
    """Moves an item up to where it is not less than the one above."""
    item = heap[place]
    while place > start:
        above = (place - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[place] = parent
        place = above
    heap[place] = item


def _down(heap, place):
    """Moves an item down to a leaf past the smaller children, then up again: fewer comparisons than stopping half-way."""
    end = len(heap)
    start = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        other = child + 1
        if other < end and not heap[child] < heap[other]:
            child = other
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _up(heap, start, place)


def heappush(heap, item, /):
    """Adds an item."""
    _check(heap, "heappush() argument 1")
    heap.append(item)
    _up(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Takes the smallest item."""
    _check(heap, "heappop() argument")
    last = heap.pop() if heap else _empty()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _down(heap, 0)
    return smallest


def _empty():
    raise IndexError("index out of range")


def heapreplace(heap, item, /):
    """Takes the smallest item, then adds one."""
    _check(heap, "heapreplace() argument 1")
    smallest = heap[0] if heap else _empty()
    heap[0] = item
    _down(heap, 0)
    return smallest


def heappushpop(heap, item, /):
    """Adds an item, then takes the smallest."""
    _check(heap, "heappushpop() argument 1")
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _down(heap, 0)
    return item


def heapify(heap, /):
    """Makes a list a heap."""
    _check(heap, "heapify() argument")
    for place in range(len(heap) // 2 - 1, -1, -1):
        _down(heap, place)


class _Reversed:
    """An item that is less where it was greater."""

    __slots__ = ("item",)

    def __init__(self, item):
        self.item = item

    def __lt__(self, other):
        return other.item < self.item


def _on_reversed(function, heap, *items):
    """Works on a list as a heap whose top is the greatest item."""
    _check(heap, f"{function.__name__}_max() argument")
    turned = [_Reversed(item) for item in heap]
    try:
        found = function(turned, *[_Reversed(item) for item in items])
    finally:
        heap[:] = [entry.item for entry in turned]
    return found if found is None else found.item


def _heapify_max(heap, /):
    _on_reversed(heapify, heap)


def _heappop_max(heap, /):
    return _on_reversed(heappop, heap)


def _heapreplace_max(heap, item, /):
    return _on_reversed(heapreplace, heap, item)


# Where CPython has them.
for _function in heappush, heappop, heapreplace, heappushpop, heapify, _heapify_max, _heappop_max, _heapreplace_max:
    _function.__module__ = "_heapq"


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables, in order."""
    heap = []
    for order, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            item = advance()
        except StopIteration:
            continue
        heap.append(_Entry(item, order, advance, key, reverse))
    heapify(heap)
    while heap:
        entry = heap[0]
        yield entry.item
        try:
            entry.renew()
        except StopIteration:
            heappop(heap)
        else:
            _down(heap, 0)


class _Entry:
    """The next item of one of several iterables."""

    __slots__ = ("item", "value", "order", "advance", "key", "reverse")

    def __init__(self, item, order, advance, key, reverse):
        self.order, self.advance, self.key, self.reverse = order, advance, key, reverse
        self.take(item)

    def take(self, item):
        self.item = item
        self.value = item if self.key is None else self.key(item)

    def renew(self):
        self.take(self.advance())

    def __lt__(self, other):
        mine, theirs = (other.value, self.value) if self.reverse else (self.value, other.value)
        if mine < theirs:
            return True
        if theirs < mine:
            return False
        return self.order < other.order


def nsmallest(n, iterable, key=None):
    """The n smallest, in order."""
    if n == 1:
        items = list(iterable)
        return [min(items, key=key)] if items else []
    return sorted(iterable, key=key)[: max(n, 0)]


def nlargest(n, iterable, key=None):
    """The n largest, the largest first."""
    if n == 1:
        items = list(iterable)
        return [max(items, key=key)] if items else []
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]
