print("fruit starts", __name__, __package__)
_hidden = 1
class Fruit:
    def __init__(self, name, price):
        self.name, self.price = name, price
    def __repr__(self):
        return f"{self.name}@{self.price}"
