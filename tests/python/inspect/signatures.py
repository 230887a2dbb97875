# inspect.signature and what it is made of.
import functools
import inspect


def plain(a, b=1, /, c=2, *args, d, e: int = 3, **kw) -> str: ...
def nothing(): ...
def only(*, key): ...
def annotated(x: "int", y: list[int] = None): ...


class C:
    def __init__(self, x, y=2): self.x = x
    def method(self, z): ...
    @classmethod
    def cm(cls, q): ...
    @staticmethod
    def sm(r): ...
    def __call__(self, w): ...


class New:
    def __new__(cls, p): return object.__new__(cls)


class Empty: ...


@functools.wraps(plain)
def wrapped(*args): ...


for f in (plain, nothing, only, annotated, C, C.method, C(1).method, C.cm, C.sm, C(1), New, Empty, wrapped, lambda x, *y: 0,
          functools.partial(plain, 1), functools.partial(plain, d=4), functools.partial(only, key=1)):
    print(inspect.signature(f))
sig = inspect.signature(plain)
for p in sig.parameters.values():
    print(p.name, p.kind, p.default is p.empty, p.annotation is p.empty, repr(p), p.kind.description)
print(sig.return_annotation, sig == inspect.signature(plain), hash(sig) == hash(inspect.signature(plain)), repr(sig))
bound = sig.bind(1, 2, 3, 4, 5, d=6, z=7)
print(bound, bound.args, bound.kwargs, bound.arguments)
bound = sig.bind(1, d=0)
bound.apply_defaults()
print(bound.arguments)
print(sig.bind_partial())
for call in (lambda: sig.bind(), lambda: sig.bind(1), lambda: inspect.signature(nothing).bind(1), lambda: inspect.signature(nothing).bind(x=1),
             lambda: inspect.signature(C).bind(1, x=2), lambda: inspect.signature(3),
             lambda: inspect.Parameter("1", inspect.Parameter.POSITIONAL_ONLY), lambda: inspect.Parameter("a", inspect.Parameter.VAR_KEYWORD, default=1),
             lambda: inspect.Signature([inspect.Parameter("a", inspect.Parameter.KEYWORD_ONLY), inspect.Parameter("b", inspect.Parameter.POSITIONAL_ONLY)])):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(inspect.getfullargspec(plain))
print(sorted(inspect.getcallargs(plain, 1, d=2)), inspect.getargs(plain.__code__))
print(sig.replace(return_annotation=int, parameters=list(sig.parameters.values())[:2]))
print(inspect.get_annotations(annotated), inspect.get_annotations(annotated, eval_str=True), inspect.get_annotations(C))
print(inspect.unwrap(wrapped) is plain, inspect.signature(wrapped, follow_wrapped=False))
