def f():
    try:
        raise ValueError(1)
    except* TypeError as e:
        raise KeyError(2)
f()
