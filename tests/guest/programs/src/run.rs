//! Runs every Python program that came in, each in a VM of its own: here is how Python is embedded.

use crate::archive::{Archive, Program};
use crate::options::Options;
use crate::{Machine, Status, archive_of};
use copperhead::host::{Host, HostError, Stream};
use copperhead::run::Outcome;
use copperhead::vm::{self, Vm};
use copperhead_core::buffer::{CodeBuffer, NoCode};
use copperhead_guest_common::heap;
use core::fmt::{self, Write};

/// Runs the programs of the machine's archive and prints what they print, with marks that `../run` divides the text by: byte 0x1e
/// before the lines that begin and end a program, 0x0e and 0x0f around what goes to standard error.
///
/// Failure if there is no archive, if it cannot be read, or if a program with a threshold of 1 ran no machine code. How the programs
/// themselves ended stands in the marks; the caller knows what is right.
pub fn run_all<M: Machine>(machine: M) -> Status {
    let mut out = Output(machine);
    match archive_of(machine) {
        Ok(Some(archive)) => run_archive(machine, archive),
        Ok(None) => out.fail(format_args!("no programs were loaded")),
        Err(error) => out.fail(format_args!("the archive cannot be read: {error:?}")),
    }
}

fn run_archive<M: Machine>(machine: M, archive: Archive) -> Status {
    let mut out = Output(machine);
    let options = match Options::parse(archive.options, M::VM_MEMORY) {
        Ok(options) => options,
        Err(word) => return out.fail(format_args!("unknown option {word}")),
    };
    let Some(memory) = heap::take(options.memory) else {
        return out.fail(format_args!("there are no {} bytes for a VM", options.memory));
    };
    let mut all = Status::SUCCESS;
    for program in archive {
        let program = match program {
            Ok(program) => program,
            Err(error) => return out.fail(format_args!("the archive cannot be read: {error:?}")),
        };
        let Program { name, .. } = program;
        out.line(format_args!("\x1ebegin {name}"));
        let Some(ended) = run(machine, &options, &program, memory) else {
            return out.fail(format_args!("\x1eend {name} 1\n{name}: no VM in {} bytes, or no code memory", options.memory));
        };
        out.line(format_args!("\x1eend {name} {}", ended.status));
        // What the JIT did, which is compared with nothing. Thousandths, because a share of 99.96 % is not all.
        let bytecodes = ended.machine_bytecodes + ended.interpreted_bytecodes;
        let share = ended.machine_bytecodes.saturating_mul(1000) / bytecodes.max(1);
        out.line(format_args!(
            "{name}: {} ns, {} cells allocated, {} regions compiled, {}.{} % of {bytecodes} bytecodes as machine code",
            ended.nanoseconds,
            ended.allocations,
            ended.regions,
            share / 10,
            share % 10,
        ));
        // (A program that ends with an exception may have run nothing.)
        let counted = options.jit.count;
        if options.must_compile() && ended.status == 0 && (ended.regions == 0 || counted && ended.machine_bytecodes == 0) {
            all = out.fail(format_args!("{name}: no machine code ran"));
        }
    }
    all
}

/// How a program ended.
struct Ended {
    status: i32,
    nanoseconds: u64,
    allocations: u64,
    regions: u64,
    machine_bytecodes: u64,
    interpreted_bytecodes: u64,
}

/// Runs one program in a VM of its own, in the lent memory. `None` if there is no VM to be had.
fn run<M: Machine>(machine: M, options: &Options, program: &Program, memory: &mut [u8]) -> Option<Ended> {
    let mut host = Divided(machine);
    let (mut none, mut pages);
    let code: &mut dyn CodeBuffer = if options.has_code {
        pages = machine.code(usize::MAX)?;
        &mut pages
    } else {
        none = NoCode;
        &mut none
    };
    // These machines have no source of entropy: string hashing has a fixed key.
    let vm_options = vm::Options { jit: options.jit, hash_seed: Some(0), ..vm::Options::default() };
    let mut vm = Vm::new(memory, &mut host, code, vm_options).ok()?;
    let mut words = [program.name; 8];
    let mut count = 1;
    for (place, word) in words.iter_mut().skip(1).zip(program.arguments.split_whitespace()) {
        *place = word;
        count += 1;
    }
    let start = nanoseconds(machine);
    let outcome = vm.run_main(program.source, program.name, words.get(..count)?);
    let nanoseconds = nanoseconds(machine).saturating_sub(start);
    let (machine_bytecodes, interpreted_bytecodes, _) = vm.executed();
    Some(Ended {
        status: match outcome {
            Outcome::Finished => 0,
            Outcome::Exit(status) => status,
            Outcome::Raised | Outcome::Interrupted => 1,
            Outcome::Terminated(_) => 124,
        },
        nanoseconds,
        allocations: vm.allocations(),
        regions: vm.jit_statistics().regions,
        machine_bytecodes,
        interpreted_bytecodes,
    })
}

/// The machine's clock; 0 if it has none.
pub(crate) fn nanoseconds<M: Machine>(mut machine: M) -> u64 {
    machine.monotonic_nanoseconds().unwrap_or(0)
}

/// The machine as a place to format to.
pub(crate) struct Output<M>(pub(crate) M);

impl<M: Machine> Output<M> {
    pub(crate) fn line(&mut self, text: fmt::Arguments) {
        // A machine that cannot print has no other place to say so.
        let _ = writeln!(self, "{text}");
    }

    fn fail(&mut self, text: fmt::Arguments) -> Status {
        self.line(text);
        Status::FAILURE
    }
}

impl<M: Machine> Write for Output<M> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write(Stream::Output, text.as_bytes()).map_err(|_| fmt::Error)
    }
}

/// The machine as Python's host: both streams go out of one serial port, so that marks must divide them.
struct Divided<M>(M);

impl<M: Machine> Host for Divided<M> {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> Result<(), HostError> {
        if stream == Stream::Output {
            return self.0.write(stream, bytes);
        }
        self.0.write(stream, b"\x0e")?;
        self.0.write(stream, bytes)?;
        self.0.write(stream, b"\x0f")
    }

    fn flush(&mut self, stream: Stream) -> Result<(), HostError> {
        self.0.flush(stream)
    }

    fn read_input(&mut self, buffer: &mut [u8]) -> Result<usize, HostError> {
        self.0.read_input(buffer)
    }

    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        self.0.monotonic_nanoseconds()
    }

    fn unix_nanoseconds(&mut self) -> Option<i64> {
        self.0.unix_nanoseconds()
    }

    fn entropy(&mut self, buffer: &mut [u8]) -> Result<(), HostError> {
        self.0.entropy(buffer)
    }

    fn native_stack_limit(&mut self) -> usize {
        self.0.native_stack_limit()
    }
}
