"""What generic aliases and unions do with the types in their brackets."""


def _unpacked(items):
    result = []
    for item in items:
        inside = None if isinstance(item, type) else getattr(item, "__typing_unpacked_tuple_args__", None)
        if inside is not None and not (inside and inside[-1] is ...):
            result.extend(inside)
        else:
            result.append(item)
    return tuple(result)


def substitute(alias, arguments, parameters, items):
    """The arguments of an alias with its parameters replaced by the items."""
    if not parameters:
        raise TypeError(f"{alias!r} is not a generic class")
    items = _unpacked(items if isinstance(items, tuple) else (items,))
    for parameter in parameters:
        prepare = getattr(parameter, "__typing_prepare_subst__", None)
        if prepare is not None:
            items = prepare(alias, items)
    if len(items) != len(parameters):
        word = "many" if len(items) > len(parameters) else "few"
        raise TypeError(f"Too {word} arguments for {alias!r}; actual {len(items)}, expected {len(parameters)}")
    return _replaced(arguments, dict(zip(parameters, items)))


def _replaced(arguments, values):
    result = []
    for argument in arguments:
        if isinstance(argument, type):
            result.append(argument)
        elif isinstance(argument, (tuple, list)):
            result.append(type(argument)(_replaced(argument, values)))
        elif hasattr(argument, "__typing_subst__"):
            value = argument.__typing_subst__(values[argument])
            if getattr(argument, "__typing_is_unpacked_typevartuple__", False):
                result.extend(value)
            else:
                result.append(value)
        else:
            is_row = getattr(argument, "__typing_is_unpacked_typevartuple__", False)
            inner = getattr(argument, "__parameters__", ())
            if isinstance(inner, tuple) and inner:
                chosen = []
                for parameter in inner:
                    value = values[parameter]
                    if isinstance(value, tuple) and hasattr(parameter, "__iter__"):
                        chosen.extend(value)
                    else:
                        chosen.append(value)
                argument = argument[tuple(chosen)]
            if is_row:
                result.extend(argument if isinstance(argument, tuple) else (argument,))
            else:
                result.append(argument)
    return tuple(result)
