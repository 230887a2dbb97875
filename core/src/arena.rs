//! Packs regions by bytes into the spans that the host gives, and takes them back and reuses them.
//!
//! Regions start at multiples of 16 bytes and are not rounded up to pages, unless the host wants them apart. The bookkeeping, a sorted table of free
//! extents, lies in the arena itself and not in code memory: a bounded table, so that neither an allocator is needed nor
//! anything in executable memory changes. The table bounds only how *fragmented* the free memory may be, not the number of
//! regions; where it is full a region cannot be freed yet, and its owner keeps it.

use heapless::Vec;

use crate::buffer::{CodeBuffer, CodeError, Executable, Place, Span, Writable};

/// The most pieces that free memory may fall into. Machines of 32 bits are small: an arena there has half a KiB, not 6.
pub const MAXIMUM_EXTENTS: usize = if usize::BITS >= 64 { 512 } else { 64 };
/// The most spans of one arena.
pub const MAXIMUM_SPANS: usize = if usize::BITS >= 64 { 64 } else { 16 };
/// The alignment of regions, in bytes, and the unit of the bookkeeping: 16 is what x86-64's fetch and every literal like.
pub const UNIT: usize = 16;

/// How much memory an arena may take from its host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The most bytes of all spans together.
    pub total: usize,
    /// The bytes that are asked for at once; a larger region makes a larger span. [`MAXIMUM_SPANS`] of them should reach `total`.
    pub span: usize,
}

impl Budget {
    /// A budget that comes as one piece up to 1 MiB, and else in pieces of 1 MiB or a sixteenth.
    pub const fn new(total: usize) -> Self {
        let (least, part) = (1 << 20, total / 16);
        let span = if part > least { part } else { least };
        Budget { total, span: if span < total { span } else { total } }
    }
}

/// How full an arena is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Bytes taken from the host.
    pub reserved: usize,
    /// Bytes in regions, with the padding behind each.
    pub used: usize,
    /// Pieces that the free memory falls into.
    pub extents: usize,
}

/// Free memory: `units` units from `position`. Spans lie at positions with a gap of at least one between them, so that extents of two
/// spans never join.
#[derive(Clone, Copy, Debug)]
struct Extent {
    position: u32,
    units: u32,
}

#[derive(Clone, Copy, Debug)]
struct Record {
    span: Span,
    position: u32,
    units: u32,
    /// Units in regions.
    used: u32,
    /// After a fork nothing may be written here any more; what is published stays.
    retired: bool,
}

/// The memory for all machine code of one VM.
#[derive(Debug)]
pub struct Arena<B: CodeBuffer> {
    buffer: B,
    budget: Budget,
    /// Sorted by position.
    spans: Vec<Record, MAXIMUM_SPANS>,
    /// Sorted by position; no two touch.
    extents: Vec<Extent, MAXIMUM_EXTENTS>,
    halted: bool,
}

impl<B: CodeBuffer> Arena<B> {
    /// An arena over the host's buffer. Nothing is asked of the host yet.
    pub fn new(buffer: B, budget: Budget) -> Self {
        Arena { buffer, budget, spans: Vec::new(), extents: Vec::new(), halted: false }
    }

    /// Reserves a region of exactly `size` bytes, to be written.
    ///
    /// # Errors
    /// [`CodeError::NoMemory`] if budget or host have no room (free regions, then it may work), [`CodeError::TooLarge`] if it never will,
    /// and whatever the host answers.
    pub fn reserve(&mut self, size: usize) -> Result<Writable<'_, B>, CodeError> {
        if self.halted {
            return Err(CodeError::Halted);
        }
        if size > self.budget.total {
            return Err(CodeError::TooLarge);
        }
        let units = self.units_of(size)?;
        // Each turn of the loop ends it, or retires an old span, or adds the one new span.
        let mut grown = false;
        loop {
            let position = match self.best_fit(units) {
                Some(index) => self.take(index, units)?,
                None => {
                    self.grow(size)?;
                    grown = true;
                    continue;
                }
            };
            let record = *self.span_at(position).ok_or(CodeError::BadSpan)?;
            let offset = (position.wrapping_sub(record.position) as usize).wrapping_mul(UNIT);
            let place = Place { span: record.span, offset, length: size, position };
            // SAFETY: the span is the buffer's; the range was a free extent inside it. That nothing executes there is the contract of
            // `free`, and that nothing executes at all while a `Writable` lives, where it matters, is the contract of `Executable::entry`.
            match unsafe { self.buffer.begin_write(&place.span, offset, size) } {
                Ok(()) => return Ok(Writable { arena: self, place }),
                Err(CodeError::Forked) => {
                    self.give_back(position, units)?;
                    self.retire(record.position);
                    if grown {
                        // A span of just now cannot have been forked away: such a host will never do.
                        return Err(CodeError::Forked);
                    }
                }
                Err(error) => {
                    self.give_back(position, units)?;
                    return Err(error);
                }
            }
        }
    }

    /// Frees a published region.
    ///
    /// # Errors
    /// The region comes back with the reason: [`CodeError::TableFull`] (try again when others are free), [`CodeError::Foreign`].
    ///
    /// # Safety
    /// Nothing executes in the region, returns into it or enters it any more.
    pub unsafe fn free(&mut self, region: Executable) -> Result<(), FreeError> {
        let place = region.place;
        match self.release_place(place) {
            Ok(()) => {
                // SAFETY: the region was published in a span of the buffer, and by the caller's promise nothing executes there.
                unsafe { self.buffer.discard(&place.span, place.offset, place.length) };
                Ok(())
            }
            Err(reason) => Err(FreeError { reason, region }),
        }
    }

    /// Gives spans without regions back to the host.
    pub fn release_unused(&mut self) {
        let mut index = 0;
        while let Some(record) = self.spans.get(index).copied() {
            if record.used == 0 {
                self.forget_extents(&record);
                self.spans.remove(index);
                // SAFETY: the span is the buffer's, is released once, and no region lies in it, so nothing executes there.
                // An error means that the host lost it; there is nothing to be done about that here.
                let _ = unsafe { self.buffer.release(record.span) };
            } else {
                index = index.saturating_add(1);
            }
        }
    }

    /// Whether no code of this arena may be entered any more: see [`CodeError::Halted`].
    pub fn is_halted(&self) -> bool {
        self.halted
    }

    /// The host's buffer.
    pub fn buffer(&self) -> &B {
        &self.buffer
    }

    /// How full the arena is.
    pub fn usage(&self) -> Usage {
        let mut usage = Usage { reserved: self.reserved(), used: 0, extents: self.extents.len() };
        for record in &self.spans {
            usage.used = usage.used.saturating_add((record.used as usize).saturating_mul(UNIT));
        }
        usage
    }

    pub(crate) fn publish(&mut self, place: Place) -> Result<(), CodeError> {
        // SAFETY: `begin_write` succeeded for this range in `reserve`, and `Writable::publish` gave up the only reference into it.
        let result = unsafe { self.buffer.publish(&place.span, place.offset, place.length) };
        match result {
            Ok(()) => Ok(()),
            Err(error) => {
                // There is room in the table: nothing was reserved or freed since the region was taken from it.
                let _ = self.release_place(place);
                Err(self.cannot_resume(error))
            }
        }
    }

    /// Takes back a region that was never published.
    pub(crate) fn abandon(&mut self, place: Place) {
        // SAFETY: as in `publish`. What was written is free memory that nobody enters; only the permissions must come back.
        match unsafe { self.buffer.publish(&place.span, place.offset, place.length) } {
            // SAFETY: it was published just now, and nobody knows it.
            Ok(()) => unsafe { self.buffer.discard(&place.span, place.offset, place.length) },
            Err(error) => {
                self.cannot_resume(error);
            }
        }
        let _ = self.release_place(place);
    }

    fn cannot_resume(&mut self, error: CodeError) -> CodeError {
        if self.buffer.writing_suspends_execution() && self.buffer.regions_share_granules() {
            self.halted = true;
            return CodeError::Halted;
        }
        error
    }

    fn release_place(&mut self, place: Place) -> Result<(), CodeError> {
        let units = self.units_of(place.length)?;
        let record = self.span_at(place.position).ok_or(CodeError::Foreign)?;
        if record.span != place.span || units > record.used {
            return Err(CodeError::Foreign);
        }
        if record.retired {
            let position = record.position;
            if let Some(record) = self.spans.iter_mut().find(|record| record.position == position) {
                record.used = record.used.saturating_sub(units);
            }
            return Ok(());
        }
        self.give_back(place.position, units)
    }

    /// The units that a region of `size` bytes takes: whole granules where regions may not share any.
    fn units_of(&self, size: usize) -> Result<u32, CodeError> {
        let step = if self.buffer.regions_share_granules() { UNIT } else { self.buffer.granule().max(UNIT) };
        let bytes = size.max(1).checked_next_multiple_of(step).ok_or(CodeError::TooLarge)?;
        u32::try_from(bytes / UNIT).map_err(|_| CodeError::TooLarge)
    }

    fn reserved(&self) -> usize {
        self.spans.iter().fold(0, |sum, record| sum.saturating_add(record.span.length))
    }

    /// The smallest extent that is large enough; of equals the first.
    fn best_fit(&self, units: u32) -> Option<usize> {
        let mut best: Option<(usize, u32)> = None;
        for (index, extent) in self.extents.iter().enumerate() {
            if extent.units == units {
                return Some(index);
            }
            if extent.units > units && best.is_none_or(|(_, least)| extent.units < least) {
                best = Some((index, extent.units));
            }
        }
        best.map(|(index, _)| index)
    }

    /// Takes units from the front of an extent.
    fn take(&mut self, index: usize, units: u32) -> Result<u32, CodeError> {
        let extent = self.extents.get_mut(index).ok_or(CodeError::NoMemory)?;
        let position = extent.position;
        extent.units = extent.units.checked_sub(units).ok_or(CodeError::NoMemory)?;
        extent.position = position.wrapping_add(units);
        if extent.units == 0 {
            self.extents.remove(index);
        }
        if let Some(record) = self.span_at_mut(position) {
            record.used = record.used.saturating_add(units);
        }
        Ok(position)
    }

    /// Puts units back into the table and joins them with their neighbours.
    fn give_back(&mut self, position: u32, units: u32) -> Result<(), CodeError> {
        let end = position.checked_add(units).ok_or(CodeError::Foreign)?;
        let index = self.extents.partition_point(|extent| extent.position < position);
        let before = index.checked_sub(1);
        let joins_before =
            before.and_then(|before| self.extents.get(before)).is_some_and(|extent| extent.position.wrapping_add(extent.units) == position);
        let after_units = self.extents.get(index).filter(|extent| extent.position == end).map(|extent| extent.units);
        match (before.filter(|_| joins_before), after_units) {
            (Some(before), Some(after)) => {
                self.extents.remove(index);
                self.widen(before, units.saturating_add(after));
            }
            (Some(before), None) => self.widen(before, units),
            (None, Some(after)) => {
                if let Some(extent) = self.extents.get_mut(index) {
                    *extent = Extent { position, units: units.saturating_add(after) };
                }
            }
            (None, None) => {
                self.extents.insert(index, Extent { position, units }).map_err(|_| CodeError::TableFull)?;
            }
        }
        if let Some(record) = self.span_at_mut(position) {
            record.used = record.used.saturating_sub(units);
        }
        Ok(())
    }

    fn widen(&mut self, index: usize, units: u32) {
        if let Some(extent) = self.extents.get_mut(index) {
            extent.units = extent.units.saturating_add(units);
        }
    }

    /// Asks the host for another span with room for `size` bytes.
    #[cold]
    fn grow(&mut self, size: usize) -> Result<(), CodeError> {
        let granule = self.buffer.granule().max(UNIT);
        let least = size.max(1).checked_next_multiple_of(granule).ok_or(CodeError::TooLarge)?;
        if least > self.budget.total.saturating_sub(self.reserved()) {
            // Empty spans that are too small for this region, or retired, only stand in its way.
            self.release_unused();
        }
        let left = self.budget.total.saturating_sub(self.reserved());
        if least > left {
            return Err(if least > self.budget.total { CodeError::TooLarge } else { CodeError::NoMemory });
        }
        if self.spans.is_full() || self.extents.is_full() {
            return Err(CodeError::TableFull);
        }
        let most = left.checked_div(granule).unwrap_or(0).saturating_mul(granule);
        let wanted = self.budget.span.checked_next_multiple_of(granule).unwrap_or(most).min(most).max(least);
        let span = match self.buffer.reserve(wanted) {
            Err(CodeError::NoMemory | CodeError::TooLarge) if least < wanted => self.buffer.reserve(least)?,
            other => other?,
        };
        let aligned = (span.write.as_ptr() as usize | span.execute | span.length).is_multiple_of(UNIT);
        if !aligned || span.length < least || span.execute.checked_add(span.length).is_none() {
            // SAFETY: the span came from this buffer just now, and nothing was written to it.
            let _ = unsafe { self.buffer.release(span) };
            return Err(CodeError::BadSpan);
        }
        self.add_span(span).inspect_err(|_| {
            // SAFETY: as above: no region lies in a span that could not be added.
            let _ = unsafe { self.buffer.release(span) };
        })
    }

    fn add_span(&mut self, span: Span) -> Result<(), CodeError> {
        let units = u32::try_from(span.length / UNIT).map_err(|_| CodeError::TooLarge)?;
        let mut position = 0_u32;
        let mut index = 0_usize;
        for record in &self.spans {
            if position.checked_add(units).is_some_and(|end| end < record.position) {
                break;
            }
            position = record.position.checked_add(record.units).and_then(|end| end.checked_add(1)).ok_or(CodeError::NoMemory)?;
            index = self.spans.len().min(index.saturating_add(1));
        }
        position.checked_add(units).and_then(|end| end.checked_add(1)).ok_or(CodeError::NoMemory)?;
        let record = Record { span, position, units, used: units, retired: false };
        self.spans.insert(index, record).map_err(|_| CodeError::TableFull)?;
        // The new span counts as used until it is given to the table, which has room: `grow` looked.
        self.give_back(position, units)
    }

    fn retire(&mut self, position: u32) {
        if let Some(record) = self.span_at_mut(position) {
            record.retired = true;
            let record = *record;
            self.forget_extents(&record);
        }
    }

    fn forget_extents(&mut self, record: &Record) {
        self.extents.retain(|extent| extent.position.wrapping_sub(record.position) >= record.units);
    }

    fn span_index(&self, position: u32) -> Option<usize> {
        let index = self.spans.partition_point(|record| record.position <= position).checked_sub(1)?;
        let record = self.spans.get(index)?;
        (position.wrapping_sub(record.position) < record.units).then_some(index)
    }

    fn span_at(&self, position: u32) -> Option<&Record> {
        self.spans.get(self.span_index(position)?)
    }

    fn span_at_mut(&mut self, position: u32) -> Option<&mut Record> {
        let index = self.span_index(position)?;
        self.spans.get_mut(index)
    }
}

impl<B: CodeBuffer> Drop for Arena<B> {
    fn drop(&mut self) {
        for record in &self.spans {
            // SAFETY: the span is the buffer's and is released once; that nothing executes in it any more is the contract of `Executable::entry`.
            let _ = unsafe { self.buffer.release(record.span) };
        }
    }
}

/// A region that could not be freed, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct FreeError {
    /// What is in the way.
    pub reason: CodeError,
    /// The region, unchanged: it still can be entered.
    pub region: Executable,
}

#[cfg(test)]
mod tests;
