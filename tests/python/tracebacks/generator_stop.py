def first(items):
    it = iter(items)
    yield next(it)
    yield next(it)


for x in first([1]):
    print(x)
