def f():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* TypeError as e:
        raise IndexError(2)
    except* KeyError as e:
        raise
f()
