"""Getters in parts."""

import copy
import operator


class Thing:
    class inner:
        value = 5

    name = "n"

    def call(self, *arguments, **named):
        return arguments, named


for getter in (
    operator.itemgetter(1), operator.itemgetter(0, "x"), operator.attrgetter("name"), operator.attrgetter("name", "inner.value"),
    operator.methodcaller("call"), operator.methodcaller("call", 1, 2), operator.methodcaller("call", 1, key=2),
):
    print(getter.__reduce__())
    again = copy.copy(getter)
    if not isinstance(getter, operator.itemgetter):
        print(again(Thing()) == getter(Thing()))
print(copy.copy(operator.itemgetter(1))("abc"))
