# Which objects have a hash.
from array import array



def cells():
    value = 1
    return (lambda: value).__closure__[0]


print(hash(slice(1, 2)) == hash(slice(1, 2)), hash(slice(1, 2)) == hash((1, 2, None)))
for value in ({}.keys(), {}.items(), array("i"), cells(), [], {}, set(), bytearray(), slice([], 2)):
    print(type(value).__hash__ is None, end=" ")
    try:
        hash(value)
    except TypeError as error:
        print(error)
print(hash({}.values()) != 0, "__or__" in dir({}.values()), "__contains__" in dir({}.values()), 1 in {2: 1}.values())
# An empty dict asks for no hash, a set changes only when all that it is cut down to was looked at.
print({}.pop([], "default"))
try:
    {}.pop([])
except KeyError as error:
    print(repr(error))
numbers = {1, 2, 3}
for others in (([1], 5), ([1], [[]]), ([1, 2], [2, 3])):
    try:
        numbers.intersection_update(*others)
    except TypeError as error:
        print(error, end=" ")
    print(sorted(numbers))
