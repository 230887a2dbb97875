//! Nests and chains of any depth.

use crate::random::Random;

/// What stands before, in the middle, and behind, for each level of a nest.
const NESTS: [(&str, &str, &str); 60] = [
    ("(", "x", ")"),
    ("[", "x", "]"),
    ("{", "x", "}"),
    ("{x: ", "x", "}"),
    ("(", "x", ",)"),
    ("f(", "x", ")"),
    ("f(x, ", "x", ", *y)"),
    ("f(a=", "x", ")"),
    ("x[", "x", "]"),
    ("x[1:", "x", "]"),
    ("-", "x", ""),
    ("~", "x", ""),
    ("not ", "x", ""),
    ("- not ", "x", ""),
    ("await ", "x", ""),
    ("lambda: ", "x", ""),
    ("lambda x=", "x", ": x"),
    ("x if x else ", "x", ""),
    ("", "x", " if x else x"),
    ("x if ", "x", " else x"),
    ("x + ", "x", ""),
    ("x ** ", "x", ""),
    ("x < ", "x", ""),
    ("x and ", "x", ""),
    ("x or not ", "x", ""),
    ("", "x", ".x"),
    ("", "x", "[0]"),
    ("", "x", "(x)"),
    ("[x for x in ", "x", "]"),
    ("[x for x in x if ", "x", "]"),
    ("(x for x in ", "x", ")"),
    ("{x: x for x in ", "x", "}"),
    ("[", "x", " for x in x]"),
    ("f'{", "x", "}'"),
    ("f\"{x:{", "x", "}}\""),
    ("(x := ", "x", ")"),
    ("*", "x", ""),
    ("yield ", "x", ""),
    ("'a' ", "'b'", ""),
    ("f'{x}' ", "'b'", ""),
    ("x = ", "x", ""),
    ("x, *", "y", " = x"),
    ("[x, ", "x", "] = x"),
    ("for (x, ", "x", ") in x: pass"),
    ("del (", "x", ")"),
    ("match x:\n case [", "x", "]: pass"),
    ("match x:\n case {1: ", "x", "}: pass"),
    ("match x:\n case C(", "x", "): pass"),
    ("match x:\n case 1 | ", "2", ": pass"),
    ("import a", ".a", ""),
    ("from .", ".", " import a"),
    ("x: ", "x", ""),
    ("def f(x: ", "x", "): pass"),
    ("@", "x", "\ndef f(): pass"),
    ("with x, ", "x", ": pass"),
    ("global x, ", "x", ""),
    ("assert x, ", "x", ""),
    ("print(", "x", ", end=x)"),
    ("x; ", "x", ""),
    ("(yield ", "x", ")"),
];

/// Heads of blocks that stand in each other.
const HEADS: [&str; 12] = [
    "if x:",
    "while x:",
    "for x in y:",
    "try:",
    "with x:",
    "def f(x):",
    "class C:",
    "async def f():",
    "match x:",
    "case _:",
    "else:",
    "finally:",
];

/// Lines that follow each other in a chain.
const CHAINS: [(&str, &str); 8] = [
    ("if x: pass\n", "elif x: pass\n"),
    ("", "@x\n"),
    ("try: pass\n", "except x: pass\n"),
    ("", "x = 1\n"),
    ("match x:\n", " case 1: pass\n"),
    ("", "if x:\n pass\n"),
    ("", "def f(): pass\n"),
    ("x = (\n", "x,\n"),
];

/// A nest or chain.
pub fn nest(random: &mut Random) -> String {
    let depth = [3, 30, 90, 99, 100, 101, 150, 199, 200, 201, 400, 1000, 3000, 6000, 20_000][random.below(15)];
    match random.below(8) {
        0 => {
            let head = HEADS[random.below(HEADS.len())];
            let step = 1 + random.below(2);
            let mut text = String::new();
            for level in 0..depth.min(300) {
                text.push_str(&" ".repeat(level * step));
                text.push_str(if random.once_in(20) { HEADS[random.below(HEADS.len())] } else { head });
                text.push('\n');
            }
            text.push_str(&" ".repeat(depth.min(300) * step));
            text + "pass\n"
        }
        1 => {
            let (first, link) = CHAINS[random.below(CHAINS.len())];
            first.to_string() + &link.repeat(depth)
        }
        2 => {
            // Several nests in each other.
            let chosen: Vec<_> = (0..depth.min(3000)).map(|_| NESTS[random.below(40)]).collect();
            let before: String = chosen.iter().map(|nest| nest.0).collect();
            let after: String = chosen.iter().rev().map(|nest| nest.2).collect();
            before + "x" + &after + "\n"
        }
        _ => {
            let (before, middle, after) = NESTS[random.below(NESTS.len())];
            // The first part of a statement stands once only, before what is nested.
            let (once, before) = match before.rsplit_once(' ').or(before.rsplit_once('\n')) {
                Some(_)
                    if before.contains("case") || before.starts_with("def") || before.starts_with("for") || before.starts_with("del") =>
                {
                    let place = before.find(['(', '[', '{', '|']).unwrap_or(0);
                    (&before[..place], &before[place..])
                }
                _ => ("", before),
            };
            let closing = if random.once_in(6) { 0 } else { depth };
            format!("{once}{}{middle}{}\n", before.repeat(depth), after.repeat(closing))
        }
    }
}
