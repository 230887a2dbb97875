//! Runs every Python program of the archive and prints what it prints, between lines that the outside
//! divides the text by. Ends with failure if a program failed.

#![no_std]
#![no_main]

use copperhead_core::arena::{Arena, Budget};
use copperhead_guest_aarch64::archive::{self, Program};
use copperhead_guest_aarch64::code::CodeMemory;
use copperhead_guest_aarch64::{Status, entry, heap, println};

entry!(main);

/// Bytes for the heap of the VM; each program finds it fresh.
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
    let memory = heap::take(VM_MEMORY).expect("memory for a VM");
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
        let status = run(archive.options, &program, memory);
        println!("\x1eend {} {}", program.name, status.0);
        if status != Status::SUCCESS {
            all = Status::FAILURE;
        }
    }
    all
}

/// Runs one program in a VM of its own.
///
/// The `Vm` is put in here. Until then this calls a function written into code memory, which returns
/// the failure that is the truth: the program did not run.
fn run(_options: &str, program: &Program, _memory: &mut [u8]) -> Status {
    const RETURN_ONE: u64 = 0xd65f_03c0_5280_0020; // mov w0, #1; ret
    let code = CodeMemory::take(usize::MAX).expect("code memory");
    let mut arena = Arena::new(code, Budget::new(1 << 20));
    let mut region = arena.reserve(8).expect("room");
    region.parts().0.copy_from_slice(&RETURN_ONE.to_le_bytes());
    let region = region.publish().expect("published");
    // SAFETY: what was written is a function of this type.
    let function: extern "C" fn() -> u8 = unsafe { region.entry(0) }.expect("inside");
    let (bytes, arguments) = (program.source.len(), program.arguments);
    println!("{bytes} bytes of Python, arguments {arguments:?}");
    Status(function())
}
