//! AArch64, by `yaxpeax-arm`.

use yaxpeax_arch::{Decoder, U8Reader};
use yaxpeax_arm::armv8::a64::InstDecoder;

#[cfg(target_os = "linux")]
use super::Depth;
use super::Line;

/// What stands above a listing, if something has to be said.
pub const REMARK: Option<&str> = None;

/// The instructions of some machine code. The text of branches is relative to their own place.
pub fn disassemble(code: &[u8], _: u64) -> Vec<Line> {
    let decoder = InstDecoder::default();
    let mut lines = Vec::new();
    for (number, word) in code.chunks(4).enumerate() {
        let text = match decoder.decode(&mut U8Reader::new(word)) {
            Ok(instruction) => instruction.to_string(),
            // Addresses in islands are no instructions.
            Err(_) => word.iter().rev().fold(".inst 0x".to_string(), |text, byte| text + &format!("{byte:02x}")),
        };
        lines.push(Line { offset: number * 4, text, target: None, field: None });
    }
    lines
}

/// Not known here: debuggers find the callers of a region by their own lights.
#[cfg(target_os = "linux")]
pub fn stack_depths(_: &[u8], _: u64, _: &[u32]) -> Vec<Depth> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_become_text() {
        let lines = disassemble(&[0x1f, 0x20, 0x03, 0xd5, 0xc0, 0x03, 0x5f, 0xd6], 0);
        let text: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
        assert_eq!(text, ["nop", "ret"]);
    }
}
