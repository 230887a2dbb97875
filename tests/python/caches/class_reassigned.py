# The class of an object changes; bases gain attributes found before further up.
class Dog:
    def speak(self):
        return "woof"


class Cat:
    def speak(self):
        return "meow"


class Root:
    value = 1


class Middle(Root):
    pass


class Leaf(Middle):
    pass


pet = Dog()
leaf = Leaf()
heard = {}
total = 0
for i in range(1200):
    if i == 700:
        pet.__class__ = Cat
    if i == 800:
        Middle.value = 10
    if i == 900:
        Leaf.value = property(lambda self: 100)
    if i == 1000:
        del Leaf.value, Middle.value
    if i == 1100:
        leaf.value = 5
    sound = pet.speak()
    heard[sound] = heard.get(sound, 0) + 1
    total += leaf.value
print(heard, total)
