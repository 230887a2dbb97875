//! Programs made of a seed: legal Python that ends by itself, most of it well typed, bent on what a JIT gets wrong.
//!
//! A program is a prelude, classes, functions, and sections with hot loops, or scenes ([`scene`]). Each program leaves some kinds of statements out, so
//! that the others meet more often. What would differ for good reasons (order of sets, addresses, identity of numbers) is not printed.

mod changes;
mod classes;
mod exceptions;
mod expression;
mod functions;
mod prelude;
mod scene;
mod scope;
mod section;
mod statement;

use scope::{Scope, Variable};

use crate::random::Random;
use crate::tree::{Node, Program, Terms};

/// What an expression is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A small or large int.
    Int,
    /// A float.
    Float,
    /// A bool.
    Bool,
    /// A str.
    Str,
    /// A bytes.
    Bytes,
    /// A list.
    List,
    /// A tuple.
    Tuple,
    /// A dict.
    Dict,
    /// A set.
    Set,
    /// An instance of one of the program's classes.
    Object,
    /// Anything.
    Any,
}

const KINDS: [Kind; 10] =
    [Kind::Int, Kind::Float, Kind::Bool, Kind::Str, Kind::Bytes, Kind::List, Kind::Tuple, Kind::Dict, Kind::Set, Kind::Object];

/// A function of the program.
#[derive(Clone, Debug)]
struct Function {
    name: String,
    /// How many arguments it needs at least, and takes at the most.
    needed: usize,
    most: usize,
    /// What the first two are meant to be.
    kinds: [Kind; 2],
    /// It makes a generator.
    generator: bool,
    /// It may wait where it would do something when closed.
    wild: bool,
    /// Steps that a call takes, about.
    cost: u32,
}

/// A class of the program.
#[derive(Clone, Debug)]
struct Class {
    name: String,
    /// Names of attributes that instances may have.
    attributes: Vec<String>,
    /// Methods without parameters.
    methods: Vec<String>,
    /// It comes of `Root`, so that its bases can change.
    rooted: bool,
    /// It has slots.
    slots: bool,
    /// Its class is the program's own.
    meta: bool,
}

/// What the parts of a program are made from.
pub struct Generator {
    random: Random,
    scope: Scope,
    functions: Vec<Function>,
    classes: Vec<Class>,
    globals: Vec<Variable>,
    /// Weights of the statements, see [`statement`].
    weights: [u32; statement::COUNT],
    /// Steps of the statement that is being made, about: the product of the loops around it.
    weight: u32,
    /// What the function that is being made costs so far.
    cost: u32,
    names: u32,
    /// One expression in so many is of another kind than wanted.
    noise: usize,
}

/// Steps that one loop nest may take.
const MOST: u32 = 1_000;

impl Generator {
    fn new(seed: u64) -> Generator {
        let mut random = Random::new(seed);
        let mut weights = statement::WEIGHTS;
        for weight in &mut weights {
            match random.below(4) {
                0 => *weight = 0,
                1 => *weight *= 3,
                _ => {}
            }
        }
        // Something must be left that always can be made.
        weights[0] = weights[0].max(4);
        let noise = [15, 60, 300, 2000][random.below(4)];
        Generator {
            random,
            scope: Scope::default(),
            functions: Vec::new(),
            classes: Vec::new(),
            globals: Vec::new(),
            weights,
            weight: 1,
            cost: 0,
            names: 0,
            noise,
        }
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    fn pick(&mut self, choices: &[&'static str]) -> &'static str {
        choices[self.random.below(choices.len())]
    }

    fn one_of(&mut self, kinds: &[Kind]) -> Kind {
        kinds[self.random.below(kinds.len())]
    }

    fn kind(&mut self) -> Kind {
        match self.random.weighted(&[10, 6, 2, 6, 1, 4, 3, 3, 2, if self.classes.is_empty() { 0 } else { 4 }]) {
            place if place < KINDS.len() => KINDS[place],
            _ => Kind::Int,
        }
    }
}

fn line(text: impl Into<String>) -> Node {
    Node::Line(text.into())
}

fn block(head: impl Into<String>, body: Vec<Node>) -> Node {
    Node::Block(head.into(), body)
}

/// The program of a seed.
pub fn program(seed: u64) -> Program {
    let mut generator = Generator::new(seed);
    let mut nodes = generator.globals();
    // Half of them are a scene or two, small and quick.
    if generator.random.once_in(2) {
        if generator.random.once_in(4) {
            nodes.extend(generator.class());
        }
        if generator.random.once_in(4) {
            nodes.extend(generator.function());
        }
        for _ in 0..[1, 1, 1, 2][generator.random.below(4)] {
            nodes.extend(generator.scene());
        }
    } else {
        for _ in 0..[0, 1, 2, 2][generator.random.below(4)] {
            nodes.extend(generator.class());
        }
        for _ in 0..1 + generator.random.below(2) {
            nodes.extend(generator.function());
        }
        for _ in 0..[1, 1, 2][generator.random.below(3)] {
            nodes.extend(generator.section());
        }
    }
    nodes.push(line("print(\"end\", text([g0, g1, g2]))"));
    let used = Program { nodes: nodes.clone(), terms: Terms::default() }.text();
    nodes.splice(0..0, prelude::nodes(&used));
    let terms = terms(&mut generator.random);
    Program { nodes, terms }
}

/// One program in ten meets a limit, some are interrupted.
fn terms(random: &mut Random) -> Terms {
    let mut terms = Terms::default();
    match random.below(40) {
        0..4 => terms.steps = Some(1 + random.next() % (1u64 << (1 + random.below(14)))),
        4 => terms.memory = Some((64 << 10) + random.below(600 << 10)),
        5 => terms.interrupt = Some(1 + random.next() % 20),
        _ => {}
    }
    terms
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_seed_makes_the_same_program_each_time() {
        assert_eq!(super::program(7).text(), super::program(7).text());
        assert_ne!(super::program(7).text(), super::program(8).text());
    }
}
