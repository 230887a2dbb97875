//! The second pass over a region: copies each stencil to its place and fills its holes.
//!
//! This is the JIT's hot path: no allocation, one copy for each part, one tight loop over its holes. Everything is checked,
//! so that a corrupt table gives an error and never a write outside the region.

use crate::library::Needed;
use crate::measure::{Chunk, Layout};
use crate::relocation::{Fault, RelocationKind};
use crate::stencil::{HoleValue, Part, Stencil};

/// The values for one stencil's holes.
#[derive(Clone, Copy, Debug)]
pub struct Fill<'a> {
    /// The execute address that [`HoleValue::Target`] stands for; anything if the stencil has no such hole.
    pub target: u64,
    /// The execute address that [`HoleValue::Slow`] stands for; anything if the stencil has no such hole.
    pub slow: u64,
    /// What [`HoleValue::Operand`] indexes.
    pub operands: &'a [u64],
}

/// Why a region could not be emitted. What was written of it must not be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmitError<K> {
    /// A value does not fit its hole. If it is a distance, an [island](crate::island) may reach.
    OutOfRange {
        /// How the hole is encoded.
        kind: K,
        /// Where the hole is, in bytes from the start of the region.
        offset: u32,
        /// The value, addend included.
        value: u64,
    },
    /// A value has low bits that its hole cannot hold.
    Misaligned {
        /// How the hole is encoded.
        kind: K,
        /// Where the hole is, in bytes from the start of the region.
        offset: u32,
        /// The value, addend included.
        value: u64,
    },
    /// A hole does not lie inside its part's code: the stencil's table is corrupt.
    HoleOutside {
        /// How the hole is encoded.
        kind: K,
        /// Where the hole is, in bytes from the start of its part.
        offset: u32,
    },
    /// A hole wants an operand that [`Fill::operands`] lacks.
    OperandMissing {
        /// The operand's index.
        index: u8,
    },
    /// The stencils of the second pass are not those of the first, the memory is not as long as was measured, or an
    /// island was not measured.
    LayoutDiffers,
    /// A hole wants a function of the library that [`Emitter::link`] was not told.
    FunctionMissing {
        /// The function's index.
        index: u8,
    },
    /// The jump from one chunk to the next does not reach.
    JumpOutOfRange,
}

/// The second pass: told the stencils of the first again, in the same order, it writes them.
#[derive(Debug)]
pub struct Emitter<'a, K> {
    code: &'a mut [u8],
    /// The address at which the first byte of `code` will execute.
    execute: u64,
    layout: &'a Layout<K>,
    /// The index of the open chunk.
    index: usize,
    chunk: Chunk,
    /// Where the next hot part goes, in bytes from the start of the region.
    hot: u32,
    /// Where the next cold part goes, in bytes from the start of the region.
    cold: u32,
    /// The addresses of the library's functions …
    library: &'a [u64],
    /// … of which these have islands.
    needed: Needed,
}

impl<'a, K: RelocationKind> Emitter<'a, K> {
    /// Starts writing to `code`, exactly [`Layout::length`] bytes that will execute at the address `execute`
    /// (see [`Writable::parts`](crate::buffer::Writable::parts)).
    ///
    /// # Errors
    /// [`EmitError::LayoutDiffers`] if the length is another.
    pub fn new(code: &'a mut [u8], execute: u64, layout: &'a Layout<K>) -> Result<Self, EmitError<K>> {
        let chunk = *layout.chunks.first().ok_or(EmitError::LayoutDiffers)?;
        if u32::try_from(code.len()) != Ok(layout.length()) {
            return Err(EmitError::LayoutDiffers);
        }
        let emitter = Emitter {
            code,
            execute,
            layout,
            index: 0,
            chunk,
            hot: layout.first(),
            cold: cold_start::<K>(chunk),
            library: &[],
            needed: Needed::default(),
        };
        // An island that the driver forgets must not run what lay here before.
        K::write_trap(emitter.code.get_mut(..emitter.hot as usize).ok_or(EmitError::LayoutDiffers)?);
        Ok(emitter)
    }

    /// The address at which the byte `offset` bytes into the region will execute.
    #[inline]
    pub fn address(&self, offset: u32) -> u64 {
        self.execute.wrapping_add(u64::from(offset))
    }

    /// Writes the island with this index, a jump to `destination`, and returns its execute address.
    ///
    /// # Errors
    /// [`EmitError::LayoutDiffers`] if fewer islands were measured.
    pub fn island(&mut self, index: u32, destination: u64) -> Result<u64, EmitError<K>> {
        let offset = self.layout.island(index).ok_or(EmitError::LayoutDiffers)?;
        let end = offset.saturating_add(K::ISLAND_LENGTH);
        let code = self.code.get_mut(offset as usize..end as usize).ok_or(EmitError::LayoutDiffers)?;
        K::write_island(code, destination).map_err(|_| EmitError::LayoutDiffers)?;
        Ok(self.address(offset))
    }

    /// Says where the library's functions are, and writes an island for each that the region needs: the first of the islands measured.
    ///
    /// # Errors
    /// [`EmitError::LayoutDiffers`] if fewer islands were measured, [`EmitError::FunctionMissing`] if a function has no address.
    pub fn link(&mut self, needed: Needed, library: &'a [u64]) -> Result<(), EmitError<K>> {
        for index in 0..=u8::MAX {
            let Some(island) = needed.island(index) else { continue };
            let destination = *library.get(usize::from(index)).ok_or(EmitError::FunctionMissing { index })?;
            self.island(island, destination)?;
        }
        self.needed = needed;
        self.library = library;
        Ok(())
    }

    /// Writes the next stencil and returns where its hot part starts, in bytes from the start of the region: the
    /// offset that [`Measure::add`](crate::measure::Measure::add) gave for it.
    ///
    /// # Errors
    /// Any [`EmitError`]; the region can then only be given up.
    #[inline]
    pub fn emit(&mut self, stencil: &Stencil<K>, fill: &Fill<'_>) -> Result<u32, EmitError<K>> {
        let hot_length = stencil.hot.code.len();
        let cold_length = stencil.cold.code.len();
        if self.hot == self.chunk.hot_end && self.cold == self.chunk.end && (hot_length | cold_length) != 0 {
            self.next_chunk()?;
        }
        let (hot, cold) = (self.hot, self.cold);
        let hot_end = end(hot, hot_length, self.chunk.hot_end).ok_or(EmitError::LayoutDiffers)?;
        let cold_end = end(cold, cold_length, self.chunk.end).ok_or(EmitError::LayoutDiffers)?;
        let places = Places {
            addresses: [self.address(hot), self.address(cold), self.address(hot_end), fill.target, fill.slow],
            operands: fill.operands,
            library: self.library,
        };
        self.write_part(&stencil.hot, hot, hot_end, &places)?;
        if cold_length != 0 || !stencil.cold.holes.is_empty() {
            self.write_part(&stencil.cold, cold, cold_end, &places)?;
        }
        self.hot = hot_end;
        self.cold = cold_end;
        Ok(hot)
    }

    /// Copies one part to the bytes from `start` to `end` and fills its holes.
    #[inline(always)]
    fn write_part(&mut self, part: &Part<K>, start: u32, end: u32, places: &Places<'_>) -> Result<(), EmitError<K>> {
        let address = self.address(start);
        let code = self.code.get_mut(start as usize..end as usize).ok_or(EmitError::LayoutDiffers)?;
        if code.len() != part.code.len() {
            return Err(EmitError::LayoutDiffers);
        }
        code.copy_from_slice(part.code);
        for hole in part.holes {
            let (values, index) = match hole.value {
                HoleValue::Hot => (places.addresses.as_slice(), 0),
                HoleValue::Cold => (places.addresses.as_slice(), 1),
                HoleValue::Continue => (places.addresses.as_slice(), 2),
                HoleValue::Target => (places.addresses.as_slice(), 3),
                HoleValue::Slow => (places.addresses.as_slice(), 4),
                HoleValue::Operand(index) => (places.operands, index),
                HoleValue::Library(index) => (places.library, index),
            };
            let Some(value) = values.get(usize::from(index)) else {
                return Err(missing(hole.value));
            };
            let addend = i64::from(hole.addend) as u64;
            let value = value.wrapping_add(addend);
            let place = address.wrapping_add(u64::from(hole.offset));
            let Err(fault) = hole.kind.write(code, hole.offset as usize, place, value) else { continue };
            let island = match hole.value {
                HoleValue::Library(index) if fault == Fault::OutOfRange => self.layout.island_of(self.needed, index),
                _ => None,
            };
            let value = island.map_or(value, |island| self.execute.wrapping_add(u64::from(island)).wrapping_add(addend));
            let fault = if island.is_some() { hole.kind.write(code, hole.offset as usize, place, value) } else { Err(fault) };
            if let Err(fault) = fault {
                return Err(explain(fault, hole.kind, start, hole.offset, value));
            }
        }
        Ok(())
    }

    /// Ends the open chunk with a jump over its cold run and opens the next.
    #[cold]
    fn next_chunk(&mut self) -> Result<(), EmitError<K>> {
        let index = self.index.saturating_add(1);
        let next = *self.layout.chunks.get(index).ok_or(EmitError::LayoutDiffers)?;
        let place = self.address(self.chunk.hot_end);
        let destination = self.address(self.chunk.end);
        K::write_jump(self.tail()?, place, destination).map_err(|_| EmitError::JumpOutOfRange)?;
        self.hot = self.chunk.end;
        self.cold = cold_start::<K>(next);
        self.chunk = next;
        self.index = index;
        Ok(())
    }

    fn tail(&mut self) -> Result<&mut [u8], EmitError<K>> {
        let places = self.chunk.hot_end as usize..cold_start::<K>(self.chunk) as usize;
        self.code.get_mut(places).ok_or(EmitError::LayoutDiffers)
    }

    /// Ends the region. Only then may it be published.
    ///
    /// # Errors
    /// [`EmitError::LayoutDiffers`] if fewer stencils were emitted than were measured.
    pub fn finish(mut self) -> Result<(), EmitError<K>> {
        let last = self.index.saturating_add(1) == self.layout.chunks.len();
        if !last || self.hot != self.chunk.hot_end || self.cold != self.chunk.end {
            return Err(EmitError::LayoutDiffers);
        }
        K::write_trap(self.tail()?);
        Ok(())
    }
}

/// Where a chunk's cold run starts, in bytes from the start of the region.
fn cold_start<K: RelocationKind>(chunk: Chunk) -> u32 {
    chunk.hot_end.saturating_add(K::TAIL_LENGTH)
}

/// The execute addresses, and the driver's values, that fill one stencil's holes.
struct Places<'a> {
    /// Of the hot part, the cold part, what follows, the branch target, and where a form goes that can not go on.
    addresses: [u64; 5],
    operands: &'a [u64],
    library: &'a [u64],
}

/// Why there is no value for a hole.
#[cold]
fn missing<K>(value: HoleValue) -> EmitError<K> {
    match value {
        HoleValue::Library(index) => EmitError::FunctionMissing { index },
        HoleValue::Operand(index) => EmitError::OperandMissing { index },
        HoleValue::Hot | HoleValue::Cold | HoleValue::Continue | HoleValue::Target | HoleValue::Slow => EmitError::LayoutDiffers,
    }
}

/// `start + length`, if that is not beyond `limit`.
#[inline(always)]
fn end(start: u32, length: usize, limit: u32) -> Option<u32> {
    let room = limit.checked_sub(start)?;
    if length > room as usize { None } else { Some(start.wrapping_add(length as u32)) }
}

#[cold]
fn explain<K>(fault: Fault, kind: K, start: u32, offset: u32, value: u64) -> EmitError<K> {
    match fault {
        Fault::Outside => EmitError::HoleOutside { kind, offset },
        Fault::OutOfRange => EmitError::OutOfRange { kind, offset: start.wrapping_add(offset), value },
        Fault::Misaligned => EmitError::Misaligned { kind, offset: start.wrapping_add(offset), value },
    }
}

#[cfg(test)]
mod tests;
