print("prices starts", __name__, __package__)
from .goods.fruit import Fruit
from . import goods as same
apple = Fruit("apple", 3)
