# What is defined by `exec` with a namespace of its own has the name of something at the outermost level.
namespace = {}
exec("class A:\n class B: pass\ndef f(a):\n class C: pass\n return lambda: 0, C\ng = (i for i in ())", {}, namespace)
print(namespace["A"].__qualname__, namespace["A"].B.__qualname__, namespace["f"].__qualname__, namespace["g"].__qualname__)
print([made.__qualname__ for made in namespace["f"](1)])
try:
    namespace["f"]()
except TypeError as error:
    print(error)


def inside():
    exec("class Q: pass\nprint(Q, Q.__qualname__)")
    print(eval("lambda: 0", {}, {}).__qualname__)


inside()
