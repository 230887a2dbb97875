//! The system calls of kernels that are asked, as numbers: they are made on one machine each, and looked at on every host.

/// A system call and what it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The call's number.
    pub number: libc::c_long,
    /// Its arguments.
    pub arguments: [usize; 3],
}

/// `riscv_flush_icache(start, end, flags)`: flags 0 means all threads of the process, 1 (`SYS_RISCV_FLUSH_ICACHE_LOCAL`) only the calling one
/// (arch/riscv/include/uapi/asm/unistd.h, Documentation/arch/riscv/cmodx.rst).
pub const fn riscv_flush_icache(start: usize, length: usize) -> Call {
    const ALL_THREADS: usize = 0;
    Call { number: 259, arguments: [start, start.wrapping_add(length), ALL_THREADS] }
}

/// `cacheflush(start, end, flags)` of 32-bit Arm: cleans data and invalidates instructions to the point of unification, on all processors
/// (arch/arm/kernel/traps.c, `do_cache_op`); flags must be 0.
pub const fn arm_cacheflush(start: usize, length: usize) -> Call {
    Call { number: 0x0f_0002, arguments: [start, start.wrapping_add(length), 0] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn riscv_flushes_the_range_for_all_threads() {
        assert_eq!(riscv_flush_icache(0x1010, 0x20), Call { number: 259, arguments: [0x1010, 0x1030, 0] });
    }

    #[test]
    fn arm_flushes_the_range() {
        assert_eq!(arm_cacheflush(0x1010, 0x20), Call { number: 0xf0002, arguments: [0x1010, 0x1030, 0] });
    }
}
