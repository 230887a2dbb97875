# Proxies without a callback are one, as references are.
import gc
import weakref


class Thing:
    def __init__(self):
        self.value = 1

    def __len__(self):
        return 3


thing = Thing()
first, second = weakref.proxy(thing), weakref.proxy(thing)
print(first is second, first.value, len(first))


def callback(proxy):
    print("gone")


print(weakref.proxy(thing, callback) is first)
other = Thing()
print(weakref.proxy(other) is first, weakref.proxy(other) is weakref.proxy(other))
del thing
gc.collect()
try:
    first.value
except ReferenceError as error:
    print(error)
fresh = Thing()
print(weakref.proxy(fresh) is first, weakref.proxy(fresh).value)
