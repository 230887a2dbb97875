# A descriptor with `__delete__` alone does not stand before an instance's own attribute when that is read, but is asked when it is stored.


class Deletes:
    pass


class Owner:
    pass


owner = Owner()


def work(i):
    try:
        owner.d
    except AttributeError:
        pass
    owner.d = i


for i in range(40):
    if i == 8:
        Owner.d = Deletes()
    if i == 20:
        Deletes.__delete__ = lambda self, instance: None
    try:
        work(i)
    except AttributeError as error:
        print(i, error, owner.d)
        if i > 22:
            break
