//! Who may know whom, and rules that the compiler does not hold.

use std::fs;
use std::path::{Path, PathBuf};

/// The Rust files below a folder.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("a folder's entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "no files in {folder}");
    found
}

/// The lines of code (not comments, not tests at the end of a file) that contain a word.
fn lines_with(folder: &str, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in rust_files(folder) {
        let name = path.display().to_string();
        if name.contains("/tests") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("readable");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        for (number, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap_or("");
            if line.contains(word) {
                found.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn core_knows_no_python() {
    for word in ["copperhead_stencils", "copperhead::", "Value", "Opcode", "bytecode"] {
        let found: Vec<String> = lines_with("core/src", word).into_iter().filter(|line| !line.contains("HoleValue")).collect();
        assert!(found.is_empty(), "core names {word}:\n{}", found.join("\n"));
    }
}

#[test]
fn only_hosts_name_libc() {
    for folder in ["core/src", "stencils/src", "python/src", "cli/src"] {
        assert_eq!(lines_with(folder, "libc::"), Vec::<String>::new());
    }
}

#[test]
fn objects_know_no_jit() {
    assert_eq!(lines_with("python/src/objects", "crate::jit"), Vec::<String>::new());
}

#[test]
fn definitions_depend_on_nothing() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("stencils/Cargo.toml")).expect("readable");
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or("");
    let first = dependencies.split("\n[").next().unwrap_or("").trim();
    assert_eq!(first, "", "stencils/Cargo.toml names dependencies");
}

#[test]
fn nothing_panics_on_purpose() {
    for folder in ["core/src", "stencils/src", "python/src"] {
        for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("] {
            let found: Vec<String> = lines_with(folder, word)
                .into_iter()
                // Parsers have an `expect` of their own.
                .filter(|line| !line.contains("self.expect(") && !line.contains("parser.expect(") && !line.contains("/model"))
                .collect();
            assert!(found.is_empty(), "{word} in {folder}:\n{}", found.join("\n"));
        }
    }
}

#[test]
fn files_hold_one_idea() {
    for folder in ["core/src", "stencils/src", "stencils/build/src", "python/src", "host-linux/src", "host-macos/src", "cli/src"] {
        for path in rust_files(folder) {
            let text = fs::read_to_string(&path).expect("readable");
            let lines = text.lines().count();
            let is_table =
                ["list.rs", "tables.rs"].iter().any(|name| path.ends_with(name)) || path.display().to_string().contains("/tests");
            assert!(is_table || lines <= 800, "{} has {lines} lines", path.display());
            let opens = text.lines().find(|line| !line.starts_with("#![") && !line.trim().is_empty()).unwrap_or("");
            assert!(opens.starts_with("//!"), "{} does not say what lives there", path.display());
        }
    }
}
