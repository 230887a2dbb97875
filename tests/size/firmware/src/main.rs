//! The least firmware that runs Python given at run time: everything of Copperhead is linked, and next to nothing else.
//!
//! It is linked and measured, not started: it has neither vectors nor a linker script. Machines that can be copied and
//! booted are in `tests/guest`.

#![no_std]
#![no_main]

use core::cell::UnsafeCell;
use core::ptr::NonNull;

use copperhead::host::{Host, HostError, Stream};
use copperhead::run::Outcome;
use copperhead::vm::{Options, Vm};
use copperhead_core::buffer::{CodeBuffer, CodeError, Span};

/// The VM's memory, in bytes.
const MEMORY: usize = 64 << 10;
/// Memory for machine code, in bytes.
const CODE: usize = 32 << 10;

/// Memory that one thread uses.
#[repr(C, align(16))]
struct Region<const SIZE: usize>(UnsafeCell<[u8; SIZE]>);

// SAFETY: nothing here is a thread; `start` takes each region once.
unsafe impl<const SIZE: usize> Sync for Region<SIZE> {}

static VM_MEMORY: Region<MEMORY> = Region(UnsafeCell::new([0; MEMORY]));
static CODE_MEMORY: Region<CODE> = Region(UnsafeCell::new([0; CODE]));

/// Where somebody outside puts the program's text, its length before it: the compiler must not know it.
#[unsafe(no_mangle)]
static mut PROGRAM: (usize, [u8; 4096]) = (0, [0; 4096]);

/// The register that characters are written to.
#[unsafe(no_mangle)]
static mut UART: u8 = 0;

/// The lowest address that the stack may reach.
const STACK_LIMIT: usize = 0x2000_0000;

struct Board;

impl Host for Board {
    fn write(&mut self, _: Stream, bytes: &[u8]) -> Result<(), HostError> {
        for byte in bytes {
            // SAFETY: the register is this board's.
            unsafe { (&raw mut UART).write_volatile(*byte) };
        }
        Ok(())
    }

    fn native_stack_limit(&mut self) -> usize {
        STACK_LIMIT
    }
}

/// Code memory without protection, as a Cortex-M4 without a memory protection unit has it.
struct Code {
    given: bool,
}

// SAFETY: one span, given once, of memory that nothing else uses.
unsafe impl CodeBuffer for Code {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        if self.given || bytes > CODE {
            return Err(CodeError::NoMemory);
        }
        self.given = true;
        let write = NonNull::new(CODE_MEMORY.0.get().cast::<u8>()).ok_or(CodeError::NoMemory)?;
        Ok(Span { write, execute: write.as_ptr().expose_provenance(), length: CODE })
    }

    unsafe fn release(&mut self, _: Span) -> Result<(), CodeError> {
        self.given = false;
        Ok(())
    }

    unsafe fn begin_write(&mut self, _: &Span, _: usize, _: usize) -> Result<(), CodeError> {
        Ok(())
    }

    unsafe fn publish(&mut self, _: &Span, _: usize, _: usize) -> Result<(), CodeError> {
        Ok(())
    }

    fn granule(&self) -> usize {
        CODE
    }

    fn writing_suspends_execution(&self) -> bool {
        false
    }
}

fn run() -> Option<Outcome> {
    // SAFETY: the region is taken here only, and `start` runs once.
    let memory = unsafe { &mut *VM_MEMORY.0.get() };
    // SAFETY: whoever put it there is done.
    let (length, text) = unsafe { (&raw const PROGRAM).read_volatile() };
    let (mut board, mut code) = (Board, Code { given: false });
    let mut vm = Vm::new(memory, &mut board, &mut code, Options::default()).ok()?;
    Some(vm.run_main(text.get(..length)?, "main.py", &[]))
}

/// Where the machine starts.
#[unsafe(no_mangle)]
pub extern "C" fn _start() -> ! {
    let status = match run() {
        Some(Outcome::Finished) => b'0',
        _ => b'1',
    };
    // SAFETY: the register is this board's.
    unsafe { (&raw mut UART).write_volatile(status) };
    loop {}
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
