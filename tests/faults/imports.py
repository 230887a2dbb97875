import copy, heapq, bisect, operator, sys, types, weakref, gc
import collections.abc as abc
from importlib import import_module
namespace = {}
exec("import math as m\nclass K:\n    def go(self): return m.floor(self.v)\n", namespace)
k = namespace["K"]()
k.v = 7.9
print(k.go(), eval("[x for x in range(n)]", {"n": 4}), compile("1 + 2", "f", "eval").co_name, import_module("math").pi)
print(copy.deepcopy([{"a": (1, [2])}, {3}]), copy.copy(k).v, isinstance([], abc.Sequence), heapq.nsmallest(2, [5, 1, 4]), bisect.bisect([1, 3], 2))
class Node: pass
node = Node()
node.self = node
kept, alive = weakref.ref(node), weakref.WeakValueDictionary(n=node)
print(kept() is node, "n" in alive, operator.itemgetter(1)([1, 2]), types.SimpleNamespace(a=1, b=[2]), sys.intern("a" + "b"), gc.collect() >= 0)
module = types.ModuleType("made")
exec("value = [i * 2 for i in range(5)]", module.__dict__)
sys.modules["made"] = module
from made import value
import made
print(value, made.value is value, str(list[int]), str(int | None))
