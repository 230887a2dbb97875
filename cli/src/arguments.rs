//! The command line.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use crate::python_options::PythonOptions;

/// What `--help` prints.
pub const HELP: &str = "\
usage: copperhead [OPTIONS] FILE [ARG...]      FILE may be a folder with a __main__.py
       copperhead [OPTIONS] -c CODE [ARG...]
       copperhead [OPTIONS] -m MODULE [ARG...]
       copperhead [OPTIONS] [- [ARG...]]       program from standard input
       copperhead dis FILE                     show a program's bytecode
       copperhead jit [OPTIONS] FILE [ARG...]  run it, and show what was compiled: bytecode, caches, machine code

options:
  --jit=off|baseline     compile hot code to machine code (default: baseline)
  --jit-threshold=N      calls after which a function is compiled (default: 50)
  --jit-stress=SEED      leave machine code at random places
  --code-host=HOST       where machine code lies: auto, double (memory mapped twice), protect, none,
                         model (for tests: what is not published does not run)
  --code-bytes=SIZE      machine code at the most (default: 64M)
  --stats                print what the JIT did, one JSON object on standard error
  --stats=count          the same, and count bytecodes
  --perf-map             write /tmp/perf-PID.map, from which Linux's perf has names for machine code
  --gdb                  tell GDB of machine code
  --memory=SIZE          memory for all objects (default: 1G)
  --limit-memory=SIZE    MemoryError above this
  --limit-seconds=S      end the program after so many seconds
  --limit-steps=N        end the program after so many calls and loop iterations
  --recursion-limit=N    how deep calls may nest (default: 1000)
  -O, -OO                without assert statements; without docstrings, too
  -W ACTION              what is done about warnings, as in Python
  -E, -I, -P             ignore PYTHON... variables; -P: do not look for modules beside the program; -I: both
  -u                     write standard output at once
  -x                     skip the program's first line
  -X NAME[=VALUE]        kept in sys._xoptions; without effect, as are -B -b -d -q -R -S -s -v
  -h, --help             this text
  -V, --version          the version
";

/// What is to be run.
pub enum Program {
    /// A file.
    File(PathBuf),
    /// Text from the command line.
    Text(Vec<u8>),
    /// A module that is looked for.
    Module(String),
    /// Standard input.
    Input,
}

/// Whether statistics are printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Statistics {
    /// No.
    Off,
    /// What costs nothing.
    Plain,
    /// Bytecodes counted, too.
    Count,
}

/// Where machine code lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum CodeHost {
    /// The first of the others that works.
    Auto,
    /// Memory mapped twice.
    Double,
    /// One mapping whose permissions change.
    Protect,
    /// Behind caches that must be told everything: a test of publishing.
    Model,
    /// Nowhere.
    None,
}

/// A command line.
pub struct Command {
    /// What is run.
    pub program: Program,
    /// What `sys.argv` holds behind the program's name.
    pub arguments: Vec<String>,
    /// Only show the bytecode.
    pub disassemble: bool,
    /// Show what was compiled.
    pub listing: bool,
    /// Write a map of machine code for `perf`.
    pub perf_map: bool,
    /// Tell GDB of machine code.
    pub gdb: bool,
    /// Whether machine code is made.
    pub jit: bool,
    /// Calls before compilation.
    pub threshold: u32,
    /// Seed of random exits.
    pub stress: Option<u64>,
    /// Where machine code lies.
    pub code_host: CodeHost,
    /// Bytes of machine code at the most.
    pub code_bytes: usize,
    /// Statistics.
    pub statistics: Statistics,
    /// Bytes of memory for the VM.
    pub memory: usize,
    /// MemoryError above.
    pub limit_memory: Option<usize>,
    /// Seconds before the end.
    pub limit_seconds: Option<f64>,
    /// Steps before the end.
    pub limit_steps: Option<u64>,
    /// Depth of calls.
    pub recursion_limit: usize,
    /// What CPython's command knows, too.
    pub python: PythonOptions,
}

/// Why nothing is run.
pub enum Stop {
    /// `--help`.
    Help,
    /// `--version`.
    Version,
    /// The command line is wrong.
    Wrong(String),
}

/// A size: a number with K, M or G behind it.
fn size(option: &str, text: &str) -> Result<usize, Stop> {
    let wrong = || Stop::Wrong(format!("{option}: '{text}' is no size (a number with K, M or G)"));
    let (digits, factor) = match text.as_bytes().last() {
        Some(b'K' | b'k') => (&text[..text.len() - 1], 1 << 10),
        Some(b'M' | b'm') => (&text[..text.len() - 1], 1 << 20),
        Some(b'G' | b'g') => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1),
    };
    let number: usize = digits.parse().map_err(|_| wrong())?;
    number.checked_mul(factor).ok_or_else(wrong)
}

/// A number.
fn number<T: std::str::FromStr>(option: &str, text: &str) -> Result<T, Stop> {
    text.parse().map_err(|_| Stop::Wrong(format!("{option}: '{text}' is no number")))
}

/// Reads the words behind the command's name.
pub fn parse(words: impl Iterator<Item = OsString>) -> Result<Command, Stop> {
    let mut words = words.peekable();
    let mut command = Command {
        program: Program::Input,
        arguments: Vec::new(),
        disassemble: false,
        listing: false,
        perf_map: false,
        gdb: false,
        jit: true,
        threshold: 50,
        stress: None,
        code_host: CodeHost::Auto,
        code_bytes: 64 << 20,
        statistics: Statistics::Off,
        memory: 1 << 30,
        limit_memory: None,
        limit_seconds: None,
        limit_steps: None,
        recursion_limit: 1000,
        python: PythonOptions::default(),
    };
    if words.peek().is_some_and(|word| word == "dis") {
        command.disassemble = true;
        words.next();
    } else if words.peek().is_some_and(|word| word == "jit") {
        command.listing = true;
        words.next();
    }
    loop {
        let Some(word) = words.next() else {
            if command.disassemble {
                return Err(Stop::Wrong("dis: no file".into()));
            }
            if command.listing {
                return Err(Stop::Wrong("jit: no file".into()));
            }
            if std::io::stdin().is_terminal() {
                return Err(Stop::Wrong("no program; a prompt is not there yet".into()));
            }
            command.program = Program::Input;
            command.python.no_arguments = true;
            break;
        };
        let text = word.to_string_lossy().into_owned();
        if text == "-" {
            command.program = Program::Input;
            break;
        }
        if !text.starts_with('-') {
            command.program = Program::File(PathBuf::from(word));
            break;
        }
        if !text.starts_with("--") {
            if let Some(program) = command.python.read(&word, &mut words)? {
                command.program = program;
                break;
            }
            continue;
        }
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text.as_str(), None),
        };
        let value_of = || value.ok_or_else(|| Stop::Wrong(format!("{name}: no value (write {name}=…)")));
        match name {
            "--help" => return Err(Stop::Help),
            "--version" => return Err(Stop::Version),
            "--check-hash-based-pycs" => {
                words.next();
            }
            "--jit" => match value_of()? {
                "off" => command.jit = false,
                "baseline" => command.jit = true,
                other => return Err(Stop::Wrong(format!("--jit: '{other}' is neither off nor baseline"))),
            },
            "--jit-threshold" => {
                command.threshold = number(name, value_of()?)?;
                if command.threshold == 0 {
                    return Err(Stop::Wrong("--jit-threshold: must be at least 1".into()));
                }
            }
            "--jit-stress" => command.stress = Some(number(name, value_of()?)?),
            "--code-host" => {
                command.code_host = match value_of()? {
                    "auto" => CodeHost::Auto,
                    "double" => CodeHost::Double,
                    "protect" => CodeHost::Protect,
                    "model" => CodeHost::Model,
                    "none" => CodeHost::None,
                    other => return Err(Stop::Wrong(format!("--code-host: '{other}' is unknown"))),
                }
            }
            "--code-bytes" => command.code_bytes = size(name, value_of()?)?,
            "--stats" => {
                command.statistics = match value {
                    None => Statistics::Plain,
                    Some("count") => Statistics::Count,
                    Some(other) => return Err(Stop::Wrong(format!("--stats: '{other}' is unknown"))),
                }
            }
            "--perf-map" => command.perf_map = true,
            "--gdb" => command.gdb = true,
            "--memory" => command.memory = size(name, value_of()?)?,
            "--limit-memory" => command.limit_memory = Some(size(name, value_of()?)?),
            "--limit-seconds" => {
                let seconds: f64 = number(name, value_of()?)?;
                if seconds.is_nan() || seconds < 0.0 {
                    return Err(Stop::Wrong(format!("--limit-seconds: {seconds} is no duration")));
                }
                command.limit_seconds = Some(seconds);
            }
            "--limit-steps" => command.limit_steps = Some(number(name, value_of()?)?),
            "--recursion-limit" => command.recursion_limit = number(name, value_of()?)?,
            _ => return Err(Stop::Wrong(format!("unknown option {text}"))),
        }
    }
    command.python.read_environment();
    command.arguments = words.map(|word| word.to_string_lossy().into_owned()).collect();
    Ok(command)
}
