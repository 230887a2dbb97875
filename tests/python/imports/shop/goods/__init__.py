print("goods starts", __name__, __package__)
from .fruit import *
from .fruit import Fruit
def where(): return __name__
