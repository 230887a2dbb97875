//! The three nouns: a hole, a stencil, and the group of stencils that one bytecode needs.

/// What fills a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoleValue {
    /// The start of this stencil's own hot part.
    Hot,
    /// The start of this stencil's own cold part.
    Cold,
    /// The machine code that follows this stencil in the region.
    Continue,
    /// The machine code that a taken branch of this stencil goes to.
    Target,
    /// The machine code that a form of a stencil goes to where it can not go on.
    Slow,
    /// The operand with this index among the values that the driver gives.
    Operand(u8),
    /// The function of the compiler's library with this index, or an island that goes there: see [`library`](crate::library).
    Library(u8),
}

/// How many operands a driver can give: [`HoleValue::Operand`] is below it.
pub const OPERANDS: usize = 16;

impl HoleValue {
    /// The values as numbers: operands first, then the places of a region, from [`OPERANDS`] on, and functions of the library from here on.
    pub(crate) const LIBRARY: u8 = 32;

    /// The value's number.
    #[inline(always)]
    pub(crate) const fn number(self) -> u8 {
        const PLACES: u8 = OPERANDS as u8;
        match self {
            HoleValue::Hot => PLACES,
            HoleValue::Cold => PLACES + 1,
            HoleValue::Continue => PLACES + 2,
            HoleValue::Target => PLACES + 3,
            HoleValue::Slow => PLACES + 4,
            HoleValue::Operand(index) => {
                assert!(index < PLACES, "drivers give fewer operands");
                index
            }
            HoleValue::Library(index) => {
                assert!(index < 32, "the library is smaller");
                Self::LIBRARY + index
            }
        }
    }
}

/// A place in a stencil's code that is filled when the stencil is copied. `K` says how the value is
/// encoded: the relocation kind of one instruction set. Eight bytes: there are thousands, and filling them is most of compiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole<K> {
    /// Added to the value before it is encoded.
    pub(crate) addend: i32,
    /// Where the relocated field starts, in bytes from the start of its part.
    pub(crate) offset: u16,
    /// How the value is encoded.
    pub(crate) kind: K,
    /// The number of what fills the hole.
    pub(crate) value: u8,
}

impl<K> Hole<K> {
    /// The hole whose field starts `offset` bytes into its part, of this kind, filled with the value plus `addend`.
    ///
    /// # Panics
    /// If the part is longer than 64 KiB, or the value is none that a driver gives: when tables are compiled.
    pub const fn new(offset: u32, kind: K, value: HoleValue, addend: i32) -> Hole<K> {
        assert!(offset <= u16::MAX as u32, "a part of 64 KiB");
        Hole { addend, offset: offset as u16, kind, value: value.number() }
    }

    /// The function of the library that fills the hole, if one does.
    #[inline(always)]
    pub const fn library(&self) -> Option<u8> {
        self.value.checked_sub(HoleValue::LIBRARY)
    }
}

/// One contiguous piece of position-dependent machine code with its holes.
#[derive(Clone, Copy, Debug)]
pub struct Part<K: 'static> {
    /// The machine code, holes cleared.
    pub code: &'static [u8],
    /// The holes, in order of their offsets.
    pub holes: &'static [Hole<K>],
}

/// The machine code of one instruction, a template with holes. The hot part falls through to the
/// stencil that follows it; the cold part ends in a jump.
#[derive(Clone, Copy, Debug)]
pub struct Stencil<K: 'static> {
    /// The instruction's name, for dumps and errors.
    pub name: &'static str,
    /// What runs in the usual case.
    pub hot: Part<K>,
    /// What runs seldom; placed behind the hot parts of its chunk of the region.
    pub cold: Part<K>,
}

/// The stencils of one bytecode.
#[derive(Clone, Copy, Debug)]
pub struct StencilGroup<K: 'static> {
    /// The instruction itself.
    pub body: Stencil<K>,
    /// Where a call made by the instruction comes back to; placed right behind the body.
    pub after: Option<Stencil<K>>,
    /// What may stand in place of the body where more is known.
    pub forms: Forms<K>,
}

/// Further stencils of one bytecode, each of a shape: a number below 128 whose meaning is the driver's.
#[derive(Clone, Copy, Debug)]
pub struct Forms<K: 'static> {
    /// For each shape that may be wanted the form that serves, as an index into the others plus one; 0: none. Empty where there is no form.
    pub serving: &'static [u8],
    /// The shape and the stencil of each form.
    pub stencils: &'static [(u8, Stencil<K>)],
}

impl<K: 'static> Forms<K> {
    /// Of a bytecode that has none.
    pub const NONE: Forms<K> = Forms { serving: &[], stencils: &[] };

    /// The form that serves where a shape is wanted.
    #[inline(always)]
    pub fn serving(&self, shape: u8) -> Option<&'static (u8, Stencil<K>)> {
        let index = *self.serving.get(usize::from(shape))?;
        self.stencils.get(usize::from(index).wrapping_sub(1))
    }
}
