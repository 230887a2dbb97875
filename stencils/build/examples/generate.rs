//! Builds the tables of a target outside of a build, for reading:
//! `cargo run -p copperhead-stencil-build --example generate -- aarch64-unknown-none target/stencils`

use copperhead_stencil_build::render::FormRules;
use copperhead_stencil_build::{Inputs, generate};
use copperhead_stencils::forms::Shape;
use std::path::{Path, PathBuf};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(target), Some(output)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: generate TARGET FOLDER");
        std::process::exit(2);
    };
    let program = |variable: &str, name: &str| std::env::var_os(variable).map_or_else(|| PathBuf::from(name), PathBuf::from);
    let output = Path::new(&output);
    let result = generate(&Inputs {
        definitions: Path::new(copperhead_stencils::MANIFEST_DIR),
        target: &target,
        rustflags: &std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default(),
        output,
        rustc: &program("RUSTC", "rustc"),
        cargo: &program("CARGO", "cargo"),
        bytecodes: copperhead_stencils::BYTECODE_NAMES,
        extras: copperhead_stencils::EXTRA_STENCILS,
        forms: FormRules { count: Shape::COUNT, shape: Shape::number_of, serves: Shape::number_serves },
        entries: copperhead_stencils::ENTRY_NAMES,
        portable: false,
        dump: Some(&output.join("dump")),
    });
    match result {
        Ok(support) => println!("{support:?}"),
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}
