//! Expressions, as text, of a wanted kind.

use super::statement::MODULES;
use super::{Generator, Kind};

/// Around the ends of small ints (31 and 63 bits), of machine words and of exact floats.
pub(super) const EDGES: [&str; 24] = [
    "1073741823",
    "1073741824",
    "-1073741824",
    "-1073741825",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967295",
    "4294967296",
    "4611686018427387903",
    "4611686018427387904",
    "-4611686018427387904",
    "-4611686018427387905",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "9007199254740992",
    "9007199254740993",
    "3037000500",
    "123456789012345678901234567890",
    "-2305843009213693952",
];

pub(super) const FLOATS: [&str; 14] =
    ["0.0", "-0.0", "0.5", "1.5", "-2.25", "3.0", "1e16", "1e308", "-1e308", "5e-324", "1e22", "9007199254740993.0", "0.1", "1e-300"];

const STRINGS: [&str; 12] =
    ["''", "'a'", "'abc'", "'Hello, world'", "'ß'", "'naïve'", "'日本'", "'𝒳y'", "'  pad '", "'a,b,c'", "'%s'", "'12'"];

impl Generator {
    /// An expression of a kind, most of the time.
    pub(super) fn expression(&mut self, kind: Kind, depth: u32) -> String {
        let kind = if kind == Kind::Any || self.random.once_in(self.noise) { self.kind() } else { kind };
        if depth == 0 || self.random.once_in(4) {
            return self.atom(kind);
        }
        let depth = depth - 1;
        if self.random.once_in(9) {
            return self.any_form(kind, depth);
        }
        match kind {
            Kind::Int => self.int(depth),
            Kind::Float => self.float(depth),
            Kind::Bool => self.condition(depth),
            Kind::Str => self.str(depth),
            Kind::Bytes => self.bytes(depth),
            Kind::List => self.list(depth),
            Kind::Tuple => self.tuple(depth),
            Kind::Dict => self.dict(depth),
            Kind::Set => self.set(depth),
            Kind::Object | Kind::Any => self.object(depth),
        }
    }

    fn atom(&mut self, kind: Kind) -> String {
        if !self.random.once_in(3)
            && let Some(name) = self.variable(kind)
        {
            return name;
        }
        match kind {
            Kind::Int => match self.random.below(5) {
                0 => EDGES[self.random.below(EDGES.len())].into(),
                _ => (self.random.below(14) as i64 - 3).to_string(),
            },
            Kind::Float => FLOATS[self.random.below(FLOATS.len())].into(),
            Kind::Bool => self.pick(&["True", "False", "None"]).into(),
            Kind::Str => STRINGS[self.random.below(STRINGS.len())].into(),
            Kind::Bytes => self.pick(&["b''", "b'a'", "b'abc'", "b'\\x00\\xff'"]).into(),
            Kind::List => self.pick(&["[]", "[1]", "[1, 2, 3]", "['a', 2.5]", "[[1], [2]]", "list(range(5))"]).into(),
            Kind::Tuple => self.pick(&["()", "(1,)", "(1, 2)", "('a', 2.5, None)", "(1, 2, 3, 4)"]).into(),
            Kind::Dict => self.pick(&["{}", "{1: 2}", "{'a': 1, 'b': 2}", "{1: 'x', 2.5: 'y', None: 3}"]).into(),
            Kind::Set => self.pick(&["set()", "{1}", "{1, 2, 3}", "{'a', 'b'}", "frozenset((1, 2))"]).into(),
            Kind::Object | Kind::Any => self.object(0),
        }
    }

    /// A form that can be of any kind.
    fn any_form(&mut self, kind: Kind, depth: u32) -> String {
        match self.random.below(11) {
            0 => format!("({} if {} else {})", self.expression(kind, depth), self.condition(depth), self.expression(kind, depth)),
            1 => format!("({} or {})", self.expression(kind, depth), self.expression(kind, depth)),
            2 => format!("({} and {})", self.expression(kind, depth), self.expression(kind, depth)),
            3 => {
                format!("[{}, {}][{}]", self.expression(kind, depth), self.expression(kind, depth), self.pick(&["0", "1", "-1", "-2", "2"]))
            }
            4 => format!("(lambda a, b=1: {})({})", self.expression(kind, 0), self.expression(kind, depth)),
            5 => match self.call(depth) {
                Some(call) => call,
                None => self.atom(kind),
            },
            6 => format!("clip({})", self.expression(kind, depth)),
            7 => format!("{{'k': {}}}['k']", self.expression(kind, depth)),
            8 => self.of_class().unwrap_or_else(|| self.atom(kind)),
            9 if self.weights[MODULES] != 0 => self.of_module(depth),
            _ => match self.variable(Kind::Object) {
                Some(object) => self.attribute_of(&object),
                None => self.atom(kind),
            },
        }
    }

    fn int(&mut self, depth: u32) -> String {
        let a = self.expression(Kind::Int, depth);
        match self.random.below(22) {
            0..4 => format!("({a} + {})", self.expression(Kind::Int, depth)),
            4..7 => format!("({a} - {})", self.expression(Kind::Int, depth)),
            7..9 => format!("({a} * {})", self.expression(Kind::Int, depth)),
            9 => format!("({a} // {})", self.expression(Kind::Int, depth)),
            10 => format!("({a} % {})", self.expression(Kind::Int, depth)),
            11 => format!("({a} {} {})", self.pick(&["&", "|", "^"]), self.expression(Kind::Int, depth)),
            12 => format!("({a} << ({} & {}))", self.expression(Kind::Int, 0), self.pick(&["3", "31", "63", "70"])),
            13 => format!("({a} >> ({} & {}))", self.expression(Kind::Int, 0), self.pick(&["3", "31", "63", "127"])),
            14 => format!("({}{a})", self.pick(&["-", "~", "+", "not "])),
            15 => format!("{}({a})", self.pick(&["abs", "int", "bool", "float"])),
            16 => format!("{}({a}, {})", self.pick(&["min", "max"]), self.expression(Kind::Int, depth)),
            17 => {
                let kind = self.one_of(&[Kind::Str, Kind::List, Kind::Tuple, Kind::Dict, Kind::Set, Kind::Bytes]);
                format!("len({})", self.expression(kind, depth))
            }
            18 => format!("({a} ** {})", self.pick(&["0", "1", "2", "3", "2.0", "-1"])),
            19 => format!("divmod({a}, {})[{}]", self.expression(Kind::Int, depth), self.random.below(2)),
            20 => {
                let kind = self.one_of(&[Kind::List, Kind::Tuple]);
                format!("sum({})", self.expression(kind, depth))
            }
            _ => format!(
                "{}.{}({})",
                self.expression(Kind::Str, depth),
                self.pick(&["find", "count", "index"]),
                self.expression(Kind::Str, 0)
            ),
        }
    }

    fn float(&mut self, depth: u32) -> String {
        let other = if self.random.once_in(3) { Kind::Int } else { Kind::Float };
        let a = self.expression(Kind::Float, depth);
        match self.random.below(14) {
            0..3 => format!("({a} + {})", self.expression(other, depth)),
            3..5 => format!("({a} - {})", self.expression(other, depth)),
            5..7 => format!("({a} * {})", self.expression(other, depth)),
            7 => format!("({a} / {})", self.expression(other, depth)),
            8 => format!("({} / {})", self.expression(Kind::Int, depth), self.expression(Kind::Int, depth)),
            9 => format!("({a} {} {})", self.pick(&["//", "%"]), self.expression(other, depth)),
            10 => format!("(-{a})"),
            11 => format!("float({})", self.expression(Kind::Int, depth)),
            12 => format!("round({a}, {})", self.pick(&["0", "1", "3", "-2"])),
            _ => format!("abs({a})"),
        }
    }

    pub(super) fn condition(&mut self, depth: u32) -> String {
        let depth = depth.min(2);
        match self.random.below(12) {
            0..4 => {
                let kind = if self.random.once_in(3) { self.kind() } else { Kind::Int };
                let operator = self.pick(&["<", "<=", ">", ">=", "==", "!="]);
                format!("({} {operator} {})", self.expression(kind, depth), self.expression(kind, depth))
            }
            4 => format!("(not {})", self.expression(Kind::Any, depth)),
            5 => format!("({} {} None)", self.expression(Kind::Any, depth), self.pick(&["is", "is not"])),
            6 => {
                let kind = self.one_of(&[Kind::List, Kind::Tuple, Kind::Dict, Kind::Set]);
                format!("({} {} {})", self.expression(Kind::Any, depth), self.pick(&["in", "not in"]), self.expression(kind, depth))
            }
            7 => format!(
                "({} < {} <= {})",
                self.expression(Kind::Int, depth),
                self.expression(Kind::Int, depth),
                self.expression(Kind::Float, depth)
            ),
            8 => format!(
                "isinstance({}, {})",
                self.expression(Kind::Any, depth),
                self.pick(&["int", "str", "(int, float)", "list", "bool", "Exception"])
            ),
            9 => format!("({}).startswith({})", self.expression(Kind::Str, depth), self.expression(Kind::Str, 0)),
            10 => self.expression(Kind::Any, depth),
            _ => match self.loop_variable() {
                Some(name) => format!("({name} % {} == {})", 2 + self.random.below(5), self.random.below(3)),
                None => self.pick(&["True", "False"]).into(),
            },
        }
    }

    fn str(&mut self, depth: u32) -> String {
        let a = self.expression(Kind::Str, depth);
        match self.random.below(15) {
            0..3 => format!("({a} + {})", self.expression(Kind::Str, depth)),
            3 => format!("({a} * ({} % 4))", self.expression(Kind::Int, 0)),
            4 => format!("{a}{}", self.slice(depth)),
            5 => format!("({a}).{}()", self.pick(&["upper", "lower", "strip", "title", "swapcase", "casefold", "capitalize"])),
            6 => format!("({a}).replace({}, {})", self.expression(Kind::Str, 0), self.expression(Kind::Str, 0)),
            7 => format!("f\"{{{}}}|{{{a}!r:>7}}\"", self.expression(Kind::Int, 0)),
            8 => format!("f\"{{{}:{}}}\"", self.expression(Kind::Float, 0), self.pick(&[".3f", "e", "g", "+.2e", "010.1f", "d"])),
            9 => format!("f\"{{{}:{}}}\"", self.expression(Kind::Int, 0), self.pick(&["d", "x", ",", "08b", "+d", "o", "_x"])),
            10 => format!("({} % ({a},))", self.pick(&["'%s'", "'%r'", "'<%5s>'", "'%d'", "'%.2f'", "'%x'"])),
            11 => format!("str({})", self.expression(Kind::Int, depth)),
            12 => format!("({a}).join({})", self.pick(&["['x', 'y']", "('1',)", "'abc'", "map(str, [1, 2])"])),
            13 => format!("text({})", self.expression(Kind::Any, depth)),
            _ => format!("({a})[{}]", self.expression(Kind::Int, 0)),
        }
    }

    fn bytes(&mut self, depth: u32) -> String {
        let a = self.expression(Kind::Bytes, depth);
        match self.random.below(5) {
            0 => format!("({a} + {})", self.expression(Kind::Bytes, depth)),
            1 => format!("{a}{}", self.slice(depth)),
            2 => format!("({}).encode()", self.expression(Kind::Str, depth)),
            3 => format!("bytes([{} & 255])", self.expression(Kind::Int, 0)),
            _ => format!("({a} * ({} % 3))", self.expression(Kind::Int, 0)),
        }
    }

    fn slice(&mut self, depth: u32) -> String {
        let bound = |generator: &mut Generator| {
            if generator.random.once_in(2) { String::new() } else { generator.expression(Kind::Int, depth.min(1)) }
        };
        let (from, to) = (bound(self), bound(self));
        match self.random.below(3) {
            0 => format!("[{from}:{to}:{}]", self.pick(&["1", "2", "-1", "-2", "3", "0"])),
            _ => format!("[{from}:{to}]"),
        }
    }

    fn list(&mut self, depth: u32) -> String {
        match self.random.below(13) {
            0 | 1 => {
                let kind = self.kind();
                format!("[{}, {}]", self.expression(kind, depth), self.expression(kind, depth))
            }
            2 => format!("[*{}, {}]", self.expression(Kind::List, depth), self.expression(Kind::Any, depth)),
            3 | 4 => {
                let (clauses, before) = self.comprehension(depth);
                let item = self.expression(Kind::Any, depth);
                self.scope.variables.truncate(before);
                format!("[{item}{clauses}]")
            }
            5 => format!("({} + {})", self.expression(Kind::List, depth), self.expression(Kind::List, depth)),
            6 => format!("({}){}", self.expression(Kind::List, depth), self.slice(depth)),
            7 => format!("sorted({}, key=text)", self.expression(Kind::List, depth)),
            8 => {
                let kind = self.one_of(&[Kind::Tuple, Kind::Str, Kind::Dict, Kind::List]);
                format!("list({})", self.expression(kind, depth))
            }
            9 => format!("list(range({} % 7, {} % 9))", self.expression(Kind::Int, 0), self.expression(Kind::Int, 0)),
            10 => format!("list(zip({}, {}))", self.expression(Kind::List, depth), self.expression(Kind::Str, depth)),
            11 => format!("list(map(lambda q: {}, {}))", self.expression(Kind::Int, 0), self.expression(Kind::List, depth)),
            _ => format!("({} * ({} % 3))", self.expression(Kind::List, depth), self.expression(Kind::Int, 0)),
        }
    }

    fn tuple(&mut self, depth: u32) -> String {
        match self.random.below(6) {
            0 | 1 => format!("({}, {})", self.expression(Kind::Any, depth), self.expression(Kind::Any, depth)),
            2 => format!("(*{}, {})", self.expression(Kind::List, depth), self.expression(Kind::Any, depth)),
            3 => format!("tuple({})", self.expression(Kind::List, depth)),
            4 => format!("({}){}", self.expression(Kind::Tuple, depth), self.slice(depth)),
            _ => format!("({} + {})", self.expression(Kind::Tuple, depth), self.expression(Kind::Tuple, depth)),
        }
    }

    fn dict(&mut self, depth: u32) -> String {
        match self.random.below(6) {
            0 | 1 => {
                let kind = self.kind();
                format!("{{{}: {}, {}: {}}}", self.key(), self.expression(kind, depth), self.key(), self.expression(Kind::Any, depth))
            }
            2 => format!("{{**{}, {}: {}}}", self.expression(Kind::Dict, depth), self.key(), self.expression(Kind::Any, depth)),
            3 => {
                let (clauses, before) = self.comprehension(depth);
                let (key, item) = (self.expression(Kind::Int, 1), self.expression(Kind::Any, depth));
                self.scope.variables.truncate(before);
                format!("{{{key}: {item}{clauses}}}")
            }
            4 => format!("({} | {})", self.expression(Kind::Dict, depth), self.expression(Kind::Dict, depth)),
            _ => format!("dict(a={}, b={})", self.expression(Kind::Any, depth), self.expression(Kind::Any, depth)),
        }
    }

    /// A key of a dict.
    pub(super) fn key(&mut self) -> String {
        match self.random.below(4) {
            0 => self.expression(Kind::Str, 1),
            1 => self.expression(Kind::Any, 1),
            _ => self.expression(Kind::Int, 1),
        }
    }

    fn set(&mut self, depth: u32) -> String {
        match self.random.below(5) {
            0 => format!("{{{}, {}}}", self.key(), self.key()),
            1 => {
                let kind = self.one_of(&[Kind::List, Kind::Tuple, Kind::Str]);
                format!("set({})", self.expression(kind, depth))
            }
            2 => {
                let (clauses, before) = self.comprehension(depth);
                let item = self.expression(Kind::Int, depth);
                self.scope.variables.truncate(before);
                format!("{{{item}{clauses}}}")
            }
            _ => format!(
                "({} {} {})",
                self.expression(Kind::Set, depth),
                self.pick(&["|", "&", "-", "^"]),
                self.expression(Kind::Set, depth)
            ),
        }
    }

    /// The clauses of a comprehension, and how many variables there were before those that they bind.
    fn comprehension(&mut self, depth: u32) -> (String, usize) {
        let before = self.scope.variables.len();
        let mut clauses = String::new();
        for _ in 0..if self.random.once_in(4) { 2 } else { 1 } {
            let source = match self.random.below(4) {
                0 => self.expression(Kind::List, depth.min(1)),
                1 => self.expression(Kind::Str, depth.min(1)),
                _ => format!("range({} % 5)", self.expression(Kind::Int, 0)),
            };
            let name = self.fresh("q");
            clauses.push_str(&format!(" for {name} in {source}"));
            self.bind_fixed(&name, Kind::Int);
            if self.random.once_in(3) {
                let condition = self.condition(1);
                clauses.push_str(&format!(" if {condition}"));
            }
        }
        (clauses, before)
    }

    fn object(&mut self, depth: u32) -> String {
        if !self.random.once_in(3)
            && let Some(name) = self.variable(Kind::Object)
        {
            return name;
        }
        if self.classes.is_empty() {
            return "None".into();
        }
        let place = self.random.below(self.classes.len());
        let name = self.classes[place].name.clone();
        let kind = if self.random.once_in(4) { Kind::Any } else { Kind::Int };
        format!("{name}({})", self.expression(kind, depth))
    }

    /// An attribute or a method call of an object.
    pub(super) fn attribute_of(&mut self, object: &str) -> String {
        let name = self.attribute_name();
        match self.random.below(3) {
            0 => {
                let methods: Vec<String> = self.classes.iter().flat_map(|class| class.methods.clone()).collect();
                if methods.is_empty() {
                    format!("{object}.{name}")
                } else {
                    format!("{object}.{}()", methods[self.random.below(methods.len())])
                }
            }
            _ => format!("{object}.{name}"),
        }
    }

    /// A name that instances have, most of the time.
    pub(super) fn attribute_name(&mut self) -> String {
        let names: Vec<String> = self.classes.iter().flat_map(|class| class.attributes.clone()).collect();
        if names.is_empty() || self.random.once_in(20) { "missing".into() } else { names[self.random.below(names.len())].clone() }
    }

    /// The counter of a loop around this place.
    pub(super) fn loop_variable(&mut self) -> Option<String> {
        let fixed: Vec<String> = self
            .scope
            .variables
            .iter()
            .filter(|variable| !variable.own && variable.name.starts_with('i'))
            .map(|variable| variable.name.clone())
            .collect();
        if fixed.is_empty() { None } else { Some(fixed[self.random.below(fixed.len())].clone()) }
    }
}
