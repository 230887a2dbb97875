def g():
    try:
        yield 1
    except KeyError as error:
        raise ValueError("converted") from error


it = g()
next(it)
it.throw(KeyError("thrown"))
