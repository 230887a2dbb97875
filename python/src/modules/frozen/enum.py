"""Enumerations and flags."""

import sys

__all__ = [
    "EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique", "property",
    "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr", "global_enum_repr",
    "global_str", "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
    "pickle_by_global_name", "pickle_by_enum_name",
]

# These stand for the classes below until those are made.
Enum = Flag = EJECT = ReprEnum = None
_builtin_property = property


class nonmember:
    """Keeps a value in the body of an enumeration from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a value in the body of an enumeration a member that would not be one."""

    def __init__(self, value):
        self.value = value


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(class_name, name):
    start = f"_{class_name}__"
    return len(name) > len(start) and name.startswith(start) and (name[-1] != "_" or name[-2] != "_")


def _is_inner_class(class_name, value):
    if not isinstance(value, type):
        return False
    pattern = f"{class_name}.{getattr(value, '__name__', '')}"
    name = getattr(value, "__qualname__", "")
    return name == pattern or name.endswith("." + pattern)


def _is_single_bit(value):
    return isinstance(value, int) and value != 0 and value & (value - 1) == 0


def _highest_bit(value):
    return value.bit_length() - 1


def _iter_bits_lsb(value):
    """The bits of a number that is not negative, each as a number, the lowest first."""
    if value < 0:
        raise ValueError("%r is not a positive integer" % value)
    while value:
        bit = value & -value
        yield bit
        value ^= bit


def bin(num, max_bits=None):
    """Binary digits, where a sign stands in front as a digit of its own."""
    limit = 1 << num.bit_length()
    if num >= 0:
        text, sign = format(num + limit, "b")[1:], "0"
    else:
        text, sign = format(~num ^ (limit - 1), f"0{num.bit_length()}b"), "1"
        text = text if num.bit_length() else ""
    if max_bits is not None and len(text) < max_bits:
        text = (sign * max_bits + text)[-max_bits:]
    return f"0b{sign} {text}"


class _Nothing:
    def __repr__(self):
        return "_auto_null"


_unset = _Nothing()


class auto:
    """A value that the enumeration chooses."""

    def __init__(self, value=_unset):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % self.value


class property(_builtin_property):
    """A property of members that is not in the way of a member of the same name."""

    member = None
    _attr_type = None
    _cls_type = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError("%r has no attribute %r" % (ownerclass, self.name))
        if self.fget is not None:
            return self.fget(instance)
        if self._attr_type == "attr":
            return getattr(self._cls_type, self.name)
        if self._attr_type == "desc":
            return getattr(instance._value_, self.name)
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            raise AttributeError("%r has no attribute %r" % (ownerclass, self.name)) from None

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


class _proto_member:
    """Stands in an enumeration's namespace for a member, and becomes it when the class is there."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, enum_class, member_name):
        # The mark stays until the last member is there: `__new__` must not be that of `Enum` meanwhile.
        type.__setattr__(enum_class, "_being_made_", True)
        type.__delattr__(enum_class, member_name)
        value = self.value
        if not isinstance(value, tuple):
            arguments = (value,)
        else:
            arguments = value
        if enum_class._member_type_ is tuple:
            arguments = (arguments,)
        if not enum_class._use_args_:
            new = enum_class._new_member_(enum_class)
        else:
            new = enum_class._new_member_(enum_class, *arguments)
        if not hasattr(new, "_value_"):
            if enum_class._member_type_ is object:
                new._value_ = value
            else:
                try:
                    new._value_ = enum_class._member_type_(*arguments)
                except Exception as exc:
                    raise TypeError("_value_ not set in __new__, unable to create it") from exc
        value = new._value_
        new._name_ = member_name
        new.__objclass__ = enum_class
        new.__init__(*arguments)
        new._sort_order_ = len(enum_class._member_names_)
        if Flag is None or not issubclass(enum_class, Flag):
            # The same value again is another name of the same member.
            try:
                try:
                    new = enum_class._value2member_map_[value]
                except TypeError:
                    for name, known in enum_class._member_map_.items():
                        if known._value_ == value:
                            new = known
                            break
                    else:
                        raise KeyError from None
            except KeyError:
                enum_class._member_names_.append(member_name)
        else:
            try:
                new = enum_class._value2member_map_[value]
            except KeyError:
                if _is_single_bit(value):
                    enum_class._member_names_.append(member_name)
                    enum_class._flag_mask_ |= value
                    enum_class._singles_mask_ |= value
                else:
                    enum_class._flag_mask_ |= value if isinstance(value, int) else 0
        enum_class._add_member_(member_name, new)
        try:
            enum_class._value2member_map_.setdefault(value, new)
            if value not in enum_class._hashable_values_:
                enum_class._hashable_values_.append(value)
        except TypeError:
            enum_class._unhashable_values_.append(value)
            enum_class._unhashable_values_map_.setdefault(member_name, []).append(value)
        type.__delattr__(enum_class, "_being_made_")


_own_sunders = {
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_", "_iter_member_by_value_",
    "_iter_member_by_def_", "_add_alias_", "_add_value_alias_", "_use_args_", "_member_names_",
}


class EnumDict(dict):
    """The namespace of an enumeration's body, which tells members from all else."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = cls_name
        self._generate_next_value = None

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in _own_sunders or key in ("_use_args_", "_member_names_"):
                raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % (key,))
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError("_ignore_ cannot specify already set names: %r" % (already,))
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not (_is_descriptor(value) or self._cls_name is not None and _is_inner_class(self._cls_name, value)):
            if key in self:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            if isinstance(value, member):
                value = value.value
            chosen = self._chosen(key, value)
            if chosen is _unset:
                self._last_values.append(value)
            else:
                value = chosen
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _chosen(self, key, value):
        """The value with what `auto` stands for in it, if there is one."""
        if isinstance(value, auto):
            return self._next(key, value)
        if not isinstance(value, tuple) or not any([isinstance(item, auto) for item in value]):
            return _unset
        items = [self._next(key, item) if isinstance(item, auto) else item for item in value]
        try:
            return type(value)(items)
        except TypeError:
            # A named tuple takes its items one by one.
            return type(value)(*items)

    def _next(self, key, item):
        if item.value is _unset:
            item.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        self._last_values.append(item.value)
        return item.value

    @_builtin_property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, *more_members, **more):
        try:
            names = members.keys()
        except AttributeError:
            for name, value in members:
                self[name] = value
        else:
            for name in names:
                self[name] = members[name]
        for name, value in more.items():
            self[name] = value


_EnumDict = EnumDict


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """A new enumeration of those names of a module that a function picks, put into the module; it replaces what was there."""
        where = sys.modules[module].__dict__
        names = source.__dict__ if source is not None else where
        members = [(key, value) for key, value in names.items() if filter(key)]
        try:
            # Values and then names in order: which of several names is the member's does not depend on the module.
            members.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            members.sort(key=lambda pair: pair[0])
        made = cls(name, members, module=module, boundary=boundary or KEEP)
        made.__reduce_ex__ = _reduce_ex_by_global_name
        if as_global:
            global_enum(made)
        else:
            where.update(made.__members__)
        where[name] = made
        return made

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for key in classdict["_ignore_"]:
            classdict.pop(key, None)
        names = classdict._member_names
        invalid = set(names) & {"mro", ""}
        if invalid:
            raise ValueError("invalid enum member name(s) %s" % ",".join([repr(name) for name in invalid]))
        order = classdict.pop("_order_", None)
        generate = classdict.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            dict.__setitem__(classdict, "_generate_next_value_", staticmethod(generate))
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        plain = dict(classdict)
        plain["_new_member_"] = new
        plain["_use_args_"] = use_args
        for name in names:
            plain[name] = _proto_member(plain[name])
        plain["_member_names_"] = []
        plain["_member_map_"] = {}
        plain["_value2member_map_"] = {}
        plain["_hashable_values_"] = []
        plain["_unhashable_values_"] = []
        plain["_unhashable_values_map_"] = {}
        plain["_member_type_"] = member_type
        plain["_value_repr_"] = metacls._find_data_repr_(cls, bases)
        plain["_boundary_"] = boundary or getattr(first_enum, "_boundary_", None)
        plain["_flag_mask_"] = 0
        plain["_singles_mask_"] = 0
        plain["_all_bits_"] = 0
        plain["_inverted_"] = None
        try:
            enum_class = super().__new__(metacls, cls, bases, plain, **kwds)
        except Exception as raised:
            if hasattr(raised, "__notes__"):
                del raised.__notes__
            raise
        if Enum is not None:
            _take_methods(enum_class, plain, member_type, first_enum)
            if save_new:
                enum_class.__new_member__ = new
            enum_class.__new__ = Enum.__new__
            if "__reduce_ex__" not in plain and member_type is not object:
                methods = ("__getnewargs_ex__", "__getnewargs__", "__reduce_ex__", "__reduce__")
                if not any([name in member_type.__dict__ for name in methods]) and member_type not in (int, str, float, bytes, tuple, complex, frozenset):
                    _make_class_unpicklable(enum_class)
        if Flag is not None and issubclass(enum_class, Flag):
            _finish_flag(enum_class, plain, cls)
        if order is not None:
            order = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            known = enum_class._member_map_
            order = [name for name in order if name not in known or name in enum_class._member_names_]
            if order != enum_class._member_names_:
                raise TypeError("member order does not match _order_:\n  %r\n  %r" % (enum_class._member_names_, order))
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    def __bool__(cls):
        return True

    def __call__(cls, value, names=_unset, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if names is not _unset:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _unset and type is None:
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")
        return cls._create_(
            class_name=value, names=None if names is _unset else names, module=module, qualname=qualname, type=type, start=start,
            boundary=boundary,
        )

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            cls(value)
            return True
        except ValueError:
            return value in cls._unhashable_values_ or value in cls._hashable_values_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", ()):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        names = {
            "__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__", "__name__",
            "__qualname__", *cls._member_names_,
        }
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        if cls._member_type_ is object:
            return sorted(names)
        return sorted(set(dir(cls._member_type_)) | names)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        return _read_only(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """A class of these names: text, names, pairs, or a mapping."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            given, names, last = names, [], []
            for place, name in enumerate(given):
                value = cls._generate_next_value_(name, start, place, last[:])
                last.append(value)
                names.append((name, value))
        for item in () if names is None else names:
            if isinstance(item, str):
                name, value = item, names[item]
            else:
                name, value = item
            namespace[name] = value
        if module is None:
            module = _calling_module()
        if module is not None:
            namespace["__module__"] = module
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError("<enum %r> cannot extend %r" % (class_name, base))

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The type of the members' values, and the enumeration that the class derives from."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        member_type = mcls._find_data_type_(class_name, bases) or object
        return member_type, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    if "__dataclass_fields__" in base.__dict__ and base.__dict__["__dataclass_params__"].repr:
                        return _dataclass_repr
                    return base.__dict__["__repr__"]
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found = {}
        chains = {base for chain in bases for base in chain.__mro__}
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                chains.add(base)
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found[base._member_type_] = None
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    found[candidate or base] = None
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError("too many data types for %r: %r" % (class_name, set(found)))
        for base in found:
            return base
        return None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """What makes members, whether it is the class's own, and whether it takes the values."""
        new = classdict.get("__new__", None)
        save_new = first_enum is not None and new is not None
        if new is None:
            for name in ("__new_member__", "__new__"):
                for candidate in (member_type, first_enum):
                    target = getattr(candidate, name, None)
                    if target not in (None, None.__new__, object.__new__, getattr(Enum, "__new__", None)):
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        return new, save_new, not (first_enum is None or new in (object.__new__,))

    def _add_member_(cls, name, new):
        known = cls._member_map_.get(name)
        if known is not None:
            if known is not new:
                raise NameError("%r is already bound: %r" % (name, known))
            return
        found = None
        attr_type = class_type = None
        for base in cls.__mro__[1:]:
            attribute = base.__dict__.get(name, _unset)
            if attribute is _unset:
                continue
            if isinstance(attribute, (property, _builtin_property)):
                found, class_type, attr_type = attribute, base, "enum" if isinstance(attribute, property) else "desc"
                break
            if _is_descriptor(attribute):
                found, attr_type, class_type = attribute, attr_type or "desc", class_type or base
            else:
                found, attr_type, class_type = attribute, attr_type or "attr", class_type or base
        if found is not None:
            redirect = property()
            redirect.member = new
            redirect.__set_name__(cls, name)
            if attr_type in ("enum", "desc") and isinstance(found, _builtin_property):
                _builtin_property.__init__(redirect, found.fget, found.fset, found.fdel)
            redirect._attr_type = attr_type
            redirect._cls_type = class_type
            type.__setattr__(cls, name, redirect)
        else:
            type.__setattr__(cls, name, new)
        cls._member_map_[name] = new


EnumMeta = EnumType


def _read_only(mapping):
    proxy = _proxy[0]
    if proxy is None:
        try:
            from types import MappingProxyType as proxy
        except ImportError:
            proxy = dict
        _proxy[0] = proxy
    return proxy(mapping)


_proxy = [None]


def _calling_module():
    """The name of the module that called the function which called this."""
    try:
        frame = sys._getframe(3)
        return frame.f_globals["__name__"]
    except (AttributeError, ValueError, KeyError):
        return "__main__"


def _make_class_unpicklable(cls):
    def refuse(self, proto):
        raise TypeError("%r cannot be pickled" % self)

    cls.__reduce_ex__ = refuse
    cls.__module__ = "<unknown>"


def _dataclass_repr(self):
    fields = self.__dataclass_fields__
    return ", ".join([f"{name}={getattr(self, name)!r}" for name in fields if fields[name].repr])


def _take_methods(cls, namespace, member_type, first_enum):
    """Texts of members are the enumeration's, not the mixed-in type's, unless the type brings its own on purpose."""
    if ReprEnum is not None and ReprEnum in cls.__bases__ or ReprEnum is None and cls.__name__ == "ReprEnum":
        if ReprEnum is not None and member_type is object:
            raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
        if "__format__" not in namespace:
            cls.__format__ = member_type.__format__
        if "__str__" not in namespace:
            method = member_type.__str__
            cls.__str__ = member_type.__repr__ if method is object.__str__ else method
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name in namespace or name in cls.__dict__:
            continue
        found, of_type = getattr(cls, name), getattr(member_type, name, None)
        if found in (getattr(object, name), of_type):
            setattr(cls, name, getattr(first_enum, name))
    if Flag is not None and issubclass(cls, Flag):
        for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
            if name not in namespace:
                setattr(cls, name, getattr(Flag, name))


def _finish_flag(cls, namespace, name):
    """The masks of a flag, and what its boundary asks for."""
    for value in [member._value_ for member in cls._member_map_.values()]:
        if isinstance(value, int):
            cls._flag_mask_ |= value
    cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
    values = [cls._member_map_[member]._value_ for member in cls._member_names_]
    if values != sorted(values):
        cls._iter_member_ = cls._iter_member_by_def_



class Enum(metaclass=EnumType):
    """A set of names with values."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for name, values in cls._unhashable_values_map_.items():
                if value in values:
                    return cls[name]
        if not cls._member_map_:
            if any([isinstance(item, _proto_member) for item in cls.__dict__.values()]) or "_being_made_" in cls.__dict__:
                raise TypeError("do not use `super().__new__; call the appropriate __new__ directly") from None
            raise TypeError("%r has no members defined" % cls)
        error = None
        try:
            result = cls._missing_(value)
        except Exception as raised:
            error = raised
            result = None
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
                return result
            invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            if result is None and error is None:
                raise invalid
            if error is None:
                error = TypeError("error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, result))
            if not isinstance(error, ValueError):
                error.__context__ = invalid
            raise error
        finally:
            error = invalid = None

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        cls = self.__class__
        try:
            known = cls._value2member_map_.get(value)
            if known is not None:
                if known is not self:
                    raise ValueError("%r is already bound: %r" % (value, known))
                return
            cls._value2member_map_[value] = self
            cls._hashable_values_.append(value)
        except TypeError:
            for other in cls._member_map_.values():
                if other._value_ == value and other is not self:
                    raise ValueError("%r is already bound: %r" % (value, other)) from None
            cls._unhashable_values_.append(value)
            cls._unhashable_values_map_.setdefault(self.name, []).append(value)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values).pop()
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last + 1
        except TypeError:
            raise TypeError("unable to increment %r" % (last,)) from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, show(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        names = set()
        if self.__class__._member_type_ is not object:
            names = set(object.__dir__(self))
        for name in getattr(self, "__dict__", []):
            if name[0] != "_" and name not in self._member_map_:
                names.add(name)
        for cls in self.__class__.mro():
            for name, value in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(value, property):
                    if value.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                elif name not in self._member_map_:
                    names.add(name)
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__"} | names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Changes only `repr`: `str` and `format` are those of the mixed-in type."""


class FlagBoundary(str, ReprEnum):
    """What a flag makes of bits that no member has."""

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class IntEnum(int, ReprEnum):
    """Members are ints."""


class StrEnum(str, ReprEnum):
    """Members are strs."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError("encoding must be a string, not %r" % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError("errors must be a string, not %r" % (values[2]))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class Flag(Enum, boundary=STRICT):
    """Members are bits that can be combined."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** (_highest_bit(last) + 1)
        except Exception:
            raise TypeError("invalid flag value %r" % last) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        flag_mask, singles_mask, all_bits = cls._flag_mask_, cls._singles_mask_, cls._all_bits_
        negative = None
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ flag_mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), flag_mask.bit_length())
                raise ValueError(
                    "%r invalid value %r\n    given %s\n  allowed %s" % (cls, value, bin(value, width), bin(flag_mask, width))
                )
            if cls._boundary_ is CONFORM:
                value = value & flag_mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP:
                if value < 0:
                    value = max(all_bits + 1, 2 ** value.bit_length()) + value
            else:
                raise ValueError("%r unknown flag boundary %r" % (cls, cls._boundary_))
        if value < 0:
            negative = value
            value = all_bits + 1 + value
        unknown = value & ~flag_mask
        aliases = value & ~singles_mask
        singles = value & singles_mask
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError("%s(%r) -->  unknown values %r [%s]" % (cls.__name__, value, unknown, bin(unknown)))
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        members = []
        combined = 0
        for found in cls._iter_member_(singles):
            members.append(found)
            combined |= found._value_
        if aliases:
            for name, found in cls._member_map_.items():
                if found not in members and found._value_ and found._value_ & value == found._value_:
                    members.append(found)
                    combined |= found._value_
        unknown = value ^ combined
        made._name_ = "|".join([found._name_ for found in members])
        if not combined:
            made._name_ = None
        elif unknown and cls._boundary_ is STRICT:
            raise ValueError("%r: no members with value %r" % (cls, unknown))
        elif unknown:
            made._name_ += "|%s" % cls._numeric_repr_(unknown)
        made = cls._value2member_map_.setdefault(made._value_, made)
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r" % (type(other).__qualname__, self.__class__.__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = self.__class__.__name__
        show = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (name, show(self._value_))
        return "<%s.%s: %s>" % (name, self._name_, show(self._value_))

    def __str__(self):
        name = self.__class__.__name__
        return "%s(%r)" % (name, self._value_) if self._name_ is None else "%s.%s" % (name, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _value_of(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def _combined(self, other, symbol, combine):
        value = self._value_of(other)
        if value is NotImplemented:
            return NotImplemented
        for flag in (self, other):
            if (value if flag is other else self._value_) is None:
                raise TypeError(f"'{flag}' cannot be combined with other flags with {symbol}")
        return self.__class__(combine(self._value_, value))

    def __or__(self, other):
        return self._combined(other, "|", _or)

    def __and__(self, other):
        return self._combined(other, "&", _and)

    def __xor__(self, other):
        return self._combined(other, "^", _xor)

    def __invert__(self):
        if self._value_of(self) is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__


def _or(a, b):
    return a | b


def _and(a, b):
    return a & b


def _xor(a, b):
    return a ^ b


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints."""


def unique(enumeration):
    """Refuses an enumeration with two names for a value."""
    doubles = [(name, found.name) for name, found in enumeration.__members__.items() if name != found.name]
    if doubles:
        text = ", ".join(["%s -> %s" % pair for pair in doubles])
        raise ValueError("duplicate values found in %r: %s" % (enumeration, text))
    return enumeration


class EnumCheck(StrEnum):
    """What `verify` can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Checks an enumeration."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        is_flag = issubclass(enumeration, Flag)
        if not is_flag and not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                doubles = [(alias, found.name) for alias, found in enumeration.__members__.items() if alias != found.name]
                if doubles:
                    text = ", ".join(["%s -> %s" % pair for pair in doubles])
                    raise ValueError("aliases found in %r: %s" % (enumeration, text))
            elif check is CONTINUOUS:
                values = {found.value for found in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if is_flag:
                    missing = [2**bit for bit in range(_highest_bit(low) + 1, _highest_bit(high)) if 2**bit not in values]
                else:
                    missing = [value for value in range(low + 1, high) if value not in values]
                if missing:
                    raise ValueError(
                        ("invalid %s %r: missing values %s" % ("flag" if is_flag else "enum", name, ", ".join([str(m) for m in missing])))[:256]
                    )
            elif check is NAMED_FLAGS:
                _verify_named(enumeration, name)
        return enumeration


def _verify_named(enumeration, name):
    values = [found._value_ for found in enumeration]
    unnamed, mask = [], 0
    for alias, found in enumeration._member_map_.items():
        if alias in enumeration._member_names_ or found._value_ < 0:
            continue
        missing = [bit for bit in _iter_bits_lsb(found._value_) if bit not in values]
        if missing:
            unnamed.append(alias)
            for bit in missing:
                mask |= bit
    if not unnamed:
        return
    if len(unnamed) == 1:
        alias = "alias %s is missing" % unnamed[0]
    else:
        alias = "aliases %s and %s are missing" % (", ".join(unnamed[:-1]), unnamed[-1])
    value = "value 0x%x" % mask if _is_single_bit(mask) else "combined values of 0x%x" % mask
    raise ValueError("invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]" % (name, alias, value))


def show_flag_values(value):
    """The bits of a value."""
    return list(_iter_bits_lsb(value))


def pickle_by_global_name(self, proto):
    """Takes a member apart into its name alone, which its module has."""
    return self.name


_reduce_ex_by_global_name = pickle_by_global_name


def pickle_by_enum_name(self, proto):
    """Takes a member apart into its class and its name."""
    return getattr, (self.__class__, self._name_)


def global_enum_repr(self):
    """The member with its module in front instead of its class."""
    return "%s.%s" % (self.__class__.__module__.split(".")[-1], self._name_)


def global_flag_repr(self):
    """The same for flags."""
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return "%s.%s(%r)" % (module, self.__class__.__name__, self._value_)
    if _is_single_bit(self._value_):
        return "%s.%s" % (module, self._name_)
    if self._boundary_ is not FlagBoundary.KEEP:
        return "|".join(["%s.%s" % (module, name) for name in self.name.split("|")])
    return "|".join([name if name[0].isdigit() else "%s.%s" % (module, name) for name in self._name_.split("|")])


def global_str(self):
    """The member's name alone."""
    if self._name_ is None:
        return "%s(%r)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """Puts the members into the module too, and shows them as its names."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Makes an enumeration of a plain class."""

    def convert(cls):
        metaclass = type(etype)
        namespace = metaclass.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__", "__members__") and (name != "__doc__" or value is not None):
                namespace[name] = value
        namespace["__qualname__"] = cls.__qualname__
        return metaclass(cls.__name__, (etype,), namespace, boundary=boundary)

    return convert


def _test_simple_enum(checked_enum, simple_enum):
    """Complains if an enumeration made by `_simple_enum` is not like the one made by a class statement."""
    if checked_enum.__dict__ == simple_enum.__dict__:
        return
    failed = []
    own = ("__weakref__", "_inverted_", "__class__", "__repr__", "__reduce_ex__", "__doc__", "__module__", "__qualname__", "__firstlineno__",
           "__static_attributes__", "__dict__", "_member_map_", "_value2member_map_", "_hashable_values_", "_unhashable_values_",
           "_unhashable_values_map_", "_new_member_", "__new__", "__getnewargs_ex__", "__getnewargs__", "__reduce__")
    for name in {*checked_enum.__dict__, *simple_enum.__dict__} - {*own}:
        if name in checked_enum._member_map_:
            one, other = checked_enum[name], simple_enum._member_map_.get(name)
            if other is None or one._value_ != other._value_ or one._name_ != other._name_:
                failed.append(f"{name!r} member mismatch: {one!r} and {other!r}")
            continue
        missing = [which for which, names in (("checked", checked_enum.__dict__), ("simple", simple_enum.__dict__)) if name not in names]
        if missing:
            failed.append(f"{name!r} is missing from the {missing[0]} enum")
            continue
        one, other = checked_enum.__dict__[name], simple_enum.__dict__[name]
        if not callable(one) and not _is_descriptor(one) and one != other:
            failed.append(f"{name!r}: {one!r} and {other!r}")
    if list(checked_enum._member_map_) != list(simple_enum._member_map_):
        failed.append(f"members: {list(checked_enum._member_map_)} and {list(simple_enum._member_map_)}")
    if failed:
        raise TypeError("enum mismatch:\n   " + "\n   ".join(failed))
