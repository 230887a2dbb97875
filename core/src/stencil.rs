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

/// A place in a stencil's code that is filled when the stencil is copied. `K` says how the value is
/// encoded: the relocation kind of one instruction set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole<K> {
    /// Where the relocated field starts, in bytes from the start of its part.
    pub offset: u32,
    /// How the value is encoded.
    pub kind: K,
    /// What fills the hole.
    pub value: HoleValue,
    /// Added to the value before it is encoded.
    pub addend: i32,
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
    #[inline]
    pub fn serving(&self, shape: u8) -> Option<&'static (u8, Stencil<K>)> {
        let index = *self.serving.get(usize::from(shape))?;
        self.stencils.get(usize::from(index).wrapping_sub(1))
    }
}
