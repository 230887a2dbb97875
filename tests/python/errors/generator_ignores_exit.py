def g():
    try:
        yield 1
    except GeneratorExit:
        yield 2


it = g()
print(next(it))
it.close()
