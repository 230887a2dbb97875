//! One program in one mode, in this process.

use copperhead::host::{Host, HostError, Stream};
use copperhead::jit::JitOptions;
use copperhead::run::Outcome;
use copperhead::vm::{InterruptHandle, Options, Vm};
use copperhead_core::buffer::{CodeBuffer, NoCode};
use copperhead_core::model::apart::Apart;
use copperhead_host_linux::{LinuxCode, Strategy};

use crate::modes::{CodeMemory, Mode};
use crate::tree::Terms;

/// The name that programs go by.
pub const FILE: &str = "<fuzz>";

/// Memory for a VM, bytes, and the part of it for frames.
pub const MEMORY: usize = 2 << 20;
const STACK: usize = 320 << 10;
/// More is not kept of what a program prints.
const LONGEST: usize = 1 << 20;
/// Ends what does not end by itself.
pub const STEPS: u64 = 60_000;

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// `Finished`, `Raised`, …: an [`Outcome`].
    pub outcome: String,
    /// What it printed, the report of its exception included.
    pub output: String,
    /// Cells allocated.
    pub allocations: u64,
    /// MemoryErrors raised, caught ones included.
    pub memory_errors: u64,
}

/// Collects what is printed, and interrupts.
#[derive(Default)]
struct Collector {
    output: String,
    written: u64,
    interrupt_at: u64,
    handle: Option<InterruptHandle<'static>>,
}

impl Host for Collector {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> Result<(), HostError> {
        if self.output.len() < LONGEST {
            self.output.push_str(&String::from_utf8_lossy(bytes));
        }
        if stream == Stream::Output {
            self.written += 1;
            if self.written == self.interrupt_at
                && let Some(handle) = self.handle
            {
                handle.interrupt();
            }
        }
        Ok(())
    }

    fn native_stack_limit(&mut self) -> usize {
        copperhead_host_linux::native_stack_limit().unwrap_or(0) + (256 << 10)
    }
}

fn code_memory(kind: CodeMemory) -> Box<dyn CodeBuffer> {
    match kind {
        CodeMemory::Usual => Box::new(LinuxCode::new()),
        CodeMemory::Protect => {
            LinuxCode::with(Strategy::Protect).map_or_else(|_| Box::new(NoCode) as Box<dyn CodeBuffer>, |code| Box::new(code))
        }
        CodeMemory::Model => Box::new(Apart::new(LinuxCode::new())),
        CodeMemory::None => Box::new(NoCode),
    }
}

/// Runs a program in [`MEMORY`], whatever that holds. `allocations`: how many cells the oracle allocated, by which collections are spread.
pub fn run(memory: &mut [u8], text: &str, terms: Terms, mode: &Mode, seed: u64, allocations: u64) -> Ending {
    let mut host = Collector { interrupt_at: terms.interrupt.unwrap_or(0), ..Collector::default() };
    let host_pointer: *mut Collector = &raw mut host;
    let mut code = code_memory(mode.code);
    let options = Options {
        jit: JitOptions {
            enabled: mode.threshold.is_some(),
            threshold: mode.threshold.unwrap_or(1),
            stress: mode.stress.map(|stress| stress.wrapping_mul(seed | 1)),
            count: mode.count,
            code_bytes: mode.code_bytes,
        },
        hash_seed: Some(0),
        stack_bytes: Some(STACK),
        ..Options::default()
    };
    let (outcome, allocations, memory_errors, usable) = {
        // SAFETY: the host lives longer than the VM; the pointer is used once more below, before anything runs.
        let Ok(mut vm) = Vm::new(memory, unsafe { &mut *host_pointer }, code.as_mut(), options) else {
            return Ending { outcome: "no VM".into(), output: String::new(), allocations: 0, memory_errors: 0 };
        };
        let before = vm.allocations();
        if terms.interrupt.is_some() {
            vm.interrupts_raise(true);
            // SAFETY: the handle lives as long as the memory; the host forgets it below, before the memory goes.
            let handle = unsafe { core::mem::transmute::<InterruptHandle<'_>, InterruptHandle<'static>>(vm.interrupt_handle()) };
            // SAFETY: nothing runs: nobody else uses the host now.
            unsafe { (*host_pointer).handle = Some(handle) };
        }
        vm.limit_steps(Some(terms.steps.unwrap_or(STEPS)));
        if let Some(bytes) = terms.memory {
            vm.limit_memory(bytes, bytes + bytes / 4 + (1 << 20));
        }
        vm.scan_native_stack(!mode.safepoints);
        if let Some(every) = allocations.checked_div(mode.collections) {
            // Where there are too many allocations for all of them, which ones collect differs from one program to the next.
            vm.collect_often(every.max(1) + seed % every.clamp(1, 3));
        }
        let outcome = vm.run_main(text.as_bytes(), FILE, &["fuzz"]);
        let memory_errors = vm.heap_usage().memory_errors;
        // Whatever happened, the VM is still good for more.
        vm.collect_often(0);
        vm.limit_memory(usize::MAX, usize::MAX);
        // Finalisers of what the program left may still be waiting.
        vm.limit_steps(Some(STEPS));
        let more = "copperhead_fuzz = [1] + [2]\n";
        let mut usable = vm.run(more);
        if terms.interrupt.is_some() && usable.is_err() {
            // An interrupt that came with the program's last words was still waiting.
            usable = vm.run(more);
        }
        // What the program ran out of memory with may still be referred to.
        if memory_errors != 0 && usable.is_err() && vm.error_text(&mut [0; 16]).starts_with("MemoryError") {
            usable = Ok(());
        }
        (outcome, vm.allocations() - before, memory_errors, usable)
    };
    host.handle = None;
    let outcome = match (outcome, usable) {
        (Outcome::Terminated(_) | Outcome::Finished | Outcome::Exit(_) | Outcome::Raised | Outcome::Interrupted, Ok(())) => {
            format!("{outcome:?}")
        }
        (outcome, Err(failure)) => format!("{outcome:?}, and then the VM is of no use: {failure:?}"),
    };
    Ending { outcome, output: without_addresses(&host.output), allocations, memory_errors }
}

/// Parses and compiles a text, whole and, as far as its straight statements go, a part after the other.
pub fn parse(text: &[u8]) -> String {
    let mut outcome = String::new();
    // Little memory for some, so that the parser runs out of it.
    let bytes = [MEMORY, 1 << 20, 256 << 10][text.len() % 3];
    for whole in [true, false] {
        let mut memory = vec![0u8; bytes];
        let mut host = Collector::default();
        let mut code = NoCode;
        let options = Options { jit: JitOptions { enabled: false, ..JitOptions::default() }, hash_seed: Some(0), ..Options::default() };
        let ended = match Vm::new(&mut memory, &mut host, &mut code, options) {
            Ok(mut vm) => {
                vm.limit_steps(Some(1));
                if whole { vm.disassemble(text, FILE) } else { vm.run_main(text, FILE, &[]) }
            }
            Err(_) => return "no VM".into(),
        };
        // The last line of the report, if there is one.
        let report = host.output.lines().last().unwrap_or("");
        outcome.push_str(&format!("{ended:?}"));
        if matches!(ended, Outcome::Raised) {
            outcome.push_str(&format!(" {report}"));
        }
        outcome.push('\n');
    }
    outcome
}

/// Addresses that crept into the output are no difference.
pub fn without_addresses(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(" at 0x") {
        clean.push_str(&rest[..place + 6]);
        rest = rest[place + 6..].trim_start_matches(|digit: char| digit.is_ascii_hexdigit());
        clean.push('?');
    }
    clean.push_str(rest);
    clean
}
