//! `copperhead jit FILE`: what was compiled, bytecode by bytecode, with caches and machine code.
//!
//! A region's text is made when the region is: that is what was compiled, before anything is specialised further. Shown at the end.

use std::fmt::Write;
use std::ops::Range;

use copperhead::jit::view::{Piece, RegionView};
use copperhead_stencils::layout::machine::{Helpers, Machine};

use super::disassembler::{self, Line};
use super::{Tool, code_of};

/// The text of a region.
struct Shown {
    address: usize,
    title: String,
    text: String,
    freed: bool,
}

/// All regions so far.
#[derive(Default)]
pub struct Listing(Vec<Shown>);

impl Tool for Listing {
    fn made(&mut self, region: &RegionView<'_>) {
        let code = code_of(region);
        let lines = disassembler::disassemble(code, region.address() as u64);
        let mut pieces: Vec<(usize, bool, Range<u32>, Range<u32>)> = Vec::new();
        region.for_each(|piece| pieces.push((piece.word, piece.second, piece.hot.clone(), piece.cold.clone())));
        let sheet = Sheet { lines: &lines, base: region.address() as u64, pieces: &pieces };
        let mut text = String::new();
        sheet.part("islands", 0..region.islands(), &mut text);
        region.for_each(|piece| sheet.piece(piece, &mut text));
        let number = region.compiled_before();
        let again = if number == 0 { String::new() } else { format!(", compiled again ({number})") };
        let title = format!(
            "{} ({}, line {}): {} bytecodes, {} bytes at {:#x}{again}",
            region.name(),
            region.file_name(),
            region.line(),
            pieces.iter().filter(|(_, second, ..)| !second).count(),
            region.length(),
            region.address(),
        );
        self.0.push(Shown { address: region.address(), title, text, freed: false });
    }

    fn freed(&mut self, address: usize) {
        if let Some(shown) = self.0.iter_mut().rev().find(|shown| shown.address == address) {
            shown.freed = true;
        }
    }

    fn finish(&mut self) {
        let mut text = String::new();
        if let Some(remark) = disassembler::REMARK {
            let _ = writeln!(text, "({remark})");
        }
        for shown in &self.0 {
            let _ = writeln!(text, "\n{}{}\n{}", shown.title, if shown.freed { ", freed" } else { "" }, shown.text.trim_end());
        }
        if self.0.is_empty() {
            text.push_str("nothing was compiled: see --jit-threshold\n");
        }
        // Whoever reads may have seen enough.
        let _ = std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes());
    }
}

/// A region's machine code, to be cut up by bytecodes.
struct Sheet<'a> {
    lines: &'a [Line],
    base: u64,
    pieces: &'a [(usize, bool, Range<u32>, Range<u32>)],
}

impl Sheet<'_> {
    fn piece(&self, piece: &Piece<'_>, text: &mut String) {
        let _ = match piece.line {
            Some(line) => write!(text, "{line:5} "),
            None => write!(text, "      "),
        };
        // The bytecode's own line ends the line.
        let _ = piece.write(text);
        if piece.words.len() > 1 {
            let _ = write!(text, "             cells: ");
            let _ = piece.write_cells(text);
            text.push('\n');
        }
        self.part(if piece.second { "second way" } else { "" }, piece.hot.clone(), text);
        self.part("seldom", piece.cold.clone(), text);
    }

    /// The machine code in a range, under a title if it has one.
    fn part(&self, title: &str, range: Range<u32>, text: &mut String) {
        let inside = |line: &&Line| range.contains(&(line.offset as u32));
        if !title.is_empty() && self.lines.iter().any(|line| inside(&line)) {
            let _ = writeln!(text, "             {title}:");
        }
        for line in self.lines.iter().filter(inside) {
            let mut remark = String::new();
            if let Some(target) = line.target {
                remark = self.place(target);
            } else if let Some(name) = line.field.and_then(field_name) {
                remark = name.into();
            }
            let place = self.base + line.offset as u64;
            let _ = if remark.is_empty() {
                writeln!(text, "               {place:#x}  {}", line.text)
            } else {
                writeln!(text, "               {place:#x}  {:<40} ; {remark}", line.text)
            };
        }
    }

    /// Which bytecode an address belongs to.
    fn place(&self, address: u64) -> String {
        let Some(offset) = address.checked_sub(self.base).and_then(|offset| u32::try_from(offset).ok()) else { return String::new() };
        for (word, second, hot, cold) in self.pieces {
            let way = if *second { ", second way" } else { "" };
            if hot.contains(&offset) {
                return if hot.start == offset { format!("bytecode {word}{way}") } else { format!("in bytecode {word}{way}") };
            }
            if cold.contains(&offset) {
                return format!("seldom part of bytecode {word}{way}");
            }
        }
        String::new()
    }
}

/// The name of a field of the machine that machine code reads or calls.
fn field_name(offset: u64) -> Option<&'static str> {
    macro_rules! fields {
        ($($field:ident)* ; helpers: $($helper:ident)*) => {
            [$((std::mem::offset_of!(Machine, $field), stringify!($field)),)*
             $((std::mem::offset_of!(Machine, helpers) + std::mem::offset_of!(Helpers, $helper), concat!("helper ", stringify!($helper))),)*]
        };
    }
    let fields = fields!(
        countdown stack_limit exception table fp stress_countdown machine_bytecodes interpreted_bytecodes exits builtins attributes landing entries;
        helpers: binary compare compare_truth unary truth box_float poll hot_loop hot_function call call_special general unwind load_global
            load_attribute store_attribute load_method load_subscript store_subscript iterate stress
    );
    fields.iter().find(|(place, _)| *place as u64 == offset).map(|(_, name)| *name)
}
