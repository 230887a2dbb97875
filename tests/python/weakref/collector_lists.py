# What the collector knows of objects: referents, referrers, all that it follows.
import gc

inner = []
outer = {"inner": inner}
print(gc.is_tracked(inner), gc.is_tracked(1), gc.is_tracked("a"), gc.is_tracked({}), gc.is_tracked(outer), gc.is_tracked((inner,)))
print(any(found is outer for found in gc.get_referrers(inner)))
print(any(found is inner for found in gc.get_referents(outer)), gc.get_referents(1), gc.get_referents())
print(sorted(map(repr, gc.get_referents([1, "a", (2,)], (3,)))))


class Node:
    def __init__(self, next):
        self.next = next


node = Node(inner)
referents = gc.get_referents(node)
print(any(found is inner for found in referents), any(found is Node for found in referents))
print(any(found is node for found in gc.get_referrers(inner)))
print(any(found is outer for found in gc.get_objects()), any(found is node for found in gc.get_objects()))
big = list(range(1000, 3000))
print(sorted(gc.get_referents(big)) == big)


def function(default=inner):
    return default


print(any(found is function.__defaults__ for found in gc.get_referents(function)))
try:
    gc.get_objects(3)
except ValueError as error:
    print(error)
try:
    gc.get_objects(-2)
except ValueError as error:
    print(error)


class Finalised:
    def __del__(self):
        pass


finalised = Finalised()
print(gc.is_finalized(finalised), gc.is_finalized(node), gc.is_finalized(1))
phases = []
gc.callbacks.append(lambda phase, details: phases.append((phase, sorted(details))))
gc.collect()
gc.callbacks.clear()
gc.collect()
print(phases)
print(gc.get_threshold())
