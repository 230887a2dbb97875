//! Tools that are told of machine code when it is made and freed: the listing of `copperhead jit`, the map for `perf`, GDB's interface.
//!
//! They hear of it through the host ([`Host::code_made`](copperhead::host::Host::code_made)); nothing of them is in the VM.

use copperhead::jit::view::RegionView;

use crate::arguments::Command;

mod disassembler;
#[cfg(target_os = "linux")]
mod elf;
#[cfg(target_os = "linux")]
mod gdb;
mod listing;
#[cfg(target_os = "linux")]
mod perf;

/// What a tool does when machine code comes and goes.
pub trait Tool {
    /// A region was made.
    fn made(&mut self, region: &RegionView<'_>);
    /// The region at this address is freed.
    fn freed(&mut self, address: usize);
    /// The program has ended, and what it printed was written.
    fn finish(&mut self) {}
}

/// The tools that the command line asks for; else why there are none.
pub fn chosen(command: &Command) -> Result<Vec<Box<dyn Tool>>, String> {
    let mut tools: Vec<Box<dyn Tool>> = Vec::new();
    if command.listing {
        tools.push(Box::new(listing::Listing::default()));
    }
    #[cfg(target_os = "linux")]
    {
        if command.perf_map {
            tools.push(Box::new(perf::Map::new()?));
        }
        if command.gdb {
            tools.push(Box::new(gdb::Registered::default()));
        }
    }
    #[cfg(not(target_os = "linux"))]
    if command.perf_map || command.gdb {
        return Err("--perf-map and --gdb are for Linux".into());
    }
    Ok(tools)
}

/// The name of a region as tools show it: as CPython's own support for `perf` writes it.
#[cfg(target_os = "linux")]
fn symbol(region: &RegionView<'_>) -> String {
    format!("py::{}:{}", region.name(), region.file_name())
}

/// The machine code of a region.
fn code_of<'a>(region: &RegionView<'a>) -> &'a [u8] {
    // SAFETY: the region was published just now, executable memory is readable on the systems that have this command, and what is published does
    // not change as long as the tool is being told of it.
    unsafe { std::slice::from_raw_parts(std::ptr::with_exposed_provenance(region.address()), region.length()) }
}
