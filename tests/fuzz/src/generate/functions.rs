//! Functions: plain, generators, recursive ones, closures.

use super::scope::Scope;
use super::{Function, Generator, Kind, block, line};
use crate::tree::Node;

impl Generator {
    /// A function at the top of the program.
    pub(super) fn function(&mut self) -> Vec<Node> {
        match self.random.below(9) {
            0 => self.recursive(),
            1 => self.coroutine(),
            8 => self.looking(),
            2 | 3 => self.plain(true),
            _ => self.plain(false),
        }
    }

    /// Inside a function of its own: what `make` makes is its body. Gives the body and what a call costs.
    pub(super) fn in_function<T>(
        &mut self,
        parameters: &[(&str, Kind)],
        generator: bool,
        make: impl FnOnce(&mut Generator) -> T,
    ) -> (T, u32) {
        let variables = self.globals.iter().cloned().map(|mut variable| {
            variable.own = false;
            variable
        });
        let scope = Scope { variables: variables.collect(), in_function: true, in_generator: generator, ..Scope::default() };
        let outer = std::mem::replace(&mut self.scope, scope);
        let (weight, cost) = (std::mem::replace(&mut self.weight, 1), std::mem::replace(&mut self.cost, 1));
        for (name, kind) in parameters {
            self.bind(name, *kind);
        }
        let made = make(self);
        self.scope = outer;
        self.weight = weight;
        (made, std::mem::replace(&mut self.cost, cost))
    }

    fn plain(&mut self, generator: bool) -> Vec<Node> {
        let name = self.fresh("f");
        let (parameters, needed, most) = [
            ("a", 1, 1),
            ("a, b", 2, 2),
            ("a, b=2", 1, 2),
            ("a, b=None, *args", 1, 3),
            ("a, *, b=0.5", 1, 1),
            ("a, /, b=1, **more", 1, 2),
            ("a, b, c=(1, 2)", 2, 3),
        ][self.random.below(7)];
        let kinds = [Kind::Int, Kind::Int, Kind::Float, Kind::Any, Kind::Str, Kind::List];
        let (a, b) = (kinds[self.random.below(6)], kinds[self.random.below(6)]);
        let mut known = vec![("a", a)];
        if parameters.contains('b') {
            known.push(("b", b));
        }
        if parameters.contains('c') {
            known.push(("c", Kind::Tuple));
        }
        if parameters.contains("args") {
            known.push(("args", Kind::Tuple));
        }
        if parameters.contains("more") {
            known.push(("more", Kind::Dict));
        }
        // Generators that are left waiting are closed by some later collection: what they do then is seen at different times.
        let wild = self.random.once_in(2);
        let (body, cost) = self.in_function(&known, generator, |maker| {
            maker.scope.wild = wild;
            let mut body = Vec::new();
            if maker.random.once_in(3) {
                body.push(line("global g0, g1"));
            }
            body.extend(maker.body(3));
            if generator {
                let value = maker.expression(Kind::Any, 1);
                body.push(line(format!("yield {value}")));
            }
            let value = maker.expression(Kind::Any, 2);
            body.push(line(format!("return {value}")));
            body
        });
        self.functions.push(Function { name: name.clone(), needed, most, kinds: [a, b], generator, wild, cost });
        vec![block(format!("def {name}({parameters}):"), body)]
    }

    /// Recursion with an end, or up to the limit.
    fn recursive(&mut self) -> Vec<Node> {
        let name = self.fresh("f");
        let deep = self.random.once_in(4);
        let (step, mut cost) = self.in_function(&[("a", Kind::Int), ("b", Kind::Any)], false, |generator| {
            let mut body = generator.body(2);
            let value = generator.expression(Kind::Any, 2);
            body.push(line(match generator.random.below(4) {
                0 => format!("return {name}(a - 1, {value})"),
                1 => format!("return [{name}(a - 1, {value}), a][0]"),
                2 if !deep => format!("return ({name}(a - 1, b), {name}(a - 2, {value}))[a & 1]"),
                _ => format!("return clip(({name}(a - 1, {value}), 1))"),
            }));
            body
        });
        let mut body = if deep { Vec::new() } else { vec![line("if type(a) is not int or a > 8: a = 8")] };
        body.push(block("if a <= 0:", vec![line("return b")]));
        body.extend(step);
        cost = cost.saturating_mul(if deep { 1000 } else { 80 });
        let mut nodes = vec![block(format!("def {name}(a, b=0):"), body)];
        if deep {
            // Never called with limits that a program can meet elsewhere: the depth is not the same in every implementation.
            let outer = self.fresh("f");
            let value = self.expression(Kind::Int, 1);
            nodes.push(block(
                format!("def {outer}(a=0, b=0):"),
                vec![
                    block("try:", vec![line(format!("return {name}(100000, {value})"))]),
                    block("except RecursionError:", vec![line("return 'too deep'")]),
                ],
            ));
            self.functions.push(Function {
                name: outer,
                needed: 0,
                most: 2,
                kinds: [Kind::Int, Kind::Any],
                generator: false,
                wild: false,
                cost,
            });
        } else {
            self.functions.push(Function { name, needed: 1, most: 2, kinds: [Kind::Int, Kind::Any], generator: false, wild: false, cost });
        }
        nodes
    }

    /// A coroutine that is driven by hand, and a function that does it.
    fn coroutine(&mut self) -> Vec<Node> {
        let (name, outer) = (self.fresh("f"), self.fresh("f"));
        let (body, cost) = self.in_function(&[("a", Kind::Int)], false, |generator| {
            let mut body = generator.body(3);
            body.push(block("for i0 in range(3):", vec![line("a = clip((await Step(i0), a)[i0 & 1])")]));
            body.push(line("return a"));
            body
        });
        self.functions.push(Function {
            name: outer.clone(),
            needed: 1,
            most: 1,
            kinds: [Kind::Int, Kind::Any],
            generator: false,
            wild: false,
            cost: cost.saturating_add(12),
        });
        vec![
            block(
                "class Step:",
                vec![
                    block("def __init__(self, n):", vec![line("self.n = n")]),
                    block("def __await__(self):", vec![line("got = yield self.n"), line("return got")]),
                ],
            ),
            block(format!("async def {name}(a):"), body),
            block(
                format!("def {outer}(a):"),
                vec![
                    line(format!("task = {name}(a)")),
                    line("sent = None"),
                    block("try:", vec![block("for i0 in range(9):", vec![line("sent = task.send(sent)")])]),
                    block("except StopIteration as stop:", vec![line("return stop.value")]),
                    block("finally:", vec![line("task.close()")]),
                ],
            ),
        ]
    }

    /// A call of one of the functions, if one can be afforded here.
    pub(super) fn call(&mut self, depth: u32) -> Option<String> {
        let affordable: Vec<usize> =
            (0..self.functions.len()).filter(|&place| self.functions[place].cost.saturating_mul(self.weight) <= 4 * super::MOST).collect();
        if affordable.is_empty() {
            return None;
        }
        let function = self.functions[affordable[self.random.below(affordable.len())]].clone();
        self.cost = self.cost.saturating_add(function.cost.saturating_mul(self.weight));
        let arguments = self.arguments(&function, depth);
        let call = format!("{}({arguments})", function.name);
        Some(if function.generator {
            match self.random.below(4) {
                0 => format!("sum(1 for q in {call})"),
                1 if !function.wild => format!("next({call}, None)"),
                _ => format!("list({call})"),
            }
        } else {
            call
        })
    }

    fn arguments(&mut self, function: &Function, depth: u32) -> String {
        let depth = depth.min(2);
        match self.random.below(17) {
            0 => format!("*{}", self.expression(Kind::List, depth)),
            1 => format!("*{}, **{}", self.expression(Kind::Tuple, depth), self.expression(Kind::Dict, depth)),
            2 => format!("{}, b={}", self.expression(Kind::Any, depth), self.expression(Kind::Any, depth)),
            14 => format!("b={}, a={}", self.expression(Kind::Any, depth), self.expression(Kind::Int, depth)),
            15 | 16 => {
                // The names change from call to call.
                let names = self.pick(&["('b', 'c', 'b', 'z')", "('b', 'more')", "('a', 'b')", "('b', 'b', 'b', 'args')"]);
                let counter = self.loop_variable().unwrap_or_else(|| "1".into());
                let first = if names.starts_with("('a") { String::new() } else { format!("{}, ", self.expression(Kind::Int, depth)) };
                format!("{first}**{{{names}[{counter} % len({names})]: {}}}", self.expression(Kind::Any, depth))
            }
            place => {
                let mut count = function.needed + self.random.below(function.most - function.needed + 1);
                if place == 3 {
                    count += 1;
                }
                let arguments: Vec<String> = (0..count)
                    .map(|place| {
                        let kind =
                            if self.random.once_in(6) { self.kind() } else { function.kinds.get(place).copied().unwrap_or(Kind::Any) };
                        self.expression(kind, depth)
                    })
                    .collect();
                arguments.join(", ")
            }
        }
    }

    /// A function inside, that shares variables with what stands around it.
    pub(super) fn closure(&mut self) -> Vec<Node> {
        if !self.scope.in_function {
            return self.statement_of_lambda();
        }
        let (name, cell) = (self.fresh("h"), self.fresh("c"));
        let first = self.expression(Kind::Int, 1);
        let step = self.expression(Kind::Int, 1);
        let result = self.expression(Kind::Any, 1);
        let (call, target) = (self.expression(Kind::Int, 1), self.fresh("v"));
        self.bind(&target, Kind::Any);
        vec![
            line(format!("{cell} = {first}")),
            block(
                format!("def {name}(p=1):"),
                vec![
                    line(format!("nonlocal {cell}")),
                    line(format!("{cell} = clip({cell} + p + {step})")),
                    line(format!("return ({cell}, {result})")),
                ],
            ),
            line(format!("{target} = [{name}({call}), {name}(), {cell}]")),
        ]
    }

    fn statement_of_lambda(&mut self) -> Vec<Node> {
        let (name, target) = (self.fresh("h"), self.fresh("v"));
        let value = self.expression(Kind::Any, 2);
        self.bind(&target, Kind::Any);
        vec![line(format!("{name} = lambda p, q=3: ({value}, p, q)")), line(format!("{target} = {name}(1)"))]
    }
}
