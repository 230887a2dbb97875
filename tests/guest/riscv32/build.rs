//! Hands the linker script to the linker; everything else is ordinary cargo.

fn main() {
    let folder = env!("CARGO_MANIFEST_DIR");
    println!("cargo::rustc-link-arg-bins=-T{folder}/guest.ld");
    println!("cargo::rerun-if-changed=guest.ld");
}
