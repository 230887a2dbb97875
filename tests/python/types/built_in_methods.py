# Methods of built-in classes: on the class, bound to an object, and what they tell of themselves.
import inspect
import types

items = []
for method in (
    items.append, len, (1).__add__, int.__add__, str.join, dict.__dict__["fromkeys"], dict.fromkeys, int.__new__, True.bit_length,
    types.MethodType(len, [1]),
):
    print(type(method).__name__, repr(method).partition(" at 0x")[0])
    for name in ("__name__", "__qualname__", "__module__", "__self__", "__objclass__", "__func__", "__get__"):
        try:
            print("   ", name, repr(getattr(method, name)).partition(" at 0x")[0])
        except AttributeError as error:
            print("   ", name, "-")
    print("   ", inspect.isbuiltin(method), inspect.ismethod(method), inspect.isroutine(method), inspect.ismethodwrapper(method))

print(types.BuiltinMethodType is types.BuiltinFunctionType, isinstance(items.append, types.MethodType))
print(items.append == items.append, items.append == [].append, hash(items.append) == hash(items.append), items.append != len)
print(items.__len__ == items.__len__, items.__len__ == [].__len__, {items.append: 1}[items.append], {len: 2}[len])
print((1).__add__.__reduce__(), int.__add__.__reduce__(), str.join.__reduce__(), "a".join.__reduce__())


class Holder:
    size = len
    sizes = classmethod(len)


print(Holder().size("ab"), repr(Holder.sizes), types.MethodType(str.join, "-")("ab"))


def report(call, *arguments, **named):
    try:
        print(call(*arguments, **named))
    except TypeError as error:
        print(error)


# Who is told what is wrong of a call.
report((1).__add__, 1, x=2)
report((1).__pow__)
report((1).__pow__, 1, 2, 3)
report(object().__setattr__, "a")
report(int.__ceil__)
report(int.__ceil__, "a")
report(int.__add__, "a", 1)
report({}.__contains__)
report(int.__new__)
report(str.join.__get__, 5)
report(dict.__dict__["fromkeys"].__get__(None, dict), "ab")
report((n for n in "ab").__next__, 0)
