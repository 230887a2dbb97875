//! Finds what differs between the ways of running a program, and what breaks lexer and parser.
//!
//! [`generate`] makes a program of a seed, [`worker`] runs it in all [`modes`] in a process of its own, [`compare`] says what differs, and
//! [`shrink`] makes small what does. [`soup`] feeds text that is no program. All follows from the seed.

mod compare;
mod cpython;
mod execute;
mod generate;
mod modes;
mod random;
mod shrink;
mod soup;
mod tree;
mod worker;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use compare::{Counts, Finding, Judges};
use cpython::CPython;
use modes::MODES;
use tree::Program;
use worker::Worker;

const HELP: &str = "\
usage: copperhead-fuzz programs [OPTIONS]      generated programs in every mode
       copperhead-fuzz file PATH... [OPTIONS]  saved programs in every mode
       copperhead-fuzz show SEED               the program of a seed
       copperhead-fuzz parser [OPTIONS]        lexer and parser: random bytes, token soup, changed programs
       copperhead-fuzz soup [OPTIONS]          token soup and changed programs, run under limits

options:
  --seed=N         the first seed (default: 1)
  --count=N        how many (default: 1000)
  --seconds=S      as many as so many seconds allow
  --modes=A,B      only these modes (and the interpreter), with every program; all: all of them. Else some modes take turns
  --python=COMMAND CPython 3.13, with which endings are compared, too
  --worker=COMMAND what runs the modes: this program, built otherwise or behind an emulator
  --also=COMMAND   the interpreter of another build, compared, too (several are allowed)
  --corpus=FOLDER  programs to change (default: tests/python)
  --save=FOLDER    where what fails is put (default: target/fuzz)
  --findings=N     ends after so many (default: 1)
  --no-shrink      leaves what fails as large as it is

The status is 1 where something was found, 2 where something cannot be started or read.
";

/// What the command line says.
struct Options {
    words: Vec<String>,
    seed: u64,
    count: u64,
    seconds: Option<f64>,
    modes: u64,
    named: bool,
    python: Option<String>,
    worker: Option<Vec<String>>,
    also: Vec<Vec<String>>,
    corpus: String,
    save: String,
    findings: u64,
    shrink: bool,
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        words: Vec::new(),
        seed: 1,
        count: 1000,
        seconds: None,
        modes: u64::MAX,
        named: false,
        python: None,
        worker: None,
        also: Vec::new(),
        corpus: "tests/python".into(),
        save: "target/fuzz".into(),
        findings: 1,
        shrink: true,
    };
    let command = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
    for word in std::env::args().skip(1) {
        let (name, value) = word.split_once('=').unwrap_or((&word, ""));
        let number = || value.parse::<u64>().map_err(|_| format!("{name}: '{value}' is no number"));
        match name {
            "--seed" => options.seed = number()?,
            "--count" => options.count = number()?,
            "--seconds" => {
                options.seconds = Some(value.parse().map_err(|_| format!("{name}: '{value}' is no number"))?);
                options.count = u64::MAX;
            }
            "--modes" => {
                (options.modes, options.named) = (1, true);
                if value == "all" {
                    options.modes = u64::MAX;
                    continue;
                }
                for wanted in value.split(',') {
                    let place = MODES.iter().position(|mode| mode.name == wanted);
                    options.modes |=
                        1 << place.ok_or_else(|| format!("no mode '{wanted}'; there are: {}", MODES.map(|mode| mode.name).join(" ")))?;
                }
            }
            "--python" => options.python = Some(value.into()),
            "--worker" => options.worker = Some(command(value)),
            "--also" => options.also.push(command(value)),
            "--corpus" => options.corpus = value.into(),
            "--save" => options.save = value.into(),
            "--findings" => options.findings = number()?,
            "--no-shrink" => options.shrink = false,
            _ if name.starts_with('-') => return Err(format!("unknown option '{name}'\n{HELP}")),
            _ => options.words.push(word),
        }
    }
    Ok(options)
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    match options.words.first().map(String::as_str) {
        Some("worker") => worker::serve(),
        Some("show") => {
            let seed = options.words.get(1).and_then(|word| word.parse().ok()).unwrap_or(options.seed);
            print!("{}", generate::program(seed).text());
        }
        Some(word @ ("programs" | "file" | "parser" | "soup")) => match judges(&options) {
            Ok(mut judges) => {
                return match word {
                    "programs" => programs(&options, &mut judges),
                    "file" => files(&options, &mut judges),
                    "parser" => soup::fuzz(&options, &mut judges, soup::Target::Parser),
                    _ => soup::fuzz(&options, &mut judges, soup::Target::Run),
                };
            }
            Err(message) => {
                eprintln!("{message}");
                return ExitCode::from(2);
            }
        },
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

/// This program, as a command.
fn this_program() -> String {
    std::env::current_exe().map_or_else(|_| "copperhead-fuzz".into(), |path| path.display().to_string())
}

/// What programs are run by.
///
/// # Errors
/// Something of it cannot be started: then nothing would be compared.
fn judges(options: &Options) -> Result<Judges, String> {
    let worker = options.worker.clone().unwrap_or_else(|| vec![this_program()]);
    let patience = Duration::from_secs(if worker.len() > 1 { 300 } else { 60 });
    let started = |command: &[String]| {
        let mut worker = Worker::new(command, patience);
        worker.check().map(|()| worker)
    };
    Ok(Judges {
        worker: started(&worker)?,
        others: options.also.iter().map(|command| started(command)).collect::<Result<_, _>>()?,
        cpython: options.python.as_deref().map(CPython::new).transpose()?,
        modes: options.modes,
        named: options.named,
        only: None,
        counts: Counts::default(),
    })
}

fn programs(options: &Options, judges: &mut Judges) -> ExitCode {
    let (start, mut said) = (Instant::now(), Instant::now());
    let mut findings = 0;
    for seed in (options.seed..).take(usize::try_from(options.count).unwrap_or(usize::MAX)) {
        if options.seconds.is_some_and(|seconds| start.elapsed().as_secs_f64() > seconds) {
            break;
        }
        let program = generate::program(seed);
        if let Some(finding) = judges.judge(&program) {
            findings += 1;
            report(options, judges, &format!("seed-{seed}"), &program, &finding);
            println!("  the whole program: copperhead-fuzz show {seed}; again: copperhead-fuzz programs --seed={seed} --count=1");
            if findings >= options.findings {
                break;
            }
        }
        if said.elapsed() > Duration::from_secs(60) {
            said = Instant::now();
            eprintln!("{} programs in {:.0} s, {findings} findings", judges.counts.programs, start.elapsed().as_secs_f64());
        }
    }
    summary(&judges.counts, findings, start)
}

fn files(options: &Options, judges: &mut Judges) -> ExitCode {
    let start = Instant::now();
    let mut findings = 0;
    for path in options.words.iter().skip(1) {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(2);
            }
        };
        let program = Program::parse(&text);
        if let Some(finding) = judges.judge(&program) {
            findings += 1;
            let name = std::path::Path::new(path).file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            report(options, judges, &name, &program, &finding);
        }
    }
    summary(&judges.counts, findings, start)
}

fn report(options: &Options, judges: &mut Judges, name: &str, program: &Program, finding: &Finding) {
    println!("FOUND {name}: {}", finding.what);
    let (counts, smallest) =
        (judges.counts.clone(), if options.shrink { shrink::shrink(program, finding, judges, 3000) } else { program.clone() });
    let detail = judges.judge(&smallest).map_or_else(|| finding.detail.clone(), |finding| finding.detail);
    judges.counts = counts;
    println!("  {}", detail.lines().take(12).collect::<Vec<_>>().join("\n  "));
    let path = format!("{}/{name}.py", options.save);
    let saved = std::fs::create_dir_all(&options.save).and_then(|()| std::fs::write(&path, smallest.text()));
    match saved {
        Ok(()) => println!("  shrunk to {} lines: copperhead-fuzz file {path}", smallest.lines()),
        Err(error) => println!("  {path}: {error}\n{}", smallest.text()),
    }
}

fn summary(counts: &Counts, findings: u64, start: Instant) -> ExitCode {
    println!(
        "{} programs in {:.1} s ({} ended by an exception, {} by a limit), {} compared with CPython, {} runs of other builds",
        counts.programs,
        start.elapsed().as_secs_f64(),
        counts.raised,
        counts.limited,
        counts.cpython,
        counts.others
    );
    let modes: Vec<String> = MODES.iter().zip(counts.modes).map(|(mode, count)| format!("{} {count}", mode.name)).collect();
    println!("runs: {}", modes.join(", "));
    let runs = counts.modes.iter().sum::<u64>() + counts.cpython + counts.others;
    println!("{} programs, {runs} runs, {findings} findings", counts.programs);
    if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
