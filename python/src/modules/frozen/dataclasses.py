"""Classes made of annotated fields."""

import abc
import copy
import sys

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple",
    "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    """A field of an instance that cannot change was to be changed."""


class _Default:
    """Stands for the default factory of a field in a signature."""

    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _Default()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()


class _FIELD_BASE:
    """A kind of field."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"
_nothing = {}


class InitVar:
    """The type of a field that is only handed to `__post_init__`."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        kind = self.type
        name = kind.__name__ if isinstance(kind, type) and not hasattr(kind, "__origin__") else repr(kind)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


def _once(function):
    """A `__repr__` that shows an object inside itself as dots."""
    running = set()

    def __repr__(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return function(self)
        finally:
            running.discard(key)

    return __repr__


class Field:
    """What is known of a field."""

    __slots__ = (
        "name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_field_type",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _read_only(_nothing if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    @_once
    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")
        shown = ",".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"Field({shown},_field_type={self._field_type})"

    def __set_name__(self, owner, name):
        function = getattr(type(self.default), "__set_name__", None)
        if function:
            function(self.default, owner, name)

    def __class_getitem__(cls, item):
        return _generic_alias(cls, item)


def _generic_alias(cls, item):
    try:
        from types import GenericAlias
    except ImportError:
        return cls
    return GenericAlias(cls, item)


def _read_only(mapping):
    try:
        from types import MappingProxyType
    except ImportError:
        return mapping
    return MappingProxyType(mapping)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot")

    def __init__(self, **given):
        for name in self.__slots__:
            setattr(self, name, given[name])

    def __repr__(self):
        return "_DataclassParams(" + ",".join([f"{name}={getattr(self, name)!r}" for name in self.__slots__]) + ")"


def field(
    *, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING
):
    """Says more of a field than its type."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _fields_in_init_order(fields):
    positional = [f for f in fields if f.init and not f.kw_only]
    return positional, [f for f in fields if f.init and f.kw_only]


def _tuple_text(object_name, fields):
    return "(" + "".join([f"{object_name}.{f.name}," for f in fields]) + ")" if fields else "()"


class _Methods:
    """Source of the methods of a class, compiled at once, with what it refers to."""

    def __init__(self, names):
        self.names = names
        self.sources = []
        self.wanted = []

    def add(self, name, parameters, body, *, overwrite=False, complain=None, decorator=None, annotations=None):
        lines = "\n".join(["  " + line for line in body])
        self.sources.append(f" def {name}({', '.join(parameters)}):\n{lines}")
        self.wanted.append((name, overwrite, complain, decorator, annotations))

    def install(self, cls):
        if not self.sources:
            return
        names = ", ".join([name for name, *_ in self.wanted])
        text = f"def __create_fn__({', '.join(self.names)}):\n" + "\n".join(self.sources) + f"\n return ({names},)"
        module = sys.modules.get(cls.__module__)
        namespace = {}
        exec(text, {} if module is None else module.__dict__, namespace)
        functions = namespace["__create_fn__"](**self.names)
        for function, (name, overwrite, complain, decorator, annotations) in zip(functions, self.wanted):
            if annotations is not None:
                function.__annotations__ = annotations
            if decorator is not None:
                wrapped = decorator(function)
                wrapped.__wrapped__ = function
                function = wrapped
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            if _set_new(cls, name, function, overwrite) and complain:
                raise TypeError(complain)


def _set_new(cls, name, value, overwrite=False):
    """Whether there was one already; then it stays."""
    if name in cls.__dict__ and not overwrite:
        return True
    setattr(cls, name, value)
    return False


def _add_init(methods, fields, standard, keyword_only, frozen, has_post_init, self_name, slots):
    seen = None
    for f in standard:
        if f.init:
            if not (f.default is MISSING and f.default_factory is MISSING):
                seen = f
            elif seen:
                raise TypeError(f"non-default argument {f.name!r} follows default argument {seen.name!r}")
    annotations, body = {}, []

    def parameter(f):
        annotations[f.name] = f.type
        if f.default is not MISSING:
            methods.names[f"__dataclass_dflt_{f.name}__"] = f.default
            return f"{f.name}=__dataclass_dflt_{f.name}__"
        if f.default_factory is not MISSING:
            return f"{f.name}=__dataclass_HAS_DEFAULT_FACTORY__"
        return f.name

    parameters = [self_name] + [parameter(f) for f in standard]
    if keyword_only:
        parameters += ["*"] + [parameter(f) for f in keyword_only]
    for f in fields:
        if f._field_type is _FIELD_INITVAR:
            continue
        value = f.name
        if f.default_factory is not MISSING:
            methods.names[f"__dataclass_dflt_{f.name}__"] = f.default_factory
            value = f"__dataclass_dflt_{f.name}__()"
            if f.init:
                value += f" if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}"
        elif not f.init:
            if not (slots and f.default is not MISSING):
                continue
            methods.names[f"__dataclass_dflt_{f.name}__"] = f.default
            value = f"__dataclass_dflt_{f.name}__"
        if frozen:
            body.append(f"__dataclass_builtins_object__.__setattr__({self_name}, {f.name!r}, {value})")
        else:
            body.append(f"{self_name}.{f.name} = {value}")
    if has_post_init:
        handed = ", ".join([f.name for f in fields if f._field_type is _FIELD_INITVAR])
        body.append(f"{self_name}.{_POST_INIT_NAME}({handed})")
    annotations["return"] = None
    methods.add("__init__", parameters, body or ["pass"], annotations=annotations)


def _is_kind(annotation, module, name, kind, cls):
    """Whether an annotation means a class of a module, which may be written as text."""
    if isinstance(annotation, str):
        path, rest = [], annotation
        while True:
            text = rest.lstrip()
            end = 0
            while end < len(text) and (text[end].isalnum() or text[end] == "_"):
                end += 1
            path.append(text[:end])
            rest = text[end:].lstrip()
            if not rest.startswith("."):
                break
            rest = rest[1:]
        if path[-1] != name or len(path) > 2:
            return False
        namespace = getattr(sys.modules.get(cls.__module__), "__dict__", {})
        if len(path) == 2:
            named = namespace.get(path[0])
            return kind is not None and getattr(named, name, None) is kind and named is sys.modules.get(module)
        return namespace.get(name) is kind
    if kind is None:
        return False
    return annotation is kind or getattr(annotation, "__origin__", None) is kind or (name == "InitVar" and type(annotation) is kind)


def _class_variable():
    typing = sys.modules.get("typing")
    return getattr(typing, "ClassVar", None)


def _get_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        # The descriptor of a slot is no default.
        if type(default) is _slot_type:
            default = MISSING
        f = field(default=default)
    f.name, f.type = name, annotation
    f._field_type = _FIELD
    if _is_kind(annotation, "typing", "ClassVar", _class_variable(), cls):
        f._field_type = _FIELD_CLASSVAR
    elif _is_kind(annotation, "dataclasses", "InitVar", InitVar, cls):
        f._field_type = _FIELD_INITVAR
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR) and f.default_factory is not MISSING:
        raise TypeError(f"field {f.name} cannot have a default factory")
    if f._field_type in (_FIELD, _FIELD_INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = default_kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory")
    return f


class _Slotted:
    __slots__ = ("one",)


_slot_type = type(_Slotted.one)


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    params = _DataclassParams(
        init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args, kw_only=kw_only,
        slots=slots, weakref_slot=weakref_slot,
    )
    setattr(cls, _PARAMS, params)
    any_frozen, all_frozen, derives = False, None, False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is None:
            continue
        derives = True
        for f in base_fields.values():
            fields[f.name] = f
        if all_frozen is None:
            all_frozen = True
        base_frozen = getattr(base, _PARAMS).frozen
        all_frozen = all_frozen and base_frozen
        any_frozen = any_frozen or base_frozen
    own = []
    keyword_only, seen_mark = kw_only, False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or _is_kind(annotation, "dataclasses", "KW_ONLY", KW_ONLY, cls):
            if seen_mark:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_mark = keyword_only = True
        else:
            own.append(_get_field(cls, name, annotation, keyword_only))
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if derives:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen is False and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, fields)
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_own_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    all_fields = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    standard, named = _fields_in_init_order(all_fields)
    methods = _Methods(
        {
            "__dataclass_HAS_DEFAULT_FACTORY__": _HAS_DEFAULT_FACTORY, "__dataclass_builtins_object__": object,
            "FrozenInstanceError": FrozenInstanceError, "cls": cls,
        }
    )
    if init:
        self_name = "__dataclass_self__" if "self" in fields else "self"
        _add_init(methods, all_fields, standard, named, frozen, hasattr(cls, _POST_INIT_NAME), self_name, slots)
    shown = [f for f in fields.values() if f._field_type is _FIELD]
    _set_new(cls, "__replace__", _replace)
    if repr:
        text = ", ".join([f"{f.name}={{self.{f.name}!r}}" for f in shown if f.repr])
        methods.add("__repr__", ["self"], [f"return f\"{{self.__class__.__qualname__}}({text})\""], decorator=_once)
    compared = [f for f in shown if f.compare]
    if eq:
        terms = [f"self.{f.name}==other.{f.name}" for f in compared]
        methods.add(
            "__eq__", ["self", "other"],
            [
                "if self is other:", " return True", "if other.__class__ is self.__class__:",
                " return " + (" and ".join(terms) if terms else "True"), "return NotImplemented",
            ],
        )
    if order:
        for name, symbol in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            methods.add(
                name, ["self", "other"],
                [
                    "if other.__class__ is self.__class__:",
                    f" return {_tuple_text('self', compared)}{symbol}{_tuple_text('other', compared)}", "return NotImplemented",
                ],
                complain=f"Cannot overwrite attribute {name} in class {cls.__name__} Consider using functools.total_ordering",
            )
    if frozen:
        condition = "type(self) is cls"
        if shown:
            condition += " or name in {" + ", ".join([ascii(f.name) for f in shown]) + "}"
        for name, more, word in (("__setattr__", ["value"], "assign to"), ("__delattr__", [], "delete")):
            methods.add(
                name, ["self", "name"] + more,
                [
                    f"if {condition}:", f" raise FrozenInstanceError(f\"cannot {word} field {{name!r}}\")",
                    f"super(cls, self).{name}({', '.join(['name'] + more)})",
                ],
                complain=f"Cannot overwrite attribute {name} in class {cls.__name__}",
            )
    hashed = [f for f in shown if (f.compare if f.hash is None else f.hash)]
    if unsafe_hash and has_own_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if unsafe_hash or eq and frozen and not has_own_hash:
        methods.add("__hash__", ["self"], [f"return hash({_tuple_text('self', hashed)})"], overwrite=True)
    elif eq and not frozen and not has_own_hash:
        cls.__hash__ = None
    methods.install(cls)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature(standard, named) if init else cls.__name__
    if match_args:
        _set_new(cls, "__match_args__", tuple([f.name for f in standard]))
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot)
    abc.update_abstractmethods(cls)
    return cls


def _type_text(kind):
    if isinstance(kind, str):
        return repr(kind)
    if isinstance(kind, type) and not hasattr(kind, "__origin__"):
        return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return repr(kind).replace("typing.", "") if getattr(kind, "__module__", None) == "typing" else repr(kind)


def _signature(standard, named):
    """How a class is called, as its docstring says it."""

    def shown(f):
        text = f"{f.name}: {_type_text(f.type)}"
        if f.default is not MISSING:
            text += f" = {f.default!r}"
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        return text

    parts = [shown(f) for f in standard]
    if named:
        parts += ["*"] + [shown(f) for f in named]
    return "(" + ", ".join(parts) + ")"


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return []
    return [slots] if isinstance(slots, str) else list(slots)


def _with_slots(cls, frozen, weakref_slot):
    """The same class made anew: slots can only be said when a class is made."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = [f.name for f in fields(cls)]
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    slots = [name for name in names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited and not any(["__weakref__" in base.__dict__ for base in cls.__mro__[1:-1]]):
        slots.append("__weakref__")
    namespace["__slots__"] = tuple(slots)
    for name in names:
        namespace.pop(name, None)
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    qualified = getattr(cls, "__qualname__", None)
    fresh = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualified is not None:
        fresh.__qualname__ = qualified
    if frozen:
        if "__getstate__" not in namespace:
            fresh.__getstate__ = _dataclass_getstate
        if "__setstate__" not in namespace:
            fresh.__setstate__ = _dataclass_setstate
    return fresh


def dataclass(
    cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
    slots=False, weakref_slot=False
):
    """Adds methods to a class, as its annotated fields ask for."""

    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a dataclass or of an instance."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether something is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as a dict, and so on inside."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _converted(obj, lambda f, value: (f.name, value), dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The fields of an instance as a tuple, and so on inside."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _converted(obj, lambda f, value: value, tuple_factory)


def _converted(obj, entry, factory):
    if _is_dataclass_instance(obj):
        return factory([entry(f, _converted(getattr(obj, f.name), entry, factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_converted(item, entry, factory) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_converted(item, entry, factory) for item in obj])
    if isinstance(obj, dict):
        pairs = [(_converted(key, entry, factory), _converted(value, entry, factory)) for key, value in obj.items()]
        if hasattr(type(obj), "default_factory"):
            made = type(obj)(obj.default_factory)
            for key, value in pairs:
                made[key] = value
            return made
        return type(obj)(pairs)
    return copy.deepcopy(obj)


def make_dataclass(
    cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
    match_args=True, kw_only=False, slots=False, weakref_slot=False, module=None
):
    """A dataclass of names, pairs of name and type, or those with a field."""
    if namespace is None:
        namespace = {}
    seen, annotations, defaults = set(), {}, {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in _keywords:
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in seen:
            raise TypeError(f"Field name duplicated: {name!r}")
        seen.add(name)
        annotations[name] = kind
    body = {**namespace, **defaults, "__annotations__": annotations}
    body.setdefault("__module__", "types" if module is None else module)
    metaclass = type
    for base in bases:
        if issubclass(type(base), metaclass):
            metaclass = type(base)
    cls = metaclass(cls_name, tuple(bases), body)
    if module is None:
        try:
            module = sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            module = "__main__"
    cls.__module__ = module
    return dataclass(
        cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args, kw_only=kw_only,
        slots=slots, weakref_slot=weakref_slot,
    )


_keywords = frozenset(
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in is "
    "lambda nonlocal not or pass raise return try while with yield".split()
)


def replace(obj, /, **changes):
    """A new instance with other values in some fields."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(
                    f"field {f.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
