//! Which part of an expression did it: the operator of an operation, the brackets of a call or subscript.
//!
//! The text is scanned, not parsed: brackets and strings are skipped, and of the operators outside them the one that binds
//! least is the operation's own.

use super::traceback_line::Lines;

/// A line, counted from 0, and a column in it.
pub(crate) type Spot = (usize, usize);

/// What is marked more strongly than the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// Where it starts.
    pub(crate) left: Spot,
    /// The first place behind it.
    pub(crate) right: Spot,
    /// It is the brackets of a call.
    pub(crate) call: bool,
}

impl Anchor {
    /// Whether a place lies in it.
    pub(crate) fn contains(self, spot: Spot) -> bool {
        self.left <= spot && spot < self.right
    }
}

/// Words that make an expression something else than an operation, a call or a subscript.
const WORDS: &[&str] = &[
    "and", "or", "not", "in", "is", "if", "else", "lambda", "await", "yield", "for", "async", "from", "import", "raise", "return",
    "assert", "del", "pass", "global", "nonlocal", "while", "with", "try", "def", "class", "break", "continue",
];

/// How strongly a unary operator binds.
const UNARY: u8 = 7;

/// How strongly an operator binds, and its length.
fn operator(text: &str) -> Option<(u8, usize)> {
    let two = [("**", 8), ("//", 6), ("<<", 4), (">>", 4)];
    if let Some(&(_, strength)) = two.iter().find(|(symbol, _)| text.starts_with(symbol)) {
        return Some((strength, 2));
    }
    Some(match text.as_bytes().first()? {
        b'|' => (1, 1),
        b'^' => (2, 1),
        b'&' => (3, 1),
        b'+' | b'-' => (5, 1),
        b'*' | b'/' | b'%' | b'@' => (6, 1),
        _ => return None,
    })
}

/// A string that is being skipped: its quote, and whether three of them end it.
#[derive(Clone, Copy)]
struct Quote {
    quote: u8,
    triple: bool,
}

/// What a scan has seen so far.
struct Scan {
    depth: usize,
    string: Option<Quote>,
    /// What stands before is an operand.
    operand: bool,
    /// There was an operand at all.
    begun: bool,
    /// The operator that binds least: how strongly, where, how long.
    operator: Option<(u8, Spot, usize)>,
    /// The last bracket that followed an operand: which, and where.
    bracket: Option<(u8, Spot)>,
    /// It is closed, and nothing came behind.
    closed: Option<Spot>,
}

impl Scan {
    /// Takes what stands at a column; returns how many bytes that were. `None`: this is no expression with an anchor.
    fn step(&mut self, line: &str, index: usize, column: usize, end: usize) -> Option<usize> {
        let text = line.get(column..end)?;
        let byte = *text.as_bytes().first()?;
        if let Some(Quote { quote, triple }) = self.string {
            return Some(self.inside_string(text, byte, quote, triple));
        }
        match byte {
            b' ' | b'\t' | 0x0c | b'\\' => Some(1),
            b'#' => Some(text.len()),
            b'\'' | b'"' => {
                let triple = text.as_bytes().get(..3).is_some_and(|three| three.iter().all(|&other| other == byte));
                self.string = Some(Quote { quote: byte, triple });
                if self.depth == 0 {
                    self.take_operand();
                }
                Some(if triple { 3 } else { 1 })
            }
            b'(' | b'[' | b'{' => {
                if self.depth == 0 {
                    if self.operand && byte != b'{' {
                        self.bracket = Some((byte, (index, column)));
                    } else {
                        self.bracket = None;
                    }
                    self.closed = None;
                    self.begun = true;
                }
                self.depth += 1;
                Some(1)
            }
            b')' | b']' | b'}' => {
                self.depth = self.depth.checked_sub(1)?;
                if self.depth == 0 {
                    self.operand = true;
                    self.closed = Some((index, column + 1));
                }
                Some(1)
            }
            _ if self.depth != 0 => Some(text.chars().next().map_or(1, char::len_utf8)),
            b'.' if !self.operand && text.starts_with("...") => {
                self.take_operand();
                Some(3)
            }
            b'.' => {
                self.operand = false;
                self.closed = None;
                Some(1)
            }
            b',' | b'=' | b'<' | b'>' | b'!' | b':' | b';' if operator(text).is_none() => None,
            _ => match operator(text) {
                Some((strength, length)) => self.take_operator(text, strength, length, (index, column)),
                None => self.take_word(text),
            },
        }
    }

    fn inside_string(&mut self, text: &str, byte: u8, quote: u8, triple: bool) -> usize {
        if byte == b'\\' {
            return 1 + text.chars().nth(1).map_or(0, char::len_utf8);
        }
        if byte == quote {
            if !triple {
                self.string = None;
                return 1;
            }
            if text.as_bytes().get(..3).is_some_and(|three| three.iter().all(|&other| other == quote)) {
                self.string = None;
                return 3;
            }
        }
        text.chars().next().map_or(1, char::len_utf8)
    }

    fn take_operand(&mut self) {
        self.operand = true;
        self.begun = true;
        self.bracket = None;
        self.closed = None;
    }

    fn take_operator(&mut self, text: &str, strength: u8, length: usize, spot: Spot) -> Option<usize> {
        // `+=` and its like are no expressions.
        if text.as_bytes().get(length) == Some(&b'=') {
            return None;
        }
        self.closed = None;
        if !self.operand {
            if !self.begun {
                self.operator = Some((UNARY, spot, 0));
                self.begun = true;
            }
            return Some(length);
        }
        let replaces = match self.operator {
            None => true,
            Some((known, _, _)) => strength < known || (strength == known && strength < UNARY),
        };
        if replaces {
            self.operator = Some((strength, spot, length));
        }
        self.operand = false;
        Some(length)
    }

    fn take_word(&mut self, text: &str) -> Option<usize> {
        let length: usize = text.chars().take_while(|&character| character.is_alphanumeric() || character == '_').map(char::len_utf8).sum();
        if length == 0 {
            if text.starts_with('~') {
                return self.take_operator(text, UNARY, 1, (0, 0));
            }
            return None;
        }
        let word = text.get(..length)?;
        if WORDS.contains(&word) {
            return None;
        }
        // The sign of an exponent belongs to its number.
        let exponent = word.starts_with(|first: char| first.is_ascii_digit())
            && word.ends_with(['e', 'E'])
            && !word.starts_with("0x")
            && !word.starts_with("0X");
        if exponent && text.get(length..).is_some_and(|behind| behind.starts_with(['+', '-'])) {
            self.take_operand();
            return Some(length + 1);
        }
        self.take_operand();
        Some(length)
    }
}

/// The anchor of the expression in the lines, if it is an operation, a call or a subscript.
pub(crate) fn find_anchor(lines: &Lines<'_>) -> Option<Anchor> {
    let mut scan = Scan { depth: 0, string: None, operand: false, begun: false, operator: None, bracket: None, closed: None };
    for index in 0..lines.count {
        let (mut column, end) = lines.part(index);
        let line = lines.line(index);
        while column < end {
            column += scan.step(line, index, column, end)?;
        }
        if scan.string.is_some_and(|string| !string.triple) {
            return None;
        }
    }
    if scan.depth != 0 || scan.string.is_some() {
        return None;
    }
    if let Some((_, spot, length)) = scan.operator {
        if length == 0 {
            return None;
        }
        // What directly follows the operator and is a bracket counts with it.
        let behind = lines.line(spot.0).as_bytes().get(spot.1 + length);
        let length = if length == 1 && behind == Some(&b'(') { 2 } else { length };
        return Some(Anchor { left: spot, right: (spot.0, spot.1 + length), call: false });
    }
    match (scan.bracket, scan.closed) {
        (Some((bracket, left)), Some(right)) => Some(Anchor { left, right, call: bracket == b'(' }),
        _ => None,
    }
}

/// Whether the lines are nothing but `name = call(…)` or `return call(…)` and the place is the call: then marks say nothing.
pub(crate) fn is_plain_call_statement(lines: &Lines<'_>, anchor: Option<Anchor>) -> bool {
    let Some(anchor) = anchor.filter(|anchor| anchor.call) else { return false };
    let (start, _) = lines.part(0);
    let last = lines.count.saturating_sub(1);
    let (_, end) = lines.part(last);
    let mut before = lines.line(0).get(..start).unwrap_or("").trim();
    let mut after = lines.line(last).get(end..).unwrap_or("").trim_start();
    // CPython compares columns in bytes with columns in characters here.
    if !lines.line(0).get(..start).unwrap_or("").is_ascii() || !lines.line(last).get(..end).unwrap_or("").is_ascii() {
        return false;
    }
    // Brackets around the call are not part of it.
    while let (Some(outer), Some(rest)) = (before.strip_suffix('('), after.strip_prefix(')')) {
        (before, after) = (outer.trim_end(), rest.trim_start());
    }
    if !after.is_empty() && !after.starts_with([';', '#']) {
        return false;
    }
    let is_name = |text: &str| {
        let text = text.trim();
        !matches!(text, "" | "None" | "True" | "False") && text.chars().all(|character| character.is_alphanumeric() || character == '_')
    };
    if before == "return" {
        return anchor.left.0 == 0 && lines.line(0).get(start..anchor.left.1).is_some_and(is_name);
    }
    before.strip_suffix('=').is_some_and(is_name)
}

#[cfg(test)]
mod tests {
    use crate::bytecode::materialise::Place;
    use crate::objects::traceback_line::write_lines;
    use std::string::String;

    /// What is written below an entry for the part of the source between two marks `«` and `»`.
    fn shown(marked: &str) -> String {
        let start = marked.find('«').unwrap();
        let source = marked.replace('«', "");
        let end = source.find('»').unwrap();
        let source = source.replace('»', "");
        let spot = |at: usize| {
            let before = &source[..at];
            (1 + before.matches('\n').count() as u32, (at - before.rfind('\n').map_or(0, |line| line + 1)) as u32)
        };
        let ((line, column), (end_line, end_column)) = (spot(start), spot(end));
        let mut out = String::new();
        write_lines(source.as_bytes(), Place { line, column, end_line, end_column }, &mut out).unwrap();
        out
    }

    #[test]
    fn operators_brackets_and_whole_lines_are_marked_as_cpython_marks_them() {
        assert_eq!(shown("  «a * b» + c\n"), "    a * b + c\n    ~~^~~\n");
        assert_eq!(shown("x = «a + b * (c - 1)»\n"), "    x = a + b * (c - 1)\n        ~~^~~~~~~~~~~~~\n");
        assert_eq!(shown("«f(1)»\n"), "    f(1)\n    ~^^^\n");
        assert_eq!(shown("y = «f(1)»\n"), "    y = f(1)\n");
        assert_eq!(shown("    return «f(1)»\n"), "    return f(1)\n");
        assert_eq!(shown("y = («f(1)») # why\n"), "    y = (f(1)) # why\n");
        assert_eq!(shown("y[1] = «f(1)»\n"), "    y[1] = f(1)\n           ~^^^\n");
        assert_eq!(shown("y = «f(1)» + 1\n"), "    y = f(1) + 1\n        ~^^^\n");
        assert_eq!(shown("y = '日' + «ï» + 1\n"), "    y = '日' + ï + 1\n               ^\n");
        assert_eq!(shown("    return «o.f(1)»\n"), "    return o.f(1)\n           ~~~^^^\n");
        assert_eq!(shown("y = «d['a + b'][2]»\n"), "    y = d['a + b'][2]\n        ~~~~~~~~~~^^^\n");
        assert_eq!(shown("if «a.b.c» > 1:\n"), "    if a.b.c > 1:\n       ^^^^^\n");
        assert_eq!(shown("«raise ValueError('x')»\n"), "    raise ValueError('x')\n");
        assert_eq!(shown("z = «5e-3 / f(1)»\n"), "    z = 5e-3 / f(1)\n        ~~~~~^~~~~~\n");
        assert_eq!(shown("z = «-x»\n"), "    z = -x\n        ^^\n");
        assert_eq!(shown("z = «x ** -y»\n"), "    z = x ** -y\n        ~~^^~~~\n");
        assert_eq!(shown("z = «... * 2»\n"), "    z = ... * 2\n        ~~~~^~~\n");
        assert_eq!(shown("    return «None(1)»\n"), "    return None(1)\n           ~~~~^^^\n");
    }

    #[test]
    fn of_many_lines_the_first_the_last_and_those_at_the_operator_are_shown() {
        assert_eq!(
            shown("    «f(\n        1,\n        2,\n        3,\n        4,\n    )»\n"),
            "    f(\n    ~^\n        1,\n        ^^\n    ...<2 lines>...\n        4,\n        ^^\n    )\n    ^\n"
        );
    }

    #[test]
    fn text_that_is_no_source_does_no_harm() {
        for text in ["«»", "«(((»", "«'»", "«a +»\n", "«é + ü»\n", "«\\»", "«a[»]", "«+»"] {
            let _ = shown(text);
        }
        let mut out = String::new();
        write_lines(b"a\xff\n", Place { line: 1, column: 900, end_line: 1, end_column: 2 }, &mut out).unwrap();
        write_lines(b"", Place { line: 7, column: 0, end_line: 3, end_column: 2 }, &mut out).unwrap();
    }
}
