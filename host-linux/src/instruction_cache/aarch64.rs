//! What AArch64's register CTR_EL0 says about the caches: a pure function, so that it is tested on every host.

/// What must be done for new code, and in what steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheType {
    /// The smallest data cache line, in bytes: the step of `dc cvau`.
    pub data_line: usize,
    /// The smallest instruction cache line, in bytes: the step of `ic ivau`.
    pub instruction_line: usize,
    /// Whether data must be cleaned to the point of unification.
    pub clean_data: bool,
    /// Whether instructions must be invalidated to the point of unification.
    pub invalidate_instructions: bool,
}

impl CacheType {
    /// Decodes CTR_EL0 (Arm ARM, D24.2 "CTR_EL0, Cache Type Register"): IminLine in bits 3:0 and DminLine in bits 19:16 are
    /// logarithms of the number of 4-byte words; IDC (bit 28) set means that cleaning data, DIC (bit 29) set
    /// that invalidating instructions is not needed.
    pub const fn decode(ctr_el0: u64) -> Self {
        CacheType {
            data_line: 4 << ((ctr_el0 >> 16) & 0xf),
            instruction_line: 4 << (ctr_el0 & 0xf),
            clean_data: ctr_el0 & (1 << 28) == 0,
            invalidate_instructions: ctr_el0 & (1 << 29) == 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CacheType;

    fn lines(ctr_el0: u64) -> (usize, usize, bool, bool) {
        let decoded = CacheType::decode(ctr_el0);
        (decoded.data_line, decoded.instruction_line, decoded.clean_data, decoded.invalidate_instructions)
    }

    #[test]
    fn cortex_a53_and_a72_have_lines_of_64_bytes_and_need_both() {
        assert_eq!(lines(0x8444_8004), (64, 64, true, true)); // Cortex-A53 TRM, CTR_EL0
        assert_eq!(lines(0x8444_c004), (64, 64, true, true)); // Cortex-A72 TRM, CTR_EL0
    }

    #[test]
    fn neoverse_n1_may_need_neither() {
        assert_eq!(lines(0xb444_c004), (64, 64, false, false)); // Neoverse N1 TRM with coherent instruction cache
        assert_eq!(lines(0x9444_c004), (64, 64, false, true)); // the same without
    }

    #[test]
    fn lines_of_two_sizes_are_told_apart() {
        assert_eq!(lines(0x8442_8003), (16, 32, true, true));
        assert_eq!(lines(0x840f_800f), (128 << 10, 128 << 10, true, true));
    }
}
