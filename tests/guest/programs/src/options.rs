//! Options for the programs, spelt as the command's.

use copperhead::jit::JitOptions;

/// What the archive's second line may say.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// `--jit=off`, `--jit-threshold=N`, `--jit-stress=SEED`, `--code-bytes=N`, `--count=off` (bytecodes are not counted, which takes time).
    pub jit: JitOptions,
    /// False with `--code-host=none`: as on a machine without executable memory.
    pub has_code: bool,
    /// Bytes for each VM: `--memory=N`.
    pub memory: usize,
}

impl Options {
    /// Reads options divided by spaces; `memory` is what holds where none says how much.
    ///
    /// # Errors
    /// The first option that is not understood.
    pub fn parse(text: &str, memory: usize) -> Result<Options, &str> {
        let mut options = Options { jit: JitOptions { count: true, ..JitOptions::default() }, has_code: true, memory };
        let jit = &mut options.jit;
        for option in text.split_whitespace() {
            let understood = match option.split_once('=') {
                Some(("--jit", "off")) => set(&mut jit.enabled, Some(false)),
                Some(("--jit-threshold", number)) => set(&mut jit.threshold, number.parse().ok()),
                Some(("--jit-stress", seed)) => set(&mut jit.stress, seed.parse().ok().map(Some)),
                Some(("--count", "off")) => set(&mut jit.count, Some(false)),
                Some(("--code-bytes", bytes)) => set(&mut jit.code_bytes, size(bytes)),
                Some(("--code-host", "none")) => set(&mut options.has_code, Some(false)),
                Some(("--memory", bytes)) => set(&mut options.memory, size(bytes)),
                _ => false,
            };
            if !understood {
                return Err(option);
            }
        }
        Ok(options)
    }

    /// Whether every program must run some machine code: all of its code is compiled when it first runs, and there is room.
    #[must_use]
    pub fn must_compile(&self) -> bool {
        self.jit.enabled && self.has_code && self.jit.code_bytes > 1 << 16 && self.jit.threshold == 1
    }
}

/// Changes an option to the value that was understood; false if none was.
fn set<T>(option: &mut T, value: Option<T>) -> bool {
    let understood = value.is_some();
    if let Some(value) = value {
        *option = value;
    }
    understood
}

/// A number of bytes: `4096`, `64K`, `2M`.
fn size(text: &str) -> Option<usize> {
    let (number, unit) = match text.strip_suffix('K') {
        Some(number) => (number, 1 << 10),
        None => text.strip_suffix('M').map_or((text, 1), |number| (number, 1 << 20)),
    };
    number.parse::<usize>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_change_what_they_name() {
        let options = Options::parse("--jit-threshold=1 --jit-stress=7 --code-bytes=64K --memory=2M", 5).unwrap();
        assert_eq!((options.jit.threshold, options.jit.stress, options.jit.code_bytes), (1, Some(7), 65536));
        assert_eq!((options.memory, options.has_code, options.must_compile()), (2 << 20, true, false));
        assert_eq!(Options::parse("", 5).unwrap().memory, 5);
        assert!(Options::parse("--jit-threshold=1", 5).unwrap().must_compile());
        assert!(!Options::parse("--jit-threshold=1 --code-host=none", 5).unwrap().has_code);
    }

    #[test]
    fn what_is_not_an_option_is_named() {
        for wrong in ["--jit=on", "--memory", "--memory=1G", "--memory=99999999999999999999M", "fib"] {
            let line = ["--jit=off ", wrong].concat();
            assert_eq!(Options::parse(&line, 5).err(), Some(wrong));
        }
    }
}
