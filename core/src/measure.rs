//! The first pass over a region: where each stencil will lie, and how many bytes the region takes.
//!
//! ```text
//! region = islands, chunk, chunk, …           chunk = hot run, tail, cold run
//!
//! | islands | hot hot hot hot | tail | cold cold | hot hot | tail | cold |
//!                               jump over the cold run ──^      trap
//! ```
//!
//! The tail of the last hot run is a trap: the last stencil of a region must end in a jump. On x86-64 a region is
//! one chunk; on other sets a new chunk starts before the short branches between hot and cold cease to reach.

use core::marker::PhantomData;

use heapless::Vec;

use crate::library::Needed;
use crate::relocation::RelocationKind;
use crate::stencil::Stencil;

/// The most chunks that a region may have: as many as a region has where chunks are shortest, on RISC-V.
pub const MAXIMUM_CHUNKS: usize = 256;

/// Why a region cannot be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayoutError {
    /// The region would be longer than its branches reach ([`RelocationKind::REGION_LIMIT`]) or have more than [`MAXIMUM_CHUNKS`] chunks. Compile less at once.
    RegionTooLarge,
    /// One stencil is longer than a whole chunk may be. It can only be interpreted.
    StencilTooLarge,
}

/// Where one chunk's parts end, in bytes from the start of the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// The end of the hot run; the tail starts here, and behind it the cold run.
    pub(crate) hot_end: u32,
    /// The end of the cold run; the next chunk starts here.
    pub(crate) end: u32,
}

/// The first pass: told each stencil in order, it says where each will lie.
#[derive(Clone, Debug)]
pub struct Measure<K> {
    closed: Vec<Chunk, MAXIMUM_CHUNKS>,
    /// Where the open chunk starts.
    start: u32,
    /// The bytes of the open chunk's hot run so far.
    hot: u32,
    /// The bytes of the open chunk's cold run so far.
    cold: u32,
    /// How many more bytes the open chunk may have.
    room: u32,
    kind: PhantomData<fn() -> K>,
}

impl<K: RelocationKind> Measure<K> {
    /// The most bytes of a chunk without its tail.
    const CHUNK: u32 = K::CHUNK_LIMIT.saturating_sub(K::TAIL_LENGTH);

    /// Starts measuring a region.
    #[inline]
    pub fn new() -> Self {
        Measure { closed: Vec::new(), start: 0, hot: 0, cold: 0, room: Self::room_from(0), kind: PhantomData }
    }

    /// Adds the next stencil and returns where its hot part will start, in bytes from where the first one does, behind the islands.
    /// What is added next is what it falls through to.
    ///
    /// # Errors
    /// Any [`LayoutError`]; then nothing was added.
    #[inline(always)]
    pub fn add(&mut self, stencil: &Stencil<K>) -> Result<u32, LayoutError> {
        // Neither sum overflows: slices are shorter than half of the memory, and what is added up has room.
        let added = stencil.hot.code.len().wrapping_add(stencil.cold.code.len());
        if added > self.room as usize {
            self.next_chunk(added)?;
        }
        let offset = self.start.wrapping_add(self.hot);
        self.hot = self.hot.wrapping_add(stencil.hot.code.len() as u32);
        self.cold = self.cold.wrapping_add(stencil.cold.code.len() as u32);
        self.room = self.room.wrapping_sub(added as u32);
        Ok(offset)
    }

    /// How many bytes a chunk may have that starts there.
    const fn room_from(start: u32) -> u32 {
        let left = K::REGION_LIMIT.saturating_sub(start);
        if left < Self::CHUNK { left } else { Self::CHUNK }
    }

    /// Makes room for so many bytes.
    #[cold]
    fn next_chunk(&mut self, added: usize) -> Result<(), LayoutError> {
        if added > Self::CHUNK as usize {
            return Err(LayoutError::StencilTooLarge);
        }
        self.close()?;
        if added > self.room as usize { Err(LayoutError::RegionTooLarge) } else { Ok(()) }
    }

    /// Ends the open chunk and starts the next.
    #[cold]
    fn close(&mut self) -> Result<(), LayoutError> {
        let chunk = self.open_chunk();
        self.closed.push(chunk).map_err(|_| LayoutError::RegionTooLarge)?;
        self.start = chunk.end;
        self.hot = 0;
        self.cold = 0;
        self.room = Self::room_from(chunk.end);
        Ok(())
    }

    fn open_chunk(&self) -> Chunk {
        let hot_end = self.start.saturating_add(self.hot);
        Chunk { hot_end, end: hot_end.saturating_add(K::TAIL_LENGTH).saturating_add(self.cold) }
    }

    /// Ends the region, which begins with room for so many islands.
    ///
    /// # Errors
    /// [`LayoutError::RegionTooLarge`].
    pub fn finish(&mut self, islands: u32) -> Result<Layout<'_, K>, LayoutError> {
        self.close()?;
        let first = islands.checked_mul(K::ISLAND_LENGTH).ok_or(LayoutError::RegionTooLarge)?;
        let length = self.start.checked_add(first).filter(|length| *length <= K::REGION_LIMIT).ok_or(LayoutError::RegionTooLarge)?;
        if first != 0 {
            for chunk in &mut self.closed {
                *chunk = Chunk { hot_end: chunk.hot_end.saturating_add(first), end: chunk.end.saturating_add(first) };
            }
        }
        Ok(Layout { chunks: &self.closed, islands, length, kind: PhantomData })
    }
}

impl<K: RelocationKind> Default for Measure<K> {
    fn default() -> Self {
        Measure::new()
    }
}

/// What the first pass found: the second pass follows it and checks that it does.
#[derive(Clone, Copy, Debug)]
pub struct Layout<'m, K> {
    pub(crate) chunks: &'m [Chunk],
    pub(crate) islands: u32,
    length: u32,
    kind: PhantomData<fn() -> K>,
}

impl<K: RelocationKind> Layout<'_, K> {
    /// The region's length in bytes: what to reserve.
    #[inline]
    pub fn length(&self) -> u32 {
        self.length
    }

    /// Where the island with this index will start, in bytes from the start of the region.
    pub fn island(&self, index: u32) -> Option<u32> {
        if index < self.islands { index.checked_mul(K::ISLAND_LENGTH) } else { None }
    }

    /// Where the island of a function of the library will start, in bytes from the start of the region.
    #[cold]
    pub(crate) fn island_of(&self, needed: Needed, index: u8) -> Option<u32> {
        self.island(needed.island(index)?)
    }

    /// Where the hot part of the first stencil will start, in bytes from the start of the region.
    #[inline]
    pub fn first(&self) -> u32 {
        self.islands.saturating_mul(K::ISLAND_LENGTH)
    }

    /// Where the hot run of each chunk ends, and where its cold run starts and ends, in bytes from the start of the region.
    pub fn chunks(&self) -> impl Iterator<Item = [u32; 3]> + '_ {
        self.chunks.iter().map(|chunk| [chunk.hot_end, chunk.hot_end.saturating_add(K::TAIL_LENGTH), chunk.end])
    }

    /// The bytes of all tails together: jumps over cold runs, and the trap at the end.
    pub fn tails(&self) -> u32 {
        K::TAIL_LENGTH.saturating_mul(self.chunks.len() as u32)
    }

    /// The bytes of all cold runs together.
    pub fn cold(&self) -> u32 {
        let all = self.chunks.iter().fold(0u32, |sum, chunk| sum.saturating_add(chunk.end.saturating_sub(chunk.hot_end)));
        all.saturating_sub(self.tails())
    }
}
