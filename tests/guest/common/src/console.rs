//! Text out and the end of the machine, for code that knows neither the serial port nor the way out.
//!
//! The three functions below are found by the linker: a machine defines the first two with [`machine!`](crate::machine), a
//! binary the third with [`entry!`](crate::entry).

use crate::Status;
use core::fmt;

unsafe extern "Rust" {
    /// Sends bytes as they are.
    safe fn guest_write(bytes: &[u8]);
    /// Ends the machine.
    safe fn guest_exit(status: Status) -> !;
    /// The test that the binary is.
    safe fn guest_main() -> Status;
}

/// Names a machine's functions: `write` is a `fn(&[u8])` that sends text, `exit` a `fn(Status) -> !`.
#[macro_export]
macro_rules! machine {
    (write: $write:path, exit: $exit:path) => {
        // SAFETY: the name is declared once, in `console.rs`, with this signature.
        #[unsafe(no_mangle)]
        fn guest_write(bytes: &[u8]) {
            $write(bytes)
        }

        // SAFETY: as above.
        #[unsafe(no_mangle)]
        fn guest_exit(status: $crate::Status) -> ! {
            $exit(status)
        }
    };
}

/// Makes a function `fn() -> Status` what the start code runs at last.
#[macro_export]
macro_rules! entry {
    ($main:expr) => {
        // SAFETY: the name is declared once, in `console.rs`, with this signature.
        #[unsafe(no_mangle)]
        fn guest_main() -> $crate::Status {
            $main()
        }
    };
}

/// Runs the guest's `main` and ends the machine with its status. The last step of a machine's start.
pub fn run() -> ! {
    guest_exit(guest_main())
}

/// The machine's text output as a place to format to. Never fails.
#[derive(Clone, Copy, Debug)]
pub struct Console;

impl fmt::Write for Console {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        guest_write(text.as_bytes());
        Ok(())
    }
}

/// Formats to the machine's text output.
#[macro_export]
macro_rules! print {
    ($($arguments:tt)*) => {{
        // The output itself cannot fail.
        let _ = core::fmt::Write::write_fmt(&mut $crate::console::Console, format_args!($($arguments)*));
    }};
}

/// Formats to the machine's text output and ends the line.
#[macro_export]
macro_rules! println {
    () => { $crate::print!("\n") };
    ($($arguments:tt)*) => { $crate::print!("{}\n", format_args!($($arguments)*)) };
}

/// Prints the message and ends the machine with [`Status::PANIC`].
#[cfg(not(any(test, feature = "hosted")))]
#[panic_handler]
fn panic(information: &core::panic::PanicInfo) -> ! {
    println!("{information}");
    guest_exit(Status::PANIC)
}
