//! An object file in memory for a debugger: one symbol for a region, and how to find the caller from each of its instructions.

use super::disassembler::Depth;

/// Section types and flags, and what else of ELF is needed (System V ABI, chapter 4 "Object Files").
mod layout {
    pub const SYMBOLS: u32 = 2;
    pub const STRINGS: u32 = 3;
    pub const PROGRAM_BITS: u32 = 1;
    pub const NO_BITS: u32 = 8;
    pub const ALLOCATED_CODE: u64 = 2 | 4;
    pub const HEADER: u64 = 64;
    pub const SECTION_HEADER: u16 = 64;
    pub const SYMBOL: u64 = 24;
    /// A global function.
    pub const FUNCTION: u8 = 1 << 4 | 2;
}

#[cfg(target_arch = "x86_64")]
const MACHINE: u16 = 62;
#[cfg(target_arch = "aarch64")]
const MACHINE: u16 = 183;
#[cfg(target_arch = "riscv64")]
const MACHINE: u16 = 243;
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
const MACHINE: u16 = 0;

/// One section: name, type, flags, address, content, bytes, link, info, size of an entry.
struct Section<'a> {
    name: &'a str,
    kind: u32,
    flags: u64,
    address: u64,
    content: Vec<u8>,
    length: u64,
    link: u32,
    information: u32,
    entry: u64,
}

impl<'a> Section<'a> {
    fn new(name: &'a str, kind: u32, content: Vec<u8>) -> Self {
        let length = content.len() as u64;
        Section { name, kind, flags: 0, address: 0, content, length, link: 0, information: 0, entry: 0 }
    }
}

/// The file for a region of so many bytes at an address, with the stack depths of its instructions.
pub fn object_file(symbol: &str, address: u64, length: u64, depths: &[Depth]) -> Vec<u8> {
    let mut symbols = vec![0u8; layout::SYMBOL as usize];
    symbols.extend(1u32.to_le_bytes());
    symbols.extend([layout::FUNCTION, 0, 1, 0]);
    symbols.extend(0u64.to_le_bytes());
    symbols.extend(length.to_le_bytes());
    let names: Vec<u8> = [b"\0", symbol.as_bytes(), b"\0"].concat();

    let text = Section { flags: layout::ALLOCATED_CODE, address, length, ..Section::new(".text", layout::NO_BITS, Vec::new()) };
    let table = Section { link: 3, information: 1, entry: layout::SYMBOL, ..Section::new(".symtab", layout::SYMBOLS, symbols) };
    let mut sections = vec![text, table, Section::new(".strtab", layout::STRINGS, names)];
    if !depths.is_empty() {
        sections.push(Section::new(".debug_frame", layout::PROGRAM_BITS, frame_table(address, length, depths)));
    }
    sections.push(Section::new(".shstrtab", layout::STRINGS, Vec::new()));
    write(sections)
}

fn write(mut sections: Vec<Section<'_>>) -> Vec<u8> {
    let mut names = vec![0u8];
    let mut places = Vec::new();
    for section in &sections {
        places.push(names.len() as u32);
        names.extend(section.name.as_bytes());
        names.push(0);
    }
    if let Some(last) = sections.last_mut() {
        last.length = names.len() as u64;
        last.content = names;
    }
    let mut content = Vec::new();
    let mut headers = vec![0u8; usize::from(layout::SECTION_HEADER)];
    for (section, name) in sections.iter().zip(places) {
        content.resize(content.len().next_multiple_of(8), 0);
        headers.extend(name.to_le_bytes());
        headers.extend(section.kind.to_le_bytes());
        headers.extend(section.flags.to_le_bytes());
        headers.extend(section.address.to_le_bytes());
        headers.extend((layout::HEADER + content.len() as u64).to_le_bytes());
        headers.extend(section.length.to_le_bytes());
        headers.extend(section.link.to_le_bytes());
        headers.extend(section.information.to_le_bytes());
        headers.extend(8u64.to_le_bytes());
        headers.extend(section.entry.to_le_bytes());
        content.extend(&section.content);
    }
    content.resize(content.len().next_multiple_of(8), 0);

    let count = sections.len() as u16 + 1;
    let mut file = vec![0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    file.extend(1u16.to_le_bytes()); // relocatable
    file.extend(MACHINE.to_le_bytes());
    file.extend(1u32.to_le_bytes());
    file.extend([0u8; 16]); // neither entry nor segments
    file.extend((layout::HEADER + content.len() as u64).to_le_bytes());
    file.extend(0u32.to_le_bytes());
    for half in [layout::HEADER as u16, 0, 0, layout::SECTION_HEADER, count, count - 1] {
        file.extend(half.to_le_bytes());
    }
    file.extend(content);
    file.extend(headers);
    file
}

/// DWARF's frame table (DWARF 4, section 6.4): the caller's address stands above `depth` bytes of stack.
fn frame_table(address: u64, length: u64, depths: &[Depth]) -> Vec<u8> {
    const STACK_POINTER: u8 = 7;
    const RETURN_ADDRESS: u8 = 16;
    const DEFINE: u8 = 0x0c;
    const DEFINE_OFFSET: u8 = 0x0e;
    const ADVANCE: u8 = 0x04;
    const SAVED: u8 = 0x80 | RETURN_ADDRESS;
    let mut table = Vec::new();
    // Version, no augmentation, factors 1 and -8, and the rule of a region's entry.
    let common = vec![4, 0, 8, 0, 1, 0x78, RETURN_ADDRESS, DEFINE, STACK_POINTER, 8, SAVED, 1];
    entry(&mut table, u32::MAX, common);
    let mut rules = Vec::new();
    rules.extend(address.to_le_bytes());
    rules.extend(length.to_le_bytes());
    let (mut place, mut known) = (0, 0);
    for depth in depths.iter().filter(|depth| u64::from(depth.offset) < length) {
        if depth.bytes == known {
            continue;
        }
        if depth.offset != place {
            rules.push(ADVANCE);
            rules.extend((depth.offset - place).to_le_bytes());
        }
        rules.push(DEFINE_OFFSET);
        unsigned(&mut rules, depth.bytes + 8);
        (place, known) = (depth.offset, depth.bytes);
    }
    entry(&mut table, 0, rules);
    table
}

/// An entry of the table: its length, the place of its common part, its content.
fn entry(table: &mut Vec<u8>, common: u32, mut content: Vec<u8>) {
    // Filled up with no operation.
    content.resize(content.len().next_multiple_of(8).wrapping_add(4), 0);
    table.extend((content.len() as u32 + 4).to_le_bytes());
    table.extend(common.to_le_bytes());
    table.extend(content);
}

/// A number as ULEB128.
fn unsigned(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use object::{Object, ObjectSection, ObjectSymbol};

    use super::*;

    #[test]
    fn a_reader_of_object_files_finds_the_symbol() {
        let depths = [Depth { offset: 0, bytes: 0 }, Depth { offset: 3, bytes: 8 }, Depth { offset: 40, bytes: 0 }];
        let file = object_file("py::f:a.py", 0x7000_0000, 64, &depths);
        let file = object::File::parse(&*file).expect("an ELF file");
        let text = file.section_by_name(".text").expect("code");
        assert_eq!((text.address(), text.size()), (0x7000_0000, 64));
        let symbol = file.symbols().find(|symbol| symbol.name() == Ok("py::f:a.py")).expect("the symbol");
        assert_eq!((symbol.address(), symbol.size()), (0, 64));
        assert!(file.section_by_name(".debug_frame").is_some());
    }
}
