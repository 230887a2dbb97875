//! A program as lines and blocks: what is generated, printed, and shrunk.

use std::fmt::Write;

/// A statement of one line, or one with a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// One line.
    Line(String),
    /// A line that ends with a colon, and what stands indented below it.
    Block(String, Vec<Node>),
}

/// How a program is run, besides its mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The step limit.
    pub steps: Option<u64>,
    /// The memory limit, bytes.
    pub memory: Option<usize>,
    /// The program is interrupted when it has written so often.
    pub interrupt: Option<u64>,
}

/// A program and how it is run.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its statements.
    pub nodes: Vec<Node>,
    /// Its limits.
    pub terms: Terms,
}

const MARK: &str = "# fuzz:";

/// The first line of a program, which says how it is run.
pub fn header(terms: Terms) -> String {
    let mut text = String::from(MARK);
    for (name, value) in [("steps", terms.steps), ("memory", terms.memory.map(|bytes| bytes as u64)), ("interrupt", terms.interrupt)] {
        if let Some(value) = value {
            let _ = write!(text, " {name}={value}");
        }
    }
    text.push('\n');
    text
}

impl Program {
    /// The text, with the terms in its first line.
    pub fn text(&self) -> String {
        let mut text = String::from(MARK);
        let terms =
            [("steps", self.terms.steps), ("memory", self.terms.memory.map(|bytes| bytes as u64)), ("interrupt", self.terms.interrupt)];
        for (name, value) in terms {
            if let Some(value) = value {
                let _ = write!(text, " {name}={value}");
            }
        }
        text.push('\n');
        render(&self.nodes, 0, &mut text);
        text
    }

    /// The program that a text is: blocks are found by indentation.
    pub fn parse(text: &str) -> Program {
        let mut terms = Terms::default();
        let mut lines: Vec<(usize, &str)> = Vec::new();
        for line in text.lines() {
            if let Some(words) = line.strip_prefix(MARK) {
                for word in words.split_whitespace() {
                    let (name, value) = word.split_once('=').unwrap_or((word, ""));
                    match name {
                        "steps" => terms.steps = value.parse().ok(),
                        "memory" => terms.memory = value.parse().ok(),
                        "interrupt" => terms.interrupt = value.parse().ok(),
                        _ => {}
                    }
                }
                continue;
            }
            let statement = line.trim_start_matches(' ');
            lines.push((line.len() - statement.len(), statement));
        }
        let mut place = 0;
        let nodes = parse_block(&lines, &mut place, 0);
        Program { nodes, terms }
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        count(&self.nodes)
    }
}

fn count(nodes: &[Node]) -> usize {
    nodes.iter().map(|node| if let Node::Block(_, body) = node { 1 + count(body) } else { 1 }).sum()
}

fn parse_block(lines: &[(usize, &str)], place: &mut usize, depth: usize) -> Vec<Node> {
    let mut nodes = Vec::new();
    while let Some(&(indent, line)) = lines.get(*place) {
        if indent < depth {
            break;
        }
        *place += 1;
        match lines.get(*place) {
            Some(&(inner, _)) if inner > indent && line.ends_with(':') => {
                nodes.push(Node::Block(line.into(), parse_block(lines, place, inner)));
            }
            _ => nodes.push(Node::Line(line.into())),
        }
    }
    nodes
}

fn render(nodes: &[Node], depth: usize, text: &mut String) {
    let mut put = |depth: usize, line: &str| {
        for _ in 0..depth {
            text.push_str("    ");
        }
        text.push_str(line);
        text.push('\n');
    };
    for node in nodes {
        match node {
            Node::Line(line) => put(depth, line),
            Node::Block(head, body) => {
                put(depth, head);
                if body.is_empty() {
                    put(depth + 1, "pass");
                } else {
                    let mut inner = String::new();
                    render(body, depth + 1, &mut inner);
                    inner.lines().for_each(|line| put(0, line));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_printed_and_read_is_the_same() {
        let text = "# fuzz: steps=7\nif x:\n    for i in y:\n        f(i)\n    g()\nelse:\n    pass\nh()\n";
        let program = Program::parse(text);
        assert_eq!(program.terms, Terms { steps: Some(7), ..Terms::default() });
        assert_eq!((program.nodes.len(), program.lines()), (3, 7));
        assert_eq!(program.text(), text);
    }
}
