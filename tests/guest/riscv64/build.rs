//! Hands the linker script to the linker; everything else is ordinary cargo.

use std::fs;

fn main() {
    let folder = env!("CARGO_MANIFEST_DIR");
    println!("cargo::rustc-link-arg-bins=-L{folder}");
    for file in fs::read_dir("src/bin").expect("there are binaries").flatten() {
        let name = file.file_name().into_string().unwrap_or_default();
        // Behind another firmware, in supervisor mode from the start, what lies where is different.
        let script = if name == "opensbi.rs" { "opensbi.ld" } else { "guest.ld" };
        if let Some(binary) = name.strip_suffix(".rs") {
            println!("cargo::rustc-link-arg-bin={binary}=-T{folder}/{script}");
        }
    }
    for changed in ["src/bin", "guest.ld", "opensbi.ld", "sections.ld"] {
        println!("cargo::rerun-if-changed={changed}");
    }
}
