//! Tokens in any order, on lines that are indented at random.

use crate::random::Random;

/// Pieces of the language, the likelier ones several times.
pub const TOKENS: [&str; 157] = [
    "x",
    "x",
    "x",
    "y",
    "y",
    "f",
    "g",
    "self",
    "int",
    "str",
    "list",
    "print",
    "len",
    "range",
    "_",
    "é",
    "0",
    "1",
    "1",
    "2",
    "10",
    "0x1F",
    "1e5",
    ".5",
    "1_0",
    "3j",
    "0b1",
    "9",
    "99999999999999999999",
    "''",
    "'a'",
    "\"b\"",
    "b'c'",
    "f'{x}'",
    "f'{x!r:>{y}}'",
    "f'",
    "f\"{",
    "'",
    "\"\"\"",
    "r'\\'",
    "rb'\\x'",
    "'\\x41'",
    "'\\N'",
    "'\\u12'",
    "(",
    "(",
    "(",
    ")",
    ")",
    ")",
    "[",
    "[",
    "]",
    "]",
    "{",
    "}",
    "{",
    "}",
    ",",
    ",",
    ",",
    ":",
    ":",
    ":",
    ";",
    ".",
    ".",
    "...",
    "=",
    "=",
    "=",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "*",
    "**",
    "/",
    "//",
    "%",
    "@",
    "&",
    "|",
    "^",
    "~",
    "<<",
    ">>",
    "+=",
    "-=",
    "*=",
    "//=",
    "**=",
    ">>=",
    "@=",
    "|=",
    ":=",
    "->",
    "!",
    "$",
    "?",
    "`",
    "\\",
    "#",
    "# c",
    "if",
    "if",
    "else",
    "elif",
    "while",
    "for",
    "in",
    "in",
    "not",
    "and",
    "or",
    "is",
    "None",
    "True",
    "False",
    "def",
    "def f(x):",
    "class",
    "class C:",
    "return",
    "yield",
    "yield from",
    "await",
    "async",
    "lambda",
    "lambda x:",
    "try:",
    "except",
    "except*",
    "finally:",
    "else:",
    "raise",
    "from",
    "import",
    "with",
    "as",
    "pass",
    "break",
    "continue",
    "global",
    "nonlocal",
    "del",
    "assert",
    "match",
    "case",
    "type",
    "match x:",
    "case _:",
    "\t",
];

/// A text of such tokens.
pub fn soup(random: &mut Random) -> String {
    let mut text = String::new();
    let mut depth = 0usize;
    let spaced = !random.once_in(4);
    for _ in 0..1 + random.below(20) {
        for _ in 0..depth {
            text.push_str("    ");
        }
        if random.once_in(3) {
            text.push_str(
                [
                    "x = ",
                    "if x:",
                    "for x in range(3):",
                    "def f(x, y=1):",
                    "return ",
                    "print(x",
                    "while x:",
                    "class C(int):",
                    "try:",
                    "with f(x) as y:",
                ][random.below(10)],
            );
        }
        for _ in 0..random.below(12) {
            text.push_str(TOKENS[random.below(TOKENS.len())]);
            if spaced || random.once_in(3) {
                text.push(' ');
            }
        }
        if text.trim_end().ends_with(':') || random.once_in(12) {
            depth += 1;
        } else if depth > 0 && random.once_in(3) {
            depth -= 1 + random.below(depth);
        }
        text.push_str(if random.once_in(40) {
            "\\\n"
        } else if random.once_in(60) {
            "\r"
        } else {
            "\n"
        });
    }
    text
}
