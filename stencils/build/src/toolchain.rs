//! Runs the compiler: definitions to assembly text, assembly text to an object.
//!
//! All children are plain `rustc` (and `cargo`, where the target's `core` must be built) with
//! `RUSTC_BOOTSTRAP=1`, so that a stable compiler accepts tail calls and the calling convention.

use crate::BuildError;
use crate::assembly::InstructionSet;
use crate::profile::Profile;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The two ways in which the definitions are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Templates of machine code, operands are holes.
    Stencil,
    /// Handlers, operands come from the bytecode.
    Interpreter,
}

impl Form {
    /// What stands in `--cfg copperhead_form="…"`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stencil => "stencil",
            Self::Interpreter => "interpreter",
        }
    }
}

/// Flags for both forms.
const COMMON: &[&str] = &[
    "--crate-name=copperhead_stencils",
    "--crate-type=lib",
    "--edition=2024",
    // Warnings about the definitions belong to their own crate's build.
    "--cap-lints=allow",
    "-Copt-level=3",
    // One unit: every function in one text, and everything can be inlined.
    "-Ccodegen-units=1",
    // Nothing to unwind: a panic is refused anyway.
    "-Cpanic=abort",
    // The frame directives tell how much is on the stack at each jump.
    "-Cforce-unwind-tables=yes",
    // An indirect jump is always a tail jump, and stencils have no tables of their own.
    "-Cjump-tables=no",
    // What is not exported is reached directly, not through a table of addresses.
    "-Zdefault-visibility=hidden",
    // Interrupts on the same stack would overwrite it.
    "-Cno-redzone=yes",
    // Two instructions with the same code stay two functions.
    "-Zmerge-functions=disabled",
];

/// Flags for the stencils.
const STENCIL: &[&str] = &[
    // The address of a hole is a plain number in the code.
    "-Crelocation-model=static",
    // What they call is reached directly, not through a table of addresses, whatever the target prefers.
    "-Zplt=yes",
];

/// Further flags for the stencils of x86-64.
const STENCIL_X86_64: &[&str] = &[
    // Functions are numbers of 32 bits, data are numbers of 64 bits: two widths of holes.
    "-Ccode-model=medium",
];

/// Further flags for the stencils of AArch64.
const STENCIL_AARCH64: &[&str] = &[
    // No literal pools: `tiny` would use them for addresses, `large` four moves for each.
    "-Ccode-model=small",
];

/// Flags for everything on AArch64.
const COMMON_AARCH64: &[&str] = &[
    // The platform register: see [`InstructionSet::system_registers`].
    "-Ctarget-feature=+reserve-x18",
];

/// Flags for the interpreter.
const INTERPRETER: &[&str] = &[
    // Links into every kind of executable; its symbols are hidden, so none is looked up in a table.
    "-Crelocation-model=pie",
];

/// A compiler for one target, and a folder to work in.
#[derive(Clone, Debug)]
pub struct Toolchain {
    rustc: PathBuf,
    target: String,
    /// Which instructions the machine has, see [`Profile::flags`].
    flags: Vec<String>,
    /// The folder with the target's `core`, if it had to be built.
    core: Option<PathBuf>,
    folder: PathBuf,
}

impl Toolchain {
    /// The compiler for the target and its profile. Builds `core` for it if it has none.
    ///
    /// # Errors
    ///
    /// A child that cannot be run or fails, and a folder that cannot be written.
    pub fn new(rustc: &Path, cargo: &Path, target: &str, profile: &Profile, folder: &Path) -> Result<Self, BuildError> {
        fs::create_dir_all(folder).map_err(|error| BuildError::io(folder, error))?;
        let flags = profile.flags.clone();
        let mut toolchain = Self { rustc: rustc.into(), target: target.into(), flags, core: None, folder: folder.into() };
        if !toolchain.has_core()? {
            toolchain.core = Some(toolchain.build_core(cargo)?);
        }
        Ok(toolchain)
    }

    fn command(&self) -> Command {
        let mut command = command(&self.rustc, &self.target, &self.flags);
        if let Some(core) = &self.core {
            command.arg("-L").arg(core);
        }
        command
    }

    /// Whether the compiler comes with a `core` for the target.
    fn has_core(&self) -> Result<bool, BuildError> {
        let output = run(self.command().args(["--print", "target-libdir"]))?;
        let folder = PathBuf::from(output.trim());
        let Ok(entries) = fs::read_dir(&folder) else { return Ok(false) };
        Ok(entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-")))
    }

    /// Builds `core` from the compiler's own sources, in a target folder of its own, so that the
    /// build that runs this one does not wait for its own lock.
    fn build_core(&self, cargo: &Path) -> Result<PathBuf, BuildError> {
        let package = self.folder.join("core");
        let source = package.join("src");
        fs::create_dir_all(&source).map_err(|error| BuildError::io(&source, error))?;
        let manifest = "[package]\nname = \"copperhead-empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n";
        write(&package.join("Cargo.toml"), manifest)?;
        write(&source.join("lib.rs"), "#![no_std]\n")?;
        let target_folder = package.join("target");
        let mut command = Command::new(cargo);
        clean(&mut command);
        command
            .current_dir(&package)
            .env("RUSTC", &self.rustc)
            .args(["build", "--release", "-Zbuild-std=core", "--target", &self.target])
            .arg("--target-dir")
            .arg(&target_folder);
        run(&mut command)?;
        Ok(target_folder.join(&self.target).join("release").join("deps"))
    }

    /// Compiles the definitions to assembly text.
    ///
    /// # Errors
    ///
    /// The compiler's own message, if it refuses them.
    pub fn compile(&self, set: InstructionSet, form: Form, definitions: &Path) -> Result<String, BuildError> {
        let output = self.folder.join(format!("{}.raw.s", form.name()));
        let flags: &[&[&str]] = match (form, set) {
            (Form::Stencil, InstructionSet::X86_64) => &[STENCIL, STENCIL_X86_64],
            (Form::Stencil, InstructionSet::Aarch64) => &[STENCIL, STENCIL_AARCH64, COMMON_AARCH64],
            (Form::Stencil, InstructionSet::Riscv64 | InstructionSet::Riscv32 | InstructionSet::Thumb) => &[STENCIL],
            (Form::Interpreter, InstructionSet::Aarch64) => &[INTERPRETER, COMMON_AARCH64],
            (Form::Interpreter, _) => &[INTERPRETER],
        };
        let mut command = self.command();
        command
            .args(COMMON)
            .args(flags.iter().flat_map(|flags| flags.iter()))
            .arg("--cfg")
            .arg(format!("copperhead_form=\"{}\"", form.name()))
            .arg("--emit=asm")
            .arg("-o")
            .arg(&output)
            .arg(definitions.join("src").join("lib.rs"));
        run(&mut command)?;
        let raw = fs::read_to_string(&output).map_err(|error| BuildError::io(&output, error))?;
        Ok(set.adapt(raw, form == Form::Stencil))
    }

    /// Assembles the text: the compiler's own assembler, reached by `global_asm!`.
    ///
    /// # Errors
    ///
    /// The assembler's message, if it refuses the text.
    pub fn assemble(&self, set: InstructionSet, name: &str, text: &str) -> Result<Vec<u8>, BuildError> {
        let assembly = self.folder.join(format!("{name}.s"));
        write(&assembly, text)?;
        let source = self.folder.join(format!("{name}.rs"));
        let include = format!("{name}.s");
        write(&source, &format!("#![no_std]\n{}", global_asm(set, &include)))?;
        let output = self.folder.join(format!("{name}.o"));
        let mut command = self.command();
        command
            .args(["--crate-type=lib", "--edition=2024", "-Cpanic=abort", "-Ccodegen-units=1", "--emit=obj"])
            .arg("-o")
            .arg(&output)
            .arg(&source);
        run(&mut command)?;
        fs::read(&output).map_err(|error| BuildError::io(&output, error))
    }
}

/// A child that compiles for the target.
fn command(rustc: &Path, target: &str, flags: &[String]) -> Command {
    let mut command = Command::new(rustc);
    clean(&mut command);
    command.arg("--target").arg(target).args(flags);
    command
}

/// What the compiler says of the target's machine, under these flags: a line for each `cfg`.
///
/// # Errors
///
/// A compiler that cannot be run or that refuses target or flags.
pub fn print_cfg(rustc: &Path, target: &str, flags: &[String]) -> Result<String, BuildError> {
    run(command(rustc, target, flags).args(["--print", "cfg"]))
}

/// The Rust line that assembles a file which lies beside the one it stands in.
pub fn global_asm(set: InstructionSet, file: &str) -> String {
    let options = match set {
        InstructionSet::X86_64 => "att_syntax, raw",
        InstructionSet::Aarch64 | InstructionSet::Riscv64 | InstructionSet::Riscv32 | InstructionSet::Thumb => "raw",
    };
    format!("core::arch::global_asm!(include_str!(\"{file}\"), options({options}));\n")
}

/// Writes a file.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), BuildError> {
    fs::write(path, text).map_err(|error| BuildError::io(path, error))
}

/// Takes from a child what the outer build's cargo says to its own children.
fn clean(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        let cargo = name_text.starts_with("CARGO") && name_text != "CARGO_HOME" && name_text != "CARGO_NET_OFFLINE";
        let flags = ["RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "RUSTC_LINKER", "MAKEFLAGS"];
        if cargo || name_text.starts_with("__CARGO") || flags.contains(&name_text.as_ref()) {
            command.env_remove(&name);
        }
    }
    command.env("RUSTC_BOOTSTRAP", "1");
}

fn run(command: &mut Command) -> Result<String, BuildError> {
    let output = command.output().map_err(|error| BuildError::io(Path::new(command.get_program()), error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    Err(BuildError::Child { command: words.join(" "), output: String::from_utf8_lossy(&output.stderr).into_owned() })
}
