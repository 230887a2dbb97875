//! Forms: further stencils of an instruction, for places where the JIT knows more about its operands.
//!
//! In a form an operand may lie in the accumulator, where the instruction before left it, or be known to have the type
//! that the instruction wants; and a result that the next instruction takes from the accumulator, and nobody else reads, is not
//! stored. A form has the fast path only. Where a guard fails it stores what is only in the accumulator and goes to the instruction's plain
//! stencil, which does all of the work and goes on with plain stencils: so what is known on the fast way needs no proof on the slow one.
//!
//! A family says which forms the instructions that name it in the list have, and what they need and leave.

/// What is known of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// The field is no operand.
    None,
    /// Nothing.
    Any,
    /// It is a small integer.
    Int,
    /// It is a float in the word.
    Float,
    /// It is a list, of the class itself.
    List,
    /// It is a tuple, of the class itself.
    Tuple,
    /// It is an iterator: an object.
    Iterator,
    /// It is an iterator over a range of small integers; in any case an iterator, which is an object.
    Range,
    /// It is an object of a shape: the one in the instruction's second cell, in whose slots an offset in the third leads to an attribute.
    Shaped,
    /// No operand: the epoch of names is the one in the fourth cell, and the third holds the place of a name's value.
    Names,
    /// No operand: the slot where a method goes, which the third cell holds, of an object whose shape the second does.
    Method,
    /// No operand: the constant in the first cell is short, so that it can be burned in for operand 2.
    Short,
    /// No operand: the name is bound once, to a short value, so that it can be burned in for operand 1.
    Constant,
    /// No operand: the instruction has met several shapes and looks in the machine's table; the name is burned in as its address is.
    Several,
    /// Known of slots only: it is a certain function of Python.
    Function,
}

/// Where a form finds an operand, in two bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Place {
    /// In its slot. Also for fields that are no operands.
    Slot = 0,
    /// In its slot, known to be of the instruction's class.
    Known = 1,
    /// In the accumulator.
    Register = 2,
    /// In the accumulator, known to be of the instruction's class.
    KnownRegister = 3,
}

/// A form among those of its instruction: two bits for the place of each operand, one for the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape(pub u8);

impl Shape {
    /// How many shapes there are.
    pub const COUNT: u8 = 128;
    /// The result is left in the accumulator only.
    pub const KEEPS: u8 = 64;

    /// The place of operand `n`.
    #[inline(always)]
    pub const fn place(self, n: u32) -> u8 {
        self.0 >> (2 * n) & 3
    }

    /// The same with another place for operand `n`.
    #[inline(always)]
    pub const fn with(self, n: u32, place: Place) -> Shape {
        Shape(self.0 & !(3 << (2 * n)) | (place as u8) << (2 * n))
    }

    /// Whether the result is left in the accumulator only.
    #[inline(always)]
    pub const fn keeps(self) -> bool {
        self.0 & Self::KEEPS != 0
    }

    /// The shape with a name of four letters as in the families below: `_`, `s`, `k`, `r`, `q` for an operand that is none, in its slot,
    /// known, in the accumulator, both; then `w` for a result that is stored, `d` for one that is not, `_` for none.
    pub const fn from_name(name: &[u8]) -> Option<Shape> {
        let mut bits = 0;
        let mut place = 0;
        while place < 4 {
            if place >= name.len() {
                return None;
            }
            let letter = name[place];
            let value = match (place, letter) {
                (0..3, b'_' | b's') | (3, b'_' | b'w') => 0,
                (0..3, b'k') | (3, b'd') => 1,
                (0..3, b'r') => 2,
                (0..3, b'q') => 3,
                _ => return None,
            };
            bits |= value << (2 * place);
            place += 1;
        }
        Some(Shape(bits))
    }

    /// Whether a form of this shape may stand where one of the other is wanted: it relies on nothing that is not there.
    pub const fn serves(self, wanted: Shape) -> bool {
        let mut n = 0;
        while n < 3 {
            let (here, there) = (self.place(n), wanted.place(n));
            if here & 2 != there & 2 || here & 1 > there & 1 {
                return false;
            }
            n += 1;
        }
        self.0 & Self::KEEPS <= wanted.0 & Self::KEEPS
    }

    /// The number of the shape with a name, for the build, which knows shapes by their numbers.
    pub fn number_of(name: &str) -> Option<u8> {
        Shape::from_name(name.as_bytes()).map(|shape| shape.0)
    }

    /// [`Shape::serves`] for numbers of shapes.
    pub fn number_serves(shape: u8, wanted: u8) -> bool {
        Shape(shape).serves(Shape(wanted))
    }
}

/// What the instructions of a family need and leave.
#[derive(Clone, Copy, Debug)]
pub struct FamilyInfo {
    /// What the operands in the fields a, b and c are once the fast path is through.
    pub operands: [Class; 3],
    /// What the result in field a is.
    pub result: Class,
    /// Whether there is a slow path. If not, the plain stencil changes nothing that is known, but in the accumulator.
    pub slow: bool,
}

macro_rules! families {
    ($($(#[doc = $doc:literal])* $family:ident ($a:ident, $b:ident, $c:ident) -> $result:ident, $slow:literal;)*) => {
        /// What forms an instruction has: they are listed in `crate::stencil`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Family {
            /// None.
            Plain,
            $($(#[doc = $doc])* $family),*
        }

        impl Family {
            /// What its instructions need and leave; `None` for [`Family::Plain`].
            pub const fn info(self) -> Option<FamilyInfo> {
                match self {
                    Family::Plain => None,
                    $(Family::$family => {
                        Some(FamilyInfo { operands: [Class::$a, Class::$b, Class::$c], result: Class::$result, slow: $slow })
                    })*
                }
            }
        }
    };
}

families! {
    /// A constant.
    Constant(None, None, Short) -> Any, false;
    /// A constant small integer.
    ConstantInt(None, None, None) -> Int, false;
    /// A copy: what is known of the one is known of the other.
    Copy(None, Any, None) -> Any, false;
    /// An operation on two small integers.
    Ints(None, Int, Int) -> Int, true;
    /// The same, of those that are rarer: fewer forms.
    RareInts(None, Int, Int) -> Int, true;
    /// An operation on a small integer and an immediate one.
    IntImmediate(None, Int, None) -> Int, true;
    /// An operation on two small integers that gives a float.
    Quotient(None, Int, Int) -> Float, true;
    /// The same on a small integer and an immediate one.
    QuotientImmediate(None, Int, None) -> Float, true;
    /// An operation on two floats.
    Floats(None, Float, Float) -> Float, true;
    /// An operation on a float and an integer.
    Numbers(None, Any, Any) -> Float, true;
    /// A branch on two small integers.
    BranchInts(Int, Int, None) -> None, true;
    /// A branch on a small integer and an immediate one.
    BranchIntImmediate(Int, None, None) -> None, true;
    /// A branch on two floats.
    BranchFloats(Float, Float, None) -> None, true;
    /// Something depends on two values, or is done with them.
    Two(Any, Any, None) -> None, true;
    /// A branch on a truth.
    BranchTruth(Any, None, None) -> None, true;
    /// A branch on whether something is None.
    BranchNone(Any, None, None) -> None, false;
    /// A variable must be bound.
    CheckBound(Any, None, None) -> None, true;
    /// A value from somewhere else.
    Free(None, None, None) -> Any, false;
    /// A value is made of another.
    Change(None, Any, None) -> Any, true;
    /// A value is made of two others.
    Pair(None, Any, Any) -> Any, true;
    /// A value is made of another and a small integer.
    Item(None, Any, Int) -> Any, true;
    /// Whether a value is a certain one.
    Test(None, Any, None) -> Any, false;
    /// The end of a loop's body, where the loop's head relies on something.
    Back(None, None, None) -> None, true;
    /// Slots from field a on are filled.
    Spread(None, Any, None) -> None, true;
    /// The end of a function.
    Return(Any, None, None) -> None, false;
    /// An item of a list.
    LoadList(None, List, Int) -> Any, true;
    /// An item of a tuple.
    LoadTuple(None, Tuple, Int) -> Any, true;
    /// An item of a list is replaced.
    StoreList(List, Int, Any) -> None, true;
    /// A slice of a list is put off.
    LoadSlice(None, List, None) -> Any, true;
    /// A slice takes the place of one of a list.
    StoreSlice(List, None, Any) -> None, true;
    /// The next number of a range.
    IterateRange(None, Range, None) -> Int, true;
    /// The next item of a list.
    IterateList(None, Iterator, None) -> Any, true;
    /// An attribute of an instance.
    LoadSlot(None, Shaped, Several) -> Any, true;
    /// An attribute of an instance is replaced.
    StoreSlot(Shaped, Any, Several) -> None, true;
    /// The method of an object, found in its class.
    LoadMethod(Method, Shaped, Several) -> None, true;
    /// A global variable or a built-in.
    LoadName(None, Names, Constant) -> Any, true;
    /// A global variable is replaced.
    StoreName(Any, Names, None) -> None, true;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_serves_where_it_relies_on_less() {
        let shape = |name: &[u8; 4]| Shape::from_name(name).expect("a shape");
        assert!(shape(b"_ssw").serves(shape(b"_ksd")));
        assert!(shape(b"_rkw").serves(shape(b"_qkw")));
        assert!(!shape(b"_ksw").serves(shape(b"_ssw")), "what is not known");
        assert!(!shape(b"_rsw").serves(shape(b"_ssw")), "what is not in the accumulator");
        assert!(!shape(b"_ssw").serves(shape(b"_rsw")), "what is in the accumulator alone");
        assert!(!shape(b"_ssd").serves(shape(b"_ssw")), "a result that must be stored");
    }

    #[test]
    fn names_and_places() {
        let shape = Shape::from_name(b"_qkd").expect("a shape");
        assert_eq!((shape.place(0), shape.place(1), shape.place(2), shape.keeps()), (0, 3, 1, true));
        assert_eq!(shape.with(1, Place::Slot), Shape::from_name(b"_skd").expect("a shape"));
        assert_eq!(Shape::from_name(b"_ss"), None);
        assert_eq!(Shape::from_name(b"_sxw"), None);
    }
}
