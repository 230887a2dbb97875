//! What parameters the built-in functions have, as `__text_signature__` tells it (without the module that CPython passes first).

/// Names and parameters.
#[cfg(feature = "host-library")]
static SIGNATURES: &[(&str, &str)] = &[
    ("__import__", "/, name, globals=None, locals=None, fromlist=(), level=0"),
    ("abs", "x, /"),
    ("aiter", "async_iterable, /"),
    ("all", "iterable, /"),
    ("anext", "aiterator, default=<unrepresentable>, /"),
    ("any", "iterable, /"),
    ("ascii", "obj, /"),
    ("bin", "number, /"),
    ("breakpoint", "/, *args, **kws"),
    ("callable", "obj, /"),
    ("chr", "i, /"),
    ("compile", "/, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1"),
    ("delattr", "obj, name, /"),
    ("divmod", "x, y, /"),
    ("eval", "source, /, globals=None, locals=None"),
    ("exec", "source, /, globals=None, locals=None, *, closure=None"),
    ("format", "value, format_spec='', /"),
    ("globals", "/"),
    ("hasattr", "obj, name, /"),
    ("hash", "obj, /"),
    ("hex", "number, /"),
    ("id", "obj, /"),
    ("input", "prompt='', /"),
    ("isinstance", "obj, class_or_tuple, /"),
    ("issubclass", "cls, class_or_tuple, /"),
    ("len", "obj, /"),
    ("locals", "/"),
    ("oct", "number, /"),
    ("open", "/, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None"),
    ("ord", "c, /"),
    ("pow", "/, base, exp, mod=None"),
    ("print", "/, *args, sep=' ', end='\\n', file=None, flush=False"),
    ("repr", "obj, /"),
    ("round", "/, number, ndigits=None"),
    ("setattr", "obj, name, value, /"),
    ("sorted", "iterable, /, *, key=None, reverse=False"),
    ("sum", "iterable, /, start=0"),
];

/// None of those.
#[cfg(not(feature = "host-library"))]
static SIGNATURES: &[(&str, &str)] = &[];

/// The parameters of a function among the built-in names.
pub(crate) fn parameters(name: &str) -> Option<&'static str> {
    SIGNATURES.iter().find(|(known, _)| *known == name).map(|(_, parameters)| *parameters)
}
