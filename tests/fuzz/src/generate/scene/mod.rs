//! Scenes: a hot function with a few sites that rely on something (classes, names, containers, waiting generators …), and what changes that under it.
//!
//! What can be relied on are the subjects. Each is tables of templates: `$A` stands for one of the words that the subject has for the letter, the same
//! within a template, `$V` for a value, a new one each time, `$I` for a small int. A site is an expression, or statements with an expression in their last
//! line. Sites meet in one hot function, one of several sorts; changes come between its calls, or from within sites, through `tick`.

mod calls;
mod classes;
mod containers;
mod control;
mod names;
mod numbers;
mod parked;

use super::{Generator, Kind};
use crate::tree::{Node, Program};

/// What a letter of templates can stand for.
type Words<'a> = [(char, &'a [String])];

/// Something that hot code relies on.
#[derive(Default)]
struct Subject {
    /// What stands before: classes, functions, variables.
    setup: String,
    /// What begins the hot function: the subject's own variables.
    head: String,
    /// What hot code does with it.
    sites: Vec<String>,
    /// What changes it.
    changes: Vec<String>,
    /// What puts things in order behind it.
    after: String,
}

/// How often the loop goes round.
const ROUNDS: [u32; 4] = [16, 30, 60, 110];

impl Generator {
    /// A scene as a part of the main program.
    pub(super) fn scene(&mut self) -> Vec<Node> {
        let rounds = ROUNDS[self.random.weighted(&[3, 5, 4, 1])];
        let weight = std::mem::replace(&mut self.weight, rounds);
        let mut subject = Subject::default();
        for _ in 0..1 + self.random.weighted(&[6, 4, 1]) {
            let next = self.subject();
            subject.setup += &next.setup;
            subject.head += &next.head;
            subject.after += &next.after;
            // Two or three of each do: what changes should be what sites rely on.
            for _ in 0..2 + self.random.below(3) {
                subject.sites.push(next.sites[self.random.below(next.sites.len())].clone());
            }
            for _ in 0..2 + self.random.below(4) {
                subject.changes.push(next.changes[self.random.below(next.changes.len())].clone());
            }
        }
        let text = self.staged(&subject, rounds);
        self.weight = weight;
        Program::parse(&text).nodes
    }

    fn subject(&mut self) -> Subject {
        match self.random.weighted(&[9, 6, 4, 4, 2, 2, 5, 4, 3, 2, 2, 3, 2, 6]) {
            0 => self.class_values(),
            1 => self.descriptors(),
            2 => self.special_methods(),
            3 => self.global_names(),
            4 => self.modules(),
            5 => self.cells(),
            6 => self.calls(),
            7 => self.containers(),
            8 => self.numbers(),
            9 => self.managers(),
            10 => self.patterns(),
            11 => self.handlers(),
            12 => self.asynchronous(),
            _ => self.parked(),
        }
    }

    /// The text of a scene with these sites and changes.
    fn staged(&mut self, subject: &Subject, rounds: u32) -> String {
        let mut inner = Vec::new();
        let mut outer = Vec::new();
        for change in &subject.changes {
            let at = 1 + self.random.below(rounds as usize - 1);
            match self.random.below(8) {
                0 | 1 => inner.push(format!("if clock == {at}:\n{}", indented(change))),
                2 => outer.push(format!("if i > {at} and i % {} == 0:\n{}", 3 + self.random.below(7), indented(change))),
                3 => {
                    let name = self.fresh("alter");
                    outer.push(format!("def {name}():\n{}", indented(change)));
                    outer.push(format!("if i == {at}:\n    {name}()\n"));
                }
                _ => outer.push(format!("if i == {at}:\n{}", indented(change))),
            }
        }
        let (made, of_loop): (Vec<String>, Vec<String>) = outer.into_iter().partition(|text| text.starts_with("def "));
        let mut text = format!(
            "real_len = len\nclock = 0\ndef tick(value=None):\n    global clock\n    clock += 1\n{}    return value\n",
            indented(&inner.concat())
        );
        text += &subject.setup;
        text += &made.concat();
        let (sites, names) = self.sites(&subject.sites);
        let body = format!("{}{sites}", subject.head);
        let shown = format!("({},)", names.join(", "));
        let hot = self.fresh("hot");
        let (before, call) = self.hot_function(&hot, &body, &shown, &names);
        text += &before;
        let seen = self.fresh("seen");
        let same = if self.random.once_in(3) { "text(r) != last" } else { "r != last" };
        let last = if same.starts_with("text") { "text(r)" } else { "r" };
        text += &format!("{seen} = []\nlast = None\nfor i in range({rounds}):\n    try:\n");
        text += &indented(&indented(&of_loop.concat()));
        text += &indented(&indented(&call));
        text += "    except Exception as error:\n        r = (type(error).__name__, str(error)[:120])\n";
        text += &format!("    if {same}:\n        {seen}.append((i, r))\n        last = {last}\n");
        text += &subject.after;
        text + &format!("print(text({seen}[:12]), text({seen}[-12:]), clock)\n")
    }

    /// A hot function of one sort or another with this body, and how a round calls it.
    fn hot_function(&mut self, hot: &str, body: &str, shown: &str, names: &[String]) -> (String, String) {
        let plain = indented(body);
        let nested = indented(&plain);
        match self.random.below(10) {
            // None: the sites stand in the loop itself, their variables are global.
            0 => (String::new(), format!("{body}r = {shown}\n")),
            1 => {
                let first = names.first().map_or("i", String::as_str);
                (
                    format!("def {hot}(i):\n{plain}    yield {first}\n    yield {shown}\n"),
                    format!("r = {}\n", ["list($(i))", "[*$(i)]", "tuple(q for q in $(i))"][self.random.below(3)].replace('$', hot)),
                )
            }
            // It waits between the rounds, with all of its variables.
            2 => (
                format!("def {hot}(i):\n    while True:\n{nested}        i = yield {shown}\n{hot}_task = None\n"),
                format!(
                    "if {hot}_task is None:\n    {hot}_task = {hot}(i)\n    r = next({hot}_task)\nelse:\n    try:\n        r = {hot}_task.send(i)\n    except StopIteration:\n        {hot}_task = None\n        r = 'done'\n"
                ),
            ),
            3 => (
                format!(
                    "def {hot}_make(count):\n    def {hot}(i):\n        nonlocal count\n        count += 1\n{nested}        return (count, {shown})[i & 1]\n    return {hot}\n{hot} = {hot}_make(0)\n"
                ),
                format!("r = {hot}(i)\n"),
            ),
            4 => (
                format!("class {hot}_class:\n    def {hot}(self, i):\n{nested}        return {shown}\n{hot}_object = {hot}_class()\n"),
                format!("r = {hot}_object.{hot}(i)\n"),
            ),
            5 => (
                format!("async def {hot}(i):\n{plain}    return {shown}\n"),
                format!("try:\n    {hot}(i).send(None)\n    r = 'waits'\nexcept StopIteration as stop:\n    r = stop.value\n"),
            ),
            _ => (format!("def {hot}(i):\n{plain}    return {shown}\n"), format!("r = {hot}(i)\n")),
        }
    }

    /// The sites as statements, each in some surroundings; and the variables that have their values.
    fn sites(&mut self, sites: &[String]) -> (String, Vec<String>) {
        let (mut text, mut names) = (String::new(), Vec::new());
        for site in sites {
            let name = self.fresh("v");
            let (before, value) = site.rsplit_once('\n').unwrap_or(("", site));
            let before = if before.is_empty() { String::new() } else { format!("{before}\n") };
            let statements = format!("{before}{name} = {value}\n");
            let inner = indented(&statements);
            text += &match self.random.below(18) {
                0 => format!("{name} = None\nfor j in range({}):\n{inner}", 2 + self.random.below(3)),
                1..6 => format!("try:\n{inner}except Exception as error:\n    {name} = type(error).__name__ + str(error)[:100]\n"),
                6 => format!("{name} = None\nwith Managed('m', {}) as w:\n{inner}", self.pick(&["()", "Exception", "AttributeError"])),
                7 => format!("{before}{name} = [{value} for q in range(2)]\n"),
                8 => format!("{before}{name} = (lambda: {value})()\n"),
                9 => format!("{before}{name} = [*(tick({value}) for q in range(2))]\n"),
                10 => format!("{before}{name} = ({value}, tick(), {value})\n"),
                11 => format!("if i % {} != 1:\n{inner}else:\n    {name} = tick('else')\n", 2 + self.random.below(3)),
                12 => format!("{name} = 0\nwhile {name} == 0:\n{inner}    break\n"),
                13 => format!("try:\n{inner}finally:\n    tick()\n"),
                _ => statements,
            };
            names.push(name);
        }
        (text, names)
    }

    /// A template with words in the place of letters.
    fn fill(&mut self, template: &str, words: &Words) -> String {
        let mut text = String::with_capacity(template.len() + 16);
        let mut chosen: Vec<(char, String)> = Vec::new();
        let mut letters = template.chars();
        while let Some(letter) = letters.next() {
            if letter != '$' {
                text.push(letter);
                continue;
            }
            let letter = letters.next().unwrap_or('$');
            match letter {
                'V' => text += &self.value(),
                'I' => text += &self.random.below(5).to_string(),
                _ => {
                    let known = chosen.iter().find(|(known, _)| *known == letter).map(|(_, word)| word.clone());
                    let word = known.unwrap_or_else(|| {
                        let choices = words.iter().find(|(known, _)| *known == letter).map_or(&[][..], |(_, choices)| choices);
                        let word = choices.get(self.random.below(choices.len())).cloned().unwrap_or_else(|| "missing".into());
                        chosen.push((letter, word.clone()));
                        word
                    });
                    text += &word;
                }
            }
        }
        text
    }

    /// All templates of a table with words in the place of letters.
    fn filled(&mut self, templates: &[&str], words: &Words) -> Vec<String> {
        templates.iter().map(|template| self.fill(template, words)).collect()
    }

    /// A value that something gets: small, most of the time.
    fn value(&mut self) -> String {
        match self.random.below(12) {
            0..5 => self.random.below(100).to_string(),
            5 => self.pick(&["'a'", "'日本'", "'value'"]).into(),
            6 => self.pick(&["(1, 2)", "()", "('t', None)"]).into(),
            7 => self.pick(&["[1]", "{}", "{'k': 1}"]).into(),
            8 => self.pick(&["None", "True", "2.5", "-0.0", "1e300"]).into(),
            9 => super::expression::EDGES[self.random.below(super::expression::EDGES.len())].into(),
            _ => self.expression(Kind::Any, 1),
        }
    }
}

/// One level deeper.
fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// Words that are given as they are.
fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| String::from(*word)).collect()
}
