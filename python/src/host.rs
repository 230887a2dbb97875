//! What the embedder provides: output, time, entropy, files, the native stack's end. Code memory is a trait of its own
//! ([`copperhead_core::buffer::CodeBuffer`]).

use crate::jit::view::RegionView;

/// Why a host call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostError {
    /// The host has no such service.
    Unsupported,
    /// The system refused; its error number.
    System(i32),
}

/// Where program output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// A file that the host holds open; the host chooses the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File(pub i32);

/// What a file is opened for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenOptions {
    /// Bytes can be read.
    pub read: bool,
    /// Bytes can be written.
    pub write: bool,
    /// Every write goes to the end.
    pub append: bool,
    /// The file is made if there is none.
    pub create: bool,
    /// The file is made; it is an error if there is one.
    pub create_new: bool,
    /// What the file held is dropped.
    pub truncate: bool,
}

/// Where a position in a file is counted from, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// From its start.
    Start(u64),
    /// From where it is now.
    Current(i64),
    /// From its end.
    End(i64),
}

/// What stands under a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// A file with bytes.
    File,
    /// A folder.
    Folder,
    /// Something else: a device, a pipe.
    Other,
}

/// A module that the host has the source of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundModule {
    /// Bytes of UTF-8 source.
    pub length: usize,
    /// Whether it is a package: other modules have names below its own.
    pub is_package: bool,
}

/// How local time differs from UTC at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// Seconds that local time is ahead of UTC; west of Greenwich negative.
    pub offset: i32,
    /// Whether summer time holds.
    pub daylight: bool,
    /// Bytes of the zone's name, UTF-8.
    pub name_length: usize,
}

/// Processor time, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProcessorTime {
    /// Of the whole process.
    pub process: u64,
    /// Of the thread that the VM runs in.
    pub thread: u64,
}

/// The services of the system around the VM. Every method has a default that says "there is none".
pub trait Host {
    /// Writes all the bytes to a stream.
    ///
    /// # Errors
    /// The system's, if it refuses.
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> Result<(), HostError> {
        let _ = (stream, bytes);
        Err(HostError::Unsupported)
    }

    /// Flushes a stream.
    ///
    /// # Errors
    /// The system's, if it refuses.
    fn flush(&mut self, stream: Stream) -> Result<(), HostError> {
        let _ = stream;
        Ok(())
    }

    /// Reads up to `buffer.len()` bytes of standard input; 0 at the end.
    ///
    /// # Errors
    /// [`HostError::Unsupported`] without an input.
    fn read_input(&mut self, buffer: &mut [u8]) -> Result<usize, HostError> {
        let _ = buffer;
        Err(HostError::Unsupported)
    }

    /// Looks for a module by its whole dotted name, before any file is looked for: how a program gets modules where there are no files.
    fn find_module(&mut self, name: &str) -> Option<FoundModule> {
        let _ = name;
        None
    }

    /// Copies the source of a module that [`find_module`](Self::find_module) found; the buffer has its length.
    ///
    /// # Errors
    /// The host's, if the source cannot be had after all; the import fails.
    fn read_module(&mut self, name: &str, buffer: &mut [u8]) -> Result<(), HostError> {
        let _ = (name, buffer);
        Err(HostError::Unsupported)
    }

    /// What stands under a path.
    ///
    /// # Errors
    /// The system's; [`HostError::Unsupported`] where there are no files. So in all that follow.
    fn path_kind(&mut self, path: &str) -> Result<PathKind, HostError> {
        let _ = path;
        Err(HostError::Unsupported)
    }

    /// Opens a file.
    ///
    /// # Errors
    /// As above.
    fn open_file(&mut self, path: &str, options: OpenOptions) -> Result<File, HostError> {
        let _ = (path, options);
        Err(HostError::Unsupported)
    }

    /// Reads up to `buffer.len()` bytes; 0 at the end.
    ///
    /// # Errors
    /// As above.
    fn read_file(&mut self, file: File, buffer: &mut [u8]) -> Result<usize, HostError> {
        let _ = (file, buffer);
        Err(HostError::Unsupported)
    }

    /// Writes bytes; how many of them, at least one.
    ///
    /// # Errors
    /// As above.
    fn write_file(&mut self, file: File, bytes: &[u8]) -> Result<usize, HostError> {
        let _ = (file, bytes);
        Err(HostError::Unsupported)
    }

    /// Moves to a position, which is the result, in bytes from the start.
    ///
    /// # Errors
    /// As above.
    fn seek_file(&mut self, file: File, position: Position) -> Result<u64, HostError> {
        let _ = (file, position);
        Err(HostError::Unsupported)
    }

    /// Cuts a file, or lengthens it with zero bytes.
    ///
    /// # Errors
    /// As above.
    fn truncate_file(&mut self, file: File, length: u64) -> Result<(), HostError> {
        let _ = (file, length);
        Err(HostError::Unsupported)
    }

    /// Closes a file; its number may come again.
    ///
    /// # Errors
    /// As above.
    fn close_file(&mut self, file: File) -> Result<(), HostError> {
        let _ = file;
        Err(HostError::Unsupported)
    }

    /// Removes a file.
    ///
    /// # Errors
    /// As above.
    fn remove_file(&mut self, path: &str) -> Result<(), HostError> {
        let _ = path;
        Err(HostError::Unsupported)
    }

    /// Makes a folder.
    ///
    /// # Errors
    /// As above.
    fn make_folder(&mut self, path: &str) -> Result<(), HostError> {
        let _ = path;
        Err(HostError::Unsupported)
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// As above.
    fn remove_folder(&mut self, path: &str) -> Result<(), HostError> {
        let _ = path;
        Err(HostError::Unsupported)
    }

    /// Gives a file or folder another path; what stood there goes.
    ///
    /// # Errors
    /// As above.
    fn rename_path(&mut self, from: &str, to: &str) -> Result<(), HostError> {
        let _ = (from, to);
        Err(HostError::Unsupported)
    }

    /// Writes the names in a folder into a buffer, with zero bytes between them. The result is the length of all; if that is more than the buffer's,
    /// the caller asks again with a larger one. So in the next two.
    ///
    /// # Errors
    /// As above.
    fn list_folder(&mut self, path: &str, buffer: &mut [u8]) -> Result<usize, HostError> {
        let _ = (path, buffer);
        Err(HostError::Unsupported)
    }

    /// The path of the folder that relative paths begin at.
    ///
    /// # Errors
    /// As above.
    fn current_folder(&mut self, buffer: &mut [u8]) -> Result<usize, HostError> {
        let _ = buffer;
        Err(HostError::Unsupported)
    }

    /// Makes a folder the one that relative paths begin at.
    ///
    /// # Errors
    /// As above.
    fn enter_folder(&mut self, path: &str) -> Result<(), HostError> {
        let _ = path;
        Err(HostError::Unsupported)
    }

    /// The environment: `NAME=VALUE`, with zero bytes between them.
    ///
    /// # Errors
    /// As above.
    fn environment(&mut self, buffer: &mut [u8]) -> Result<usize, HostError> {
        let _ = buffer;
        Err(HostError::Unsupported)
    }

    /// Nanoseconds of a clock that never goes back.
    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        None
    }

    /// Nanoseconds since 1970-01-01, UTC.
    fn unix_nanoseconds(&mut self) -> Option<i64> {
        None
    }

    /// Nanoseconds that this process has had of its processors, and this thread. `None`: the clock of
    /// [`monotonic_nanoseconds`](Self::monotonic_nanoseconds) stands for both.
    fn processor_nanoseconds(&mut self) -> Option<ProcessorTime> {
        None
    }

    /// Waits for so many nanoseconds or less: the VM looks at its limits and at the clock, and asks again.
    fn pause(&mut self, nanoseconds: u64) {
        let _ = nanoseconds;
        core::hint::spin_loop();
    }

    /// What clocks on the wall show at a moment, in seconds since 1970-01-01 UTC; the zone's name goes into `name`, cut off where it
    /// does not fit. `None`: they show UTC.
    fn local_time(&mut self, unix_seconds: i64, name: &mut [u8]) -> Option<LocalTime> {
        let _ = (unix_seconds, name);
        None
    }

    /// A program chose a time zone, in the form of the environment's `TZ`; `None`: the system's.
    fn set_time_zone(&mut self, zone: Option<&str>) {
        let _ = zone;
    }

    /// Machine code was made, and will be entered soon: for profilers and debuggers. Nothing of the VM may be called from here.
    fn code_made(&mut self, region: &RegionView<'_>) {
        let _ = region;
    }

    /// The machine code at this address, of which [`code_made`](Self::code_made) told, is freed: another region may come to lie there.
    fn code_freed(&mut self, address: usize) {
        let _ = address;
    }

    /// Fills the buffer with unpredictable bytes.
    ///
    /// # Errors
    /// [`HostError::Unsupported`] without a source of entropy; hashing then uses a fixed key.
    fn entropy(&mut self, buffer: &mut [u8]) -> Result<(), HostError> {
        let _ = buffer;
        Err(HostError::Unsupported)
    }

    /// The lowest address that the native stack may reach, with a reserve for the host's own calls already added.
    fn native_stack_limit(&mut self) -> usize;
}
