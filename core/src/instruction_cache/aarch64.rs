//! What AArch64's register CTR_EL0 says about the caches: a pure function, so that it is tested on every host.

/// What must be done for new code, and in what steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheType {
    /// The smallest data cache line, in bytes: the step of `dc cvau`.
    pub data_line: usize,
    /// The smallest instruction cache line, in bytes: the step of `ic ivau`.
    pub instruction_line: usize,
    /// Whether data must be cleaned to the point of unification. If not, a barrier is enough.
    pub clean_data: bool,
    /// Whether instructions must be invalidated to the point of unification. If not, a barrier is enough.
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

    /// What the processor reports, and what follows: the lines in bytes (data, instructions), whether each kind of maintenance is needed.
    const PROCESSORS: &[(&str, u64, usize, usize, bool, bool)] = &[
        ("Cortex-A53", 0x8444_8004, 64, 64, true, true),
        ("Cortex-A55", 0x9444_8004, 64, 64, false, true),
        ("Cortex-A72", 0x8444_c004, 64, 64, true, true),
        // IDC is the inverse of the pin BROADCASTCACHEMAINTPOU (Cortex-A76 TRM, B2.33).
        ("Cortex-A76 that broadcasts maintenance", 0x8444_c004, 64, 64, true, true),
        ("Cortex-A76 in a Raspberry Pi 5", 0x9444_c004, 64, 64, false, true),
        ("Neoverse N1 with the coherent instruction cache (Graviton 2)", 0xb444_c004, 64, 64, false, false),
        ("Neoverse N1 without", 0x9444_c004, 64, 64, false, true),
        ("A64FX", 0x8666_8006, 256, 256, true, true),
        ("Apple silicon (M3)", 0x9444_c004, 64, 64, false, true),
        ("QEMU's 'max'", 0x8003_8003, 32, 32, true, true),
        // Linux hides DIC for erratum 1542419 and reports lines of a page, each of whose maintenance it traps.
        ("Neoverse N1 with the erratum's workaround", 0x9444_c00a, 64, 4096, false, true),
    ];

    #[test]
    fn processors_are_decoded_as_their_manuals_say() {
        for &(name, register, data_line, instruction_line, clean_data, invalidate_instructions) in PROCESSORS {
            let expected = CacheType { data_line, instruction_line, clean_data, invalidate_instructions };
            assert_eq!(CacheType::decode(register), expected, "{name}");
        }
    }

    #[test]
    fn each_field_is_read_by_itself() {
        let sizes = |register| (CacheType::decode(register).data_line, CacheType::decode(register).instruction_line);
        assert_eq!(sizes(0x8442_8003), (16, 32));
        assert_eq!(sizes(0x8440_8000), (4, 4));
        assert_eq!(sizes(0x844f_800f), (128 << 10, 128 << 10));
        assert_eq!(sizes(!0xf_000f), (4, 4), "no other bit counts");
        let needs = |register| (CacheType::decode(register).clean_data, CacheType::decode(register).invalidate_instructions);
        assert_eq!(needs(1 << 28), (false, true));
        assert_eq!(needs(1 << 29), (true, false));
        assert_eq!(needs(!(3 << 28)), (true, true));
    }
}
