//! Interned strs: one object for each text that serves as a name.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::layout::Str;
use super::table::BUFFER_DATA;
use super::text;
use crate::context::Context;
use crate::error::Result;

/// The table of interned strs: open addressing by hash.
pub struct Interned {
    /// The data of a heap buffer of values, 0 where empty; null at first.
    pub(crate) places: *mut Value,
    pub(crate) place_count: usize,
    pub(crate) used: usize,
}

impl Interned {
    /// An empty table.
    pub const EMPTY: Interned = Interned { places: core::ptr::null_mut(), place_count: 0, used: 0 };
}

impl Context {
    /// The interned str with this text.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn intern(&mut self, text: &str) -> Result<Value> {
        if !text.is_ascii() {
            // The hash is that of the storage, which only a str has.
            let fresh = self.new_str(text)?;
            return self.intern_str(fresh);
        }
        let hash = text::hash_bytes(self, text.as_bytes());
        if let Some(found) = self.find_interned(hash, |candidate| text::equals_text(candidate, text)) {
            return Ok(found);
        }
        let fresh = self.new_str(text)?;
        self.enter_interned(fresh)
    }

    /// The interned str equal to this one.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn intern_str(&mut self, string: Value) -> Result<Value> {
        // SAFETY: the caller holds a str.
        if unsafe { (*string.as_pointer::<Str>()).object.header.flags } & Str::INTERNED != 0 {
            return Ok(string);
        }
        let hash = text::hash(self, string);
        if let Some(found) = self.find_interned(hash, |candidate| text::equal(candidate, string)) {
            return Ok(found);
        }
        if text::is_exact(string) {
            return self.enter_interned(string);
        }
        let copy = text::exact_copy(self, string)?;
        self.enter_interned(copy)
    }

    fn find_interned(&self, hash: usize, equal: impl Fn(Value) -> bool) -> Option<Value> {
        if self.interned.place_count == 0 {
            return None;
        }
        let mask = self.interned.place_count.wrapping_sub(1);
        let mut place = hash & mask;
        loop {
            // SAFETY: the place lies in the table, which is never full.
            let candidate = unsafe { *self.interned.places.add(place) };
            if candidate.0 == 0 {
                return None;
            }
            // SAFETY: the table holds live strs.
            if unsafe { (*candidate.as_pointer::<Str>()).hash } == hash && equal(candidate) {
                return Some(candidate);
            }
            place = place.wrapping_add(1) & mask;
        }
    }

    fn enter_interned(&mut self, string: Value) -> Result<Value> {
        if self.interned.used.saturating_mul(3) >= self.interned.place_count.saturating_mul(2) {
            self.grow_interned()?;
        }
        let hash = text::hash(self, string);
        self.place_interned(string, hash);
        // SAFETY: the caller holds a str.
        unsafe { (*string.as_pointer::<Str>()).object.header.flags |= Str::INTERNED };
        self.interned.used = self.interned.used.saturating_add(1);
        Ok(string)
    }

    fn place_interned(&mut self, string: Value, hash: usize) {
        let mask = self.interned.place_count.wrapping_sub(1);
        let mut place = hash & mask;
        // SAFETY: at least a third of the places is empty, and all lie in the buffer.
        unsafe {
            while (*self.interned.places.add(place)).0 != 0 {
                place = place.wrapping_add(1) & mask;
            }
            *self.interned.places.add(place) = string;
        }
    }

    fn grow_interned(&mut self) -> Result<()> {
        let count = self.interned.place_count.saturating_mul(2).max(64);
        let cell = self.allocate(Kind::Values, count.saturating_mul(size_of::<Value>()).saturating_add(BUFFER_DATA))?;
        let (old, old_count) = (self.interned.places, self.interned.place_count);
        // SAFETY: the cell has room behind its header.
        self.interned.places = unsafe { cell.as_ptr().byte_add(BUFFER_DATA).cast() };
        self.interned.place_count = count;
        for place in 0..old_count {
            // SAFETY: the old table has so many places.
            let string = unsafe { *old.add(place) };
            if string.0 != 0 {
                // SAFETY: the table holds live strs.
                let hash = unsafe { (*string.as_pointer::<Str>()).hash };
                self.place_interned(string, hash);
            }
        }
        // SAFETY: nobody uses the old buffer any more.
        unsafe { self.free_buffer(old.cast()) };
        Ok(())
    }

    /// The interned name of a special method.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn special_name(&mut self, special: super::special::Special) -> Result<Value> {
        if let Some(&name) = self.special_names.get(special as usize)
            && name != Value::UNDEFINED
        {
            return Ok(name);
        }
        let name = self.intern(special.name())?;
        if let Some(place) = self.special_names.get_mut(special as usize) {
            *place = name;
        }
        Ok(name)
    }
}
