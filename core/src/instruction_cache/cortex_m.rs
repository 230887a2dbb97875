//! What the cache registers of Cortex-M processors say: pure functions, so that they are tested on every host.

/// The caches of a processor, as far as new code is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheType {
    /// The smallest data cache line in bytes, the step of cleaning by address; `None` without a data cache.
    pub data_line: Option<usize>,
    /// Whether there is an instruction cache.
    pub instruction_cache: bool,
}

impl CacheType {
    /// Decodes CLIDR and CTR (Armv7-M ARM, B4.8 "Cache Control Identification registers"). CLIDR bits 2:0 are the kind of the first level: 1
    /// instructions, 2 data, 3 both apart, 4 unified. CTR bits 31:29 are 4 where the rest means something; bits 19:16, DminLine, are the logarithm of the
    /// number of 4-byte words. Without caches (M0 to M4, M33) both registers read as zero or CLIDR says so.
    pub const fn decode(clidr: u32, ctr: u32) -> Self {
        let kind = clidr & 7;
        // A cache whose line is not told is cleaned in steps of a word, the least there can be: slow and right.
        let line = if ctr >> 29 == 4 { 4 << ((ctr >> 16) & 0xf) } else { 4 };
        CacheType { data_line: if matches!(kind, 2..=4) { Some(line) } else { None }, instruction_cache: matches!(kind, 1 | 3 | 4) }
    }
}

/// One cache, as CCSIDR describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheSize {
    /// Bytes in a line.
    pub line: usize,
    /// Lines in a set.
    pub ways: usize,
    /// Sets.
    pub sets: usize,
}

impl CacheSize {
    /// Decodes CCSIDR (Armv7-M ARM, B4.8.3): bits 2:0 are the logarithm of the words in a line, less 2; bits 12:3 the ways and bits
    /// 27:13 the sets, each less 1.
    pub const fn decode(ccsidr: u32) -> Self {
        CacheSize { line: 16 << (ccsidr & 7), ways: ((ccsidr >> 3) & 0x3ff) as usize + 1, sets: ((ccsidr >> 13) & 0x7fff) as usize + 1 }
    }

    /// Bytes in the whole cache.
    pub const fn bytes(self) -> usize {
        self.line.saturating_mul(self.ways).saturating_mul(self.sets)
    }
}

#[cfg(test)]
mod tests {
    use super::{CacheSize, CacheType};

    const M7_CTR: u32 = 0x8303_c003; // Cortex-M7 TRM, table 3-1

    #[test]
    fn cortex_m7_has_lines_of_32_bytes() {
        let decode = |clidr| CacheType::decode(clidr, M7_CTR);
        // Cortex-M7 TRM, 3.3.2 "Cache Level ID Register": the four ways in which it can be built.
        assert_eq!(decode(0x0900_0003), CacheType { data_line: Some(32), instruction_cache: true });
        assert_eq!(decode(0x0900_0001), CacheType { data_line: None, instruction_cache: true });
        assert_eq!(decode(0x0900_0002), CacheType { data_line: Some(32), instruction_cache: false });
        assert_eq!(decode(0), CacheType { data_line: None, instruction_cache: false });
    }

    #[test]
    fn cortex_m55_and_m85_are_like_it() {
        assert_eq!(CacheType::decode(0x0920_0003, M7_CTR), CacheType { data_line: Some(32), instruction_cache: true });
    }

    #[test]
    fn cortex_m0_to_m4_and_m33_have_none() {
        let none = CacheType { data_line: None, instruction_cache: false };
        assert_eq!(CacheType::decode(0, 0), none);
        assert_eq!(CacheType::decode(0, 0x8000_c000), none); // Cortex-M33 TRM
    }

    #[test]
    fn a_data_cache_of_unknown_lines_is_cleaned_by_words() {
        assert_eq!(CacheType::decode(2, 0).data_line, Some(4));
        assert_eq!(CacheType::decode(2, 0x8000_0000).data_line, Some(4));
    }

    /// Cortex-M7 TRM, 3.3.3 "Cache Size ID Register": its table of encodings.
    #[test]
    fn cortex_m7_tells_the_sizes_of_its_caches() {
        for (kilobytes, data, instructions) in [
            (4, 0xf003_e019, 0xf007_e009),
            (8, 0xf007_e019, 0xf00f_e009),
            (16, 0xf00f_e019, 0xf01f_e009),
            (32, 0xf01f_e019, 0xf03f_e009),
            (64, 0xf03f_e019, 0xf07f_e009),
        ] {
            for (register, ways) in [(data, 4), (instructions, 2)] {
                let size = CacheSize::decode(register);
                assert_eq!((size.line, size.ways, size.bytes()), (32, ways, kilobytes << 10), "{register:#x}");
            }
        }
    }
}
