//! Where LLVM's library lies.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_LLVM").is_some() {
        let done = std::process::Command::new("llvm-config-19").arg("--libdir").output().expect("llvm-config-19, of Debian's llvm-19-dev");
        println!("cargo:rustc-link-search={}", String::from_utf8_lossy(&done.stdout).trim());
        println!("cargo:rustc-link-lib=LLVM-19");
    }
}
