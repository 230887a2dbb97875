//! Modules whose Python source is part of this library; each is compiled when it is first imported.

/// A module in source.
pub(crate) struct FrozenModule {
    /// Its whole dotted name.
    pub(crate) name: &'static str,
    /// Whether other modules have names below its own.
    pub(crate) is_package: bool,
    /// The text.
    pub(crate) source: &'static str,
}

macro_rules! frozen {
    ($($kind:ident $name:literal $file:literal)*) => {
        &[$(FrozenModule { name: $name, is_package: frozen!(@ $kind), source: include_str!($file) }),*]
    };
    (@ module) => { false };
    (@ package) => { true };
}

/// All of them.
pub(crate) static MODULES: &[FrozenModule] = frozen! {
    package "importlib" "importlib.py"
    module "struct" "struct.py"
    module "weakref" "weakref.py"
};
