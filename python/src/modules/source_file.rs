//! Source files that the host opens: for imports, and for the lines in tracebacks.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::host::{File, Host, OpenOptions, PathKind};
use crate::objects::byte_builder::{ByteBuilder, bytes_data, new_bytes_cell};
use crate::objects::class_list::ClassId;
use crate::objects::number_glue;
use crate::objects::text::Display;

/// The bytes of a bytes object, to be filled. It has `length` of them.
///
/// # Safety
/// The object was just made by [`new_bytes_cell`] with that length, and nobody else looks at it before the slice is dropped.
unsafe fn bytes_to_fill<'a>(bytes: Value, length: usize) -> &'a mut [u8] {
    // SAFETY: the caller's contract; the cell was zeroed.
    unsafe { core::slice::from_raw_parts_mut(bytes_data(bytes), length) }
}

/// Closes a file when it goes out of use.
struct Opened<'h> {
    host: &'h mut dyn Host,
    file: File,
}

impl Drop for Opened<'_> {
    fn drop(&mut self) {
        // It was only read: nothing is lost if the system complains.
        let _ = self.host.close_file(self.file);
    }
}

impl Context {
    /// A str in UTF-8, as a bytes object.
    pub(crate) fn utf8(&mut self, string: Value) -> Result<Value> {
        crate::objects::str::encode::encode(self, string, "utf-8", "strict")
    }

    /// A folder's path from the root, where the host knows in which folder the program runs.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn absolute_folder(&mut self, folder: Value) -> Result<Value> {
        if crate::objects::text::code_points(folder).next() == Some(u32::from('/')) {
            return Ok(folder);
        }
        let mut room = [0u8; 512];
        // SAFETY: the host outlives the context.
        let length = unsafe { (*self.host).current_folder(&mut room) }.unwrap_or(0);
        let here = room.get(..length).and_then(|here| core::str::from_utf8(here).ok());
        match here {
            Some(here) if !here.is_empty() && crate::objects::text::length(folder) == 0 => self.new_str(here),
            Some(here) if !here.is_empty() => self.format(format_args!("{here}/{}", Display(folder))),
            _ => Ok(folder),
        }
    }

    /// Whether a path is that of a folder.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn is_folder(&mut self, path: Value) -> Result<bool> {
        let name = self.utf8(path)?;
        let text = number_glue::text::bytes_of(name).and_then(|name| core::str::from_utf8(name).ok());
        // SAFETY: the host outlives the context.
        let kind = text.map(|text| unsafe { (*self.host).path_kind(text) });
        core::hint::black_box(name);
        Ok(kind == Some(Ok(PathKind::Folder)))
    }

    /// The content of a file as a bytes object; None if there is no such file.
    ///
    /// # Errors
    /// MemoryError; OSError if the file cannot be read.
    pub(crate) fn read_source_file(&mut self, path: Value) -> Result<Option<Value>> {
        let name = self.utf8(path)?;
        let text = number_glue::text::bytes_of(name).and_then(|name| core::str::from_utf8(name).ok());
        let Some(text) = text else { return Ok(None) };
        // SAFETY: the host outlives the context, and nothing else borrows it while a file is read: the context is only asked for memory.
        let host: &mut dyn Host = unsafe { &mut *self.host };
        if host.path_kind(text) != Ok(PathKind::File) {
            return Ok(None);
        }
        let Ok(file) = host.open_file(text, OpenOptions { read: true, ..OpenOptions::default() }) else { return Ok(None) };
        let opened = Opened { host, file };
        let mut builder = ByteBuilder::new(self);
        let mut part = [0u8; 1024];
        let complete = loop {
            match opened.host.read_file(file, &mut part) {
                Ok(0) => break true,
                Ok(count) => builder.push_slice(part.get(..count).unwrap_or(&[]))?,
                Err(_) => break false,
            }
        };
        let bytes = builder.finish_bytes()?;
        drop(opened);
        core::hint::black_box(name);
        if complete { Ok(Some(bytes)) } else { Err(self.raise(ClassId::OSError, format_args!("cannot read '{}'", Display(path)))) }
    }

    /// The source of a module that the host has, and whether it is a package.
    ///
    /// # Errors
    /// MemoryError; ImportError if the host does not give what it has.
    pub(crate) fn read_host_module(&mut self, name: Value) -> Result<Option<(Value, bool)>> {
        let bytes = self.utf8(name)?;
        let text = number_glue::text::bytes_of(bytes).and_then(|bytes| core::str::from_utf8(bytes).ok());
        let Some(text) = text else { return Ok(None) };
        // SAFETY: the host outlives the context.
        let Some(found) = (unsafe { (*self.host).find_module(text) }) else { return Ok(None) };
        let source = new_bytes_cell(self, found.length)?;
        // SAFETY: the cell is fresh; the host outlives the context.
        let read = unsafe { (*self.host).read_module(text, bytes_to_fill(source, found.length)) };
        core::hint::black_box(bytes);
        match read {
            Ok(()) => Ok(Some((source, found.is_package))),
            Err(_) => {
                let message = format_args!("the host cannot read the module '{}'", Display(name));
                Err(self.raise_with_name(ClassId::ImportError, name, message))
            }
        }
    }

    /// The text of a source file for a report; None if it cannot be had. Leaves no exception.
    pub(crate) fn source_for_report(&mut self, file_name: Value) -> Option<Value> {
        let pending = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        let result = self.read_source_file(file_name);
        self.machine.exception = pending;
        result.unwrap_or_default()
    }
}
