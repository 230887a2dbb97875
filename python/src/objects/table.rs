//! The hash table of dicts and sets: entries in insertion order, and an index over them.
//!
//! A table of up to eight entries has no index: its entries are searched one by one. The index holds entry numbers plus one
//! (0: empty) in places of one, two or four bytes and is probed linearly; the places of deleted entries stay taken until the
//! table is built anew. Looking for a key may run Python code (`__eq__`) which may change the table: the search then starts again.

use copperhead_stencils::layout::container::{Dict, DictEntry};
use copperhead_stencils::layout::machine::Helpers;
use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::value::Value;

use super::construct::{is_exact, tuple_slice};
use super::layout::Str;
use super::{operations, text};
use crate::context::Context;
use crate::error::Result;
use crate::numeric::hash::{TupleHasher, hash_small};
use crate::objects::class_list::ClassId;

/// Up to so many entries are searched without an index.
const UNINDEXED: u32 = 8;

/// Where the data of a buffer cell starts, in bytes from the cell.
pub(crate) const BUFFER_DATA: usize = size_of::<Header>();

/// Whether two keys are equal, as far as can be told without running anything: `None` if that takes a real comparison.
#[inline(always)]
fn equal_at_once(a: Value, b: Value) -> Option<bool> {
    match equal_items(a, b) {
        None if is_exact_tuple(a) && is_exact_tuple(b) => equal_tuples(a, b),
        known => known,
    }
}

/// Whether a value is a tuple of the class itself.
#[inline(always)]
fn is_exact_tuple(value: Value) -> bool {
    // SAFETY: keys are alive.
    unsafe { value.is_kind(Kind::Tuple) && is_exact(value) }
}

/// Longer tuples are hashed and compared where limits are looked at now and then.
const MOST_ITEMS: usize = 16;

/// The same for two tuples of what needs no comparison.
fn equal_tuples(a: Value, b: Value) -> Option<bool> {
    let (a, b) = (tuple_slice(a), tuple_slice(b));
    if a.len() != b.len() {
        return Some(false);
    }
    if a.len() > MOST_ITEMS {
        return None;
    }
    let mut equal = true;
    for (&a, &b) in a.iter().zip(b) {
        equal &= equal_items(a, b)?;
    }
    Some(equal)
}

/// The hash of a key, as far as it takes nothing: of a small integer, a str with its hash known, a tuple of these.
#[inline(always)]
fn hash_at_once(key: Value) -> Option<usize> {
    match hash_of_item(key) {
        None if is_exact_tuple(key) && tuple_slice(key).len() <= MOST_ITEMS => {
            let mut hasher = TupleHasher::default();
            for &item in tuple_slice(key) {
                hasher.push(hash_of_item(item)? as isize);
            }
            Some(hasher.finish() as usize)
        }
        known => known,
    }
}

#[inline(always)]
fn hash_of_item(key: Value) -> Option<usize> {
    if key.is_int() {
        return Some(hash_small(key.as_int()) as usize);
    }
    // SAFETY: keys are alive.
    unsafe {
        if !key.is_kind(Kind::Str) || !text::is_exact(key) {
            return None;
        }
        let hash = (*key.as_pointer::<Str>()).hash;
        if hash != 0 { Some(hash) } else { None }
    }
}

/// The same for keys that are no tuples.
#[inline(always)]
fn equal_items(a: Value, b: Value) -> Option<bool> {
    if a == b {
        return Some(true);
    }
    if a.is_int() && b.is_int() {
        return Some(false);
    }
    // SAFETY: keys in tables and keys that are looked up are alive.
    unsafe {
        if a.is_kind(Kind::Str) && b.is_kind(Kind::Str) {
            let both = (*a.as_pointer::<Str>()).object.header.flags & (*b.as_pointer::<Str>()).object.header.flags;
            if both & Str::INTERNED != 0 {
                return Some(false);
            }
            // Instances of subclasses may have their own `__eq__`; exact strs do not.
            if text::is_exact(a) && text::is_exact(b) {
                return Some(text::equal(a, b));
            }
        }
    }
    None
}

/// The number of places for a number of entries: a power of two, at most two thirds full.
fn places_for(entries: usize) -> usize {
    (entries.saturating_mul(3) / 2 + 1).next_power_of_two().max(16)
}

/// Reads place `place` of the index.
///
/// # Safety
/// The table has an index and the place lies in it.
#[inline(always)]
unsafe fn read_place(dict: *mut Dict, place: usize) -> u32 {
    // SAFETY: the caller's contract; the width follows from the number of places.
    unsafe {
        match (*dict).log2_places {
            0..=7 => u32::from(*(*dict).indices.add(place)),
            8..=15 => u32::from(*(*dict).indices.cast::<u16>().add(place)),
            _ => *(*dict).indices.cast::<u32>().add(place),
        }
    }
}

/// Writes place `place` of the index.
///
/// # Safety
/// As for reading; the number fits the width of a place.
#[inline(always)]
unsafe fn write_place(dict: *mut Dict, place: usize, number: u32) {
    // SAFETY: the caller's contract.
    unsafe {
        match (*dict).log2_places {
            0..=7 => *(*dict).indices.add(place) = number as u8,
            8..=15 => *(*dict).indices.cast::<u16>().add(place) = number as u16,
            _ => *(*dict).indices.cast::<u32>().add(place) = number,
        }
    }
}

/// Bytes of a place.
const fn place_bytes(log2_places: u8) -> usize {
    match log2_places {
        0..=7 => 1,
        8..=15 => 2,
        _ => 4,
    }
}

/// Spreads a hash over the places: multiplicative, so that neighbouring integers and strs do equally well.
#[inline(always)]
fn first_place(hash: usize, log2_places: u8) -> usize {
    let mixed = (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - u32::from(log2_places))) as usize
}

/// What a search that runs no Python code found.
enum Found {
    /// The entry's number.
    Entry(u32),
    /// Nothing.
    Nothing,
    /// The entry's key has the same hash, but telling whether it is equal takes a comparison.
    Compare(u32),
}

/// Searches from a state of the probing on: `from` is an entry number (no index) or a count of probes.
///
/// # Safety
/// The table is alive.
#[inline(always)]
unsafe fn search(dict: *mut Dict, key: Value, hash: usize, from: &mut usize) -> Found {
    // SAFETY: entries up to `used` are initialised; the index names existing entries.
    unsafe {
        if (*dict).log2_places == 0 {
            let used = (*dict).used as usize;
            while *from < used {
                let number = *from;
                *from += 1;
                let entry = (*dict).entries.add(number);
                if (*entry).hash == hash && (*entry).key != Value::DELETED {
                    match equal_at_once((*entry).key, key) {
                        Some(true) => return Found::Entry(number as u32),
                        Some(false) => {}
                        None => return Found::Compare(number as u32),
                    }
                }
            }
            return Found::Nothing;
        }
        let mask = (1usize << (*dict).log2_places) - 1;
        let start = first_place(hash, (*dict).log2_places);
        while *from <= mask {
            let place = start.wrapping_add(*from) & mask;
            *from += 1;
            let number = read_place(dict, place);
            if number == 0 {
                return Found::Nothing;
            }
            let entry = (*dict).entries.add(number as usize - 1);
            if (*entry).hash == hash && (*entry).key != Value::DELETED {
                match equal_at_once((*entry).key, key) {
                    Some(true) => return Found::Entry(number - 1),
                    Some(false) => {}
                    None => return Found::Compare(number - 1),
                }
            }
        }
        Found::Nothing
    }
}

/// The entry of a key whose hash takes nothing: see [`Helpers::find_entry`](copperhead_stencils::layout::machine::Helpers::find_entry).
///
/// # Safety
/// The table and the key are alive.
pub(crate) unsafe extern "C" fn find_entry(dict: *mut Dict, key: Value) -> *mut DictEntry {
    // SAFETY: the caller's contract.
    unsafe {
        if let Some(hash) = hash_of_item(key)
            && (*dict).log2_places != 0
        {
            // Most keys that are found are the very objects looked for. This much keeps everything in registers that need not be saved.
            let mask = (1usize << (*dict).log2_places) - 1;
            let mut place = first_place(hash, (*dict).log2_places);
            loop {
                let number = read_place(dict, place);
                if number == 0 {
                    return core::ptr::null_mut();
                }
                let entry = (*dict).entries.add(number as usize - 1);
                if (*entry).key == key {
                    return entry;
                }
                if (*entry).hash == hash {
                    break;
                }
                // At least a third of the places is empty.
                place = place.wrapping_add(1) & mask;
            }
        }
        find_equal_entry(dict, key)
    }
}

/// The same for keys that are equal to one of the table's without being it, tuples, and small tables.
#[inline(never)]
unsafe fn find_equal_entry(dict: *mut Dict, key: Value) -> *mut DictEntry {
    const UNKNOWN: *mut DictEntry = core::ptr::without_provenance_mut(Helpers::UNKNOWN_ENTRY);
    // SAFETY: the caller's contract.
    unsafe {
        let Some(hash) = hash_at_once(key) else { return UNKNOWN };
        match search(dict, key, hash, &mut 0) {
            Found::Entry(number) => (*dict).entries.add(number as usize),
            Found::Nothing => core::ptr::null_mut(),
            Found::Compare(_) => UNKNOWN,
        }
    }
}

/// The entry of an interned str, by identity; never runs anything.
///
/// # Safety
/// The table is alive; the key is an interned str with its hash known.
#[inline]
pub(crate) unsafe fn find_name(dict: *mut Dict, name: Value) -> Option<u32> {
    // SAFETY: the caller's contract.
    unsafe {
        let hash = (*name.as_pointer::<Str>()).hash;
        let mut from = 0;
        loop {
            match search(dict, name, hash, &mut from) {
                Found::Entry(number) => return Some(number),
                Found::Nothing => return None,
                // A key that is no exact str may claim to be equal to a name; for names only strs count.
                Found::Compare(_) => {}
            }
        }
    }
}

impl Context {
    /// The number of a key's entry.
    ///
    /// # Errors
    /// What `__eq__` raises.
    pub(crate) fn table_find(&mut self, dict: *mut Dict, key: Value, hash: usize) -> Result<Option<u32>> {
        'again: loop {
            let mut from = 0;
            loop {
                // SAFETY: the caller holds the dict.
                match unsafe { search(dict, key, hash, &mut from) } {
                    Found::Entry(number) => return Ok(Some(number)),
                    Found::Nothing => return Ok(None),
                    Found::Compare(number) => {
                        // SAFETY: the search found the entry.
                        let (version, candidate) = unsafe { ((*dict).version, (*(*dict).entries.add(number as usize)).key) };
                        // SAFETY: the caller holds the dict.
                        let layout = unsafe { ((*dict).entries, (*dict).log2_places) };
                        let equal = operations::equal(self, candidate, key)?;
                        // What was only added or deleted elsewhere is no reason to begin anew: a comparison that adds would never end.
                        // SAFETY: the dict is still held; entries below `used` are initialised.
                        let stands = unsafe {
                            (*dict).version == version
                                || ((*dict).entries, (*dict).log2_places) == layout
                                    && number < (*dict).used
                                    && (*(*dict).entries.add(number as usize)).key == candidate
                        };
                        if !stands {
                            continue 'again;
                        }
                        if equal {
                            return Ok(Some(number));
                        }
                    }
                }
            }
        }
    }

    /// The next version for a table whose layout changed.
    #[inline]
    pub(crate) fn next_version(&mut self) -> usize {
        self.dict_version = self.dict_version.wrapping_add(1).max(1);
        self.dict_version
    }

    /// A new version for a table whose layout changed, which instructions may know.
    #[inline]
    fn renew_version(&mut self, dict: *mut Dict) {
        // SAFETY: the caller holds the dict.
        unsafe {
            (*dict).version = self.next_version();
            if (*dict).object.header.flags & Dict::NAMES != 0 {
                self.forget_names();
            }
        }
    }

    /// Forgets all places of names that instructions know.
    pub(crate) fn forget_names(&mut self) {
        self.machine.names_epoch = self.machine.names_epoch.wrapping_add(2);
    }

    /// Adds an entry for a key that is not there.
    ///
    /// # Errors
    /// MemoryError; the table is as before.
    pub(crate) fn table_add(&mut self, dict: *mut Dict, key: Value, hash: usize, value: Value) -> Result<()> {
        // SAFETY: the caller holds the dict; the growth makes room before anything is written.
        unsafe {
            if (*dict).used >= (*dict).entry_capacity {
                self.table_grow(dict)?;
            }
            let number = (*dict).used;
            *(*dict).entries.add(number as usize) = DictEntry { hash, key, value };
            (*dict).used = number + 1;
            (*dict).length += 1;
            self.renew_version(dict);
            if (*dict).log2_places != 0 {
                index_entry(dict, hash, number);
            }
        }
        Ok(())
    }

    /// Makes room for at least one more entry: drops deleted entries, and grows if few were deleted.
    #[cold]
    fn table_grow(&mut self, dict: *mut Dict) -> Result<()> {
        // SAFETY: the caller holds the dict.
        let length = unsafe { (*dict).length } as usize;
        let wanted = if length < 4 { 4 } else { length.saturating_mul(2) };
        self.table_rebuild(dict, wanted)
    }

    /// Builds the table anew with room for `capacity` entries, at least as many as are alive.
    ///
    /// # Errors
    /// MemoryError; the table is as before.
    pub(crate) fn table_rebuild(&mut self, dict: *mut Dict, capacity: usize) -> Result<()> {
        // SAFETY: the caller holds the dict.
        let length = unsafe { (*dict).length } as usize;
        let capacity = capacity.max(length).max(1);
        if capacity > (u32::MAX / 4) as usize {
            return Err(self.raise_memory());
        }
        let bytes = capacity.saturating_mul(size_of::<DictEntry>()).saturating_add(BUFFER_DATA);
        let entries_cell = self.allocate(Kind::Bytes8, bytes)?;
        // SAFETY: the cell is larger than its header.
        let entries: *mut DictEntry = unsafe { entries_cell.as_ptr().byte_add(BUFFER_DATA).cast() };
        let places = if capacity as u32 > UNINDEXED { places_for(capacity) } else { 0 };
        let log2_places = if places == 0 { 0 } else { places.trailing_zeros() as u8 };
        let indices: *mut u8 = if places == 0 {
            core::ptr::null_mut()
        } else {
            let bytes = places.saturating_mul(place_bytes(log2_places)).saturating_add(BUFFER_DATA);
            // The conservative scan of the native stack keeps the fresh entries alive during this.
            let cell = self.allocate(Kind::Bytes8, bytes)?;
            // SAFETY: as above.
            unsafe { cell.as_ptr().byte_add(BUFFER_DATA).cast() }
        };
        // SAFETY: both buffers have room; old entries up to `used` are initialised.
        unsafe {
            let (old_entries, old_indices, used) = ((*dict).entries, (*dict).indices, (*dict).used as usize);
            let mut count = 0usize;
            for number in 0..used {
                let entry = *old_entries.add(number);
                if entry.key != Value::DELETED {
                    *entries.add(count) = entry;
                    count += 1;
                }
            }
            (*dict).entries = entries;
            (*dict).indices = indices;
            (*dict).log2_places = log2_places;
            (*dict).used = count as u32;
            (*dict).entry_capacity = capacity as u32;
            (*dict).object.header.extra = 0;
            self.renew_version(dict);
            if log2_places != 0 {
                for number in 0..count {
                    index_entry(dict, (*entries.add(number)).hash, number as u32);
                }
            }
            self.free_buffer(old_entries.cast());
            self.free_buffer(old_indices);
        }
        Ok(())
    }

    /// Gives a buffer's cell back at once. Null is nothing.
    ///
    /// # Safety
    /// The data of a buffer cell that nobody uses any more, or null.
    pub(crate) unsafe fn free_buffer(&mut self, data: *mut u8) {
        if data.is_null() {
            return;
        }
        // SAFETY: the data starts right behind the cell's header.
        if let Some(cell) = core::ptr::NonNull::new(unsafe { data.byte_sub(BUFFER_DATA) }.cast::<Header>()) {
            // SAFETY: the caller's contract.
            unsafe { self.heap.free(cell) };
        }
    }

    /// Removes an entry.
    pub(crate) fn table_remove(&mut self, dict: *mut Dict, number: u32) {
        // SAFETY: the caller found the entry in the table.
        unsafe {
            let entry = (*dict).entries.add(number as usize);
            (*entry).key = Value::DELETED;
            (*entry).value = Value::UNDEFINED;
            (*dict).length = (*dict).length.saturating_sub(1);
            self.renew_version(dict);
            // Deleted entries at the end are taken back at once, so that tables serve well as stacks.
            while (*dict).used > 0 && (*(*dict).entries.add((*dict).used as usize - 1)).key == Value::DELETED {
                (*dict).used -= 1;
                if (*dict).log2_places != 0 {
                    unindex_entry(dict, (*(*dict).entries.add((*dict).used as usize)).hash, (*dict).used);
                }
            }
            (*dict).object.header.extra = (*dict).object.header.extra.min((*dict).used);
        }
    }

    /// The first living entry: its number and content. Where it lies is noted, so that taking one after the other stays fast.
    pub(crate) fn table_first(&self, dict: *mut Dict) -> Option<(u32, DictEntry)> {
        // SAFETY: the caller holds the dict, no entry before the noted number is alive.
        let from = unsafe { (*dict).object.header.extra } as usize;
        let (number, entry) = self.table_next(dict, from)?;
        // SAFETY: as above.
        unsafe { (*dict).object.header.extra = number as u32 };
        Some((number as u32, entry))
    }

    /// Moves an entry behind all others.
    ///
    /// # Errors
    /// MemoryError; the order is as before.
    pub(crate) fn table_move_to_end(&mut self, dict: *mut Dict, number: u32) -> Result<()> {
        // SAFETY: the caller found the entry in the table.
        unsafe {
            if number.wrapping_add(1) == (*dict).used {
                return Ok(());
            }
            let entry = *(*dict).entries.add(number as usize);
            // Removed first, so that it is not carried along; there is room then, or the table is built anew with the entry held here.
            if (*dict).used >= (*dict).entry_capacity {
                let mut numbered = number;
                // The numbers change with the deleted entries before it.
                for earlier in 0..number {
                    if (*(*dict).entries.add(earlier as usize)).key == Value::DELETED {
                        numbered = numbered.wrapping_sub(1);
                    }
                }
                self.table_grow(dict)?;
                self.table_remove(dict, numbered);
            } else {
                self.table_remove(dict, number);
            }
            self.table_add(dict, entry.key, entry.hash, entry.value)
        }
    }

    /// Moves an entry before all others.
    ///
    /// # Errors
    /// MemoryError; the order is as before.
    pub(crate) fn table_move_to_start(&mut self, dict: *mut Dict, number: u32) -> Result<()> {
        let fresh = self.new_dict()?;
        // SAFETY: the caller found the entry in the table; the fresh table gets room for all before anything is written.
        unsafe {
            self.table_rebuild(fresh, (*dict).length as usize)?;
            let entry = *(*dict).entries.add(number as usize);
            self.table_add(fresh, entry.key, entry.hash, entry.value)?;
            let mut from = 0;
            while let Some((at, other)) = self.table_next(dict, from) {
                if at != number as usize {
                    self.table_add(fresh, other.key, other.hash, other.value)?;
                }
                from = at.wrapping_add(1);
            }
            core::mem::swap(&mut (*dict).entries, &mut (*fresh).entries);
            core::mem::swap(&mut (*dict).indices, &mut (*fresh).indices);
            core::mem::swap(&mut (*dict).log2_places, &mut (*fresh).log2_places);
            core::mem::swap(&mut (*dict).used, &mut (*fresh).used);
            core::mem::swap(&mut (*dict).entry_capacity, &mut (*fresh).entry_capacity);
            (*dict).object.header.extra = 0;
            self.renew_version(dict);
        }
        Ok(())
    }

    /// The last living entry: its number and content.
    pub(crate) fn table_last(&self, dict: *mut Dict) -> Option<(u32, DictEntry)> {
        // SAFETY: the caller holds the dict.
        unsafe {
            let mut number = (*dict).used;
            while let Some(below) = number.checked_sub(1) {
                number = below;
                let entry = *(*dict).entries.add(number as usize);
                if entry.key != Value::DELETED {
                    return Some((number, entry));
                }
            }
        }
        None
    }

    /// Removes everything.
    pub(crate) fn table_clear(&mut self, dict: *mut Dict) {
        // SAFETY: the caller holds the dict; its buffers are its own.
        unsafe {
            let (entries, indices) = ((*dict).entries, (*dict).indices);
            (*dict).entries = core::ptr::null_mut();
            (*dict).indices = core::ptr::null_mut();
            (*dict).log2_places = 0;
            (*dict).used = 0;
            (*dict).length = 0;
            (*dict).entry_capacity = 0;
            (*dict).object.header.extra = 0;
            self.renew_version(dict);
            self.free_buffer(entries.cast());
            self.free_buffer(indices);
        }
    }

    /// Stores a value under a key whose hash is known.
    ///
    /// # Errors
    /// MemoryError, or what `__eq__` raises.
    pub(crate) fn table_store(&mut self, dict: *mut Dict, key: Value, hash: usize, value: Value) -> Result<()> {
        match self.table_find(dict, key, hash)? {
            Some(number) => {
                // SAFETY: the search found the entry.
                unsafe {
                    let place = &raw mut (*(*dict).entries.add(number as usize)).value;
                    *place = value;
                    self.note_overwritten(dict, place);
                }
                Ok(())
            }
            None => self.table_add(dict, key, hash, value),
        }
    }

    /// Stores a value under an interned str.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn table_store_name(&mut self, dict: *mut Dict, name: Value, value: Value) -> Result<()> {
        // SAFETY: the caller holds the dict and an interned name.
        unsafe {
            match find_name(dict, name) {
                Some(number) => {
                    let place = &raw mut (*(*dict).entries.add(number as usize)).value;
                    *place = value;
                    self.note_overwritten(dict, place);
                    Ok(())
                }
                None => self.table_add(dict, name, (*name.as_pointer::<Str>()).hash, value),
            }
        }
    }

    /// The value under an interned str.
    pub(crate) fn table_load_name(&self, dict: *mut Dict, name: Value) -> Option<Value> {
        if dict.is_null() {
            return None;
        }
        // SAFETY: the caller holds the dict and an interned name.
        unsafe { find_name(dict, name).map(|number| (*(*dict).entries.add(number as usize)).value) }
    }

    /// The next living entry from a number on: its number and content.
    pub(crate) fn table_next(&self, dict: *mut Dict, from: usize) -> Option<(usize, DictEntry)> {
        // SAFETY: the caller holds the dict.
        unsafe {
            let mut number = from;
            while number < (*dict).used as usize {
                let entry = *(*dict).entries.add(number);
                if entry.key != Value::DELETED {
                    return Some((number, entry));
                }
                number += 1;
            }
        }
        None
    }

    /// A new empty dict.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_dict(&mut self) -> Result<*mut Dict> {
        let dict: *mut Dict = self.new_object(ClassId::Dict, Kind::Dict, size_of::<Dict>())?;
        // SAFETY: fresh and zeroed.
        unsafe {
            (*dict).object.header.flags = copperhead_stencils::ops::subscript::EXACT;
            (*dict).version = self.next_version();
        }
        Ok(dict)
    }
}

/// Enters an entry into the index.
///
/// # Safety
/// The table has an index with an empty place, and the entry exists.
unsafe fn index_entry(dict: *mut Dict, hash: usize, number: u32) {
    // SAFETY: the caller's contract; at most two thirds of the places are taken.
    unsafe {
        let mask = (1usize << (*dict).log2_places) - 1;
        let mut place = first_place(hash, (*dict).log2_places);
        while read_place(dict, place) != 0 {
            place = place.wrapping_add(1) & mask;
        }
        write_place(dict, place, number + 1);
    }
}

/// Takes an entry out of the index: the places behind it that were only taken because of it move back.
///
/// # Safety
/// The table has an index, which names the entry.
unsafe fn unindex_entry(dict: *mut Dict, hash: usize, number: u32) {
    // SAFETY: the caller's contract; every place names an entry whose hash is still there.
    unsafe {
        let mask = (1usize << (*dict).log2_places) - 1;
        let mut hole = first_place(hash, (*dict).log2_places);
        while read_place(dict, hole) != number + 1 {
            hole = hole.wrapping_add(1) & mask;
        }
        let mut place = hole.wrapping_add(1) & mask;
        loop {
            let named = read_place(dict, place);
            if named == 0 {
                break;
            }
            let first = first_place((*(*dict).entries.add(named as usize - 1)).hash, (*dict).log2_places);
            // The entry may move if its search passes the hole.
            if place.wrapping_sub(first) & mask >= place.wrapping_sub(hole) & mask {
                write_place(dict, hole, named);
                hole = place;
            }
            place = place.wrapping_add(1) & mask;
        }
        write_place(dict, hole, 0);
    }
}
