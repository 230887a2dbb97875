# The names of a call's arguments are there behind the collection with which a file that is open for writing is opened again.
import os

path = "dropped_names.tmp"


def written(number):
    file = open(path, "w")
    file.write("line\n" * number)


for number in range(1, 40):
    written(number)
    options = {"mode": "r", "enc" + "oding": "utf-8", "errors": None, "newline": "\n" * (number % 2)}
    with open(path, **options) as file:
        assert len(file.read()) == 5 * number, number
    written(number)
    with open(**{"fi" + "le": path}, **options) as file:
        assert len(file.read()) == 5 * number, number
os.remove(path)
print("read")
