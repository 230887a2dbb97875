//! Makes a program that fails smaller, as long as it fails in the same way.

use crate::compare::{Finding, Judges};
use crate::tree::{Node, Program};

/// The smallest program found that still shows the finding.
pub fn shrink(program: &Program, finding: &Finding, judges: &mut Judges, most_tries: usize) -> Program {
    let modes = judges.only.replace(finding.modes());
    let mut tries = 0;
    let smallest = smallest(program, &mut |candidate| {
        tries += 1;
        tries <= most_tries && judges.judge(candidate).is_some_and(|other| other.what == finding.what)
    });
    judges.only = modes;
    smallest
}

fn smallest(program: &Program, fails: &mut impl FnMut(&Program) -> bool) -> Program {
    let mut best = program.clone();
    loop {
        let before = best.text();
        drop_runs(&mut best, fails);
        flatten(&mut best, fails);
        simplify_lines(&mut best, fails);
        if best.text() == before {
            return best;
        }
    }
}

/// The paths to all lists of statements, outer ones first.
fn lists(nodes: &[Node], path: &[usize], found: &mut Vec<Vec<usize>>) {
    found.push(path.to_vec());
    for (place, node) in nodes.iter().enumerate() {
        if let Node::Block(_, body) = node {
            let mut path = path.to_vec();
            path.push(place);
            lists(body, &path, found);
        }
    }
}

fn list_at<'a>(nodes: &'a mut Vec<Node>, path: &[usize]) -> Option<&'a mut Vec<Node>> {
    match path.split_first() {
        None => Some(nodes),
        Some((&place, rest)) => match nodes.get_mut(place)? {
            Node::Block(_, body) => list_at(body, rest),
            Node::Line(_) => None,
        },
    }
}

/// Runs of statements go: halves first, then ever shorter ones.
fn drop_runs(best: &mut Program, fails: &mut impl FnMut(&Program) -> bool) {
    let mut paths = Vec::new();
    lists(&best.nodes, &[], &mut paths);
    for path in paths {
        let Some(mut run) = list_at(&mut best.nodes, &path).map(|list| list.len()) else { continue };
        while run > 0 {
            let mut start = 0;
            loop {
                let mut candidate = best.clone();
                let Some(list) = list_at(&mut candidate.nodes, &path) else { break };
                if start >= list.len() {
                    break;
                }
                list.drain(start..list.len().min(start + run));
                if fails(&candidate) {
                    *best = candidate;
                } else {
                    start += run;
                }
            }
            run /= 2;
        }
    }
}

/// A block becomes what stands in it.
fn flatten(best: &mut Program, fails: &mut impl FnMut(&Program) -> bool) {
    let mut paths = Vec::new();
    lists(&best.nodes, &[], &mut paths);
    for path in paths.into_iter().rev() {
        let mut place = 0;
        loop {
            let mut candidate = best.clone();
            let Some(list) = list_at(&mut candidate.nodes, &path) else { break };
            match list.get(place) {
                None => break,
                Some(Node::Line(_)) => place += 1,
                Some(Node::Block(_, body)) => {
                    let body = body.clone();
                    list.splice(place..=place, body);
                    if fails(&candidate) {
                        *best = candidate;
                    } else {
                        place += 1;
                    }
                }
            }
        }
    }
}

/// Expressions in brackets become one of their parts, or 1; numbers get smaller.
fn simplify_lines(best: &mut Program, fails: &mut impl FnMut(&Program) -> bool) {
    let mut number = 0;
    while let Some(line) = nth_line(&mut best.nodes.clone(), number, None) {
        let mut current = line;
        'again: loop {
            for simpler in simpler(&current) {
                let mut candidate = best.clone();
                nth_line(&mut candidate.nodes, number, Some(&simpler));
                if fails(&candidate) {
                    *best = candidate;
                    current = simpler;
                    continue 'again;
                }
            }
            break;
        }
        number += 1;
    }
}

/// The nth line of a program, heads of blocks included, which becomes another if one is given.
fn nth_line(nodes: &mut [Node], number: usize, new: Option<&str>) -> Option<String> {
    fn walk(nodes: &mut [Node], left: &mut usize, new: Option<&str>) -> Option<String> {
        for node in nodes {
            let (Node::Line(text) | Node::Block(text, _)) = node;
            if *left == 0 {
                let old = text.clone();
                if let Some(new) = new {
                    *text = new.into();
                }
                return Some(old);
            }
            *left -= 1;
            if let Node::Block(_, body) = node
                && let Some(found) = walk(body, left, new)
            {
                return Some(found);
            }
        }
        None
    }
    walk(nodes, &mut { number }, new)
}

/// Shorter forms of a line.
fn simpler(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let bytes = line.as_bytes();
    let mut open = Vec::new();
    for (place, &byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => open.push(place),
            b')' | b']' | b'}' => {
                let Some(start) = open.pop() else { continue };
                let (Some(before), Some(inside), Some(after)) = (line.get(..start), line.get(start + 1..place), line.get(place + 1..))
                else {
                    continue;
                };
                if inside.len() > 1 {
                    found.push(format!("{before}1{after}"));
                    found.push(format!("{before}{inside}{after}"));
                    for separator in [" + ", " - ", " * ", ", ", " or ", " and ", " if ", " else "] {
                        if let Some((left, right)) = inside.split_once(separator) {
                            let (opening, closing) = (byte_text(bytes[start]), byte_text(byte));
                            found.push(format!("{before}{opening}{left}{closing}{after}"));
                            found.push(format!("{before}{opening}{right}{closing}{after}"));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    if let Some((target, _)) = line.split_once(" = ") {
        found.push(format!("{target} = 1"));
    }
    found.sort_by_key(String::len);
    found.retain(|text| text.len() < line.len());
    found.truncate(24);
    found
}

fn byte_text(byte: u8) -> char {
    char::from(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_stays() {
        let program = Program::parse("a = 1\nif b:\n    c = (2 + 3)\n    keep((x, y))\nelse:\n    d = 4\n");
        let smallest = smallest(&program, &mut |program| program.text().contains("keep"));
        assert_eq!(smallest.text(), "# fuzz:\nkeep1\n");
    }
}
