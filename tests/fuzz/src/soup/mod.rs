//! Text that is no program, or hardly one: bytes, tokens in any order, test programs with pieces changed, and nests of great depth.
//!
//! It is lexed, parsed and compiled ([`Target::Parser`]), or run under limits and compared between modes ([`Target::Run`]).

mod change;
mod depth;
mod tokens;

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::Options;
use crate::compare::{Finding, Judges};
use crate::modes::MODES;
use crate::random::Random;
use crate::tree::Terms;

/// What is fed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Lexer, parser and compiler.
    Parser,
    /// The whole, under limits.
    Run,
}

/// Longer texts are cut, bytes.
const LONGEST: usize = 60_000;

/// The text of a seed.
fn text(seed: u64, target: Target, corpus: &[String]) -> Vec<u8> {
    let mut random = Random::new(seed);
    let mut text = match random.below(if target == Target::Parser { 10 } else { 8 }) {
        0..4 if !corpus.is_empty() => change::changed(&mut random, corpus),
        0..7 => tokens::soup(&mut random).into_bytes(),
        7 => depth::nest(&mut random).into_bytes(),
        8 => (0..random.below(120)).map(|_| random.next() as u8).collect(),
        _ => {
            let letters = b"()[]{}'\"\\#:;,.\n\t =fr+-*/@!xif0e_\xc3\xa9\x00";
            (0..random.below(200)).map(|_| letters[random.below(letters.len())]).collect()
        }
    };
    text.truncate(LONGEST);
    text
}

/// The programs below a folder, in the order of their paths.
fn programs_below(folder: &Path, found: &mut Vec<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            programs_below(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            found.push((path.display().to_string(), text));
        }
    }
}

/// What is wrong with a text, if anything.
fn judge(judges: &mut Judges, text: &[u8], target: Target, seed: u64) -> Option<Finding> {
    match target {
        Target::Parser => judges.judge_parser(text),
        Target::Run => {
            let text = String::from_utf8_lossy(text);
            let mut random = Random::new(seed ^ 0x5005);
            let terms = Terms { steps: Some(2_000 + random.next() % 4_000), memory: Some(2 << 20), interrupt: None };
            let modes = MODES.iter().enumerate().filter(|(_, mode)| ["interpreted", "threshold-1", "exits-a"].contains(&mode.name));
            judges.judge_in(&(crate::tree::header(terms) + &text), terms, modes.fold(0, |bits, (place, _)| bits | 1 << place))
        }
    }
}

/// Feeds texts until the count or the time is used up.
pub fn fuzz(options: &Options, judges: &mut Judges, target: Target) -> ExitCode {
    let mut corpus = Vec::new();
    programs_below(Path::new(&options.corpus), &mut corpus);
    corpus.sort();
    let corpus: Vec<String> = corpus.into_iter().map(|(_, text)| text).collect();
    judges.patience(Duration::from_secs(30));
    let (start, mut said) = (Instant::now(), Instant::now());
    let (mut count, mut findings) = (0u64, 0u64);
    let name = if target == Target::Parser { "parser" } else { "soup" };
    for seed in (options.seed..).take(usize::try_from(options.count).unwrap_or(usize::MAX)) {
        if options.seconds.is_some_and(|seconds| start.elapsed().as_secs_f64() > seconds) || findings >= options.findings {
            break;
        }
        let text = text(seed, target, &corpus);
        count += 1;
        if let Some(finding) = judge(judges, &text, target, seed) {
            findings += 1;
            println!("FOUND by {name}: {}\n  {}", finding.what, finding.detail.lines().take(12).collect::<Vec<_>>().join("\n  "));
            let smallest = if options.shrink {
                smaller(&text, &mut |text| judge(judges, text, target, seed).is_some_and(|other| other.what == finding.what))
            } else {
                text
            };
            let path = format!("{}/{name}-{seed}.py", options.save);
            if let Err(error) = std::fs::create_dir_all(&options.save).and_then(|()| std::fs::write(&path, &smallest)) {
                println!("  {path}: {error}");
            }
            println!("  {path} ({} bytes); again: copperhead-fuzz {name} --seed={seed} --count=1", smallest.len());
        }
        if said.elapsed() > Duration::from_secs(60) {
            said = Instant::now();
            eprintln!("{count} texts in {:.0} s, {findings} findings", start.elapsed().as_secs_f64());
        }
    }
    println!("{count} texts in {:.1} s, {findings} findings", start.elapsed().as_secs_f64());
    if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A shorter text that fails, too: pieces go, large ones first.
fn smaller(text: &[u8], fails: &mut impl FnMut(&[u8]) -> bool) -> Vec<u8> {
    let mut best = text.to_vec();
    let (mut piece, mut tries) = (best.len() / 2, 0);
    while piece > 0 {
        let mut start = 0;
        while start < best.len() && tries < 2000 {
            let mut candidate = best.clone();
            candidate.drain(start..best.len().min(start + piece));
            tries += 1;
            if fails(&candidate) {
                best = candidate;
            } else {
                start += piece;
            }
        }
        piece /= 2;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_the_same_text_each_time() {
        let corpus = [String::from("if a:\n    b = [1, 2]\n")];
        for seed in 0..200 {
            assert_eq!(text(seed, Target::Parser, &corpus), text(seed, Target::Parser, &corpus));
        }
    }

    #[test]
    fn what_fails_stays() {
        assert_eq!(smaller(b"aaaaXbbbYcc", &mut |text| text.contains(&b'X') && text.contains(&b'Y')), b"XY");
    }
}
