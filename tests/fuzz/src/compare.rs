//! What counts as a difference.

use std::time::Duration;

use crate::cpython::CPython;
use crate::execute::Ending;
use crate::modes::{MODES, seed_of};
use crate::tree::{Program, Terms};
use crate::worker::{PARSE, Worker};

/// What went wrong with a program.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is compared: stays the same while the program is shrunk.
    pub what: String,
    /// More of it, for people.
    pub detail: String,
}

impl Finding {
    /// The modes that show it: the interpreter, and the one that it names.
    pub fn modes(&self) -> u64 {
        let named = MODES.iter().position(|mode| self.what.starts_with(mode.name));
        1 | named.map_or(0, |place| 1 << place)
    }
}

/// Everything that programs are run by.
pub struct Judges {
    /// Runs all modes.
    pub worker: Worker,
    /// Other builds, which run the interpreter.
    pub others: Vec<Worker>,
    /// CPython.
    pub cpython: Option<CPython>,
    /// The modes that are run, a bit for each.
    pub modes: u64,
    /// These were named, and are run with every program; else some take turns.
    pub named: bool,
    /// Instead of these, whatever the program: while one is shrunk.
    pub only: Option<u64>,
    /// What was run.
    pub counts: Counts,
}

/// What was run.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Programs.
    pub programs: u64,
    /// In each mode.
    pub modes: [u64; MODES.len()],
    /// Compared with CPython.
    pub cpython: u64,
    /// In other builds.
    pub others: u64,
    /// Ended by a limit.
    pub limited: u64,
    /// Ended by an exception.
    pub raised: u64,
}

impl Judges {
    /// Runs a program; what differs, if anything.
    pub fn judge(&mut self, program: &Program) -> Option<Finding> {
        let text = program.text();
        let seed = seed_of(&text);
        let modes = (0..MODES.len())
            .filter(|&place| self.modes >> place & 1 != 0 && (self.named || MODES[place].takes(place, seed)))
            .fold(1, |bits, place| bits | 1 << place);
        self.judge_in(&text, program.terms, self.only.unwrap_or(modes))
    }

    /// How long a program may run in a mode.
    pub fn patience(&mut self, patience: Duration) {
        self.worker.patience = patience;
    }

    /// Parses and compiles a text; what went wrong, if anything.
    pub fn judge_parser(&mut self, text: &[u8]) -> Option<Finding> {
        let answer = self.worker.run(text, PARSE);
        if let Some((_, how)) = answer.death {
            return Some(Finding { what: how.split(',').next().unwrap_or("").into(), detail: how });
        }
        let outcome = &answer.endings.first()?.1.outcome;
        outcome.contains("SystemError").then(|| Finding { what: "SystemError".into(), detail: outcome.clone() })
    }

    /// Runs a text in the modes of a bit set; what differs, if anything.
    pub fn judge_in(&mut self, text: &str, terms: Terms, modes: u64) -> Option<Finding> {
        let answer = self.worker.run(text.as_bytes(), modes);
        self.counts.programs += 1;
        for (name, _) in &answer.endings {
            if let Some(place) = MODES.iter().position(|mode| mode.name == *name) {
                self.counts.modes[place] += 1;
            }
        }
        if let Some((mode, how)) = answer.death {
            return Some(Finding { what: format!("{mode}: {}", how.split(',').next().unwrap_or("")), detail: how });
        }
        let (_, oracle) = answer.endings.first()?;
        self.counts.limited += u64::from(oracle.outcome.starts_with("Terminated"));
        self.counts.raised += u64::from(oracle.outcome == "Raised");
        for (name, ending) in &answer.endings {
            if let Some(complaint) = complaint(ending) {
                return Some(Finding { what: format!("{name}: {complaint}"), detail: ending.output.clone() });
            }
        }
        // When memory is short, what is still there depends on what a mode needs for itself.
        let beyond = terms.memory.is_some() || answer.endings.iter().any(|(_, ending)| ending.memory_errors != 0);
        // An interrupt may meet the finalisers at the end, where no collection ran them before.
        let beyond =
            beyond || terms.interrupt.is_some() && answer.endings.iter().any(|(_, ending)| ending.output.contains("Exception ignored in"));
        if !beyond {
            for (name, ending) in &answer.endings {
                if (&ending.outcome, &ending.output) == (&oracle.outcome, &oracle.output) {
                    continue;
                }
                let (expected, got) = (never_awaited_aside(&oracle.output), never_awaited_aside(&ending.output));
                if (&ending.outcome, &got) != (&oracle.outcome, &expected) {
                    return Some(difference(name, (&oracle.outcome, &expected), (&ending.outcome, &got)));
                }
            }
            for other in &mut self.others {
                let answer = other.run(text.as_bytes(), 1);
                self.counts.others += 1;
                if let Some((mode, how)) = answer.death {
                    return Some(Finding { what: format!("other build, {mode}: {how}"), detail: how });
                }
                if let Some((_, ending)) = answer.endings.first()
                    && (&ending.outcome, &ending.output) != (&oracle.outcome, &oracle.output)
                {
                    return Some(difference("other build", (&oracle.outcome, &oracle.output), (&ending.outcome, &ending.output)));
                }
            }
        }
        let comparable = !beyond && terms == Terms::default() && !oracle.outcome.starts_with("Terminated");
        if comparable
            && let Some(cpython) = &mut self.cpython
            && let Some((outcome, output)) = cpython.run(text)
        {
            self.counts.cpython += 1;
            // Not every SyntaxError comes with its line there where the program is no file. NaNs are one object here; what ran out of memory there did not
            // here; a dict whose last key goes and comes back is iterated on.
            let excused = ["MemoryError", "nan", "keys changed during iteration"].iter().any(|word| output.contains(word));
            let wrong_text = outcome == "Raised" && output.contains("SyntaxError");
            let same_error = wrong_text && output.lines().last() == oracle.output.lines().last();
            let expected = recursion_aside(&sets_aside(&output));
            let got = recursion_aside(&sets_aside(&warnings_aside(&oracle.output)));
            if !excused && !same_error && (&outcome, &expected) != (&oracle.outcome, &got) {
                return Some(difference("cpython", (&outcome, &expected), (&oracle.outcome, &got)));
            }
        }
        None
    }
}

/// How often a line was repeated in a report of endless recursion depends on the frames around the program.
fn recursion_aside(output: &str) -> String {
    if !output.contains("[Previous line repeated") {
        return output.into();
    }
    output.lines().filter(|line| !line.contains("[Previous line repeated")).collect::<Vec<_>>().join("\n")
}

/// Sets have another order there: what stands in the innermost braces, of sets and dicts, is put in the order of its text.
fn sets_aside(output: &str) -> String {
    let mut sorted = String::with_capacity(output.len());
    let mut rest = output;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start + 1);
        sorted += before;
        let Some(end) = from.find(['{', '}']) else {
            rest = from;
            break;
        };
        let (inside, after) = from.split_at(end);
        if after.starts_with('}') {
            let mut items = inside.split(", ").collect::<Vec<_>>();
            items.sort_unstable();
            sorted += &items.join(", ");
        } else {
            sorted += inside;
        }
        rest = after;
    }
    sorted + rest
}

/// Where a coroutine that nobody awaited is reported is wherever it is collected, and a line reports one of a name once. If built-ins have others'
/// values then, the report fails.
fn never_awaited_aside(output: &str) -> String {
    let mut kept = String::with_capacity(output.len());
    let mut failed = false;
    for line in output.split_inclusive('\n') {
        let inside = failed;
        // The exception's own line ends such a report.
        failed = line.starts_with("Exception ignored in: <coroutine")
            || failed && (line.starts_with([' ', '\n']) || line.starts_with("Traceback"));
        if !failed && !inside {
            kept += line;
        }
    }
    without_warnings(&kept, "RuntimeWarning: coroutine '")
}

/// CPython is told to give no warnings: it knows no source lines for them here.
fn warnings_aside(output: &str) -> String {
    without_warnings(output, "Warning: ")
}

/// Without the warnings that contain a text, and the source lines that are shown with them.
fn without_warnings(output: &str, text: &str) -> String {
    let mut kept = Vec::new();
    let mut lines = output.lines().peekable();
    while let Some(line) = lines.next() {
        if (line.starts_with(crate::execute::FILE) || line.starts_with("<sys>")) && line.contains(text) {
            lines.next_if(|source| source.starts_with("  ") && !source.starts_with("  + "));
        } else {
            kept.push(line);
        }
    }
    let end = if output.ends_with('\n') && !kept.is_empty() { "\n" } else { "" };
    kept.join("\n") + end
}

/// What no program may see.
fn complaint(ending: &Ending) -> Option<&'static str> {
    let wrong = ["SystemError", "the VM is of no use", "no VM"];
    wrong.into_iter().find(|wrong| ending.outcome.contains(wrong) || ending.output.contains(wrong))
}

fn difference(name: &str, expected: (&String, &String), got: (&String, &String)) -> Finding {
    let mut expected_lines = expected.1.lines();
    let mut got_lines = got.1.lines();
    let mut number = 0;
    let detail = loop {
        number += 1;
        match (expected_lines.next(), got_lines.next()) {
            (None, None) => break format!("{} against {}", expected.0, got.0),
            (a, b) if a != b => {
                break format!(
                    "line {number} of the output ({} against {}):\n  expected: {}\n  got:      {}",
                    expected.0,
                    got.0,
                    a.unwrap_or("(end)"),
                    b.unwrap_or("(end)")
                );
            }
            _ => {}
        }
    };
    // What is shrunk must stay of the same sort.
    let sort = if expected.1.contains("SyntaxError") || got.1.contains("SyntaxError") {
        "syntax"
    } else if detail.lines().skip(1).all(|line| line.contains(['^', '~'])) {
        "marks"
    } else {
        "output"
    };
    Finding { what: format!("{name} differs ({sort})"), detail }
}
