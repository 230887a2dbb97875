//! CPython as a second oracle, where there is one: many programs in one process.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const SERVER: &str = include_str!("cpython.py");

struct Process {
    child: Child,
    requests: ChildStdin,
    answers: Receiver<String>,
}

/// A CPython that runs programs.
pub struct CPython {
    command: String,
    process: Option<Process>,
}

impl CPython {
    /// The CPython of a command.
    ///
    /// # Errors
    /// It cannot be started, or is no CPython 3.13.
    pub fn new(command: &str) -> Result<CPython, String> {
        let mut cpython = CPython { command: command.into(), process: None };
        cpython.process = Some(cpython.start().map_err(|error| format!("--python: '{command}' cannot be started: {error}"))?);
        match cpython.run("import sys\nprint(sys.implementation.name, *sys.version_info[:2])\n") {
            Some((_, output)) if output == "cpython 3 13\n" => Ok(cpython),
            Some((_, output)) => Err(format!("--python: '{command}' is no CPython 3.13 but {}", output.trim())),
            None => Err(format!("--python: '{command}' does not answer")),
        }
    }

    fn start(&self) -> std::io::Result<Process> {
        let mut command = Command::new(&self.command);
        command.args(["-I", "-X", "utf8", "-W", "ignore", "-c", SERVER]).env("PYTHONHASHSEED", "0");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let (Some(requests), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(std::io::Error::other("no pipes"));
        };
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut line = String::new();
            while {
                line.clear();
                output.read_line(&mut line).is_ok_and(|length| length > 0)
            } {
                let mut bytes = vec![0; line.trim().parse().unwrap_or(0)];
                if output.read_exact(&mut bytes).is_err() || sender.send(String::from_utf8_lossy(&bytes).into_owned()).is_err() {
                    return;
                }
            }
        });
        Ok(Process { child, requests, answers })
    }

    /// How a program ends, and what it prints; nothing if it does not end.
    pub fn run(&mut self, text: &str) -> Option<(String, String)> {
        let mut process = match self.process.take() {
            Some(process) => process,
            None => self.start().ok()?,
        };
        let sent = write!(process.requests, "{}\n{text}", text.len()).and_then(|()| process.requests.flush());
        match process.answers.recv_timeout(Duration::from_secs(10)) {
            Ok(answer) if sent.is_ok() => {
                self.process = Some(process);
                let (outcome, output) = answer.split_once('\n')?;
                Some((outcome.into(), crate::execute::without_addresses(output)))
            }
            _ => {
                let _ = process.child.kill();
                let _ = process.child.wait();
                None
            }
        }
    }
}

impl Drop for CPython {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            drop(process.requests);
            let _ = process.child.wait();
        }
    }
}
