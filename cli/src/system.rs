//! The host of the command: the standard streams, clocks, entropy, the native stack.

use std::io::{Read, Write};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use copperhead::host::{File, Host, HostError, LocalTime, OpenOptions, PathKind, Position, ProcessorTime, Stream};
use copperhead::jit::view::RegionView;

use crate::files::{self, Files, system_error};

use crate::host;
use crate::tools::Tool;

/// Bytes of native stack that are kept for the host's own calls and for what runs between two checks.
const STACK_RESERVE: usize = 256 << 10;
/// The longest pause, in nanoseconds: how late an interrupt or a limit is seen in `time.sleep`.
const LONGEST_PAUSE: u64 = 10_000_000;

/// The process.
pub struct System {
    output: std::io::BufWriter<std::io::Stdout>,
    start: Instant,
    files: Files,
    /// Whether what is written goes to the system at once.
    pub unbuffered: bool,
    /// Who is told of machine code.
    pub tools: Vec<Box<dyn Tool>>,
}

impl System {
    /// The process's streams and clocks.
    pub fn new() -> System {
        System {
            output: std::io::BufWriter::with_capacity(1 << 16, std::io::stdout()),
            start: Instant::now(),
            files: Files::default(),
            unbuffered: false,
            tools: Vec::new(),
        }
    }
}

impl Host for System {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> Result<(), HostError> {
        match stream {
            Stream::Output => {
                let written = self.output.write_all(bytes);
                if self.unbuffered { written.and_then(|()| self.output.flush()) } else { written }.map_err(system_error)
            }
            Stream::Error => {
                // What was printed before stands before.
                let _ = self.output.flush();
                std::io::stderr().write_all(bytes).map_err(system_error)
            }
        }
    }

    fn flush(&mut self, stream: Stream) -> Result<(), HostError> {
        match stream {
            Stream::Output => self.output.flush().map_err(system_error),
            Stream::Error => Ok(()),
        }
    }

    fn code_made(&mut self, region: &RegionView<'_>) {
        self.tools.iter_mut().for_each(|tool| tool.made(region));
    }

    fn code_freed(&mut self, address: usize) {
        self.tools.iter_mut().for_each(|tool| tool.freed(address));
    }

    fn read_input(&mut self, buffer: &mut [u8]) -> Result<usize, HostError> {
        std::io::stdin().read(buffer).map_err(system_error)
    }

    fn path_kind(&mut self, path: &str) -> Result<PathKind, HostError> {
        Files::kind(path)
    }

    fn open_file(&mut self, path: &str, options: OpenOptions) -> Result<File, HostError> {
        self.files.open(path, options)
    }

    fn read_file(&mut self, file: File, buffer: &mut [u8]) -> Result<usize, HostError> {
        self.files.read(file, buffer)
    }

    fn write_file(&mut self, file: File, bytes: &[u8]) -> Result<usize, HostError> {
        self.files.write(file, bytes)
    }

    fn seek_file(&mut self, file: File, position: Position) -> Result<u64, HostError> {
        self.files.seek(file, position)
    }

    fn truncate_file(&mut self, file: File, length: u64) -> Result<(), HostError> {
        self.files.truncate(file, length)
    }

    fn close_file(&mut self, file: File) -> Result<(), HostError> {
        self.files.close(file)
    }

    fn remove_file(&mut self, path: &str) -> Result<(), HostError> {
        std::fs::remove_file(path).map_err(system_error)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), HostError> {
        std::fs::create_dir(path).map_err(system_error)
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), HostError> {
        std::fs::remove_dir(path).map_err(system_error)
    }

    fn rename_path(&mut self, from: &str, to: &str) -> Result<(), HostError> {
        std::fs::rename(from, to).map_err(system_error)
    }

    fn list_folder(&mut self, path: &str, buffer: &mut [u8]) -> Result<usize, HostError> {
        Ok(files::give(&Files::names(path)?, buffer))
    }

    fn current_folder(&mut self, buffer: &mut [u8]) -> Result<usize, HostError> {
        let folder = std::env::current_dir().map_err(system_error)?;
        Ok(files::give(folder.as_os_str().as_encoded_bytes(), buffer))
    }

    fn enter_folder(&mut self, path: &str) -> Result<(), HostError> {
        std::env::set_current_dir(path).map_err(system_error)
    }

    fn environment(&mut self, buffer: &mut [u8]) -> Result<usize, HostError> {
        Ok(files::give(&Files::environment(), buffer))
    }

    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        u64::try_from(self.start.elapsed().as_nanos()).ok()
    }

    fn unix_nanoseconds(&mut self) -> Option<i64> {
        SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_nanos()).ok())
    }

    fn processor_nanoseconds(&mut self) -> Option<ProcessorTime> {
        host::processor_nanoseconds()
    }

    fn pause(&mut self, nanoseconds: u64) {
        std::thread::sleep(Duration::from_nanos(nanoseconds.min(LONGEST_PAUSE)));
    }

    fn local_time(&mut self, unix_seconds: i64, name: &mut [u8]) -> Option<LocalTime> {
        host::local_time(unix_seconds, name)
    }

    fn set_time_zone(&mut self, zone: Option<&str>) {
        host::set_time_zone(zone);
    }

    fn entropy(&mut self, buffer: &mut [u8]) -> Result<(), HostError> {
        host::entropy(buffer)
    }

    fn native_stack_limit(&mut self) -> usize {
        // Without an answer: what lies a little below this frame is surely there.
        let marker = 0u8;
        host::native_stack_limit().map_or((&raw const marker).addr().saturating_sub(512 << 10), |limit| limit.saturating_add(STACK_RESERVE))
    }
}
