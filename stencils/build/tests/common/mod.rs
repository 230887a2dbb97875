//! What the tests share: a folder of their own and the build on small definitions.

use copperhead_stencil_build::render::FormRules;
use copperhead_stencil_build::{BuildError, Inputs, Support, generate};
use std::path::{Path, PathBuf};

/// The folder with this name among the build's temporary files.
#[allow(dead_code)] // not every test looks at what it made
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The same, made empty.
pub fn folder(name: &str) -> PathBuf {
    let folder = path(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// The compiler that runs the tests' children.
pub fn rustc() -> PathBuf {
    std::env::var_os("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from)
}

/// The whole build.
pub fn build(
    target: &str,
    definitions: &Path,
    output: &Path,
    bytecodes: &[&str],
    extras: &[&str],
    entries: &[&str],
) -> Result<Support, BuildError> {
    generate(&Inputs {
        definitions,
        target,
        rustflags: "",
        output,
        rustc: &rustc(),
        cargo: &std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from),
        bytecodes,
        extras,
        forms: FormRules::NONE,
        entries,
        portable: false,
        dump: Some(&output.join("dump")),
    })
}
