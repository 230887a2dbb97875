//! What programs begin with: printing without addresses, values kept small, and what the rest of the program uses of the other parts.

use crate::tree::{Node, Program};

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
    return "<" + kind.__name__ + ">"
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

/// Other parts, each with the word that asks for it.
const PARTS: [(&str, &str); 3] = [
    ("builtins", "import builtins\n"),
    ("Failure", "class Failure(Exception):\n    pass\n"),
    (
        "Managed",
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
    for (word, part) in PARTS {
        if program.contains(word) {
            text.push_str(part.trim_start());
        }
    }
    Program::parse(&text).nodes
}
