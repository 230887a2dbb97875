//! Where text goes: code point by code point into something that may be full, or that only counts.

use core::fmt;

/// The sink has no room for more; what it took so far is the text's beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SinkFull;

/// Takes text. Code points are any up to U+10FFFF, lone surrogates included, as in Python's `str`.
pub trait Sink {
    /// Takes one code point.
    fn push(&mut self, code_point: u32) -> Result<(), SinkFull>;

    /// Takes a piece of text.
    fn push_str(&mut self, text: &str) -> Result<(), SinkFull> {
        text.chars().try_for_each(|character| self.push(character as u32))
    }

    /// Takes the same code point `count` times.
    fn push_repeated(&mut self, code_point: u32, count: usize) -> Result<(), SinkFull> {
        self.reserve(count)?;
        (0..count).try_for_each(|_| self.push(code_point))
    }

    /// Says that `count` code points follow; a sink that knows its end refuses before they are made.
    fn reserve(&mut self, count: usize) -> Result<(), SinkFull> {
        let _ = count;
        Ok(())
    }
}

/// Counts text instead of keeping it, to learn the size and width that a string object needs.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Code points so far.
    pub length: usize,
    /// The largest code point so far; 0 for none.
    pub widest: u32,
    limit: usize,
}

impl Measure {
    /// Counts up to `limit` code points; more are refused, so that an absurd width costs no time.
    pub fn new(limit: usize) -> Measure {
        Measure { length: 0, widest: 0, limit }
    }
}

impl Sink for Measure {
    fn push(&mut self, code_point: u32) -> Result<(), SinkFull> {
        self.push_repeated(code_point, 1)
    }

    fn push_repeated(&mut self, code_point: u32, count: usize) -> Result<(), SinkFull> {
        self.reserve(count)?;
        self.length = self.length.saturating_add(count);
        if count != 0 {
            self.widest = self.widest.max(code_point);
        }
        Ok(())
    }

    fn reserve(&mut self, count: usize) -> Result<(), SinkFull> {
        if count <= self.limit.saturating_sub(self.length) { Ok(()) } else { Err(SinkFull) }
    }
}

/// Writes UTF-8 into a slice; a lone surrogate takes the three bytes that UTF-8's scheme would give it.
#[derive(Debug)]
pub struct ByteSink<'b> {
    out: &'b mut [u8],
    length: usize,
}

impl<'b> ByteSink<'b> {
    /// A sink that fills `out` from its start.
    pub fn new(out: &'b mut [u8]) -> ByteSink<'b> {
        ByteSink { out, length: 0 }
    }

    /// What was written.
    pub fn written(&self) -> &[u8] {
        self.out.get(..self.length).unwrap_or(&[])
    }

    fn push_byte(&mut self, byte: u32) -> Result<(), SinkFull> {
        *self.out.get_mut(self.length).ok_or(SinkFull)? = byte as u8;
        self.length = self.length.saturating_add(1);
        Ok(())
    }
}

impl Sink for ByteSink<'_> {
    fn push(&mut self, code_point: u32) -> Result<(), SinkFull> {
        let tail = |shift: u32| 0x80 | ((code_point >> shift) & 0x3f);
        match code_point {
            0..0x80 => self.push_byte(code_point),
            0x80..0x800 => {
                self.push_byte(0xc0 | (code_point >> 6))?;
                self.push_byte(tail(0))
            }
            0x800..0x1_0000 => {
                self.push_byte(0xe0 | (code_point >> 12))?;
                self.push_byte(tail(6))?;
                self.push_byte(tail(0))
            }
            _ => {
                self.push_byte(0xf0 | ((code_point >> 18) & 7))?;
                self.push_byte(tail(12))?;
                self.push_byte(tail(6))?;
                self.push_byte(tail(0))
            }
        }
    }
}

impl fmt::Write for ByteSink<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text).map_err(|SinkFull| fmt::Error)
    }
}

/// Makes a sink of a [`fmt::Write`]; lone surrogates become U+FFFD.
#[derive(Debug)]
pub struct Writer<W: fmt::Write>(pub W);

impl<W: fmt::Write> Sink for Writer<W> {
    fn push(&mut self, code_point: u32) -> Result<(), SinkFull> {
        let character = char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.0.write_char(character).map_err(|fmt::Error| SinkFull)
    }

    fn push_str(&mut self, text: &str) -> Result<(), SinkFull> {
        self.0.write_str(text).map_err(|fmt::Error| SinkFull)
    }
}
