# What goes wrong with one item is marked as the whole display or call.
a = 1


def display():
    return [0, *a]


def call():
    try:
        display()
    except TypeError as error:
        print(0, *a) or error


def keys():
    try:
        call()
    finally:
        {i: [] for i in [[]]}


def clause():
    try:
        keys()
    except 5e-3 / keys():
        pass


def caught():
    try:
        clause()
    except a:
        print(1)
        print(2)


caught()
