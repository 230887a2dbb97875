//! The second pass over a region: copies each stencil to its place and fills its holes.
//!
//! This is the JIT's hot path: no allocation, one copy for each part, one tight loop over its holes. Everything is checked,
//! so that a corrupt table gives an error and never a write outside the region.

use crate::library::Needed;
use crate::measure::{Chunk, Layout};
use crate::relocation::{Fault, RelocationKind};
use crate::stencil::{Hole, HoleValue, OPERANDS, Part, Stencil};

/// The values for stencils' holes, by number. Kept from one stencil to the next: only what differs is set.
#[derive(Clone, Copy, Debug)]
pub struct Fill {
    values: [u64; HoleValue::LIBRARY as usize],
}

impl Fill {
    /// All values are 0.
    pub const fn new() -> Fill {
        Fill { values: [0; HoleValue::LIBRARY as usize] }
    }

    /// Sets the first operands, which [`HoleValue::Operand`] indexes: at most [`OPERANDS`].
    #[inline(always)]
    pub fn set_operands<const N: usize>(&mut self, operands: &[u64; N]) {
        const { assert!(N <= OPERANDS) }
        if let Some(values) = self.values.first_chunk_mut() {
            *values = *operands;
        }
    }

    /// The execute address that [`HoleValue::Target`] stands for.
    #[inline(always)]
    pub fn set_target(&mut self, address: u64) {
        self.set(HoleValue::Target, address);
    }

    /// The execute address that [`HoleValue::Slow`] stands for.
    #[inline(always)]
    pub fn set_slow(&mut self, address: u64) {
        self.set(HoleValue::Slow, address);
    }

    #[inline(always)]
    fn set(&mut self, value: HoleValue, address: u64) {
        if let Some(place) = self.values.get_mut(usize::from(value.number())) {
            *place = address;
        }
    }
}

impl Default for Fill {
    fn default() -> Fill {
        Fill::new()
    }
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
    layout: Layout<'a, K>,
    /// The address at which the first stencil will execute.
    first: u64,
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
    pub fn new(code: &'a mut [u8], execute: u64, layout: &Layout<'a, K>) -> Result<Self, EmitError<K>> {
        let chunk = *layout.chunks.first().ok_or(EmitError::LayoutDiffers)?;
        if u32::try_from(code.len()) != Ok(layout.length()) {
            return Err(EmitError::LayoutDiffers);
        }
        let emitter = Emitter {
            code,
            execute,
            layout: *layout,
            first: execute.wrapping_add(u64::from(layout.first())),
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

    /// The address at which the byte `offset` bytes behind the islands will execute: where
    /// [`Measure::add`](crate::measure::Measure::add) says that a stencil starts.
    #[inline(always)]
    pub fn address(&self, offset: u32) -> u64 {
        self.first.wrapping_add(u64::from(offset))
    }

    #[inline(always)]
    fn address_in_region(&self, offset: u32) -> u64 {
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
        Ok(self.address_in_region(offset))
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

    /// Writes the next stencil and returns where its hot part starts, in bytes from where the first one does: the
    /// offset that [`Measure::add`](crate::measure::Measure::add) gave for it.
    ///
    /// # Errors
    /// Any [`EmitError`]; the region can then only be given up.
    #[inline(always)]
    pub fn emit(&mut self, stencil: &Stencil<K>, fill: &mut Fill) -> Result<u32, EmitError<K>> {
        let hot_length = stencil.hot.code.len();
        let cold_length = stencil.cold.code.len();
        if self.hot == self.chunk.hot_end && self.cold == self.chunk.end && (hot_length | cold_length) != 0 {
            self.next_chunk()?;
        }
        let (hot, cold) = (self.hot, self.cold);
        // What a chunk has room for can be counted.
        let [hot_room, cold_room] = [self.chunk.hot_end.wrapping_sub(hot), self.chunk.end.wrapping_sub(cold)];
        if hot_length > hot_room as usize || cold_length > cold_room as usize {
            return Err(EmitError::LayoutDiffers);
        }
        let [hot_end, cold_end] = [hot.wrapping_add(hot_length as u32), cold.wrapping_add(cold_length as u32)];
        fill.set(HoleValue::Hot, self.address_in_region(hot));
        fill.set(HoleValue::Cold, self.address_in_region(cold));
        fill.set(HoleValue::Continue, self.address_in_region(hot_end));
        self.write_part(&stencil.hot, hot, fill)?;
        if cold_length != 0 || !stencil.cold.holes.is_empty() {
            self.write_part(&stencil.cold, cold, fill)?;
        }
        self.hot = hot_end;
        self.cold = cold_end;
        Ok((self.execute.wrapping_add(u64::from(hot)).wrapping_sub(self.first)) as u32)
    }

    /// Copies one part to the bytes from `start` on and fills its holes.
    #[inline(always)]
    fn write_part(&mut self, part: &Part<K>, start: u32, fill: &Fill) -> Result<(), EmitError<K>> {
        let address = self.address_in_region(start);
        let code = self.code.get_mut(start as usize..).and_then(|code| code.get_mut(..part.code.len()));
        let code = code.ok_or(EmitError::LayoutDiffers)?;
        K::copy(code, part.code);
        for hole in part.holes {
            let number = usize::from(hole.value);
            let value = match fill.values.get(number) {
                Some(value) => *value,
                None => *self.library.get(number - fill.values.len()).ok_or_else(|| missing(hole))?,
            };
            let value = value.wrapping_add(i64::from(hole.addend) as u64);
            let place = address.wrapping_add(u64::from(hole.offset));
            if let Err(fault) = hole.kind.write(code, usize::from(hole.offset), place, value) {
                let island = hole.library().and_then(|index| self.layout.island_of(self.needed, index));
                let island = island.map(|island| self.execute.wrapping_add(u64::from(island)));
                again(fault, code, hole, start, place, value, island)?;
            }
        }
        Ok(())
    }

    /// Ends the open chunk with a jump over its cold run and opens the next.
    #[cold]
    fn next_chunk(&mut self) -> Result<(), EmitError<K>> {
        let index = self.index.saturating_add(1);
        let next = *self.layout.chunks.get(index).ok_or(EmitError::LayoutDiffers)?;
        let place = self.address_in_region(self.chunk.hot_end);
        let destination = self.address_in_region(self.chunk.end);
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

/// That there is no address for a function of the library.
#[cold]
fn missing<K>(hole: &Hole<K>) -> EmitError<K> {
    EmitError::FunctionMissing { index: hole.value.saturating_sub(HoleValue::LIBRARY) }
}

/// A value does not fit its hole: an island may be nearer.
#[cold]
fn again<K: RelocationKind>(
    fault: Fault,
    code: &mut [u8],
    hole: &Hole<K>,
    start: u32,
    place: u64,
    value: u64,
    island: Option<u64>,
) -> Result<(), EmitError<K>> {
    match island {
        Some(island) if fault == Fault::OutOfRange => {
            let value = island.wrapping_add(i64::from(hole.addend) as u64);
            hole.kind.write(code, usize::from(hole.offset), place, value).map_err(|fault| explain(fault, hole, start, value))
        }
        _ => Err(explain(fault, hole, start, value)),
    }
}

#[cold]
fn explain<K: RelocationKind>(fault: Fault, hole: &Hole<K>, start: u32, value: u64) -> EmitError<K> {
    let (kind, within) = (hole.kind, u32::from(hole.offset));
    let offset = start.wrapping_add(within);
    match fault {
        Fault::Outside => EmitError::HoleOutside { kind, offset: within },
        Fault::OutOfRange => EmitError::OutOfRange { kind, offset, value },
        Fault::Misaligned => EmitError::Misaligned { kind, offset, value },
    }
}

#[cfg(test)]
mod tests;
