//! The parts of the main program: loops that get hot, and changes of names that everything reads.

use super::scope::Variable;
use super::{Generator, Kind, block, line};
use crate::tree::Node;

impl Generator {
    /// The global variables that everything may read.
    pub(super) fn globals(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (place, kind) in [Kind::Int, Kind::Int, Kind::Any, Kind::List, Kind::Float].into_iter().enumerate() {
            let name = format!("g{place}");
            let value = self.expression(kind, 0);
            nodes.push(line(format!("{name} = {value}")));
            self.globals.push(Variable { name: name.clone(), kind, own: true });
            self.scope.variables.push(Variable { name, kind, own: true });
        }
        nodes
    }

    /// A global variable gets another value, from wherever this stands.
    pub(super) fn global_change(&mut self) -> Vec<Node> {
        let name = ["g0", "g1", "g2"][self.random.below(3)];
        let kind = if name == "g2" || self.random.once_in(3) { Kind::Any } else { Kind::Int };
        let value = self.expression(kind, 1);
        let change = match self.random.below(5) {
            0 => line(format!("globals()[{name:?}] = {value}")),
            1 => line(format!("globals().pop({name:?}, None)")),
            2 if self.functions.len() > 1 => {
                // Only to an earlier one: so no recursion comes about.
                let later = 1 + self.random.below(self.functions.len() - 1);
                let earlier = self.random.below(later);
                let wild = self.functions[earlier].wild;
                let (later, earlier) = (self.functions[later].name.clone(), self.functions[earlier].name.clone());
                line(format!("globals()[{later:?}] = {}", if wild || self.random.once_in(3) { "len".into() } else { earlier }))
            }
            _ => line(format!("globals().update({name}={value})")),
        };
        vec![self.now_and_then(change)]
    }

    /// A built-in name means something else, for a while or from now on.
    pub(super) fn builtin_change(&mut self) -> Vec<Node> {
        let name = self.pick(&["len", "abs", "min", "isinstance", "range", "sum"]);
        let change = match self.random.below(5) {
            0 => line(format!("globals()[{name:?}] = lambda *args: 3")),
            1 => line(format!("globals().pop({name:?}, None)")),
            2 if name != "range" => line(format!("builtins.{name} = lambda *args: 2")),
            _ => line(format!("builtins.{name} = type(g0) and builtins.{name}")),
        };
        vec![self.now_and_then(change)]
    }

    /// A part of the main program. What it raises is shown; some parts let it through.
    pub(super) fn section(&mut self) -> Vec<Node> {
        let hot = self.random.below(5);
        let mut body = if hot == 0 { self.body(4) } else { self.hot_calls() };
        let shown = self.variable(Kind::Any).unwrap_or_else(|| "g0".into());
        body.push(line(format!("print(text({shown}), text(g3))")));
        if self.random.once_in(8) {
            return body;
        }
        vec![
            block("try:", body),
            block("except Exception as error:", vec![line("print('section', type(error).__name__, error, text(error.__context__))")]),
        ]
    }

    /// Functions called until they are hot, with arguments whose types change on the way.
    fn hot_calls(&mut self) -> Vec<Node> {
        let rounds = [30, 70, 130, 300, 700][self.random.below(5)];
        let counter = self.fresh("i");
        let pool = self.fresh("pool");
        let kind = if !self.classes.is_empty() && self.random.once_in(3) { Kind::Object } else { self.kind() };
        let items: Vec<String> = (0..1 + self.random.below(5))
            .map(|_| {
                let kind = if self.random.once_in(3) { Kind::Any } else { kind };
                self.expression(kind, 1)
            })
            .collect();
        let result = self.fresh("r");
        let mut nodes = vec![line(format!("{pool} = [{}]", items.join(", "))), line(format!("{result} = []"))];
        self.bind_fixed(&counter, Kind::Int);
        let item = self.fresh("v");
        self.bind(&item, kind);
        let mut body = vec![match self.random.below(3) {
            0 => line(format!("{item} = {pool}[{counter} % len({pool})]")),
            1 => line(format!("{item} = {pool}[{counter} * len({pool}) // {rounds}]")),
            _ => line(format!("{item} = {counter}")),
        }];
        let statements = self.looped(rounds, 4);
        if self.random.once_in(4) {
            body.extend(statements);
        } else {
            body.push(block("try:", statements));
            body.push(block("except Exception as error:", vec![line(format!("{result}.append(type(error).__name__ + str(error)[:80])"))]));
        }
        let weight = std::mem::replace(&mut self.weight, rounds);
        let call = self.call(1).unwrap_or_else(|| self.expression(Kind::Any, 3));
        self.weight = weight;
        let collected = vec![
            line(format!("{result}.append(clip({call}))")),
            block(format!("if len({result}) > 30:"), vec![line(format!("del {result}[:25]"))]),
        ];
        if self.random.once_in(3) {
            body.extend(collected);
        } else {
            body.push(block("try:", collected));
            body.push(block("except Exception as error:", vec![line(format!("{result}.append(type(error).__name__ + str(error)[:80])"))]));
        }
        nodes.push(block(format!("for {counter} in range({rounds}):"), body));
        nodes.push(line(format!("print(text({result}[-12:]))")));
        nodes
    }
}
