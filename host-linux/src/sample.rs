//! Two functions in machine code, for the probe: they return 1 and 2, and are of one length.

/// `mov eax, n; ret`
#[cfg(target_arch = "x86_64")]
pub const SAMPLES: Option<[&[u8]; 2]> = Some([&[0xb8, 1, 0, 0, 0, 0xc3], &[0xb8, 2, 0, 0, 0, 0xc3]]);

/// `mov w0, #n; ret`
#[cfg(target_arch = "aarch64")]
pub const SAMPLES: Option<[&[u8]; 2]> =
    Some([&[0x20, 0x00, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6], &[0x40, 0x00, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6]]);

/// `li a0, n; ret`
#[cfg(target_arch = "riscv64")]
pub const SAMPLES: Option<[&[u8]; 2]> =
    Some([&[0x13, 0x05, 0x10, 0x00, 0x67, 0x80, 0x00, 0x00], &[0x13, 0x05, 0x20, 0x00, 0x67, 0x80, 0x00, 0x00]]);

/// No code is made for other instruction sets.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
pub const SAMPLES: Option<[&[u8]; 2]> = None;
