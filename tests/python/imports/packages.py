import sys
import shop
print(shop.name, shop.prices.apple, shop.F is shop.goods.Fruit, shop.goods.where())
import shop.goods.fruit
print(shop.goods.fruit._hidden, shop.goods.fruit.__name__)
import shop.goods.fruit as fruit
print(fruit is shop.goods.fruit, fruit is sys.modules["shop.goods.fruit"])
from shop.goods import fruit as again, where
print(again is fruit, where())
from shop import late
print(late.p is shop.prices, late.prices is shop.prices)
from shop import *
print(late.__name__, prices.__name__)
print("fruit" in dir(shop.goods), "_hidden" in dir(shop.goods))
print(sorted([name for name in sys.modules if name.startswith("shop")]))

def attempt(text):
    try:
        exec(text, {"__name__": "__main__"})
        print("fine:", text)
    except Exception as error:
        print(type(error).__name__, str(error).split(" (/")[0], "|", getattr(error, "name", None))

attempt("import nowhere")
attempt("import shop.nowhere")
attempt("import shop.prices.nowhere")
attempt("import nowhere.at.all")
attempt("from shop import nowhere")
attempt("from shop.goods import nowhere")
attempt("from . import x")
attempt("from .x import y")
attempt("import shop.circle_a")
attempt("import shop.broken")
print("shop.broken" in sys.modules, hasattr(shop, "broken"))
attempt("import shop.broken")
attempt("import shop.wrong_dots")
attempt("import shop.replaced; print(shop.replaced.answer)")
attempt("import shop.syntax")
attempt("from shop import goods, nowhere")
sys.modules["barred"] = None
attempt("import barred")
attempt("from barred import x")
attempt("__import__('')")
attempt("__import__('shop', level=-1)")
attempt("print(__import__('shop.goods').__name__)")
attempt("print(__import__('shop.goods', fromlist=['fruit']).__name__)")
attempt("print(__import__('goods', {'__package__': 'shop', '__name__': 'shop'}, level=1).__name__)")
attempt("print(__import__('goods.fruit', {'__package__': 'shop', '__name__': 'shop'}, level=1).__name__)")
attempt("__import__('shop', fromlist=[1])")

from importlib import import_module
print(import_module("shop.goods").__name__, import_module(".goods", "shop").__name__, import_module("..prices", "shop.goods").__name__)
try:
    import_module(".x")
except TypeError as error:
    print(error)
del sys.modules["shop.goods.fruit"]
import shop.goods.fruit as fresh
print(fresh is fruit, shop.goods.fruit is fresh)
print(repr(sys.modules["sys"]), sys.path[0].endswith("imports"))

def inside():
    import shop.goods.fruit as local
    from shop.prices import apple as a, Fruit
    return local.__name__, a, Fruit.__name__
print(inside())
