print("late starts", __name__)
import shop
import shop.prices as p
from shop import prices
try:
    from shop import *
except AttributeError as error:
    print(error)
