import sys
try:
    from shop.circle_a import value
except ImportError as error:
    print(str(error).split(" (/")[0])
try:
    sys.modules["shop.circle_a"].value
except AttributeError as error:
    print(str(error).replace(str(sys.modules["shop.circle_a"].__file__), "FILE"))
