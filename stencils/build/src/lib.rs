//! Builds Copperhead's stencil tables and its interpreter from the one source of instructions.
//!
//! The way of the data:
//!
//! 0. [`profile`] says which machine the tables are for.
//! 1. [`toolchain`] compiles the definitions twice to assembly text, as stencils and as handlers.
//! 2. [`assembly`] reads the stencils' text into blocks; [`assembly::layout`] cuts each into a hot
//!    part, which falls through, and a cold part.
//! 3. [`toolchain`] assembles that; [`extract`] reads bytes and holes out of the object.
//! 4. [`check`] names what is refused at any of these steps.
//! 5. [`interpreter`] makes the handlers' text fit for any program, [`apple`] for Mach-O.
//! 6. [`render`] writes `stencils.rs`, `interpreter.s` and `interpreter.rs`.
//!
//! It decodes no machine code and knows no instruction of Copperhead: names come in by [`Inputs`].

pub mod apple;
pub mod assembly;
pub mod check;
pub mod extract;
pub mod interpreter;
pub mod profile;
pub mod render;
pub mod toolchain;

use assembly::InstructionSet;
use check::{Reason, Refusal};
use profile::Profile;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use toolchain::{Form, Toolchain};

/// What is built from what.
#[derive(Clone, Debug)]
pub struct Inputs<'i> {
    /// The folder of the crate with the definitions; `src/lib.rs` in it is compiled.
    pub definitions: &'i Path,
    /// The target triple.
    pub target: &'i str,
    /// The flags of the outer build as in `CARGO_ENCODED_RUSTFLAGS`: of these, `target-cpu` and `target-feature` count.
    pub rustflags: &'i str,
    /// Where the generated files go, and the files in between.
    pub output: &'i Path,
    /// The compiler.
    pub rustc: &'i Path,
    /// Used where the compiler has no `core` for the target.
    pub cargo: &'i Path,
    /// All bytecodes, in the order of their numbers. `stencil_` and `handler_` stand before them in
    /// the definitions, `after_` where a stencil has a continuation, and `slow_` where the seldom
    /// part of a stencil is a function of its own that the stencil tail-calls (`#[inline(never)]`).
    pub bytecodes: &'i [&'i str],
    /// Stencils that belong to no bytecode.
    pub extras: &'i [&'i str],
    /// What further stencils of a bytecode are for.
    pub forms: render::FormRules,
    /// The interpreter's ways in and out, with or without `entry_` before them.
    pub entries: &'i [&'i str],
    /// Whether the target gets neither stencils nor handlers, whatever it is.
    pub portable: bool,
    /// A folder for what a person wants to read, see [`generate`].
    pub dump: Option<&'i Path>,
}

/// What the target got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Stencils and an interpreter in assembly text.
    Stencils,
    /// Empty tables only: the portable loop must be used.
    Portable,
}

/// Why nothing was built.
#[derive(Debug)]
pub enum BuildError {
    /// A file or program that could not be read, written or run.
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A compiler that failed.
    Child {
        /// What was run.
        command: String,
        /// What it said.
        output: String,
    },
    /// An object that could not be read.
    Object(object::Error),
    /// Instructions that must be changed; all that were found.
    Refused(Vec<Refusal>),
}

impl BuildError {
    pub(crate) fn io(path: &Path, error: io::Error) -> Self {
        Self::Io { path: path.to_path_buf(), error }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, error } => write!(out, "{}: {error}", path.display()),
            Self::Child { command, output } => write!(out, "failed: {command}\n{output}"),
            Self::Object(error) => write!(out, "the object cannot be read: {error}"),
            Self::Refused(refusals) => {
                writeln!(out, "instructions are refused:")?;
                refusals.iter().try_for_each(|refusal| writeln!(out, "  {refusal}"))
            }
        }
    }
}

impl std::error::Error for BuildError {}

impl From<extract::Error> for BuildError {
    fn from(error: extract::Error) -> Self {
        match error {
            extract::Error::Object(error) => Self::Object(error),
            extract::Error::Refused(refusals) => Self::Refused(refusals),
        }
    }
}

/// Writes `stencils.rs` and `interpreter.rs` to the output folder and, where the target has stencils, `interpreter.s`.
/// With a dump folder also the texts on the way and a list of all stencils.
///
/// # Errors
///
/// See [`BuildError`].
pub fn generate(inputs: &Inputs<'_>) -> Result<Support, BuildError> {
    // Apple's targets get what was made for their twins.
    let apple = apple::twin(inputs.target);
    let target = apple.unwrap_or(inputs.target);
    let profile = if inputs.portable { None } else { Profile::find(inputs.rustc, target, inputs.rustflags)? };
    let profile = profile.filter(|profile| has_holes(inputs.definitions, profile.set));
    let name = profile.as_ref().map_or(render::PORTABLE, |profile| &profile.name).to_string();
    let banner = render::Banner { target: inputs.target.to_string(), profile: name, digest: digest_of_sources(inputs.definitions)? };
    let tables_file = inputs.output.join("stencils.rs");
    fs::create_dir_all(inputs.output).map_err(|error| BuildError::io(inputs.output, error))?;
    let accessors_file = inputs.output.join("interpreter.rs");
    let Some(profile) = profile else {
        toolchain::write(&tables_file, &render::tables(&banner, None, inputs.bytecodes, inputs.extras, inputs.forms))?;
        toolchain::write(&accessors_file, &render::interpreter(&banner, None, inputs.bytecodes, inputs.entries))?;
        return Ok(Support::Portable);
    };
    let work = inputs.output.join("stencil-build");
    let set = profile.set;
    let toolchain = Toolchain::new(inputs.rustc, inputs.cargo, target, &profile, &work)?;
    let (stencils, interpreter) = std::thread::scope(|scope| {
        let interpreter = scope.spawn(|| make_interpreter(&toolchain, &profile, inputs));
        (make_stencils(&toolchain, set, inputs), interpreter.join())
    });
    let stencils = stencils?;
    let mut interpreter = match interpreter {
        Ok(interpreter) => interpreter?,
        Err(panic) => std::panic::resume_unwind(panic),
    };
    if apple.is_some() {
        interpreter.text = apple::translate(set, &interpreter.prefix, &interpreter.text);
    }
    let tables = render::tables(&banner, Some(&stencils), inputs.bytecodes, inputs.extras, inputs.forms);
    toolchain::write(&tables_file, &tables)?;
    let text = render::interpreter_text(&banner, set, &interpreter);
    toolchain::write(&inputs.output.join("interpreter.s"), &text)?;
    let accessors = render::interpreter(&banner, Some((set, &interpreter)), inputs.bytecodes, inputs.entries);
    toolchain::write(&accessors_file, &accessors)?;
    Ok(Support::Stencils)
}

/// Whether the definitions have holes for the set. They have where they keep no file for each set.
fn has_holes(definitions: &Path, set: InstructionSet) -> bool {
    let machine = definitions.join("src").join("machine");
    !machine.is_dir() || machine.join(format!("{}.rs", set.name())).is_file()
}

/// Before the name of a further stencil of a bytecode stands this, and behind it `_` and the letters of its shape.
pub const FORM: &str = "form_";

/// Definitions to stencils.
fn make_stencils(
    toolchain: &Toolchain,
    set: InstructionSet,
    inputs: &Inputs<'_>,
) -> Result<BTreeMap<String, extract::Stencil>, BuildError> {
    let raw = toolchain.compile(set, Form::Stencil, inputs.definitions)?;
    dump(inputs, "stencils-before.s", &raw)?;
    let text = assembly::read(&raw);
    let defined: Vec<&str> = text.functions.iter().map(|function| function.name).collect();
    let lists = [("stencil_", inputs.bytecodes), ("stencil_", inputs.extras)];
    let optional = [("after_", inputs.bytecodes), ("slow_", inputs.bytecodes), ("slow_", inputs.extras)];
    let mut refusals = check::names(&lists, &optional, &defined);
    let mut laid_out = set.prologue().to_string();
    for function in &text.functions {
        refusals.extend(check::reserved(set, function.name, &function.lines));
        if !["stencil_", "after_", FORM].iter().any(|prefix| function.name.starts_with(prefix)) {
            continue;
        }
        match assembly::blocks(set, function) {
            Err(mut more) => refusals.append(&mut more),
            Ok(mut blocks) => {
                set.shorten(&mut blocks);
                let slow_name = function.name.replacen("stencil_", "slow_", 1);
                let slow = text.functions.iter().find(|slow| slow.name == slow_name && slow_name != function.name);
                match slow.map(|slow| assembly::blocks(set, slow)) {
                    Some(Ok(slow)) => assembly::layout::append_slow(&mut blocks, &slow_name, &slow),
                    Some(Err(mut more)) => refusals.append(&mut more),
                    None => {}
                }
                let parts = assembly::layout::lay_out(set, function.name, &blocks);
                for (prefix, lines) in [(extract::HOT, parts.hot), (extract::COLD, parts.cold)] {
                    let _ = writeln!(laid_out, "\t.section\t{prefix}{},\"ax\",%progbits", function.name);
                    lines.iter().for_each(|line| laid_out.extend([line, "\n"]));
                }
            }
        }
    }
    text.data.iter().for_each(|line| laid_out.extend([line, "\n"]));
    laid_out.push_str("\t.text\n");
    dump(inputs, "stencils-after.s", &laid_out)?;
    if !refusals.is_empty() {
        return Err(BuildError::Refused(refusals));
    }
    let object = toolchain.assemble(set, "stencils", &laid_out)?;
    let stencils = extract::extract(set, &object)?;
    dump(inputs, "stencils.txt", &listing(&stencils))?;
    Ok(stencils)
}

/// Definitions to the interpreter's text.
fn make_interpreter(toolchain: &Toolchain, profile: &Profile, inputs: &Inputs<'_>) -> Result<interpreter::Interpreter, BuildError> {
    let set = profile.set;
    let raw = toolchain.compile(set, Form::Interpreter, inputs.definitions)?;
    let text = assembly::read(&raw);
    let defined: Vec<&str> = text.functions.iter().map(|function| function.name).collect();
    let entries: Vec<String> = inputs.entries.iter().map(|name| interpreter::symbol(interpreter::ENTRY, name)).collect();
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let mut refusals = check::names(&[(interpreter::HANDLER, inputs.bytecodes), ("", &entries)], &[], &[]);
    refusals.retain(|refusal| refusal.reason == Reason::Duplicate || !defined.contains(&refusal.function.as_str()));
    refusals.extend(interpreter::check(set, &raw));
    if !refusals.is_empty() {
        return Err(BuildError::Refused(refusals));
    }
    let handlers: Vec<String> = inputs.bytecodes.iter().map(|name| interpreter::symbol(interpreter::HANDLER, name)).collect();
    let roots: Vec<&str> = handlers.iter().map(String::as_str).chain(entries.iter().copied()).collect();
    let raw = interpreter::prune(&raw, &roots);
    let digest = hexadecimal(&Sha256::new().chain_update(env!("CARGO_PKG_VERSION")).chain_update(&raw).finalize());
    let frames = !inputs.target.contains("-none") && apple::twin(inputs.target).is_none();
    let result = interpreter::adapt(&raw, digest.get(..16).unwrap_or(&digest), frames, profile.pointer_width, inputs.bytecodes, &entries);
    dump(inputs, "interpreter.s", &result.text)?;
    let object = toolchain.assemble(set, "interpreter", &result.text)?;
    let needed = extract::undefined(&object).map_err(BuildError::Object)?;
    let known = |name: &str| interpreter::ALLOWED.contains(&name) || extract::FLOAT_LIBRARY.contains(&name);
    let strangers = needed.into_iter().filter(|name| !known(name));
    let refusals: Vec<Refusal> = strangers.map(|name| Refusal::new(&interpreter::user_of(&raw, &name), Reason::Symbol(name))).collect();
    if refusals.is_empty() { Ok(result) } else { Err(BuildError::Refused(refusals)) }
}

/// SHA-256 over the names and contents of all sources.
fn digest_of_sources(definitions: &Path) -> Result<String, BuildError> {
    let mut digest = Sha256::new();
    for path in sources(definitions)? {
        let name = path.strip_prefix(definitions).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let content = fs::read(&path).map_err(|error| BuildError::io(&path, error))?;
        digest.update(name.as_bytes());
        digest.update((content.len() as u64).to_le_bytes());
        digest.update(&content);
    }
    Ok(hexadecimal(&digest.finalize()))
}

/// All source files of the definitions, sorted: what a build depends on.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn sources(definitions: &Path) -> Result<Vec<PathBuf>, BuildError> {
    let mut files = Vec::new();
    let mut folders = vec![definitions.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| BuildError::io(&folder, error))? {
            let path = entry.map_err(|error| BuildError::io(&folder, error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn dump(inputs: &Inputs<'_>, name: &str, text: &str) -> Result<(), BuildError> {
    let Some(folder) = inputs.dump else { return Ok(()) };
    let folder = folder.join(inputs.target);
    fs::create_dir_all(&folder).map_err(|error| BuildError::io(&folder, error))?;
    toolchain::write(&folder.join(name), text)
}

/// All stencils with sizes, bytes and holes, for people.
fn listing(stencils: &BTreeMap<String, extract::Stencil>) -> String {
    let mut out = String::new();
    for (name, stencil) in stencils {
        let _ = writeln!(out, "{name}: {} hot, {} cold", stencil.hot.code.len(), stencil.cold.code.len());
        for (title, part) in [("hot", &stencil.hot), ("cold", &stencil.cold)] {
            let _ = writeln!(out, "  {title}: {}", hexadecimal(&part.code));
            for hole in &part.holes {
                let _ = writeln!(out, "    {:5} {} {:?} {:+}", hole.offset, hole.kind, hole.value, hole.addend);
            }
        }
    }
    out
}
