//! Statements.

use super::{Generator, KINDS, Kind, MOST, block, line};
use crate::tree::Node;

/// How many kinds of statements there are.
pub const COUNT: usize = 28;

/// The kind that changes modules: where there is none of it, nothing looks at modules.
pub const MODULES: usize = 24;

/// The kind that changes bases: a class that lost a `__new__` in this way goes on as if it had one in CPython.
pub const BASES: usize = 23;

/// How likely each kind is before a program's own preferences, in the order of [`Generator::statement`].
pub const WEIGHTS: [u32; COUNT] = [12, 8, 3, 6, 5, 3, 6, 3, 3, 4, 3, 3, 2, 6, 3, 3, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 1];

impl Generator {
    /// A few statements in a row.
    pub(super) fn body(&mut self, most: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        for _ in 0..1 + self.random.below(most) {
            nodes.extend(self.statement());
        }
        nodes
    }

    /// A block's statements; what they bind is known behind the block now and then, and may be unbound there.
    pub(super) fn inner(&mut self, most: usize) -> Vec<Node> {
        self.scope.depth += 1;
        let known = self.scope.variables.len();
        let body = self.body(if self.scope.depth > 2 { 1 } else { most.min(2) });
        self.scope.depth -= 1;
        if !self.random.once_in(10) {
            self.scope.variables.truncate(known);
        }
        body
    }

    /// One statement, or a few that belong together.
    pub(super) fn statement(&mut self) -> Vec<Node> {
        let weights = self.weights;
        let kind = if self.scope.depth > 3 { 0 } else { self.random.weighted(&weights) };
        match kind {
            1 => self.augmented(),
            2 => self.unpacking(),
            3 => self.condition_statement(),
            4 => self.for_loop(),
            5 => self.while_loop(),
            6 => self.guarded(Self::try_statement),
            7 => self.raise(),
            8 => self.guarded(Self::with_statement),
            9 => self.list_change(),
            10 => self.dict_change(),
            11 => self.match_statement(),
            12 => self.leave(),
            13 => self.attribute_change(),
            14 => self.class_change(),
            15 => self.global_change(),
            16 => self.builtin_change(),
            17 => self.closure(),
            18 => self.type_change(),
            19 => self.iterated_while_changed(),
            20 => self.deletion(),
            21 => self.evaluated(),
            22 => self.function_change(),
            BASES => self.bases_change(),
            MODULES => self.module_change(),
            25 => self.descriptor_change(),
            26 => self.guarded(Self::group_statement),
            27 => self.collection(),
            _ => self.assignment(),
        }
    }

    fn assignment(&mut self) -> Vec<Node> {
        if self.scope.in_generator && self.random.once_in(3) {
            let value = self.expression(Kind::Any, 2);
            return vec![match self.random.below(4) {
                0 => {
                    let name = self.fresh("v");
                    self.bind(&name, Kind::Any);
                    line(format!("{name} = yield {value}"))
                }
                1 => line(format!("yield from {}", self.expression(Kind::List, 2))),
                _ => line(format!("yield {value}")),
            }];
        }
        if self.random.once_in(8)
            && let Some(call) = self.call(2)
        {
            let name = self.fresh("v");
            self.bind(&name, Kind::Any);
            return vec![line(format!("{name} = {call}"))];
        }
        let (name, kind) = self.target();
        let value = self.expression(kind, 3);
        self.bind(&name, kind);
        // What grows with each round would soon be beyond any memory, which is not the same in all modes.
        let clipped = value.contains(['*', '<']) || self.random.once_in(3);
        vec![line(if clipped { format!("{name} = clip({value})") } else { format!("{name} = {value}") })]
    }

    fn augmented(&mut self) -> Vec<Node> {
        let (name, kind) = self.target();
        let known = self.scope.variables.iter().any(|variable| variable.name == name);
        let mut nodes = Vec::new();
        if !known {
            let value = self.expression(kind, 1);
            nodes.push(line(format!("{name} = {value}")));
        }
        self.bind(&name, kind);
        let (operator, operand) = match kind {
            Kind::Int | Kind::Any => (self.pick(&["+=", "-=", "*=", "//=", "%=", "&=", "|=", "^="]), self.expression(Kind::Int, 2)),
            Kind::Float | Kind::Bool => (self.pick(&["+=", "-=", "*=", "/="]), self.expression(Kind::Float, 2)),
            Kind::Dict => ("|=", self.expression(kind, 2)),
            Kind::Set => (self.pick(&["|=", "&=", "-=", "^="]), self.expression(kind, 2)),
            _ => ("+=", self.expression(kind, 2)),
        };
        nodes.push(line(format!("{name} {operator} {operand}")));
        nodes.push(line(format!("{name} = clip({name})")));
        nodes
    }

    fn unpacking(&mut self) -> Vec<Node> {
        let (a, b) = (self.target(), self.target());
        let text = match self.random.below(6) {
            0 => format!("{}, {} = {}, {}", a.0, b.0, self.expression(a.1, 2), self.expression(b.1, 2)),
            1 => format!("{}, {} = {}", a.0, b.0, self.expression(Kind::Tuple, 2)),
            2 => format!("{}, *{} = {}", a.0, b.0, self.expression(Kind::List, 2)),
            3 => format!("[{}, ({}, *rest)] = {}, {}", a.0, b.0, self.expression(a.1, 1), self.expression(Kind::List, 2)),
            4 => format!("{} = {} = {}", a.0, b.0, self.expression(a.1, 2)),
            _ => format!("*{}, {} = {}", a.0, b.0, self.expression(Kind::Str, 2)),
        };
        let kinds = if text.contains('*') { (Kind::Any, Kind::Any) } else { (a.1, b.1) };
        self.bind(&a.0, kinds.0);
        self.bind(&b.0, kinds.1);
        vec![line(text)]
    }

    fn condition_statement(&mut self) -> Vec<Node> {
        let condition = self.condition(2);
        let mut nodes = vec![block(format!("if {condition}:"), self.inner(3))];
        if self.random.once_in(4) {
            let condition = self.condition(2);
            nodes.push(block(format!("elif {condition}:"), self.inner(2)));
        }
        if self.random.once_in(2) {
            nodes.push(block("else:", self.inner(2)));
        }
        nodes
    }

    /// How often a loop may go round here.
    fn rounds(&mut self) -> u32 {
        let rounds = [2, 5, 13, 40, 130, 500, 900][self.random.weighted(&[2, 4, 4, 3, 3, 3, 1])];
        rounds.min(MOST / self.weight.max(1)).max(1)
    }

    /// The body of a loop that goes round so often.
    pub(super) fn looped(&mut self, rounds: u32, most: usize) -> Vec<Node> {
        let (weight, in_loop) = (self.weight, self.scope.in_loop);
        self.weight = weight.saturating_mul(rounds);
        self.cost = self.cost.saturating_add(self.weight);
        self.scope.in_loop = true;
        let body = self.inner(most);
        self.weight = weight;
        self.scope.in_loop = in_loop;
        body
    }

    fn for_loop(&mut self) -> Vec<Node> {
        let rounds = self.rounds();
        let counter = self.fresh("i");
        let source = match self.random.below(9) {
            0 => format!("in range({rounds}, 0, -1)"),
            1 => format!("in reversed(range({rounds}))"),
            2 | 3 => {
                let item = self.fresh("v");
                let (source, kind) = match self.random.below(4) {
                    0 => (self.expression(Kind::List, 2), Kind::Any),
                    1 => (self.expression(Kind::Str, 2), Kind::Str),
                    2 => (format!("{}.items()", self.expression(Kind::Dict, 2)), Kind::Tuple),
                    _ => ("['a', 1, 2.5, None, (1, 2)]".into(), Kind::Any),
                };
                let body = {
                    self.bind_fixed(&counter, Kind::Int);
                    self.bind(&item, kind);
                    self.looped(20, 4)
                };
                let mut nodes = vec![block(format!("for {counter}, {item} in enumerate({source}):"), body)];
                if self.random.once_in(5) {
                    nodes.push(block("else:", self.inner(2)));
                }
                return nodes;
            }
            4 => {
                let (a, b) = (self.fresh("v"), self.fresh("v"));
                let (first, second) = (self.expression(Kind::List, 2), self.expression(Kind::Tuple, 2));
                self.bind(&a, Kind::Any);
                self.bind(&b, Kind::Int);
                let body = self.looped(10, 3);
                return vec![block(format!("for {a}, {b} in zip({first}, {second}):"), body)];
            }
            5 => {
                match self
                    .functions
                    .iter()
                    .find(|function| function.generator && !function.wild && function.cost < 200)
                    .map(|function| function.name.clone())
                {
                    Some(generator) => {
                        let item = self.fresh("v");
                        let argument = self.expression(Kind::Int, 1);
                        self.bind(&item, Kind::Int);
                        let body = self.looped(30, 3);
                        return vec![block(format!("for {item} in {generator}({argument}):"), body)];
                    }
                    None => format!("in range({rounds})"),
                }
            }
            _ => format!("in range({rounds})"),
        };
        self.bind_fixed(&counter, Kind::Int);
        let body = self.looped(rounds, 4);
        let mut nodes = vec![block(format!("for {counter} {source}:"), body)];
        if self.random.once_in(6) {
            nodes.push(block("else:", self.inner(2)));
        }
        nodes
    }

    fn while_loop(&mut self) -> Vec<Node> {
        let rounds = self.rounds();
        let counter = self.fresh("i");
        self.bind_fixed(&counter, Kind::Int);
        let condition = if self.random.once_in(3) { format!(" and {}", self.condition(1)) } else { String::new() };
        let mut body = vec![line(format!("{counter} += 1"))];
        body.extend(self.looped(rounds, 4));
        vec![line(format!("{counter} = 0")), block(format!("while {counter} < {rounds}{condition}:"), body)]
    }

    /// A list variable, made if there is none.
    fn container(&mut self, kind: Kind, nodes: &mut Vec<Node>) -> String {
        let known: Vec<String> =
            self.scope.variables.iter().filter(|variable| variable.kind == kind).map(|variable| variable.name.clone()).collect();
        if !known.is_empty() && !self.random.once_in(6) {
            return known[self.random.below(known.len())].clone();
        }
        let name = self.fresh("v");
        let value = self.expression(kind, 1);
        nodes.push(line(format!("{name} = {value}")));
        self.bind(&name, kind);
        name
    }

    fn list_change(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        let name = self.container(Kind::List, &mut nodes);
        let item = self.expression(Kind::Any, 1);
        let index = self.expression(Kind::Int, 1);
        let other = if self.random.once_in(2) { name.clone() } else { self.container(Kind::List, &mut nodes) };
        nodes.push(line(match self.random.below(14) {
            0 | 1 => format!("{name}.append({item})"),
            2 => format!("{name}.pop()"),
            3 => format!("{name}.insert({index} % 5, {item})"),
            4 => format!("{name}.extend({})", self.expression(Kind::List, 1)),
            5 => format!("{name}[{index}] = {item}"),
            6 => format!("del {name}[{index} % 3]"),
            7 => format!("{name}{} = {}", self.slice_bounds(), self.expression(Kind::List, 1)),
            8 => format!("{name}.{}()", self.pick(&["reverse", "clear", "copy"])),
            9 => format!("{name}.sort(key=text)"),
            // A slice in the place of another, often of the same list.
            10 | 11 => {
                format!("{name}{} = {other}{}", self.slice_bounds(), self.slice_bounds())
            }
            12 => format!("{name}.pop({})", self.pick(&["0", "1", "-1", "-2", "True", "None", "9"])),
            _ => format!("del {name}{}", self.slice_bounds()),
        }));
        nodes.push(block(format!("if len({name}) > 40:"), vec![line(format!("del {name}[5:]"))]));
        nodes
    }

    fn slice_bounds(&mut self) -> String {
        self.pick(&["[1:2]", "[:2]", "[::2]", "[-2:]", "[::-1]", "[:]", "[3:1]", "[1::-1]", "[0:2]", "[2:0:-1]"]).into()
    }

    fn dict_change(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        if self.random.once_in(4) {
            let name = self.container(Kind::Set, &mut nodes);
            let key = self.key();
            nodes.push(line(format!("{name}.{}({key})", self.pick(&["add", "discard", "remove", "add", "issuperset"]))));
            nodes.push(line(format!("{name} = clip({name})")));
            return nodes;
        }
        let name = self.container(Kind::Dict, &mut nodes);
        let (key, item) = (self.key(), self.expression(Kind::Any, 2));
        nodes.push(line(match self.random.below(8) {
            0..3 => format!("{name}[{key}] = {item}"),
            3 => format!("del {name}[{key}]"),
            4 => format!("{name}.setdefault({key}, []).append({item})"),
            5 => format!("{name}.update({})", self.expression(Kind::Dict, 1)),
            6 => format!("{name}[{key}] = {name}.get({key}, 0) + {}", self.expression(Kind::Int, 1)),
            _ => format!("{name}.pop({key}, None)"),
        }));
        nodes.push(block(format!("if len({name}) > 40:"), vec![line(format!("{name}.clear()"))]));
        nodes
    }

    fn match_statement(&mut self) -> Vec<Node> {
        let subject = self.expression(Kind::Any, 2);
        let mut cases = Vec::new();
        for _ in 0..1 + self.random.below(4) {
            let (a, b) = (self.fresh("v"), self.fresh("v"));
            let pattern = match self.random.below(9) {
                0 => format!("{}", self.random.below(5)),
                1 => format!("int({a})"),
                2 => format!("[{a}, *{b}]"),
                3 => format!("{{'a': {a}, **{b}}}"),
                4 => "str() | bytes()".into(),
                5 => format!("({a}, {b}) if {}", self.condition(1)),
                6 => "None | True".into(),
                7 if !self.classes.is_empty() => {
                    let place = self.random.below(self.classes.len());
                    let class = self.classes[place].clone();
                    format!("{}({}={a})", class.name, class.attributes.first().map_or("missing", String::as_str))
                }
                _ => format!("float() as {a}"),
            };
            let count = self.scope.variables.len();
            for name in [&a, &b] {
                if pattern.contains(name.as_str()) {
                    self.bind(name, Kind::Any);
                }
            }
            cases.push(block(format!("case {pattern}:"), self.inner(2)));
            self.scope.variables.truncate(count);
        }
        if self.random.once_in(2) {
            cases.push(block("case _:", self.inner(2)));
        }
        vec![block(format!("match {subject}:"), cases)]
    }

    fn leave(&mut self) -> Vec<Node> {
        let condition = self.condition(1);
        let text = match self.random.below(3) {
            0 if self.scope.in_function => {
                let value = self.expression(Kind::Any, 2);
                format!("return {value}")
            }
            1 if self.scope.in_loop => "continue".into(),
            _ if self.scope.in_loop => "break".into(),
            _ => return self.assignment(),
        };
        vec![block(format!("if {condition}:"), vec![line(text)])]
    }

    /// A variable changes its type in the middle of a loop.
    fn type_change(&mut self) -> Vec<Node> {
        let (name, _) = self.target();
        let kind = KINDS[self.random.below(KINDS.len())];
        let (first, second) = (self.expression(Kind::Int, 1), self.expression(kind, 1));
        let condition = match self.loop_variable() {
            Some(counter) => {
                let at = [1, 3, 40, 70, 200][self.random.below(5)];
                format!("{counter} {} {at}", self.pick(&["==", "<", ">", "%"]))
            }
            None => self.condition(1),
        };
        self.bind(&name, Kind::Int);
        vec![line(format!("{name} = {second} if {condition} else {first}"))]
    }

    /// A container grows or shrinks while a loop goes over it.
    fn iterated_while_changed(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        let item = self.fresh("v");
        let kind = if self.random.once_in(2) { Kind::List } else { Kind::Dict };
        let name = self.container(kind, &mut nodes);
        self.bind(&item, Kind::Any);
        let change = match (kind, self.random.below(3)) {
            (Kind::List, 0) => block(format!("if len({name}) < 12:"), vec![line(format!("{name}.append({item})"))]),
            (Kind::List, 1) => block(format!("if {name}:"), vec![line(format!("{name}.pop()"))]),
            (Kind::List, _) => line(format!("{name}[0] = {item}")),
            (_, 0) => block(format!("if len({name}) < 9:"), vec![line(format!("{name}[len({name})] = {item}"))]),
            (_, 1) => line(format!("{name}.pop({item}, None)")),
            _ => line(format!("{name}[{item}] = 0")),
        };
        let (weight, cost) = (self.weight, self.cost);
        self.weight = weight.saturating_mul(20);
        let mut body = self.inner(1);
        self.weight = weight;
        self.cost = cost.saturating_add(20 * weight);
        body.insert(0, change);
        nodes.push(block(format!("for {item} in {name}:"), body));
        nodes
    }

    fn deletion(&mut self) -> Vec<Node> {
        let own: Vec<String> = self
            .scope
            .variables
            .iter()
            .filter(|variable| variable.own && variable.name.starts_with('v'))
            .map(|variable| variable.name.clone())
            .collect();
        if own.is_empty() {
            return self.assignment();
        }
        let name = own[self.random.below(own.len())].clone();
        let condition = self.condition(1);
        vec![block(format!("if {condition}:"), vec![line(format!("del {name}"))])]
    }

    fn evaluated(&mut self) -> Vec<Node> {
        if self.weight > 20 {
            return self.assignment();
        }
        let names = self.fresh("v");
        let value = self.expression(Kind::Int, 1);
        self.bind(&names, Kind::Any);
        vec![line(match self.random.below(3) {
            0 => format!("{names} = eval({:?}, globals(), {{'k': {value}}})", "(k + g0, k)"),
            1 => format!("exec({:?}, globals())", "g2 = g1\n"),
            _ => format!("{names} = getattr(builtins, 'max')({value}, 3)"),
        })]
    }
}
