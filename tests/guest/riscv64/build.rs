//! Hands the linker script to the linker; everything else is ordinary cargo.

fn main() {
    let folder = env!("CARGO_MANIFEST_DIR");
    println!("cargo::rustc-link-arg-bins=-L{folder}");
    for binary in ["machine", "fault_store", "fault_fetch", "limits", "programs"] {
        println!("cargo::rustc-link-arg-bin={binary}=-T{folder}/guest.ld");
    }
    println!("cargo::rustc-link-arg-bin=opensbi=-T{folder}/opensbi.ld");
    for script in ["guest.ld", "opensbi.ld", "sections.ld"] {
        println!("cargo::rerun-if-changed={script}");
    }
}
