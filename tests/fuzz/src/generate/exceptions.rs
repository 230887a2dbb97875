//! Exceptions: statements that raise them, and those that do something when they are left.

use super::{Generator, Kind, block, line};
use crate::tree::Node;

impl Generator {
    /// A statement that does something when it is left: no `yield` inside, unless the generator is never left waiting.
    pub(super) fn guarded(&mut self, make: impl FnOnce(&mut Self) -> Vec<Node>) -> Vec<Node> {
        let generator = self.scope.in_generator;
        self.scope.in_generator &= self.scope.wild;
        let nodes = make(self);
        self.scope.in_generator = generator;
        nodes
    }

    pub(super) fn try_statement(&mut self) -> Vec<Node> {
        let mut nodes = vec![block("try:", self.inner(4))];
        let error = self.fresh("e");
        let caught = self.pick(&[
            "Exception",
            "(TypeError, ValueError)",
            "ZeroDivisionError",
            "ArithmeticError",
            "LookupError",
            "Failure",
            "AttributeError",
        ]);
        if !self.random.once_in(6) {
            let mut body = Vec::new();
            if self.weight < 50 {
                body.push(line(format!("print(type({error}).__name__, {error})")));
            } else {
                body.push(line(format!("g1 = len(text({error}))")));
            }
            if self.random.once_in(2) {
                body.extend(self.inner(2));
            }
            if self.weight < 50 && self.random.once_in(4) {
                body.push(line(format!("print(text({error}.__context__), text({error}.__cause__))")));
            }
            nodes.push(block(format!("except {caught} as {error}:"), body));
            if caught != "Exception" {
                nodes.push(block("except Exception:", self.handler_without_name()));
            }
            if self.random.once_in(4) {
                nodes.push(block("else:", self.inner(2)));
            }
        }
        if nodes.len() == 1 || self.random.once_in(4) {
            nodes.push(block("finally:", self.inner(2)));
        }
        nodes
    }

    /// What a handler does whose exception has no name: only the VM keeps it meanwhile. Some raise it again, or another in its place, and look at that.
    fn handler_without_name(&mut self) -> Vec<Node> {
        let mut body = self.inner(2);
        let again = self.pick(&["raise", "raise Failure('second')", "raise ValueError from None", ""]);
        if again.is_empty() {
            return body;
        }
        let (kept, error) = (self.fresh("v"), self.fresh("e"));
        let value = self.expression(Kind::Any, 2);
        body.push(line(format!("{kept} = [{value}]")));
        body.push(block("try:", vec![line(again)]));
        let shown = format!("text([{error}, {error}.__context__, {kept}])");
        let seen = if self.weight < 50 { format!("print({shown})") } else { format!("g1 = len({shown})") };
        body.push(block(format!("except Exception as {error}:"), vec![line(seen)]));
        if self.random.once_in(8) {
            body.push(line("raise"));
        }
        body
    }

    /// `except*`: groups are split, what is left goes on.
    pub(super) fn group_statement(&mut self) -> Vec<Node> {
        let value = self.expression(Kind::Any, 1);
        let mut body = self.inner(2);
        let raised = self.pick(&[
            "raise ExceptionGroup('group', [ValueError({}), TypeError(2), Failure(3)])",
            "raise ExceptionGroup('outer', [KeyError({}), ExceptionGroup('inner', [ValueError(1), IndexError(2)])])",
            "raise ValueError({})",
            "raise BaseExceptionGroup('group', [Failure({})])",
        ]);
        let condition = self.condition(1);
        body.push(block(format!("if {condition}:"), vec![line(raised.replace("{}", &value))]));
        let mut nodes = vec![block("try:", body)];
        // No `return`, `break` or `continue` leaves such a handler.
        let (in_loop, in_function) =
            (std::mem::replace(&mut self.scope.in_loop, false), std::mem::replace(&mut self.scope.in_function, false));
        for caught in [self.pick(&["ValueError", "(TypeError, IndexError)"]), self.pick(&["LookupError", "Exception", "Failure"])] {
            let error = self.fresh("e");
            let shown = format!("text([{error}, {error}.exceptions])");
            let mut body = vec![line(if self.weight < 50 { format!("print({shown})") } else { format!("g1 = len({shown})") })];
            body.extend(self.inner(2));
            if self.random.once_in(6) {
                body.push(line(self.pick(&["raise", "raise Failure('again')"])));
            }
            nodes.push(block(format!("except* {caught} as {error}:"), body));
        }
        (self.scope.in_loop, self.scope.in_function) = (in_loop, in_function);
        if self.random.once_in(4) {
            nodes.push(block("finally:", self.inner(2)));
        }
        nodes
    }

    pub(super) fn raise(&mut self) -> Vec<Node> {
        let value = self.expression(Kind::Any, 1);
        let condition = self.condition(1);
        let text = match self.random.below(5) {
            0 => format!("raise ValueError({value})"),
            1 => format!("raise Failure({value}) from KeyError({value})"),
            2 => format!("assert not {value}, {value}"),
            3 => "raise IndexError".into(),
            _ => format!("raise Failure({value})"),
        };
        vec![block(format!("if {condition}:"), vec![line(text)])]
    }

    pub(super) fn with_statement(&mut self) -> Vec<Node> {
        let name = self.fresh("w");
        let caught = self.pick(&["Exception", "ValueError", "(Failure, TypeError)", "()"]);
        let second = if self.random.once_in(3) { ", Managed(2, LookupError)" } else { "" };
        let mut body = self.inner(4);
        body.push(line(format!("g0 = {name}.entered")));
        vec![block(format!("with Managed('m', {caught}) as {name}{second}:"), body), line(format!("g0 = {name}.entered"))]
    }
}
