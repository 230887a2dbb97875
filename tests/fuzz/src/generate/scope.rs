//! The variables that a place of the program may name.

use super::{Generator, Kind};

/// A variable and what it holds most of the time.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether statements here may assign to it.
    pub own: bool,
}

/// What can be named where the next statement stands.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// All variables, inner ones last.
    pub variables: Vec<Variable>,
    /// Inside a loop, where `break` and `continue` may stand.
    pub in_loop: bool,
    /// Inside a function, where `return` may stand.
    pub in_function: bool,
    /// Inside a generator, where `yield` may stand.
    pub in_generator: bool,
    /// `yield` may stand where closing the generator runs something.
    pub wild: bool,
    /// Blocks around this place.
    pub depth: u32,
}

impl Generator {
    /// A variable of this kind, if there is one.
    pub(super) fn variable(&mut self, kind: Kind) -> Option<String> {
        let fits = |variable: &&Variable| kind == Kind::Any || variable.kind == kind;
        let count = self.scope.variables.iter().filter(fits).count();
        if count == 0 {
            return None;
        }
        let chosen = self.random.below(count);
        self.scope.variables.iter().filter(fits).nth(chosen).map(|variable| variable.name.clone())
    }

    /// A variable that may be assigned to, with its kind; a new one at times.
    pub(super) fn target(&mut self) -> (String, Kind) {
        let own: Vec<usize> =
            self.scope.variables.iter().enumerate().filter(|(_, variable)| variable.own).map(|(place, _)| place).collect();
        if !own.is_empty() && !self.random.once_in(4) {
            let variable = &self.scope.variables[own[self.random.below(own.len())]];
            return (variable.name.clone(), variable.kind);
        }
        let kind = self.kind();
        (self.fresh("v"), kind)
    }

    /// From here on a variable holds this kind.
    pub(super) fn bind(&mut self, name: &str, kind: Kind) {
        match self.scope.variables.iter_mut().rfind(|variable| variable.name == name) {
            Some(variable) => variable.kind = kind,
            None => self.scope.variables.push(Variable { name: name.into(), kind, own: true }),
        }
    }

    /// The same for a variable that statements do not assign to: loops count with it.
    pub(super) fn bind_fixed(&mut self, name: &str, kind: Kind) {
        self.scope.variables.push(Variable { name: name.into(), kind, own: false });
    }
}
