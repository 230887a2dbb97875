//! The options that CPython's command has, too: letters behind one dash, and variables of the environment.

use std::ffi::{OsStr, OsString};

use crate::arguments::{Program, Stop};

/// What they say.
#[derive(Default)]
pub struct PythonOptions {
    /// `-O`: 1, `-OO`: 2.
    pub optimize: u8,
    /// `-E`: variables of the environment do not count.
    pub ignore_environment: bool,
    /// `-P`: modules are not looked for beside the program.
    pub safe_path: bool,
    /// `-u`: output is written at once.
    pub unbuffered: bool,
    /// `-x`: the first line is no part of the program.
    pub skip_line: bool,
    /// Nothing names a program: it is standard input.
    pub no_arguments: bool,
    /// `-W`, those of the environment first.
    warnings: Vec<String>,
    /// `-X`.
    extra: Vec<String>,
    /// What `sys.flags` counts: how often each letter was given.
    flags: Vec<(&'static str, u8)>,
}

/// Letters that only `sys.flags` tells of.
const FLAGS: [(char, &str); 8] = [
    ('b', "bytes_warning"),
    ('d', "debug"),
    ('q', "quiet"),
    ('s', "no_user_site"),
    ('S', "no_site"),
    ('v', "verbose"),
    ('E', "ignore_environment"),
    ('P', "safe_path"),
];

impl PythonOptions {
    /// Reads a word of letters, and the next word where a letter wants it. What is to be run, if the word says it.
    pub fn read(&mut self, word: &OsStr, more: &mut impl Iterator<Item = OsString>) -> Result<Option<Program>, Stop> {
        let text = word.to_string_lossy();
        for (place, letter) in text.char_indices().skip(1) {
            let rest = text.get(place + letter.len_utf8()..).unwrap_or("");
            let mut argument = |what: &str| match rest {
                "" => more.next().ok_or_else(|| Stop::Wrong(format!("-{letter}: no {what}"))),
                // Text that is no UTF-8 is only found in a word of its own.
                rest => Ok(rest.into()),
            };
            match letter {
                'c' => return Ok(Some(Program::Text(argument("code")?.into_encoded_bytes()))),
                'm' => return Ok(Some(Program::Module(argument("module")?.to_string_lossy().into_owned()))),
                'W' => {
                    self.warnings.push(argument("action")?.to_string_lossy().into_owned());
                    return Ok(None);
                }
                'X' => {
                    self.extra.push(argument("name")?.to_string_lossy().into_owned());
                    return Ok(None);
                }
                'h' | '?' => return Err(Stop::Help),
                'V' => return Err(Stop::Version),
                'O' => self.optimize = self.optimize.saturating_add(1),
                'u' => self.unbuffered = true,
                'x' => self.skip_line = true,
                'I' => {
                    (self.ignore_environment, self.safe_path) = (true, true);
                    for flag in ["isolated", "ignore_environment", "no_user_site", "safe_path"] {
                        self.count(flag);
                    }
                }
                'B' | 'R' | 't' => {}
                'i' => return Err(Stop::Wrong("-i: a prompt is not there yet".into())),
                _ => match FLAGS.iter().find(|flag| flag.0 == letter) {
                    Some(&(_, flag)) => {
                        self.count(flag);
                        self.ignore_environment |= letter == 'E';
                        self.safe_path |= letter == 'P';
                    }
                    None => return Err(Stop::Wrong(format!("unknown option -{letter}"))),
                },
            }
        }
        Ok(None)
    }

    fn count(&mut self, flag: &'static str) {
        match self.flags.iter_mut().find(|known| known.0 == flag) {
            Some(known) => known.1 = known.1.saturating_add(1),
            None => self.flags.push((flag, 1)),
        }
    }

    /// A variable of the environment, unless these do not count or it is empty.
    pub fn variable(&self, name: &str) -> Option<String> {
        if self.ignore_environment { None } else { std::env::var(name).ok().filter(|value| !value.is_empty()) }
    }

    /// What the environment says besides.
    pub fn read_environment(&mut self) {
        if let Some(value) = self.variable("PYTHONOPTIMIZE") {
            self.optimize = self.optimize.max(value.parse().unwrap_or(1));
        }
        self.optimize = self.optimize.min(2);
        self.unbuffered |= self.variable("PYTHONUNBUFFERED").is_some();
        if self.variable("PYTHONSAFEPATH").is_some() && !self.safe_path {
            self.safe_path = true;
            self.count("safe_path");
        }
        if let Some(value) = self.variable("PYTHONWARNINGS") {
            self.warnings.splice(0..0, value.split(',').map(str::to_string));
        }
    }

    /// A program that tells `sys` of them; empty if there is nothing to tell.
    pub fn prologue(&self) -> String {
        let mut lines = String::new();
        let mut flags: Vec<String> = self
            .flags
            .iter()
            .map(|(name, count)| match *name {
                "safe_path" => format!("{name}=True"),
                _ => format!("{name}={count}"),
            })
            .collect();
        if self.optimize > 0 {
            flags.push(format!("optimize={}", self.optimize));
        }
        if !flags.is_empty() {
            lines += &format!("import _sysinfo\n_sysinfo._set_flags({})\n", flags.join(", "));
        }
        if !self.warnings.is_empty() || !self.extra.is_empty() {
            lines += "import sys\n";
        }
        for action in &self.warnings {
            lines += &format!("sys.warnoptions.append({})\n", quoted(action));
        }
        for extra in &self.extra {
            let (name, value) = match extra.split_once('=') {
                Some((name, value)) => (name, quoted(value)),
                None => (extra.as_str(), "True".into()),
            };
            lines += &format!("sys._xoptions[{}] = {value}\n", quoted(name));
        }
        lines
    }
}

/// A text as a literal of Python.
fn quoted(text: &str) -> String {
    let mut literal = String::from("'");
    for character in text.chars() {
        match character {
            ' '..='~' if character != '\'' && character != '\\' => literal.push(character),
            other => literal += &format!("\\U{:08x}", u32::from(other)),
        }
    }
    literal.push('\'');
    literal
}
