"""What objects are, what they take, and which calls run."""

import collections.abc
import functools
import sys
import types
from collections import namedtuple, OrderedDict
from keyword import iskeyword

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_NOFREE = 64
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512
TPFLAGS_IS_ABSTRACT = 1 << 20


# What an object is


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object) or ismethodwrapper(object)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType) and not hasattr(object, "__set_name__")


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__") and not hasattr(kind, "__delete__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


def isawaitable(object):
    return (
        isinstance(object, types.CoroutineType)
        or (isinstance(object, types.GeneratorType) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE))
        or isinstance(object, collections.abc.Awaitable)
    )


def _plain_function(value):
    """The function inside methods and partial objects."""
    while True:
        if ismethod(value):
            value = value.__func__
        elif isinstance(value, functools.partial):
            value = value.func
        else:
            return value


def _has_code_flag(value, flag):
    value = _plain_function(value)
    if not (isfunction(value) or hasattr(value, "__code__") and iscode(value.__code__)):
        return False
    return bool(value.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_code_flag(obj, CO_GENERATOR)


def isasyncgenfunction(obj):
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


_COROUTINE_MARK = object()


def markcoroutinefunction(func):
    """Has a function that makes awaitables count as a coroutine function."""
    inner = getattr(func, "__func__", func)
    inner._is_coroutine_mark = _COROUTINE_MARK
    return func


def iscoroutinefunction(obj):
    inner = _plain_function(obj)
    if getattr(inner, "_is_coroutine_mark", None) is _COROUTINE_MARK:
        return True
    return _has_code_flag(obj, CO_COROUTINE)


# Members


def getmembers(object, predicate=None):
    """The attributes, by name."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """The same without running any code."""
    return _members(object, predicate, getattr_static)


def _members(object, predicate, getter):
    names = dir(object)
    mro = ()
    if isclass(object):
        mro = (object, *getmro(object))
        for base in object.__bases__:
            for name, value in base.__dict__.items():
                if isinstance(value, types.DynamicClassAttribute):
                    names.append(name)
    result = []
    seen = set()
    for name in names:
        try:
            value = getter(object, name)
            if name in seen:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not predicate or predicate(value):
            result.append((name, value))
        seen.add(name)
    result.sort(key=lambda pair: pair[0])
    return result


Attribute = namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """The attributes of a class: what each is and where it comes from."""
    result = []
    for name in dir(cls):
        home, value = None, None
        for base in (*getmro(cls), *getmro(type(cls))):
            if name in base.__dict__:
                home, value = base, base.__dict__[name]
                break
        if home is None:
            continue
        if isinstance(value, (staticmethod, types.BuiltinMethodType)):
            kind = "static method"
        elif isinstance(value, (classmethod, types.ClassMethodDescriptorType)):
            kind = "class method"
        elif isinstance(value, property):
            kind = "property"
        elif isroutine(value):
            kind = "method"
        else:
            kind = "data"
        result.append(Attribute(name, kind, home, value))
    return result


def getmro(cls):
    return cls.__mro__


_NOTHING = object()


def getattr_static(obj, attr, default=_NOTHING):
    """An attribute without running descriptors, __getattr__ and the like."""
    instance = _NOTHING
    if not isinstance(obj, type):
        klass = type(obj)
        names = _dict_of(obj)
        if isinstance(names, dict) and attr in names:
            instance = names[attr]
    else:
        klass = obj
    found = _in_classes(klass.__mro__, attr)
    if instance is not _NOTHING and found is not _NOTHING:
        kind = type(found)
        if hasattr(kind, "__get__") and (hasattr(kind, "__set__") or hasattr(kind, "__delete__")):
            return found
    if instance is not _NOTHING:
        return instance
    if found is not _NOTHING:
        return found
    if obj is klass:
        found = _in_classes(type(klass).__mro__, attr)
        if found is not _NOTHING:
            return found
    if default is not _NOTHING:
        return default
    raise AttributeError(attr)


def _dict_of(obj):
    try:
        return object.__getattribute__(obj, "__dict__")
    except AttributeError:
        return None


def _in_classes(classes, name):
    for cls in classes:
        if name in cls.__dict__:
            return cls.__dict__[name]
    return _NOTHING


def unwrap(func, *, stop=None):
    """What decorators wrapped."""
    first = func
    seen = {id(first)}
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f"wrapper loop when unwrapping {first!r}")
        seen.add(id(func))
    return func


# Documentation and sources


def cleandoc(doc):
    """A docstring without its indentation."""
    lines = doc.expandtabs().split("\n")
    margin = None
    for line in lines[1:]:
        content = len(line.lstrip(" "))
        if content:
            indent = len(line) - content
            margin = indent if margin is None else min(margin, indent)
    if lines:
        lines[0] = lines[0].lstrip(" ")
    if margin is not None:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    """The docstring, of a base class if there is none."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None or (isclass(object) and "__doc__" not in object.__dict__):
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def _inherited_doc(object):
    if isclass(object):
        for base in object.__mro__:
            if base is not _object_class and base.__dict__.get("__doc__") is not None:
                return base.__doc__
        return None
    if ismethod(object):
        cls = object.__self__ if isclass(object.__self__) else type(object.__self__)
        name = object.__func__.__name__
    elif isfunction(object):
        name = object.__name__
        cls = _class_of_function(object)
        if cls is None:
            return None
    elif isinstance(object, property):
        name = object.fget.__name__
        cls = _class_of_function(object.fget)
        if cls is None:
            return None
    else:
        return None
    for base in cls.__mro__:
        doc = getattr(base.__dict__.get(name), "__doc__", None)
        if doc is not None:
            return doc
    return None


_object_class = object


def _class_of_function(func):
    found = sys.modules.get(func.__module__)
    for name in func.__qualname__.split(".")[:-1]:
        if found is None or name == "<locals>":
            return None
        found = getattr(found, name, None)
    return found if isclass(found) else None


def getfile(object):
    """The file in which something was written."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError(
        f"module, class, method, function, traceback, frame, or code object was expected, got {type(object).__name__}"
    )


def getsourcefile(object):
    return getfile(object)


def getabsfile(object, _filename=None):
    import os

    return os.path.normcase(os.path.abspath(_filename or getfile(object)))


def getmodule(object, _filename=None):
    """The module in which something was written."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        file = getfile(object)
    except (TypeError, OSError):
        return None
    for module in list(sys.modules.values()):
        if ismodule(module) and getattr(module, "__file__", None) == file:
            return module
    return None


def getmodulename(path):
    name = path.rpartition("/")[2]
    return name[:-3] if name.endswith(".py") else None


def findsource(object):
    """All lines of the file, and the number of the line where the object starts."""
    import linecache

    lines = linecache.getlines(getsourcefile(object))
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        try:
            return lines, object.__firstlineno__ - 1
        except AttributeError:
            raise OSError("source code not available") from None
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        number = object.co_firstlineno - 1
        if number >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, number
    raise OSError("could not find code object")


def getblock(lines):
    """The lines of the block that the first one begins: what is indented more, without empty lines at its end."""
    first = None
    depth = 0
    last = 0
    in_head = True
    for number, line in enumerate(lines):
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        if first is None:
            first = indent
        if not in_head and depth <= 0 and text and indent <= first and not text.startswith("#"):
            break
        if not in_head and depth <= 0 and text.startswith("#") and indent <= first:
            continue
        depth += _brackets(text)
        if text:
            last = number + 1
        if in_head and depth <= 0 and not text.startswith("@") and text and not text.startswith("#"):
            in_head = False
            code = text.partition("#")[0].rstrip()
            if not code.endswith(":") and not code.endswith("\\"):
                break
    return lines[:last]


def _brackets(text):
    depth = 0
    quote = None
    escaped = False
    for character in text:
        if quote:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == quote:
                quote = None
        elif character in "'\"":
            quote = character
        elif character == "#":
            break
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
    return depth


def getsourcelines(object):
    """The lines of an object's source, and the number of the first."""
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or (isframe(object) and object.f_code.co_name == "<module>"):
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """The source of an object."""
    lines, _ = getsourcelines(object)
    return "".join(lines)


def getcomments(object):
    """The comment lines before an object."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    comments = []
    number -= 1
    while number >= 0 and lines[number].lstrip().startswith("#"):
        comments.insert(0, lines[number].strip() + "\n")
        number -= 1
    return "".join(comments) or None


def getclasstree(classes, unique=False):
    """Classes and their subclasses as nested lists."""
    children = {}
    roots = []
    for cls in classes:
        if cls.__bases__:
            for parent in cls.__bases__:
                known = children.setdefault(parent, [])
                if cls not in known:
                    known.append(cls)
                if unique and parent in classes:
                    break
        elif cls not in roots:
            roots.append(cls)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


def walktree(classes, children, parent):
    result = []
    classes.sort(key=lambda cls: (cls.__module__, cls.__name__))
    for cls in classes:
        result.append((cls, cls.__bases__))
        if cls in children:
            result.append(walktree(children[cls], children, cls))
    return result


# Arguments

Arguments = namedtuple("Arguments", "args, varargs, varkw")
FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getargs(co):
    """The parameters of a code object."""
    if not iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    count = co.co_argcount + co.co_kwonlyargcount
    place = count
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[place]
        place += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[place]
    return Arguments(list(names[:count]), varargs, varkw)


def getfullargspec(func):
    """The parameters of a function."""
    try:
        found = _signature(func, follow=False, skip_bound=False, cls=Signature)
    except Exception as error:
        raise TypeError("unsupported callable") from error
    args, kwonly = [], []
    varargs = varkw = None
    defaults, kwdefaults, annotations = (), {}, {}
    if found.return_annotation is not found.empty:
        annotations["return"] = found.return_annotation
    for parameter in found.parameters.values():
        kind, name = parameter.kind, parameter.name
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not parameter.empty:
                defaults += (parameter.default,)
        elif kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _KEYWORD_ONLY:
            kwonly.append(name)
            if parameter.default is not parameter.empty:
                kwdefaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not parameter.empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, kwonly, kwdefaults or None, annotations)


def getargvalues(frame):
    """The parameters of a frame and its variables."""
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def formatargvalues(
    args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: "*" + name, formatvarkw=lambda name: "**" + name,
    formatvalue=lambda value: "=" + repr(value),
):  # fmt: skip
    """What getargvalues() gives as text."""
    parts = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        parts.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        parts.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return "(" + ", ".join(parts) + ")"


def getcallargs(func, /, *positional, **named):
    """The values that the parameters of a call would have."""
    if ismethod(func):
        if func.__self__ is not None:
            positional = (func.__self__, *positional)
        func = func.__func__
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return dict(bound.arguments)


def getclosurevars(func):
    """Where the free names of a function are found."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    nonlocals = {}
    for name, cell in zip(code.co_freevars, func.__closure__ or ()):
        try:
            nonlocals[name] = cell.cell_contents
        except ValueError:
            pass
    names = func.__globals__
    builtin_names = func.__builtins__
    found_globals, found_builtins, unbound = {}, {}, set()
    for name in code.co_names:
        if name in names:
            found_globals[name] = names[name]
        elif name in builtin_names:
            found_builtins[name] = builtin_names[name]
        elif name not in ("None", "True", "False"):
            unbound.add(name)
    return ClosureVars(nonlocals, found_globals, found_builtins, unbound)


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """An annotation as text."""
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "").replace("~", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    module = getattr(object, "__module__", None)
    return lambda annotation: formatannotation(annotation, module)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations as a fresh dict; strings evaluated if wanted."""
    if isclass(obj):
        found = obj.__dict__.get("__annotations__", None)
        if isinstance(found, types.GetSetDescriptorType):
            found = None
        module = sys.modules.get(getattr(obj, "__module__", None))
        own_globals, own_locals, wrapped = getattr(module, "__dict__", None), dict(vars(obj)), obj
    elif ismodule(obj):
        found = getattr(obj, "__annotations__", None)
        own_globals, own_locals, wrapped = obj.__dict__, None, None
    elif callable(obj):
        found = getattr(obj, "__annotations__", None)
        own_globals, own_locals, wrapped = getattr(obj, "__globals__", None), None, obj
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not found:
        return {}
    if not eval_str:
        return dict(found)
    if wrapped is not None:
        while True:
            if hasattr(wrapped, "__wrapped__"):
                wrapped = wrapped.__wrapped__
            elif isinstance(wrapped, functools.partial):
                wrapped = wrapped.func
            else:
                break
        own_globals = getattr(wrapped, "__globals__", own_globals)
    if globals is None:
        globals = own_globals
    if locals is None:
        locals = own_locals or {}
    for parameter in getattr(obj, "__type_params__", ()):
        locals = {parameter.__name__: parameter, **locals}
    return {
        name: value if not isinstance(value, str) else eval(value, globals, locals) for name, value in found.items()
    }


class _ParameterKind(int):
    """How a parameter gets its value."""

    def __new__(cls, number, name, description):
        self = int.__new__(cls, number)
        self.name = name
        self.description = description
        return self

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"

    value = property(int)


_POSITIONAL_ONLY = _ParameterKind(0, "POSITIONAL_ONLY", "positional-only")
_POSITIONAL_OR_KEYWORD = _ParameterKind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
_VAR_POSITIONAL = _ParameterKind(2, "VAR_POSITIONAL", "variadic positional")
_KEYWORD_ONLY = _ParameterKind(3, "KEYWORD_ONLY", "keyword-only")
_VAR_KEYWORD = _ParameterKind(4, "VAR_KEYWORD", "variadic keyword")
_KINDS = (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD)


class _empty:
    """Says that there is no default or annotation."""


class Parameter:
    """One parameter."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _KINDS
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _KINDS[kind]
        except (IndexError, TypeError):
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError(f"implicit arguments must be passed as positional or keyword arguments, not {self._kind.description}")
            self._kind = _POSITIONAL_ONLY
            name = "implicit" + name[1:]
        if iskeyword(name) and self._kind is not _POSITIONAL_ONLY:
            raise ValueError(f"{name!r} is not a valid parameter name")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_NOTHING, kind=_NOTHING, annotation=_NOTHING, default=_NOTHING):
        return type(self)(
            self._name if name is _NOTHING else name,
            self._kind if kind is _NOTHING else kind,
            default=self._default if default is _NOTHING else default,
            annotation=self._annotation if annotation is _NOTHING else annotation,
        )

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        text = self._name
        if self._annotation is not _empty:
            text = f"{text}: {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += (" = " if self._annotation is not _empty else "=") + repr(self._default)
        if self._kind is _VAR_POSITIONAL:
            return "*" + text
        if self._kind is _VAR_KEYWORD:
            return "**" + text
        return text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, int(self._kind), self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (
            self._name == other._name
            and self._kind == other._kind
            and self._default == other._default
            and self._annotation == other._annotation
        )


class BoundArguments:
    """The values of a call by the names of the parameters."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        result = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                break
            try:
                value = self.arguments[name]
            except KeyError:
                break
            if parameter.kind is _VAR_POSITIONAL:
                result.extend(value)
            else:
                result.append(value)
        return tuple(result)

    @property
    def kwargs(self):
        result = {}
        by_name = False
        for name, parameter in self._signature.parameters.items():
            if not by_name:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    by_name = True
                elif name not in self.arguments:
                    by_name = True
                    continue
            if not by_name or name not in self.arguments:
                continue
            value = self.arguments[name]
            if parameter.kind is _VAR_KEYWORD:
                result.update(value)
            else:
                result[name] = value
        return result

    def apply_defaults(self):
        """Enters the defaults of parameters that got no value."""
        result = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                result[name] = self.arguments[name]
            elif parameter.default is not _empty:
                result[name] = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                result[name] = ()
            elif parameter.kind is _VAR_KEYWORD:
                result[name] = {}
        self.arguments = result

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    __hash__ = None

    def __repr__(self):
        inside = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{type(self).__name__} ({inside})>"


class Signature:
    """The parameters of a callable, and what it says of its result."""

    __slots__ = ("_return_annotation", "_parameters")
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        collected = {}
        if parameters is not None:
            top = _POSITIONAL_ONLY
            defaults = False
            for parameter in parameters:
                kind, name = parameter.kind, parameter.name
                if __validate_parameters__:
                    if kind < top:
                        raise ValueError(
                            f"wrong parameter order: {top.description} parameter before {kind.description} parameter"
                        )
                    top = kind
                    if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                        if parameter.default is not _empty:
                            defaults = True
                        elif defaults:
                            raise ValueError("non-default argument follows default argument")
                    if name in collected:
                        raise ValueError(f"duplicate parameter name: {name!r}")
                collected[name] = parameter
        self._parameters = types.MappingProxyType(collected)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature(obj, follow=follow_wrapped, skip_bound=True, cls=cls, names=(globals, locals, eval_str))

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_NOTHING, return_annotation=_NOTHING):
        return type(self)(
            self.parameters.values() if parameters is _NOTHING else parameters,
            return_annotation=self._return_annotation if return_annotation is _NOTHING else return_annotation,
        )

    __replace__ = replace

    def __hash__(self):
        ordered = tuple(parameter for parameter in self.parameters.values() if parameter.kind != _KEYWORD_ONLY)
        named = frozenset(parameter for parameter in self.parameters.values() if parameter.kind == _KEYWORD_ONLY)
        return hash((ordered, named, self.return_annotation))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented

        def parts(signature):
            ordered = [parameter for parameter in signature.parameters.values() if parameter.kind != _KEYWORD_ONLY]
            named = {name: parameter for name, parameter in signature.parameters.items() if parameter.kind == _KEYWORD_ONLY}
            return ordered, named, signature.return_annotation

        return parts(self) == parts(other)

    def bind(self, /, *args, **kwargs):
        """The values that the parameters of a call would have."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """The same for a call that is not complete."""
        return self._bind(args, kwargs, partial=True)

    def _bind(self, args, kwargs, partial=False):
        arguments = {}
        left = list(self.parameters.values())
        values = list(args)
        place = 0
        positional_only_names = []
        # By position first.
        while values:
            if place >= len(left) or left[place].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments")
            parameter = left[place]
            if parameter.kind is _VAR_POSITIONAL:
                arguments[parameter.name] = tuple(values)
                values = []
                place += 1
                break
            if parameter.name in kwargs and parameter.kind is not _POSITIONAL_ONLY:
                raise TypeError(f"multiple values for argument {parameter.name!r}")
            arguments[parameter.name] = values.pop(0)
            place += 1
        kwargs = dict(kwargs)
        keywords = None
        # What is missing right behind the last argument is said to be keyword-only, if it is.
        at_once = True
        for parameter in left[place:]:
            kind, name = parameter.kind, parameter.name
            if kind is _VAR_KEYWORD:
                keywords = parameter
            elif kind is _VAR_POSITIONAL:
                at_once = False
            elif kind is _POSITIONAL_ONLY and name in kwargs:
                if parameter.default is _empty:
                    raise TypeError(f"missing a required positional-only argument: {name!r}")
                positional_only_names.append(name)
            elif name in kwargs:
                arguments[name] = kwargs.pop(name)
                at_once = False
            elif partial or parameter.default is not _empty:
                at_once = False
            else:
                word = " keyword-only" if kind is _KEYWORD_ONLY and at_once else ""
                raise TypeError(f"missing a required{word} argument: {name!r}")
        for parameter in left[:place]:
            if parameter.kind is _VAR_KEYWORD:
                keywords = parameter
        if kwargs:
            if keywords is not None:
                arguments[keywords.name] = kwargs
            elif positional_only_names:
                names = ", ".join(positional_only_names)
                raise TypeError(f"got some positional-only arguments passed as keyword arguments: {names!r}")
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        # In the order of the parameters.
        ordered = {name: arguments[name] for name in self.parameters if name in arguments}
        return BoundArguments(self, ordered)

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """As text; a line for each parameter if it would be too wide."""
        parts = []
        slash = False
        star = True
        for parameter in self.parameters.values():
            text = str(parameter)
            kind = parameter.kind
            if kind is _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append("/")
                slash = False
            if kind is _VAR_POSITIONAL:
                star = False
            elif kind is _KEYWORD_ONLY and star:
                parts.append("*")
                star = False
            parts.append(text)
        if slash:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text


# How what is written in Rust and has no text of its own for it is called, by module and name.
_WRITTEN = """operator attrgetter(attr, /, *attrs) itemgetter(item, /, *items) methodcaller(name, /, *args, **kwargs)
_functools cache_info() cache_clear()"""


def _written_signature(obj):
    """A function with the parameters that one written in Rust has, None if nobody wrote them down."""
    if type(obj).__module__ == "operator" and type(obj).__name__ in ("attrgetter", "itemgetter", "methodcaller"):
        return lambda obj, /: None
    name = getattr(obj, "__name__", None)
    if not isinstance(name, str) or not (isinstance(obj, type) or isroutine(obj)):
        return None
    module = getattr(obj, "__module__", None) or type(getattr(obj, "__self__", None)).__module__.replace("functools", "_functools")
    for line in _WRITTEN.split("\n"):
        where, _, functions = line.partition(" ")
        place = f" {functions}".find(f" {name}(")
        if where == module and place >= 0:
            text = functions[place:]
            end = text.index(")") + 1
            made = {}
            exec(f"def {text[:end]}: pass", made)
            return made[name]
    return None


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)


def _of_function(func, cls, names):
    code = func.__code__
    variables = code.co_varnames
    count, only = code.co_argcount, code.co_posonlyargcount
    if names is None:
        annotations = get_annotations(func)
    else:
        globals, locals, eval_str = names
        annotations = get_annotations(func, globals=globals, locals=locals, eval_str=eval_str)
    defaults, kwdefaults = func.__defaults__ or (), func.__kwdefaults__ or {}
    without = count - len(defaults)
    parameters = []

    def add(name, kind, default=_empty):
        parameters.append(Parameter(name, kind, default=default, annotation=annotations.get(name, _empty)))

    for place, name in enumerate(variables[:count]):
        kind = _POSITIONAL_ONLY if place < only else _POSITIONAL_OR_KEYWORD
        add(name, kind, defaults[place - without] if place >= without else _empty)
    place = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        add(variables[place], _VAR_POSITIONAL)
        place += 1
    for name in variables[count : count + code.co_kwonlyargcount]:
        add(name, _KEYWORD_ONLY, kwdefaults.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(variables[place], _VAR_KEYWORD)
    return cls(parameters, return_annotation=annotations.get("return", _empty), __validate_parameters__=False)


def _without_first(found):
    parameters = tuple(found.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
        parameters = parameters[1:]
    return found.replace(parameters=parameters)


def _of_partial(found, partial, extra=()):
    parameters = OrderedDict(found.parameters.items())
    try:
        bound = found.bind_partial(*(partial.args or ()), **(partial.keywords or {}))
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    keyword_only = False
    for name, parameter in list(parameters.items()):
        try:
            value = bound.arguments[name]
        except KeyError:
            pass
        else:
            if parameter.kind is _POSITIONAL_ONLY:
                parameters.pop(name)
                continue
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                if name in (partial.keywords or {}):
                    keyword_only = True
                    parameters[name] = parameter.replace(default=value)
                else:
                    parameters.pop(name)
                    continue
            if parameter.kind is _KEYWORD_ONLY:
                parameters[name] = parameter.replace(default=value)
        if keyword_only:
            parameter = parameters[name]
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                parameters[name] = parameter.replace(kind=_KEYWORD_ONLY)
                parameters.move_to_end(name)
            elif parameter.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                parameters.move_to_end(name)
            elif parameter.kind is _VAR_POSITIONAL:
                parameters.pop(name)
    return found.replace(parameters=parameters.values())


def _looks_like_function(obj):
    if not callable(obj) or isclass(obj):
        return False
    return isinstance(getattr(obj, "__code__", None), types.CodeType) and isinstance(getattr(obj, "__name__", None), str)


def _user_defined(cls, name):
    """A method of a class that is written in Python."""
    for base in cls.__mro__[:-1]:
        if name in base.__dict__:
            found = base.__dict__[name]
            if isinstance(found, (staticmethod, classmethod)):
                found = found.__func__
            if isfunction(found) or isinstance(found, functools.partialmethod) or (callable(found) and not isroutine(found)):
                return base, found
            return None
    return None


def _of_text(obj, text, cls):
    """The signature that a text of a built-in function tells."""
    if "<unrepresentable>" in text:
        raise ValueError(f"{obj!r} builtin has invalid signature")
    for start in ("($module, /, ", "($module, /", "($module, "):
        if text.startswith(start):
            text = "(" + text[len(start) :]
            break
    namespace = {}
    exec(f"def function{text}: pass", namespace)
    return _of_function(namespace["function"], cls, (None, None, False))


def _signature(obj, *, follow=True, skip_bound=True, cls=Signature, names=None):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    again = functools.partial(_signature, follow=follow, skip_bound=skip_bound, cls=cls, names=names)
    if ismethod(obj):
        found = again(obj.__func__)
        return _without_first(found) if skip_bound else found
    if follow:
        obj = unwrap(obj, stop=lambda func: hasattr(func, "__signature__") or ismethod(func))
        if ismethod(obj):
            return again(obj)
    found = getattr(obj, "__signature__", None)
    if found is not None:
        if not isinstance(found, Signature):
            if callable(found):
                found = found()
            if not isinstance(found, Signature):
                raise TypeError(f"unexpected object {found!r} in __signature__ attribute")
        return found
    partial_method = getattr(obj, "__partialmethod__", None)
    if isinstance(partial_method, functools.partialmethod):
        wrapped = again(partial_method.func)
        found = _of_partial(wrapped, partial_method)
        first = tuple(wrapped.parameters.values())[0]
        if first.kind is _VAR_POSITIONAL:
            return found
        return found.replace(parameters=(first, *[p for p in found.parameters.values() if p.name != first.name]))
    if isfunction(obj) or _looks_like_function(obj):
        return _of_function(obj, cls, names)
    if isinstance(obj, functools.partial):
        return _of_partial(again(obj.func), obj)
    written = _written_signature(obj)
    if written is not None:
        return cls.from_callable(written) if cls is not Signature else signature(written)
    if isinstance(obj, type):
        metaclass_call = _user_defined(type(obj), "__call__")
        if metaclass_call is not None:
            return _without_first(again(metaclass_call[1]))
        new, init = _user_defined(obj, "__new__"), _user_defined(obj, "__init__")
        if new is not None and (init is None or obj.__mro__.index(new[0]) <= obj.__mro__.index(init[0])):
            return _without_first(again(new[1]))
        if init is not None:
            return _without_first(again(init[1]))
        if type not in obj.__mro__ and obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return cls([])
        raise ValueError(f"no signature found for builtin type {obj!r}")
    if isroutine(obj):
        text = getattr(obj, "__text_signature__", None)
        if text is not None:
            return _of_text(obj, text, cls)
        raise ValueError(f"no signature found for builtin {obj!r}")
    call = _user_defined(type(obj), "__call__")
    if call is not None:
        return _without_first(again(call[1]))
    raise ValueError(f"callable {obj!r} is not supported by signature")


# Frames

_Traceback = namedtuple("_Traceback", "filename lineno function code_context index")
_FrameInfo = namedtuple("_FrameInfo", ("frame",) + _Traceback._fields)
Positions = namedtuple("Positions", "lineno end_lineno col_offset end_col_offset", defaults=(None,) * 4)


class Traceback(_Traceback):
    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return (
            f"Traceback(filename={self.filename!r}, lineno={self.lineno!r}, function={self.function!r}, "
            f"code_context={self.code_context!r}, index={self.index!r}, positions={self.positions!r})"
        )


class FrameInfo(_FrameInfo):
    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return (
            f"FrameInfo(frame={self.frame!r}, filename={self.filename!r}, lineno={self.lineno!r}, function={self.function!r}, "
            f"code_context={self.code_context!r}, index={self.index!r}, positions={self.positions!r})"
        )


def getframeinfo(frame, context=1):
    """File, line, function and lines around of a frame or traceback."""
    from _traceback import position

    if istraceback(frame):
        lasti, lineno = frame.tb_lasti, frame.tb_lineno
        frame = frame.tb_frame
    elif isframe(frame):
        lasti, lineno = frame.f_lasti, frame.f_lineno
    else:
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    positions = Positions(*position(frame.f_code, lasti))
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            all_lines, _ = findsource(frame)
        except OSError:
            pass
        else:
            start = max(0, min(start, len(all_lines) - context))
            lines = all_lines[start : start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index, positions=positions)


def getlineno(frame):
    return frame.f_lineno


def getouterframes(frame, context=1):
    """A frame and those that called it."""
    result = []
    while frame:
        info = getframeinfo(frame, context)
        result.append(FrameInfo(frame, *info, positions=info.positions))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    """The frames of a traceback."""
    result = []
    while tb:
        info = getframeinfo(tb, context)
        result.append(FrameInfo(tb.tb_frame, *info, positions=info.positions))
        tb = tb.tb_next
    return result


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    """The calls that run."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """The frames of the exception that is handled."""
    exception = sys.exception()
    return getinnerframes(None if exception is None else exception.__traceback__, context)


# Generators and coroutines

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "AGEN_CLOSED"


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getasyncgenstate(agen):
    if agen.ag_running:
        return AGEN_RUNNING
    if agen.ag_suspended:
        return AGEN_SUSPENDED
    return AGEN_CLOSED if agen.ag_frame is None else AGEN_CREATED


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def getcoroutinelocals(coroutine):
    frame = getattr(coroutine, "cr_frame", None)
    return {} if frame is None else frame.f_locals


def getasyncgenlocals(agen):
    if not isasyncgen(agen):
        raise TypeError(f"{agen!r} is not a Python async generator")
    frame = agen.ag_frame
    return {} if frame is None else frame.f_locals
