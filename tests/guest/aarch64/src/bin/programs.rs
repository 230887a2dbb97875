//! Runs every Python program of the archive and prints what it prints, between lines that the outside
//! divides the text by. Ends with failure if a program failed.

#![no_std]
#![no_main]

use copperhead::host::{Host, HostError, Stream};
use copperhead::jit::JitOptions;
use copperhead::run::Outcome;
use copperhead::vm::{self, Vm};
use copperhead_core::buffer::{CodeBuffer, NoCode};
use copperhead_guest_aarch64::archive::{self, Program};
use copperhead_guest_aarch64::code::CodeMemory;
use copperhead_guest_aarch64::{Status, clock, entry, heap, memory, println, uart};

entry!(main);

/// Bytes for a VM, if no option says otherwise; each program gets a VM of its own.
const VM_MEMORY: usize = 64 << 20;

fn main() -> Status {
    let archive = match archive::find() {
        Ok(Some(archive)) => archive,
        Ok(None) => {
            println!("no programs were loaded");
            return Status::FAILURE;
        }
        Err(error) => {
            println!("the archive cannot be read: {error:?}");
            return Status::FAILURE;
        }
    };
    let options = Options::of(archive.options);
    let memory = heap::take(options.memory).expect("memory for a VM");
    let mut all = Status::SUCCESS;
    for program in archive {
        let program = match program {
            Ok(program) => program,
            Err(error) => {
                println!("the archive cannot be read: {error:?}");
                return Status::FAILURE;
            }
        };
        // What a program prints lies between these two lines, which `../run` reads.
        println!("\x1ebegin {}", program.name);
        let ended = run(options, &program, memory);
        // With code memory and a threshold of 1, nothing compiled would be a failure that the output does not show. (A program that
        // ends with an exception may have run nothing.)
        let nothing_compiled = ended.must_compile && (ended.regions == 0 || ended.machine_bytecodes == 0);
        let status = if nothing_compiled && ended.status == Status::SUCCESS { Status::FAILURE } else { ended.status };
        println!("\x1eend {} {}", program.name, status.0);
        // Behind the line that ends the program's output: what the JIT did, which nobody compares.
        println!(
            "{}: {} ms, {} cells allocated, {} regions, {} of {} bytecodes ran as machine code",
            program.name,
            ended.nanoseconds / 1_000_000,
            ended.allocations,
            ended.regions,
            ended.machine_bytecodes,
            ended.machine_bytecodes + ended.interpreted_bytecodes
        );
        if nothing_compiled {
            println!("{}: no machine code ran", program.name);
        }
        if status != Status::SUCCESS {
            all = Status::FAILURE;
        }
    }
    all
}

/// The machine around the VM: a UART, a counter, a stack of known size.
struct Board;

impl Host for Board {
    fn write(&mut self, _: Stream, bytes: &[u8]) -> Result<(), HostError> {
        uart::write(bytes);
        Ok(())
    }

    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        Some(clock::nanoseconds())
    }

    fn native_stack_limit(&mut self) -> usize {
        // The reserve is for what runs between two checks.
        memory::stack().start + (64 << 10)
    }
}

/// How a program ended.
struct Ended {
    status: Status,
    nanoseconds: u64,
    allocations: u64,
    regions: u64,
    machine_bytecodes: u64,
    interpreted_bytecodes: u64,
    must_compile: bool,
}

/// What the options of the archive say; they are spelt as the command's.
#[derive(Clone, Copy)]
struct Options {
    jit: JitOptions,
    has_code: bool,
    memory: usize,
}

impl Options {
    fn of(text: &str) -> Options {
        let mut options = Options { jit: JitOptions { count: true, ..JitOptions::default() }, has_code: true, memory: VM_MEMORY };
        let jit = &mut options.jit;
        for option in text.split_whitespace() {
            let understood = match option.split_once('=') {
                Some(("--jit", "off")) => set(&mut jit.enabled, Some(false)),
                Some(("--jit-threshold", number)) => set(&mut jit.threshold, number.parse().ok()),
                Some(("--jit-stress", seed)) => set(&mut jit.stress, seed.parse().ok().map(Some)),
                Some(("--code-bytes", bytes)) => set(&mut jit.code_bytes, size(bytes)),
                Some(("--code-host", "none")) => set(&mut options.has_code, Some(false)),
                Some(("--memory", bytes)) => set(&mut options.memory, size(bytes)),
                _ => false,
            };
            assert!(understood, "unknown option {option}");
        }
        options
    }
}

/// Changes an option to the value that was understood; false if none was.
fn set<T>(option: &mut T, value: Option<T>) -> bool {
    let understood = value.is_some();
    if let Some(value) = value {
        *option = value;
    }
    understood
}

/// A number of bytes: `4096`, `64K`, `2M`.
fn size(text: &str) -> Option<usize> {
    let (number, shift) = match text.strip_suffix('K') {
        Some(number) => (number, 10),
        None => text.strip_suffix('M').map_or((text, 0), |number| (number, 20)),
    };
    number.parse::<usize>().ok()?.checked_mul(1 << shift)
}

/// Runs one program in a VM of its own, in the lent memory.
fn run(options: Options, program: &Program, memory: &mut [u8]) -> Ended {
    let Options { jit, has_code, .. } = options;
    let mut board = Board;
    let (mut none, mut pages);
    let code: &mut dyn CodeBuffer = if has_code {
        pages = CodeMemory::take(usize::MAX).expect("code memory");
        &mut pages
    } else {
        none = NoCode;
        &mut none
    };
    let start = clock::nanoseconds();
    // No source of entropy on this board: string hashing has a fixed key.
    let vm_options = vm::Options { jit, hash_seed: Some(0), ..vm::Options::default() };
    let mut vm = Vm::new(memory, &mut board, code, vm_options).expect("memory for a VM");
    let mut words = [program.name; 8];
    let mut count = 1;
    for (place, word) in words.iter_mut().skip(1).zip(program.arguments.split_whitespace()) {
        *place = word;
        count += 1;
    }
    let outcome = vm.run_main(program.source, program.name, &words[..count]);
    let (machine_bytecodes, interpreted_bytecodes, _) = vm.executed();
    Ended {
        status: match outcome {
            Outcome::Finished => Status::SUCCESS,
            Outcome::Exit(status) => Status(status as u8),
            Outcome::Raised | Outcome::Terminated(_) => Status::FAILURE,
        },
        nanoseconds: clock::nanoseconds() - start,
        allocations: vm.allocations(),
        regions: vm.jit_statistics().regions,
        machine_bytecodes,
        interpreted_bytecodes,
        must_compile: jit.enabled && has_code && jit.code_bytes > 1 << 16 && jit.threshold == 1,
    }
}
