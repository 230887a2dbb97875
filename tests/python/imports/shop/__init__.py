print("shop starts", __name__, __package__, len(__path__))
from . import prices
from .goods import Fruit as F
__all__ = ["prices", "late"]
name = "corner"
