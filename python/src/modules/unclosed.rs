//! Files that are open for writing, by their paths.
//!
//! CPython closes a file when its last reference goes. Here a collection does, and until then the last buffer is not written. So before
//! somebody opens, imports or renames a file that is open for writing, what was dropped is collected, and the file has what a program expects.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::modules::{gc, sys};
use crate::objects::native::Arguments;
use crate::objects::str::decode;
use crate::objects::{access, bytes, text};

/// The dict of `_hostfiles`: from the number of each file that is open for writing to its path, and from each such path to how many those are.
pub(crate) const WRITING: &str = "_writing";

/// Another: from the number of such a file to a weak reference to the stream that `open` made of it.
pub(crate) const WRITERS: &str = "_writers";

impl Context {
    fn files_written(&mut self) -> Result<Option<*mut Dict>> {
        self.dict_of_files(WRITING)
    }

    /// A dict of `_hostfiles`. A program may have put something else there: then there is none.
    fn dict_of_files(&mut self, name: &str) -> Result<Option<*mut Dict>> {
        let found = sys::value_in(self, "_hostfiles", name)?;
        Ok(found.filter(|found| access::is(*found, Kind::Dict)).map(Value::as_pointer))
    }

    /// A path from the root, as a str; what is not a path stays what it is.
    fn path_from_root(&mut self, path: Value) -> Result<Value> {
        let path = if bytes::view(path).is_some() { decode::decode(self, path, "utf-8", "surrogateescape")? } else { path };
        let mut points = text::code_points(path);
        let here = points.next() == Some(u32::from('.')) && points.next() == Some(u32::from('/'));
        let path = if here { text::substring(self, path, 2, text::length(path))? } else { path };
        self.absolute_folder(path)
    }

    /// Notes that a file is open for writing.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn note_written(&mut self, path: Value, number: Value) -> Result<()> {
        let Some(files) = self.files_written()? else { return Ok(()) };
        let path = self.path_from_root(path)?;
        let count = self.dict_find(files, path)?.map_or(0, Value::as_int);
        self.dict_insert(Value::from_pointer(files), path, Value::from_i32_small(count.saturating_add(1) as i32))?;
        self.dict_insert(Value::from_pointer(files), number, path)
    }

    /// Notes that a file is closed.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn note_closed(&mut self, number: Value) -> Result<()> {
        let Some(files) = self.files_written()? else { return Ok(()) };
        if let Some(writers) = self.dict_of_files(WRITERS)? {
            self.dict_take(writers, number)?;
        }
        let Some(path) = self.dict_take(files, number)? else { return Ok(()) };
        match self.dict_find(files, path)?.map_or(0, Value::as_int) {
            0 | 1 => self.dict_take(files, path).map(|_| ()),
            more => self.dict_insert(Value::from_pointer(files), path, Value::from_i32_small(more.saturating_sub(1) as i32)),
        }
    }

    /// Whether a file is open for writing.
    fn is_written(&mut self, path: Value) -> Result<bool> {
        if !text::is_str(path) && bytes::view(path).is_none() {
            return Ok(false);
        }
        let Some(files) = self.files_written()? else { return Ok(false) };
        // SAFETY: the dict is alive: its module has it.
        if unsafe { (*files).length } == 0 {
            return Ok(false);
        }
        let path = self.path_from_root(path)?;
        Ok(self.dict_find(files, path)?.is_some())
    }

    /// Closes what was dropped, if the file that a call's first argument names is open for writing. The caller holds no values but its arguments.
    ///
    /// # Errors
    /// MemoryError, the run's end.
    pub(crate) fn close_dropped(&mut self, arguments: &Arguments) -> Result<()> {
        if !self.is_written(arguments.get(0))? {
            return Ok(());
        }
        gc::forget_dropped(self, arguments);
        gc::collect_now(self)?;
        self.flush_writers(arguments.get(0))
    }

    /// The same before a module is imported from a file.
    ///
    /// # Errors
    /// MemoryError, the run's end.
    pub(crate) fn close_dropped_before_import(&mut self, path: Value) -> Result<()> {
        if !self.is_written(path)? {
            return Ok(());
        }
        self.collect();
        self.run_finalisers()?;
        self.flush_writers(path)
    }

    /// What is still open is flushed: some temporary of a call that is being prepared may be a dropped file, which nobody can tell from one that
    /// a program goes on to use.
    fn flush_writers(&mut self, path: Value) -> Result<()> {
        if self.is_written(path)? {
            let path = self.path_from_root(path)?;
            self.call_in_module("_io", "_flush_writers", &[path])?;
        }
        Ok(())
    }
}
