//! The source lines below an entry of a traceback, with marks under what ran.

use core::fmt;

use copperhead_stencils::value::Value;

use super::syntax_error::line_of;
use crate::bytecode::materialise::Place;
use crate::context::Context;

/// What a misspelt name may have been meant to be.
pub(crate) struct Suggestion<'c>(pub(crate) &'c Context, pub(crate) Value);

impl fmt::Display for Suggestion<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        let _ = (self.0, self.1);
        Ok(())
    }
}

/// Writes the lines of a place in a source text.
///
/// # Errors
/// The sink's.
pub(crate) fn write_lines(source: &[u8], place: Place, out: &mut dyn fmt::Write) -> fmt::Result {
    let Some(line) = line_of(source, place.line).and_then(|line| core::str::from_utf8(line).ok()) else { return Ok(()) };
    writeln!(out, "    {}", line.trim())
}
