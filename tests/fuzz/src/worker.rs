//! The process that runs programs for the fuzzer, so that what crashes takes only itself along; and its other end.
//!
//! A request is a line `MODES LENGTH`, then the program; `MODES` is a number with a bit for each mode, [`PARSE`] to parse and compile only. The answer is, for each of these modes, a line
//! `run NAME` before it runs and `ended ALLOCATIONS LENGTH LENGTH` with outcome and output behind, and `done` in the end.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::execute::{self, Ending};
use crate::modes::{MODES, Mode, OUT_OF_TURN, seed_of};
use crate::tree::Program;

/// Instead of a set of modes: the text, any bytes, is parsed and compiled only.
pub const PARSE: u64 = 1 << 63;

/// Serves requests until standard input ends.
pub fn serve() {
    let mut input = BufReader::new(std::io::stdin());
    let mut output = std::io::stdout();
    let mut line = String::new();
    // One for all: fresh pages for each run would cost a quarter of the time, and a VM takes memory as it finds it.
    let mut memory = vec![0u8; execute::MEMORY];
    while {
        line.clear();
        input.read_line(&mut line).unwrap_or(0) > 0
    } {
        let mut words = line.split_whitespace().map(|word| word.parse::<u64>().unwrap_or(0));
        let (modes, length) = (words.next().unwrap_or(0), words.next().unwrap_or(0) as usize);
        let mut bytes = vec![0; length];
        if input.read_exact(&mut bytes).is_err() {
            return;
        }
        if modes == PARSE {
            let outcome = execute::parse(&bytes);
            let _ = write!(output, "ended 0 0 {} 0\n{outcome}done\n", outcome.len()).and_then(|()| output.flush());
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let terms = Program::parse(&text).terms;
        let seed = seed_of(&text);
        let mut allocations = 0;
        for (place, mode) in MODES.iter().enumerate().filter(|(place, _)| modes >> place & 1 != 0) {
            let _ = writeln!(output, "run {}", mode.name).and_then(|()| output.flush());
            // Where every program is run in every mode, those that would take too long collect less often out of their turn.
            let collections = if mode.takes(place, seed) { mode.collections } else { mode.collections.min(OUT_OF_TURN) };
            let ending = execute::run(&mut memory, &text, terms, &Mode { collections, ..*mode }, seed, allocations);
            if place == 0 {
                allocations = ending.allocations;
            }
            let _ = write!(
                output,
                "ended {} {} {} {}\n{}{}",
                ending.allocations,
                ending.memory_errors,
                ending.outcome.len(),
                ending.output.len(),
                ending.outcome,
                ending.output
            );
        }
        if writeln!(output, "done").and_then(|()| output.flush()).is_err() {
            return;
        }
    }
}

/// What the worker said of one program.
#[derive(Debug)]
pub struct Answer {
    /// The modes that ended.
    pub endings: Vec<(&'static str, Ending)>,
    /// The mode in which the process died or hung, and how.
    pub death: Option<(String, String)>,
}

enum Message {
    Run(String),
    Ended(Ending),
    Done,
    Gone,
}

struct Process {
    child: Child,
    requests: ChildStdin,
    messages: Receiver<Message>,
}

/// A worker that is started again when it dies.
pub struct Worker {
    process: Option<Process>,
    command: Vec<String>,
    /// How long a mode may take.
    pub patience: Duration,
}

impl Worker {
    /// A worker: this program itself, or the same of another build, perhaps behind an emulator.
    pub fn new(command: &[String], patience: Duration) -> Worker {
        Worker { process: None, command: command.to_vec(), patience }
    }

    /// Whether it can be started and runs programs; else what is wrong.
    ///
    /// # Errors
    /// It does not.
    pub fn check(&mut self) -> Result<(), String> {
        let answer = self.run(b"print(1)\n", 1);
        let wrong = match (answer.death, answer.endings.first()) {
            (Some((_, how)), _) => how,
            (None, Some((_, ending))) if ending.output == "1\n" => return Ok(()),
            (None, Some((_, ending))) => format!("{} {}", ending.outcome, ending.output),
            (None, None) => "no answer".into(),
        };
        Err(format!("'{}' runs no programs: {wrong}", self.command.join(" ")))
    }

    fn start(&self) -> std::io::Result<Process> {
        let (program, words) = self.command.split_first().ok_or_else(|| std::io::Error::other("no command"))?;
        let mut child = Command::new(program)
            .args(words)
            .arg("worker")
            .env("MALLOC_MMAP_THRESHOLD_", "65536")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(requests), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::Error::other("no pipes"));
        };
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut answers = BufReader::new(answers);
            while let Some(message) = read_message(&mut answers) {
                if sender.send(message).is_err() {
                    return;
                }
            }
            let _ = sender.send(Message::Gone);
        });
        Ok(Process { child, requests, messages })
    }

    /// Runs a program in the modes of a bit set.
    pub fn run(&mut self, text: &[u8], modes: u64) -> Answer {
        let mut answer = Answer { endings: Vec::new(), death: None };
        let mut process = match self.process.take().map_or_else(|| self.start(), Ok) {
            Ok(process) => process,
            Err(error) => {
                answer.death = Some(("start".into(), error.to_string()));
                return answer;
            }
        };
        let mut current = String::from("start");
        let sent = writeln!(process.requests, "{modes} {}", text.len())
            .and_then(|()| process.requests.write_all(text))
            .and_then(|()| process.requests.flush());
        let ended = loop {
            match process.messages.recv_timeout(self.patience) {
                Ok(Message::Run(mode)) => current = mode,
                Ok(Message::Ended(ending)) => {
                    let name = MODES.iter().map(|mode| mode.name).find(|name| *name == current).unwrap_or("");
                    answer.endings.push((name, ending));
                }
                Ok(Message::Done) => break None,
                Ok(Message::Gone) | Err(RecvTimeoutError::Disconnected) => {
                    let status = process.child.wait().map_or_else(|error| error.to_string(), |status| status.to_string());
                    break Some(format!("died: {status}{}", if sent.is_err() { ", before it got the program" } else { "" }));
                }
                Err(RecvTimeoutError::Timeout) => {
                    let _ = process.child.kill();
                    let _ = process.child.wait();
                    break Some(format!("did not end within {:?}", self.patience));
                }
            }
        };
        match ended {
            None => self.process = Some(process),
            Some(how) => answer.death = Some((current, how)),
        }
        answer
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            drop(process.requests);
            let _ = process.child.wait();
        }
    }
}

fn read_message(answers: &mut impl BufRead) -> Option<Message> {
    let mut line = String::new();
    if answers.read_line(&mut line).ok()? == 0 {
        return None;
    }
    let mut words = line.split_whitespace();
    match words.next()? {
        "run" => Some(Message::Run(words.next()?.into())),
        "ended" => {
            let numbers: Vec<u64> = words.filter_map(|word| word.parse().ok()).collect();
            let [allocations, memory_errors, outcome, output] = numbers[..] else { return None };
            let mut read = |length: u64| {
                let mut bytes = vec![0; length as usize];
                answers.read_exact(&mut bytes).ok()?;
                Some(String::from_utf8_lossy(&bytes).into_owned())
            };
            Some(Message::Ended(Ending { outcome: read(outcome)?, output: read(output)?, allocations, memory_errors }))
        }
        "done" => Some(Message::Done),
        _ => None,
    }
}
