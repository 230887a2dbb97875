//! Hands the linker script to the linker; everything else is ordinary cargo.

fn main() {
    let folder = env!("CARGO_MANIFEST_DIR");
    // A second profile has its own, which its configuration names.
    let script = std::env::var("GUEST_LINKER_SCRIPT").unwrap_or("guest.ld".into());
    println!("cargo::rustc-link-arg-bins=-L{folder}");
    println!("cargo::rustc-link-arg-bins=-T{folder}/{script}");
    println!("cargo::rerun-if-env-changed=GUEST_LINKER_SCRIPT");
    println!("cargo::rerun-if-changed={script}");
    println!("cargo::rerun-if-changed=sections.ld");
}
