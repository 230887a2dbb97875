//! What is known of compiled code: the region, and where in it each instruction's machine code starts.
//!
//! A region's record is a heap cell ([`Kind::Bytes8`](copperhead_stencils::layout::object::Kind)) that the code object
//! owns: this header, then one offset for each word of the instructions, then the region's own cells, 64 bits each: addresses of
//! shapes. Machine code relies on them until they are cleared, at the latest when the shape dies, and nobody writes anything else to them. Then
//! come the places that calls come back to which are none of the offsets: behind instructions that cannot be entered, and in the second part.

use copperhead_core::buffer::Executable;
use copperhead_core::relocation::{NativeKind, RelocationKind};
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::{Header, Kind};

use copperhead_stencils::value::Value;

use super::select::Cells;
use crate::context::Context;
use crate::interpret::frames;
use crate::memory::Survivors;
use crate::objects::table::BUFFER_DATA;

/// The record's header; the offsets follow.
#[repr(C)]
pub(crate) struct Region {
    /// The machine code.
    pub(crate) executable: Executable,
    /// The code object; null if it is dead.
    pub(crate) code: *mut Code,
    /// How many offsets follow.
    pub(crate) words: u32,
    /// How many cells there are.
    pub(super) cells: Cells,
    /// How many further places calls come back to.
    returns: Returns,
    /// The next of the retired regions.
    pub(crate) next: *mut Region,
}

impl super::Jit {
    /// Takes the machine code of a code object out of use that is found dead. Nothing runs it: the record is freed by the next
    /// [`Context::free_retired`] that can.
    pub(crate) fn retire_dead(&mut self, region: *mut u8) {
        let region: *mut Region = region.cast();
        // SAFETY: the collector keeps the records of machine code.
        unsafe {
            (*region).code = core::ptr::null_mut();
            (*region).next = self.retired;
        }
        self.statistics.retired += 1;
        self.retired = region;
    }
}

/// How many places there are that calls come back to and that have no entry.
#[derive(Clone, Copy)]
pub(super) struct Returns(pub(super) u16);

/// The offset of a word that is no instruction.
pub(crate) const NO_OFFSET: u32 = u32::MAX;

impl Region {
    /// Where the offsets start, in bytes from the record.
    pub(crate) const OFFSETS: usize = size_of::<Region>().next_multiple_of(4);

    /// The address of the machine code of the instruction at a word; 0 if there is none.
    ///
    /// # Safety
    /// The record is alive.
    #[inline]
    pub(crate) unsafe fn address_of(region: *const Region, word: usize) -> usize {
        // SAFETY: the record is followed by as many offsets as it says.
        unsafe {
            if word >= (*region).words as usize {
                return 0;
            }
            let offset = *region.byte_add(Self::OFFSETS).cast::<u32>().add(word);
            if offset == NO_OFFSET { 0 } else { (*region).executable.entry_address(offset).unwrap_or(0) }
        }
    }
}

impl Region {
    /// The bytes of a record.
    fn bytes(words: usize, cells: Cells, returns: Returns) -> usize {
        Self::returns_at(words, cells) + usize::from(returns.0) * size_of::<[u32; 2]>()
    }

    /// Where the further places begin that calls come back to.
    fn returns_at(words: usize, cells: Cells) -> usize {
        Self::cells_at(words) + usize::from(cells.0) * 8
    }

    /// The further places that calls come back to: an offset, and the word of the call. By rising offsets.
    ///
    /// # Safety
    /// The record is alive.
    unsafe fn returns(region: *const Region) -> *mut [u32; 2] {
        // SAFETY: the caller's contract.
        unsafe { region.cast_mut().byte_add(Self::returns_at((*region).words as usize, (*region).cells)).cast() }
    }

    /// Notes the next of these places; false if there is no room for it.
    ///
    /// # Safety
    /// The record is alive and its places are written in order, `number` from 0 on.
    pub(super) unsafe fn note_return(region: *mut Region, number: u16, offset: u32, word: u32) -> bool {
        // SAFETY: the caller's contract.
        unsafe {
            let fits = number < (*region).returns.0;
            if fits {
                *Self::returns(region).add(usize::from(number)) = [offset, word];
            }
            fits
        }
    }

    /// Where the cells start.
    fn cells_at(words: usize) -> usize {
        (Self::OFFSETS + words * 4).next_multiple_of(8)
    }

    /// The address of a cell.
    ///
    /// # Safety
    /// The record is alive and has this cell.
    pub(super) unsafe fn cell(region: *mut Region, number: u32) -> *mut u64 {
        // SAFETY: the caller's contract.
        unsafe { region.byte_add(Self::cells_at((*region).words as usize)).cast::<u64>().add(number as usize) }
    }

    /// Clears the cells whose shapes die in this collection: another object may get the address.
    ///
    /// # Safety
    /// The record is alive.
    pub(crate) unsafe fn forget_dead_shapes(region: *mut Region, survivors: &Survivors<'_>) {
        // SAFETY: the caller's contract.
        unsafe {
            for number in 0..u32::from((*region).cells.0) {
                let cell = Self::cell(region, number);
                if !survivors.is_marked(core::ptr::without_provenance::<Header>(*cell as usize)) {
                    *cell = 0;
                }
            }
        }
    }

    /// Clears the cells: machine code goes its second way from now on.
    ///
    /// # Safety
    /// The record is alive.
    unsafe fn forget_shapes(region: *mut Region) {
        // SAFETY: the caller's contract.
        unsafe {
            for number in 0..u32::from((*region).cells.0) {
                *Self::cell(region, number) = 0;
            }
        }
    }
}

impl Context {
    /// A record for so many words of instructions and cells: all of it is filled but what tells of machine code.
    pub(super) fn new_region(&mut self, words: usize, cells: Cells, returns: Returns) -> Option<*mut Region> {
        let record = self.allocate_quietly(Kind::Bytes8, BUFFER_DATA + Region::bytes(words, cells, returns))?;
        // SAFETY: the cell has room for the record.
        unsafe {
            let region: *mut Region = record.as_ptr().byte_add(BUFFER_DATA).cast();
            (*region).words = words as u32;
            (*region).cells = cells;
            (*region).returns = returns;
            (*region).next = core::ptr::null_mut();
            for number in 0..u32::from(cells.0) {
                *Region::cell(region, number) = 0;
            }
            Some(region)
        }
    }

    /// What shapes say of an attribute has changed, and instructions of the code looked it up: its machine code must not rely on it.
    ///
    /// # Safety
    /// The code object is alive.
    pub(crate) unsafe fn forget_shapes_in(&mut self, code: *mut Code) {
        // SAFETY: the caller's contract.
        unsafe {
            let region: *mut Region = (*code).region.cast();
            if !region.is_null() && (*region).cells.0 != 0 {
                Region::forget_shapes(region);
                self.compile_anew(code);
            }
        }
    }

    /// The same for all machine code that is out of use, but may be returned into.
    pub(crate) fn forget_shapes_retired(&mut self) {
        let mut region = self.jit.retired;
        while !region.is_null() {
            // SAFETY: the list holds live records.
            unsafe {
                Region::forget_shapes(region);
                region = (*region).next;
            }
        }
    }
}

impl Region {
    /// Whether a word in the ranges is an address in the region's machine code.
    ///
    /// # Safety
    /// The record is alive and the ranges are readable.
    pub(super) unsafe fn is_returned_into(region: *const Region, ranges: [(*const usize, *const usize); 2]) -> bool {
        ranges.iter().any(|&(low, high)| {
            let mut word = low;
            while word < high {
                // SAFETY: the caller's contract.
                unsafe {
                    if (*region).executable.contains(word.read_volatile()) {
                        return true;
                    }
                    word = word.add(1);
                }
            }
            false
        })
    }

    /// The instruction whose machine code an address lies in, which may be the one behind a call; null if it is not the region's.
    ///
    /// # Safety
    /// The record and its code are alive.
    unsafe fn instruction_at(region: *const Region, address: usize) -> *mut u64 {
        // SAFETY: the record is followed by as many offsets as it says.
        unsafe {
            let Some(start) = (*region).executable.entry_address(0) else { return core::ptr::null_mut() };
            if !(*region).executable.contains(address) {
                return core::ptr::null_mut();
            }
            let wanted = address.wrapping_sub(start);
            let offsets = region.byte_add(Self::OFFSETS).cast::<u32>();
            // The last instruction that does not start behind the address. Words between instructions have no offset.
            let (mut low, mut high) = (0, (*region).words as usize);
            while low < high {
                let middle = low.midpoint(high);
                let mut word = middle;
                while word > low && *offsets.add(word) == NO_OFFSET {
                    word -= 1;
                }
                let offset = *offsets.add(word);
                if offset == NO_OFFSET || offset as usize <= wanted {
                    low = middle + 1;
                } else {
                    high = word;
                }
            }
            if (*region).code.is_null() {
                return core::ptr::null_mut();
            }
            // The last instruction with an entry, and the last place without one: the nearer of the two.
            while low > 0 && *offsets.add(low - 1) == NO_OFFSET {
                low -= 1;
            }
            let mut found = if low > 0 { Some((*offsets.add(low - 1), low - 1)) } else { None };
            let returns = core::slice::from_raw_parts(Self::returns(region), usize::from((*region).returns.0));
            let behind = returns.partition_point(|[offset, _]| *offset as usize <= wanted);
            if let Some([offset, word]) = behind.checked_sub(1).and_then(|last| returns.get(last))
                && found.is_none_or(|(entry, _)| entry <= *offset)
            {
                found = Some((*offset, *word as usize));
            }
            found.map_or(core::ptr::null_mut(), |(_, word)| (*(*region).code).instructions.add(word))
        }
    }
}

impl Context {
    /// Whether a return address is one of the interpreter's entries.
    pub(crate) fn is_way_back(&self, address: usize) -> bool {
        let ways = &self.machine.entries;
        [ways.call_return, ways.construct_return, ways.item_return, ways.resume_return, ways.leave].contains(&address)
    }

    /// The instruction at which a frame's caller waits; null if the caller is the embedder or a native function. What machine code calls
    /// knows it by its return address only.
    ///
    /// # Safety
    /// `fp` is a live frame.
    pub(crate) unsafe fn caller_pc(&mut self, fp: *mut Value) -> *mut u64 {
        // SAFETY: the caller's contract; regions that frames return into are kept, in use or retired.
        unsafe {
            let address = frames::return_address(fp);
            if self.is_way_back(address) {
                return frames::noted_pc(fp);
            }
            if let Some(code) = self.code_of_frame(frames::caller(fp))
                && !(*code).region.is_null()
            {
                let pc = Region::instruction_at((*code).region.cast(), address);
                if !pc.is_null() {
                    return pc;
                }
            }
            let mut region = self.jit.retired;
            while !region.is_null() {
                let pc = Region::instruction_at(region, address);
                if !pc.is_null() {
                    return pc;
                }
                region = (*region).next;
            }
            // A function that was given other code while it ran.
            let mut found: *mut u64 = core::ptr::null_mut();
            self.for_each_code(|code| {
                if found.is_null() && !(*code).region.is_null() {
                    found = Region::instruction_at((*code).region.cast(), address);
                }
            });
            found
        }
    }

    /// Takes a code object's machine code out of use. Frames may still return into it: it is freed at a collection that finds
    /// none ([`Context::free_retired`]).
    ///
    /// # Safety
    /// The code object is alive and has a region.
    pub(crate) unsafe fn retire_region(&mut self, code: *mut Code) {
        // SAFETY: the caller's contract.
        unsafe {
            let region: *mut Region = (*code).region.cast();
            (*code).region = core::ptr::null_mut();
            (*code).entry = self.machine.entries.interpret;
            self.renew_ways_on(code);
            self.jit.statistics.retired += 1;
            (*region).next = self.jit.retired;
            self.jit.retired = region;
        }
    }

    /// Frees the retired regions that nothing can come back to: no word of the VM's stack or of the native stack is an address in
    /// them. The ranges are those that the collector scans.
    ///
    /// # Safety
    /// The ranges are readable.
    pub(crate) unsafe fn free_retired(&mut self, ranges: [(*const usize, *const usize); 2]) {
        let mut kept: *mut Region = core::ptr::null_mut();
        let mut region = core::mem::replace(&mut self.jit.retired, core::ptr::null_mut());
        while !region.is_null() {
            // SAFETY: the list holds records, which the collector keeps; a record is read out once and then forgotten, or stays.
            unsafe {
                let next = (*region).next;
                if Region::is_returned_into(region, ranges) || !self.free_region(region) {
                    (*region).next = kept;
                    kept = region;
                }
                region = next;
            }
        }
        self.jit.retired = kept;
    }
}

impl Context {
    /// Gives a region's code back to the arena. False if it must be kept for now.
    ///
    /// # Safety
    /// The record is alive, it is not used after this call succeeded, and nothing executes in the code, returns into it or enters it any more.
    unsafe fn free_region(&mut self, region: *mut Region) -> bool {
        // SAFETY: the caller's contract; the executable is read out once and forgotten, or comes back.
        unsafe {
            let executable = core::ptr::read(&raw const (*region).executable);
            let (bytes, address) = (executable.len() as u64, executable.entry_address(0).unwrap_or(0) & !NativeKind::ENTRY_BITS);
            let mut executable = Some(executable);
            let result = self.jit.arena.with(|arena| match executable.take() {
                Some(executable) => arena.free(executable).map_err(|error| error.region),
                None => Ok(()),
            });
            match result {
                Some(Ok(())) => {
                    self.jit.statistics.freed_bytes += bytes;
                    self.jit.statistics.freed_regions += 1;
                    (*self.host).code_freed(address);
                    true
                }
                Some(Err(kept)) => {
                    core::ptr::write(&raw mut (*region).executable, kept);
                    false
                }
                None => false,
            }
        }
    }

    /// Gives all machine code back to an arena that outlives the VM. What its table has no room for stays lost as long as the arena lives.
    ///
    /// # Safety
    /// The VM runs nothing any more.
    pub(crate) unsafe fn free_all_regions(&mut self) {
        if !self.jit.arena.is_shared() {
            return;
        }
        let mut all = core::mem::replace(&mut self.jit.retired, core::ptr::null_mut());
        // SAFETY: code objects and records are alive; each region is in one of the two lists.
        unsafe {
            self.for_each_code(|code| {
                let region: *mut Region = core::mem::replace(&mut (*code).region, core::ptr::null_mut()).cast();
                if !region.is_null() {
                    (*region).next = all;
                    all = region;
                }
            });
            while !all.is_null() {
                let region = all;
                all = (*region).next;
                let _ = self.free_region(region);
            }
        }
    }
}

impl Context {
    /// Compiles everything again that has machine code; returns how many functions that were.
    pub(crate) fn compile_again(&mut self) -> usize {
        let (mut again, mut index) = (0, 0);
        // The list of code objects may grow or move only where something runs.
        while let Some(code) = self.code_at(index) {
            // SAFETY: code objects in the list are alive.
            unsafe {
                if !(*code).region.is_null() {
                    self.retire_region(code);
                    again += usize::from(self.compile_baseline(code));
                }
            }
            index += 1;
        }
        self.collect();
        again
    }
}

/// The machine code for an instruction of a code object; 0 if it is not compiled.
///
/// # Safety
/// The code object is alive and the pc is one of its instructions.
pub(crate) unsafe fn machine_code_at(code: *mut Code, pc: *mut u64) -> usize {
    // SAFETY: the caller's contract.
    unsafe {
        let region = (*code).region.cast::<Region>();
        if region.is_null() {
            return 0;
        }
        let word = pc.offset_from((*code).instructions);
        Region::address_of(region, usize::try_from(word).unwrap_or(usize::MAX))
    }
}
