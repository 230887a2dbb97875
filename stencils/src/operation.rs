//! The numbers by which generic instructions name their operation.

macro_rules! numbered {
    ($(#[$outer:meta])* $type:ident { $($(#[$doc:meta])* $name:ident = $number:literal $symbol:literal),* $(,)? }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $type {
            $($(#[$doc])* $name = $number),*
        }

        impl $type {
            /// The operation with this number.
            pub fn from_number(number: u8) -> Option<$type> {
                match number {
                    $($number => Some($type::$name),)*
                    _ => None,
                }
            }

            /// How programs write it.
            pub fn symbol(self) -> &'static str {
                match self {
                    $($type::$name => $symbol),*
                }
            }
        }
    };
}

numbered! {
    /// A binary operation: the lowest byte of the cell of `Binary`. Bit [`IN_PLACE`] is set for `+=` and its like.
    Operation {
        /// a + b
        Add = 0 "+",
        /// a - b
        Subtract = 1 "-",
        /// a * b
        Multiply = 2 "*",
        /// a / b
        Divide = 3 "/",
        /// a // b
        FloorDivide = 4 "//",
        /// a % b
        Modulo = 5 "%",
        /// a ** b
        Power = 6 "**",
        /// a @ b
        MatrixMultiply = 7 "@",
        /// a << b
        ShiftLeft = 8 "<<",
        /// a >> b
        ShiftRight = 9 ">>",
        /// a & b
        And = 10 "&",
        /// a | b
        Or = 11 "|",
        /// a ^ b
        Xor = 12 "^",
    }
}

/// How many operations there are.
pub const OPERATION_COUNT: usize = Operation::Xor as usize + 1;

/// How many comparisons there are.
pub const COMPARISON_COUNT: usize = Comparison::GreaterEqual as usize + 1;

/// Set in the number of an in-place operation.
pub const IN_PLACE: u8 = 0x10;

numbered! {
    /// A comparison: the lowest byte of the cell of `Compare` and the comparing jumps.
    Comparison {
        /// a < b
        Less = 0 "<",
        /// a <= b
        LessEqual = 1 "<=",
        /// a == b
        Equal = 2 "==",
        /// a != b
        NotEqual = 3 "!=",
        /// a > b
        Greater = 4 ">",
        /// a >= b
        GreaterEqual = 5 ">=",
    }
}

impl Comparison {
    /// The comparison with its sides exchanged: `a < b` is `b > a`.
    pub fn mirrored(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::Greater,
            Comparison::LessEqual => Comparison::GreaterEqual,
            Comparison::Greater => Comparison::Less,
            Comparison::GreaterEqual => Comparison::LessEqual,
            Comparison::Equal | Comparison::NotEqual => self,
        }
    }
}
