//! Arithmetic and comparison whose operands change their types and cross the ends of small ints.

use super::Subject;
use crate::generate::Generator;
use crate::generate::expression::{EDGES, FLOATS};

const SITES: &[&str] = &[
    "$A + $B",
    "$A + $B",
    "$A - $B",
    "$A * $B",
    "$A + 1",
    "$A - 1",
    "1 - $A",
    "$A + $A",
    "$A * 3",
    "-$A",
    "~$A",
    "abs($A)",
    "$A << 1",
    "$A << ($B & 7)",
    "$A >> 1",
    "$A // $B",
    "$A % $B",
    "$A // 7",
    "$A % 10",
    "$A & $B",
    "$A | 1",
    "$A ^ $B",
    "$A / $B",
    "$A ** 2",
    "divmod($A, $B)",
    "$A < $B",
    "$A == $B",
    "$A != 1",
    "$A <= 3",
    "'less' if $A < $B else 'more'",
    "'same' if $A == $B else 'other'",
    "'true' if $A else 'false'",
    "'few' if 0 < $A < 5 else 'many'",
    "w = $A\nw += $B\nw",
    "w = $A\nfor q in range(4):\n    w += $B\nw",
    "w = $A\nfor q in range(4):\n    w -= 1\nw",
    "w = $A\nfor q in range(3):\n    w = w * 2 - 1\nw",
    "w = 0\nwhile w < $A and w < 4:\n    w += 1\nw",
    "sum(($A, $B))",
    "min($A, $B)",
    "max($A, 1)",
    "(7, 8, 9)[$A & 1]",
    "$A is None",
    "float($A)",
    "int($A)",
    "round($A)",
    "str($A)",
    "($A + $B) - $B",
    "$A * $B + 1",
    "$A + i",
    "i - $A",
    "$A * i",
];

impl Generator {
    /// A number, most of the time near an edge.
    fn number(&mut self) -> String {
        match self.random.below(12) {
            0..4 => EDGES[self.random.below(EDGES.len())].into(),
            4 | 5 => format!("{} {} {}", EDGES[self.random.below(EDGES.len())], self.pick(&["+", "-"]), 1 + self.random.below(40)),
            6..9 => (self.random.below(14) as i64 - 3).to_string(),
            9 => FLOATS[self.random.below(FLOATS.len())].into(),
            10 => self.pick(&["True", "False", "2.0", "1j"]).into(),
            _ => self.pick(&["None", "'a'", "3", "-1"]).into(),
        }
    }

    /// A str, often equal to another.
    fn string(&mut self) -> String {
        self.pick(&["'a'", "'ab'", "'a' + str(1)", "'a1'", "''", "'日本'", "'xab'[1:]", "'b'", "'ab' * 9", "b'ab'", "1"]).into()
    }

    pub(super) fn numbers(&mut self) -> Subject {
        let [lefts, rights, left, right] = ["pool", "pool", "a", "b"].map(|name| self.fresh(name));
        let mut setup = String::new();
        let strings = self.random.once_in(5);
        for pool in [&lefts, &rights] {
            let count = 1 + self.random.below(3);
            let items: Vec<String> = (0..count).map(|_| if strings { self.string() } else { self.number() }).collect();
            setup += &format!("{pool} = [{}]\n", items.join(", "));
        }
        let head = self.chosen(&left, &lefts) + &self.chosen(&right, &rights);
        let letters = [('A', &[left.clone(), left.clone(), right.clone()][..]), ('B', &[right.clone(), right.clone(), left.clone()][..])];
        let sites = self.filled(SITES, &letters);
        let changes = (0..6)
            .map(|_| {
                let (pool, number) = ([&lefts, &rights][self.random.below(2)].clone(), self.number());
                match self.random.below(3) {
                    0 => format!("{pool}[-1] = {number}"),
                    1 => format!("{pool}.append({number})"),
                    _ => format!("{pool}[0] = {number}"),
                }
            })
            .collect();
        Subject { setup, head, sites, changes, ..Subject::default() }
    }
}
