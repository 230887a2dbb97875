# A frame goes on in the code that it began with, though the function has other code and nothing else refers to the old one.
import gc
def g(n):
    return n + 100
def f(n):
    if n == 0:
        f.__code__ = g.__code__
        gc.collect()
        x = [[] for i in range(1000)]
        return 5
    r = f(n - 1)
    return r + n
print(f(5), f(5))
for i in range(3):
    ns = {}
    exec("def h(n):\n  if n == 0:\n    h.__code__ = k.__code__\n    return 1\n  r = h(n-1)\n  return r + len([0]*n)\ndef k(n): return -n\n", ns)
    h = ns['h']
    print(h(3), h(3))
    del h, ns
    gc.collect()
