//! Size classes of small cells: which class a size belongs to, and which cell of a block an offset lies in.

/// Every cell starts at a multiple of this, in bytes, and its size is a multiple of it.
pub const GRAIN: usize = 16;

/// How many size classes there are.
pub const CLASS_COUNT: usize = 22;

/// The class of floats alone, of which programs make and forget many: what lives longer does not keep their blocks, nor they others', and they
/// have no grain to fill up. Its cells start at multiples of eight bytes.
pub const FLOATS: u8 = 21;

/// The largest small cell, in bytes.
pub const LARGEST_SMALL: usize = 2048;

/// Cell sizes in bytes: steps of a grain up to 128, then four steps per doubling; the upper ones are such that
/// a block of 4 KiB holds them with little left over. Last, those of [`FLOATS`].
const CLASS_BYTES: [u16; CLASS_COUNT] =
    [16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 816, 1024, 1360, 2048, 24];

/// The class of a size in grains (rounded up); sizes beyond the table are large.
pub static CLASS_OF: [u8; LARGEST_SMALL / GRAIN + 1] = class_of();

/// ⌈2²⁰ ÷ cell size in units of eight bytes⌉, for [`cell_index`].
static RECIPROCAL: [u32; 32] = reciprocals();

const fn class_of() -> [u8; LARGEST_SMALL / GRAIN + 1] {
    let mut table = [0; LARGEST_SMALL / GRAIN + 1];
    let mut grains = 0;
    let mut class = 0;
    while grains < table.len() {
        if grains * GRAIN > CLASS_BYTES[class] as usize {
            class += 1;
        }
        table[grains] = class as u8;
        grains += 1;
    }
    table
}

// Instructions find the class of a small cell by division.
const _: () = {
    use copperhead_stencils::ops::allocate::{FINE_BYTES, GRAIN_BYTES};
    assert!(GRAIN_BYTES == GRAIN);
    let mut grains = 1;
    while grains <= FINE_BYTES / GRAIN {
        assert!(class_of()[grains] as usize == grains - 1 && CLASS_BYTES[grains - 1] as usize == grains * GRAIN);
        grains += 1;
    }
};

const fn reciprocals() -> [u32; 32] {
    let mut table = [0; 32];
    let mut class = 0;
    while class < CLASS_COUNT {
        table[class] = (1u32 << 20).div_ceil(CLASS_BYTES[class] as u32 / 8);
        class += 1;
    }
    table
}

/// The cell size of a class, in bytes; 2048 for numbers that are no class.
#[inline(always)]
pub fn class_bytes(class: u8) -> usize {
    match CLASS_BYTES.get(usize::from(class)) {
        Some(bytes) => usize::from(*bytes),
        None => LARGEST_SMALL,
    }
}

/// The number of the cell that the byte at `offset` of a block lies in.
///
/// Exact for blocks up to 8 KiB: they have less than 2¹⁰ units, and the reciprocal is less than one too large, so the error stays under
/// 2¹⁰ ÷ 2²⁰, which no cell of up to 2⁸ units is long enough to show.
#[inline(always)]
pub fn cell_index(class: u8, offset: usize) -> usize {
    let reciprocal = RECIPROCAL.get(usize::from(class & 31)).copied().unwrap_or(0);
    (((offset / 8) as u32).wrapping_mul(reciprocal) >> 20) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_gets_the_smallest_class_that_holds_it() {
        for bytes in 0..=LARGEST_SMALL {
            let class = CLASS_OF[bytes.div_ceil(GRAIN)];
            assert!(class_bytes(class) >= bytes);
            assert!(class == 0 || class_bytes(class - 1) < bytes);
        }
        assert!((0..FLOATS).all(|class| class_bytes(class).is_multiple_of(GRAIN)));
    }

    #[test]
    fn cell_index_divides() {
        for class in 0..CLASS_COUNT as u8 {
            for offset in 0..8192 {
                assert_eq!(cell_index(class, offset), offset / class_bytes(class), "{class} {offset}");
            }
        }
    }
}
