//! An instruction set without a disassembler: bytes.

#[cfg(target_os = "linux")]
use super::Depth;
use super::Line;

/// What stands above a listing.
pub const REMARK: Option<&str> = Some("no disassembler for this instruction set is built in: machine code is shown as bytes");

/// Eight bytes a line.
pub fn disassemble(code: &[u8], _: u64) -> Vec<Line> {
    let line = |(number, bytes): (usize, &[u8])| Line {
        offset: number * 8,
        text: bytes.iter().map(|byte| format!("{byte:02x} ")).collect(),
        target: None,
        field: None,
    };
    code.chunks(8).enumerate().map(line).collect()
}

/// Not known here.
#[cfg(target_os = "linux")]
pub fn stack_depths(_: &[u8], _: u64, _: &[u32]) -> Vec<Depth> {
    Vec::new()
}
