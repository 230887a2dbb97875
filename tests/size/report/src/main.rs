//! Says which crate takes how much flash and RAM: `size-report FILE` reads the symbols of a linked ELF file and adds up their sizes.
//!
//! A symbol belongs to the crate where its definition stands; what the compiler inlined counts where it was inlined. Crate and
//! module come out of the mangled name ("v0", RFC 2603: the first crate root in it). Flash is what is linked but zeroes; RAM is what can be written.

use std::collections::BTreeMap;
use std::process::ExitCode;

use object::{Object, ObjectSection, ObjectSymbol, SectionFlags, SectionKind, SymbolKind};

/// Bytes of flash and of RAM.
#[derive(Clone, Copy, Default)]
struct Bytes {
    flash: u64,
    ram: u64,
}

/// The decimal number at the start, and what follows it.
fn number(text: &str) -> Option<(usize, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

/// The identifier at the start, and what follows it: its length, `_` where the identifier could be taken for a number, itself.
fn identifier(text: &str) -> Option<(&str, &str)> {
    // A disambiguator may stand before it: `s`, base 62, `_`.
    let text = match text.strip_prefix('s') {
        Some(rest) => rest.split_once('_')?.1,
        None => text,
    };
    let (length, rest) = number(text)?;
    let rest = rest.strip_prefix('_').unwrap_or(rest);
    Some((rest.get(..length)?, rest.get(length..)?))
}

/// Crate and outermost module of a symbol in Rust's mangling.
fn place(symbol: &str) -> Option<(&str, &str)> {
    let path = symbol.strip_prefix("_R")?;
    // The crate root is `C`, a disambiguator and the name.
    let mut from = 0;
    loop {
        let at = from + path[from..].find('C')?;
        from = at + 1;
        if let Some((name, rest)) = path[at + 1..].starts_with('s').then(|| identifier(&path[at + 1..])).flatten() {
            // What follows a module's name is another name, else it is the item's own.
            let module = identifier(rest).filter(|(_, rest)| identifier(rest).is_some()).map_or("", |(module, _)| module);
            return Some((name, module));
        }
    }
}

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("size-report FILE");
        return ExitCode::from(2);
    };
    let data = match std::fs::read(&path) {
        Ok(data) => data,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(1);
        }
    };
    let file = match object::File::parse(&*data) {
        Ok(file) => file,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(1);
        }
    };
    let mut whole = Bytes::default();
    let mut rest = BTreeMap::new();
    for section in file.sections() {
        let SectionFlags::Elf { sh_flags } = section.flags() else { continue };
        if sh_flags & u64::from(object::elf::SHF_ALLOC) == 0 {
            continue;
        }
        let zero = matches!(section.kind(), SectionKind::UninitializedData);
        let written = sh_flags & u64::from(object::elf::SHF_WRITE) != 0;
        let size = Bytes { flash: if zero { 0 } else { section.size() }, ram: if written { section.size() } else { 0 } };
        whole.flash += size.flash;
        whole.ram += size.ram;
        rest.insert(section.index().0, (section.name().unwrap_or("?").to_owned(), size));
    }
    let mut crates: BTreeMap<(String, String), Bytes> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for symbol in file.symbols() {
        let Some(section) = symbol.section_index() else { continue };
        let Some((_, left)) = rest.get_mut(&section.0) else { continue };
        // Merged functions have one place and several names.
        if symbol.size() == 0 || symbol.kind() == SymbolKind::File || !seen.insert((section.0, symbol.address())) {
            continue;
        }
        let name = symbol.name().unwrap_or("");
        let (owner, module) = match place(name) {
            Some(("copperhead_core", _)) if name.contains("STENCIL") || name.contains("6tables") => ("stencil tables", ""),
            Some(found) => found,
            None => ("no Rust name", ""),
        };
        let bytes = crates.entry((owner.to_owned(), module.to_owned())).or_default();
        let take = |left: &mut u64| {
            let taken = symbol.size().min(*left);
            *left -= taken;
            taken
        };
        bytes.flash += take(&mut left.flash);
        bytes.ram += take(&mut left.ram);
    }
    let mut sums: BTreeMap<&str, Bytes> = BTreeMap::new();
    for ((owner, _), bytes) in &crates {
        let sum = sums.entry(owner).or_default();
        sum.flash += bytes.flash;
        sum.ram += bytes.ram;
    }
    println!("| crate, module | flash | RAM |\n|---|---|---|");
    println!("| **all** | {} | {} |", whole.flash, whole.ram);
    let mut order: Vec<_> = sums.into_iter().collect();
    order.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.flash + bytes.ram));
    for (owner, sum) in order {
        println!("| {owner} | {} | {} |", sum.flash, sum.ram);
        let mut modules: Vec<_> = crates.iter().filter(|((other, module), _)| other == owner && !module.is_empty()).collect();
        modules.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.flash));
        if modules.len() > 1 {
            for ((_, module), bytes) in modules.into_iter().filter(|(_, bytes)| bytes.flash >= 512) {
                println!("| &nbsp;&nbsp;{module} | {} | {} |", bytes.flash, bytes.ram);
            }
        }
    }
    for (name, left) in rest.values() {
        if left.flash + left.ram > 0 {
            println!("| constants without a name, and padding: `{name}` | {} | {} |", left.flash, left.ram);
        }
    }
    ExitCode::SUCCESS
}
