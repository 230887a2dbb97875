//! Makes the stencil tables and the interpreter from the instruction definitions: see `stencils/build`.
//!
//! `COPPERHEAD_DUMP=folder` also writes there what a person may want to read.

use copperhead_stencil_build::render::FormRules;
use copperhead_stencil_build::{Inputs, generate, sources};
use copperhead_stencils::forms::Shape;
use copperhead_stencils::{BYTECODE_NAMES, ENTRY_NAMES, EXTRA_STENCILS, MANIFEST_DIR};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let path = |name: &str, otherwise: &str| variable(name).unwrap_or_else(|| PathBuf::from(otherwise));
    let definitions = Path::new(MANIFEST_DIR);
    let dump = variable("COPPERHEAD_DUMP");
    let rustflags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let result = generate(&Inputs {
        definitions,
        target: &path("TARGET", "").to_string_lossy(),
        rustflags: &rustflags,
        output: &path("OUT_DIR", "."),
        rustc: &path("RUSTC", "rustc"),
        cargo: &path("CARGO", "cargo"),
        bytecodes: BYTECODE_NAMES,
        extras: EXTRA_STENCILS,
        forms: FormRules { count: Shape::COUNT, shape: Shape::number_of, serves: Shape::number_serves },
        entries: ENTRY_NAMES,
        portable: variable("CARGO_FEATURE_PORTABLE").is_some(),
        dump: dump.as_deref(),
    });
    println!("cargo::rerun-if-env-changed=COPPERHEAD_DUMP");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", definitions.join("src").display());
    for source in sources(definitions).unwrap_or_default() {
        println!("cargo::rerun-if-changed={}", source.display());
    }
    match result {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            // Every line of its own, so that cargo shows all of them.
            error.to_string().lines().for_each(|line| println!("cargo::error={line}"));
            ExitCode::FAILURE
        }
    }
}
