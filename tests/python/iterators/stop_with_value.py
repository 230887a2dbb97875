# The StopIteration that an iterator of a program's own raises is the one that `next` raises, through built-in iterators, too.
class Ends:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration(42)


class Items:
    def __getitem__(self, index):
        raise StopIteration(42)


def arguments(make):
    try:
        next(make())
    except StopIteration as stop:
        return stop.args


print(arguments(Ends), arguments(lambda: iter(Items())))
print(arguments(lambda: enumerate(Ends())), arguments(lambda: map(abs, Ends())), arguments(lambda: zip(Ends())))
print(arguments(lambda: (x for x in Ends())), next(Ends(), "default"))


def uses_one_up(x):
    list(Ends())
    return False


print(arguments(lambda: filter(uses_one_up, [1, 2])))
