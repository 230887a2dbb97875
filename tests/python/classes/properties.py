# Properties: getter, setter, deleter, read-only, inherited.
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius
        self.changes = 0

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.changes += 1
        self.celsius = (value - 32) * 5 / 9

    @fahrenheit.deleter
    def fahrenheit(self):
        self.celsius = 0

    @property
    def kelvin(self):
        """Read only."""
        return self.celsius + 273.15


class Warm(Temperature):
    @property
    def kelvin(self):
        return round(super().kelvin) + 1


t = Temperature(100)
print(t.fahrenheit, t.kelvin, Temperature.kelvin.__doc__)
t.fahrenheit = 50
print(t.celsius, t.changes)
del t.fahrenheit
print(t.celsius, Warm(20).kelvin)
for function in (lambda: setattr(t, "kelvin", 5), lambda: delattr(t, "kelvin")):
    try:
        function()
    except AttributeError as error:
        print(error)
t.__dict__["kelvin"] = "hidden"
print(t.kelvin)
for i in range(600):
    t.fahrenheit += 1
print(f"{t.celsius:.4f} {t.changes}")
