//! The map that Linux's `perf` reads: `/tmp/perf-PID.map`, a line for each region with start, length and name
//! (Linux, tools/perf/Documentation/jit-interface.txt). `perf` takes the last line of those that name an address.

use std::fs::File;
use std::io::Write;

use copperhead::jit::view::RegionView;

use super::{Tool, symbol};

/// The file.
pub struct Map(File);

impl Map {
    /// # Errors
    /// Why the file cannot be made.
    pub fn new() -> Result<Map, String> {
        let path = format!("/tmp/perf-{}.map", std::process::id());
        File::create(&path).map(Map).map_err(|error| format!("{path}: {error}"))
    }
}

impl Tool for Map {
    fn made(&mut self, region: &RegionView<'_>) {
        // A full disk costs the names, not the program. One write for each line: the process may be killed at any time.
        let _ =
            self.0.write_all(format!("{:x} {:x} {}\n", region.address(), region.length(), symbol(region).replace('\n', " ")).as_bytes());
    }

    fn freed(&mut self, _: usize) {}
}
