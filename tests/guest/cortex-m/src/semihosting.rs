//! The way out: a call to the machine that runs the guest, which ends QEMU with an exit status.
//!
//! Source: Arm, "Semihosting for AArch32 and AArch64", SYS_EXIT_EXTENDED (0x20).

use crate::Status;
use core::arch::asm;

/// Ends the machine. Without `-semihosting-config enable=on` the `bkpt` is a fault instead.
pub fn exit(status: Status) -> ! {
    const SYS_EXIT_EXTENDED: u32 = 0x20;
    const APPLICATION_EXIT: u32 = 0x2_0026;
    let parameters = [APPLICATION_EXIT, u32::from(status.0)];
    // SAFETY: the call reads the two parameters, which live until it ends the machine.
    unsafe {
        asm!(
            "bkpt 0xab",
            "2: wfi", // a debugger may carry on: stop here
            "b 2b",
            in("r0") SYS_EXIT_EXTENDED,
            in("r1") parameters.as_ptr(),
            options(noreturn, nostack),
        )
    }
}
