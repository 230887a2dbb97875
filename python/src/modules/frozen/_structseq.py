"""Tuples whose items have names and of which some are not counted, as `time.struct_time` and `sys.version_info`."""

_MISSING = object()


def _refuse(cls, *args, **kwargs):
    raise TypeError(f"cannot create '{cls.__module__}.{cls.__name__}' instances")


def make(module, name, fields, visible=None, public=True):
    """A class with these fields, of which so many are items; instances of one that is not public are made with `of`."""
    total = len(fields)
    if visible is None:
        visible = total
    full = f"{module}.{name}"
    hidden = fields[visible:]
    new_tuple = tuple.__new__

    def of(cls, items):
        made = new_tuple(cls, items[:visible])
        for field, item in zip(hidden, items[visible:]):
            made.__dict__[field] = item
        return made

    def __new__(cls, sequence, dict={}):
        try:
            items = tuple(sequence)
        except TypeError:
            raise TypeError("constructor requires a sequence") from None
        if type(dict) is not _dict and not isinstance(dict, _dict):
            raise TypeError(f"{full}() takes a dict as second arg, if any")
        given = len(items)
        if not visible <= given <= total:
            bound = "" if visible == total else "an at least " if given < visible else "an at most "
            raise TypeError(
                f"{full}() takes {bound or 'a '}{total if given > total else visible}-sequence ({given}-sequence given)"
            )
        if dict:
            left = fields[given:]
            if not dict.keys() <= set(left):
                raise TypeError(f"{full}() got duplicate or unexpected field name(s)")
            items += tuple([dict.get(field) for field in left])
        else:
            items += (None,) * (total - given)
        return of(cls, items)

    def __setattr__(self, field, value):
        if field in fields:
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'{full}' object has no attribute {field!r} and no __dict__ for setting new attributes")

    def __delattr__(self, field):
        __setattr__(self, field, None)

    def __repr__(self):
        shown = [f"{field}={item!r}" for field, item in zip(fields, self)]
        return f"{full}({', '.join(shown)})"

    def __reduce__(self):
        return type(self), (tuple(self), {field: getattr(self, field) for field in hidden})

    def __replace__(self, /, **changes):
        items = [changes.pop(field, _MISSING) for field in fields]
        if changes:
            raise TypeError(f"Got unexpected field name(s): {list(changes)}")
        return of(type(self), [getattr(self, field) if item is _MISSING else item for field, item in zip(fields, items)])

    def getter(place):
        return property(lambda self: self[place])

    namespace = {
        "__new__": __new__ if public else _refuse, "__setattr__": __setattr__, "__delattr__": __delattr__, "__repr__": __repr__,
        "__reduce__": __reduce__, "__replace__": __replace__, "__match_args__": fields[:visible], "n_fields": total,
        "n_sequence_fields": visible, "n_unnamed_fields": 0, "__module__": module,
    }
    for place in range(visible):
        namespace[fields[place]] = getter(place)
    for method in (__new__, __setattr__, __delattr__, __repr__, __reduce__, __replace__):
        method.__qualname__ = f"{name}.{method.__name__}"
    if not hidden:
        namespace["__slots__"] = ()
    cls = type(name, (tuple,), namespace)
    return cls, lambda *items: of(cls, items)


_dict = dict
