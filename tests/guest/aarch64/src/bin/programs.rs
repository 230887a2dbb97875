//! Runs every Python program of the archive and prints what it prints, between lines that the outside
//! divides the text by. Ends with failure if a program failed.

#![no_std]
#![no_main]

use copperhead_guest_aarch64::archive::{self, Program};
use copperhead_guest_aarch64::{Status, code, entry, memory, println};

entry!(main);

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
        let status = run(archive.options, &program);
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
fn run(_options: &str, program: &Program) -> Status {
    let instructions: [u32; 2] = [0x5280_0020, 0xd65f_03c0]; // mov w0, #1; ret
    let address = memory::code().start;
    let start: *mut [u32; 2] = core::ptr::with_exposed_provenance_mut(address);
    // SAFETY: nothing else uses code memory here, and it is not executed while it is written.
    unsafe {
        code::make_writable(address..address + 8);
        start.write(instructions);
        code::publish(address..address + 8);
    }
    // SAFETY: a published function of this type.
    let function: extern "C" fn() -> u8 = unsafe { core::mem::transmute(start) };
    println!(
        "{} bytes of Python, arguments {:?}",
        program.source.len(),
        program.arguments
    );
    Status(function())
}
