//! What programs begin with: printing without addresses, values kept small, and what the rest of the program uses of the other parts.

use crate::tree::{Node, Program};

/// Descriptors of slots have the class of all descriptors of built-in layouts here.
const TEXT: &str = r#"
def text(value, depth=0):
    kind = type(value)
    if kind is list or kind is tuple:
        if depth > 4 or len(value) > 40:
            return kind.__name__ + str(len(value))
        return kind.__name__ + "(" + ", ".join([text(item, depth + 1) for item in value]) + ")"
    if kind is dict:
        return "{" + ", ".join([text(key, depth + 1) + ": " + text(item, depth + 1) for key, item in value.items()]) + "}"
    if kind is set or kind is frozenset:
        return "{" + ", ".join(sorted([text(item, depth + 1) for item in value])) + "}"
    if kind is int or kind is float or kind is str or kind is bytes or kind is bool or value is None:
        shown = repr(value)
        return shown if len(shown) < 200 else shown[:80] + "..." + str(len(shown))
    if isinstance(value, BaseException):
        return kind.__name__ + text(value.args, depth + 1)
    return "<" + kind.__name__.replace("getset", "member") + ">"
def clip(value):
    kind = type(value)
    if kind is int:
        return value if -1208925819614629174706176 < value < 1208925819614629174706176 else value % 4611686018427387847
    if kind is str or kind is list or kind is tuple or kind is bytes:
        return value if len(value) < 60 else value[:17]
    if kind is dict and len(value) > 40:
        return {}
    if kind is set and len(value) > 40:
        return set()
    return value
"#;

/// Other parts, each with the words that ask for it.
const PARTS: [(&[&str], &str); 10] = [
    (&["builtins"], "import builtins\n"),
    (&["gc."], "import gc\n"),
    (&["sys."], "import sys\n"),
    (&["math."], "import math\n"),
    (
        &["module0"],
        r#"
import types
module0 = types.ModuleType("module0")
module0.k = 1
module0.call = lambda *args: (module0.k, args)
"#,
    ),
    (
        &["Meta"],
        r#"
class Meta(type):
    k = "meta"
    def made(cls):
        return cls.__name__
    @property
    def p(cls):
        return ("meta", cls.__name__)
"#,
    ),
    (
        &["Root", "Other"],
        r#"
class Root:
    k = "root"
    def __init__(self, x=0):
        self.x = x
    def m1(self, a=1):
        return ("root", a)
    def __repr__(self):
        return '<' + type(self).__name__ + '>'
class Other(Root):
    y = "other"
    def m1(self, a=1):
        return ("other", super().m1(a))
"#,
    ),
    (
        &["Given", "Held"],
        r#"
class Given:
    def __init__(self, value):
        self.value = value
    def __get__(self, instance, owner):
        return (self.value, instance is None)
class Held(Given):
    def __set__(self, instance, value):
        self.value = clip(value)
    def __delete__(self, instance):
        self.value = "gone"
"#,
    ),
    (&["Failure"], "class Failure(Exception):\n    pass\n"),
    (
        &["Managed"],
        r#"
class Managed:
    def __init__(self, name, swallow):
        self.name = name
        self.swallow = swallow
        self.entered = 0
    def __enter__(self):
        self.entered += 1
        return self
    def __exit__(self, kind, value, trace):
        self.entered -= 1
        return kind is not None and issubclass(kind, self.swallow)
"#,
    ),
];

/// The prelude's statements for a program.
pub fn nodes(program: &str) -> Vec<Node> {
    let mut text = String::from(TEXT.trim_start());
    for (words, part) in PARTS {
        if words.iter().any(|word| program.contains(word)) {
            text.push_str(part.trim_start());
        }
    }
    Program::parse(&text).nodes
}
