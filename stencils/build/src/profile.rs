//! The machine that tables are made for: more than its triple says.

use crate::BuildError;
use crate::assembly::InstructionSet;
use crate::toolchain;
use std::path::Path;

/// How the machine computes with doubles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubles {
    /// With instructions.
    Hard,
    /// With functions of the compiler's library, see [`crate::extract::FLOAT_LIBRARY`].
    Soft,
}

/// One machine profile: the same for every program for which the same code is right.
///
/// No profile has a red zone: interrupts may come on the same stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// For banners, dumps and the constant `PROFILE` of the tables: set, kind of doubles, and what `flags` say.
    pub name: String,
    /// The instruction set.
    pub set: InstructionSet,
    /// Bits of a pointer and of a value: 32 or 64.
    pub pointer_width: u8,
    /// How doubles are computed.
    pub doubles: Doubles,
    /// Which processor and features of it the outer build chose: flags of the compiler.
    pub flags: Vec<String>,
}

impl Profile {
    /// The profile of a target under the flags of the outer build, encoded as in `CARGO_ENCODED_RUSTFLAGS`. `None` if no stencils are
    /// made for it.
    ///
    /// # Errors
    ///
    /// A compiler that cannot be run or that refuses target or flags.
    pub fn find(rustc: &Path, target: &str, rustflags: &str) -> Result<Option<Self>, BuildError> {
        let Some(set) = InstructionSet::of_target(target) else { return Ok(None) };
        let flags = chosen(rustflags);
        let cfg = toolchain::print_cfg(rustc, target, &flags)?;
        Ok(if set.suffices(|feature| has(&cfg, feature)) { Some(Self::of_cfg(set, flags, &cfg)) } else { None })
    }

    /// The profile of a set, given what `rustc --print cfg` says.
    pub fn of_cfg(set: InstructionSet, flags: Vec<String>, cfg: &str) -> Self {
        let wide = cfg.lines().any(|line| line.trim() == "target_pointer_width=\"64\"");
        let (doubles, kind) = if has(cfg, set.feature_of_doubles()) { (Doubles::Hard, "hard") } else { (Doubles::Soft, "soft") };
        let mut name = format!("{}-{kind}", set.name());
        for flag in &flags {
            name.push(' ');
            name.push_str(flag.trim_start_matches("-C"));
        }
        Self { name, set, pointer_width: if wide { 64 } else { 32 }, doubles, flags }
    }
}

/// Whether a machine has a feature.
fn has(cfg: &str, feature: &str) -> bool {
    cfg.lines().any(|line| line.trim() == format!("target_feature=\"{feature}\""))
}

/// Of the flags of the outer build those that say which instructions the machine has.
pub fn chosen(rustflags: &str) -> Vec<String> {
    let mut words = rustflags.split('\u{1f}');
    let mut flags = Vec::new();
    while let Some(word) = words.next() {
        let option = match word {
            "-C" | "--codegen" => words.next(),
            _ => word.strip_prefix("-C").or_else(|| word.strip_prefix("--codegen=")),
        };
        let is_chosen = |option: &&str| ["target-cpu=", "target-feature="].iter().any(|name| option.starts_with(name));
        flags.extend(option.filter(is_chosen).map(|option| format!("-C{option}")));
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_processor_and_features_pass() {
        let flags =
            ["-C", "linker=ld", "-Ctarget-cpu=cortex-m7", "--codegen", "target-feature=-fp64", "--cfg", "target-cpu=x", "-Copt-level=3"];
        assert_eq!(chosen(&flags.join("\u{1f}")), ["-Ctarget-cpu=cortex-m7", "-Ctarget-feature=-fp64"]);
        assert_eq!(chosen("--codegen=target-cpu=native"), ["-Ctarget-cpu=native"]);
        assert!(chosen("").is_empty());
    }

    #[test]
    fn a_kernel_has_soft_doubles() {
        let hard = "target_arch=\"x86_64\"\ntarget_feature=\"sse2\"\ntarget_pointer_width=\"64\"\n";
        let soft = "target_arch=\"x86_64\"\ntarget_feature=\"x87\"\ntarget_pointer_width=\"64\"\n";
        let profile = Profile::of_cfg(InstructionSet::X86_64, Vec::new(), hard);
        assert_eq!((profile.name.as_str(), profile.doubles, profile.pointer_width), ("x86_64-hard", Doubles::Hard, 64));
        let profile = Profile::of_cfg(InstructionSet::X86_64, vec!["-Ctarget-cpu=atom".to_string()], soft);
        assert_eq!((profile.name.as_str(), profile.doubles), ("x86_64-soft target-cpu=atom", Doubles::Soft));
    }
}
