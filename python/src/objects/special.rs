//! The special methods: those that the language itself looks up on classes.

macro_rules! specials {
    ($($id:ident $name:literal)*) => {
        /// A special method. The thirteen binary operators stand together, in the order of
        /// `copperhead_stencils::operation::Operation`, then their reflected and their in-place forms.
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Special {
            $($id),*
        }

        /// How many special methods there are.
        pub const COUNT: usize = [$(Special::$id),*].len();

        /// So many of them, one behind the other, have a buffer in classes that were asked for one of them.
        pub const GROUP: usize = 8;

        /// Their names, in order.
        pub static NAMES: [&str; COUNT] = [$($name),*];

        impl Special {
            /// Every special method, in order.
            pub const ALL: [Special; COUNT] = [$(Special::$id),*];
        }
    };
}

specials! {
    Repr "__repr__"
    Str "__str__"
    Format "__format__"
    Bytes "__bytes__"
    Hash "__hash__"
    Bool "__bool__"
    Len "__len__"
    LengthHint "__length_hint__"
    Eq "__eq__"
    Ne "__ne__"
    Lt "__lt__"
    Le "__le__"
    Gt "__gt__"
    Ge "__ge__"
    New "__new__"
    Init "__init__"
    Del "__del__"
    Call "__call__"
    GetAttribute "__getattribute__"
    GetAttr "__getattr__"
    SetAttr "__setattr__"
    DelAttr "__delattr__"
    Dir "__dir__"
    Get "__get__"
    Set "__set__"
    Delete "__delete__"
    SetName "__set_name__"
    InitSubclass "__init_subclass__"
    ClassGetItem "__class_getitem__"
    MroEntries "__mro_entries__"
    InstanceCheck "__instancecheck__"
    SubclassCheck "__subclasscheck__"
    Prepare "__prepare__"
    GetItem "__getitem__"
    SetItem "__setitem__"
    DelItem "__delitem__"
    Missing "__missing__"
    Contains "__contains__"
    Iter "__iter__"
    Next "__next__"
    Reversed "__reversed__"
    Add "__add__"
    Sub "__sub__"
    Mul "__mul__"
    TrueDiv "__truediv__"
    FloorDiv "__floordiv__"
    Mod "__mod__"
    Pow "__pow__"
    MatMul "__matmul__"
    LShift "__lshift__"
    RShift "__rshift__"
    And "__and__"
    Or "__or__"
    Xor "__xor__"
    RAdd "__radd__"
    RSub "__rsub__"
    RMul "__rmul__"
    RTrueDiv "__rtruediv__"
    RFloorDiv "__rfloordiv__"
    RMod "__rmod__"
    RPow "__rpow__"
    RMatMul "__rmatmul__"
    RLShift "__rlshift__"
    RRShift "__rrshift__"
    RAnd "__rand__"
    ROr "__ror__"
    RXor "__rxor__"
    IAdd "__iadd__"
    ISub "__isub__"
    IMul "__imul__"
    ITrueDiv "__itruediv__"
    IFloorDiv "__ifloordiv__"
    IMod "__imod__"
    IPow "__ipow__"
    IMatMul "__imatmul__"
    ILShift "__ilshift__"
    IRShift "__irshift__"
    IAnd "__iand__"
    IOr "__ior__"
    IXor "__ixor__"
    DivMod "__divmod__"
    RDivMod "__rdivmod__"
    Neg "__neg__"
    Pos "__pos__"
    Invert "__invert__"
    Abs "__abs__"
    Int "__int__"
    Float "__float__"
    Complex "__complex__"
    Index "__index__"
    Round "__round__"
    Trunc "__trunc__"
    Floor "__floor__"
    Ceil "__ceil__"
    Enter "__enter__"
    Exit "__exit__"
    Await "__await__"
    AIter "__aiter__"
    ANext "__anext__"
    AEnter "__aenter__"
    AExit "__aexit__"
}

impl Special {
    /// The method's name.
    pub fn name(self) -> &'static str {
        NAMES.get(self as usize).copied().unwrap_or("")
    }

    /// The special method a number of places behind this one; itself if there is none.
    pub fn offset(self, by: usize) -> Special {
        Self::ALL.get(self as usize + by).copied().unwrap_or(self)
    }
}
