try:
    try:
        raise ExceptionGroup("one", [ValueError(1)])
    except* ValueError as e:
        raise KeyError(2)
except* KeyError:
    raise ExceptionGroup("two", [OSError(1)])
