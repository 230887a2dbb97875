from functools import WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES, partial, update_wrapper, wraps


def decorate(function):
    @wraps(function)
    def wrapper(*args):
        "the wrapper"
        return "wrapped", function(*args)

    return wrapper


@decorate
def add(a: int, b: int = 2) -> int:
    "adds"
    return a + b


print(add(1, 2), add.__name__, add.__qualname__, add.__doc__, add.__module__, add.__annotations__, add.__wrapped__(1), add.__type_params__)


def tagged():
    pass


tagged.tag = [1]
w = decorate(tagged)
print(w.tag is tagged.tag, w.__dict__.keys(), w.__wrapped__ is tagged)


class Callable:
    "doc of callable"
    def __call__(self):
        return 1


def plain():
    "plain"


update_wrapper(plain, Callable())
print(plain.__name__, plain.__doc__, plain.__wrapped__())
update_wrapper(plain, len, assigned=("__name__",), updated=())
print(plain.__name__, plain.__wrapped__ is len)
p = update_wrapper(partial(add, 1), add)
print(p.__name__, p.__doc__, p())
print(WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)
for name, value in (("__name__", 1), ("__qualname__", 1), ("__type_params__", 1), ("__defaults__", 1)):
    try:
        setattr(plain, name, value)
    except TypeError as e:
        print(e)
plain.__type_params__ = ()
plain.__dict__ = {"x": 1}
print(plain.x, plain.__dict__)
try:
    wraps(add)(5)
except AttributeError as e:
    print(e)
