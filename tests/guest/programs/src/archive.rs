//! The Python programs that the outside put into memory: the guest itself holds none.
//!
//! Lines of text, each program followed by exactly as many bytes as its line says:
//!
//! ```text
//! copperhead programs 1
//! options --jit-threshold=1
//! program fib 812 18
//! (812 bytes of Python; 18 is the program's argument)
//! program sieve …
//! end
//! ```
//!
//! Names, options and arguments are words without spaces. QEMU's `-device loader` copies the archive to where
//! [`Machine::archive`](crate::Machine::archive) says; a board with flash or a network would get it from there.

/// Why an archive cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// It does not start with the line that names the format and its version.
    NotAnArchive,
    /// A line does not end, is not UTF-8, or is none of those above.
    BadLine,
    /// A program is longer than what is left of the archive.
    TooShort,
}

/// One Python program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program<'a> {
    /// Its name, which is also its file name in tracebacks.
    pub name: &'a str,
    /// Its arguments, divided by spaces.
    pub arguments: &'a str,
    /// Its source text; nobody has looked yet whether it is UTF-8.
    pub source: &'a [u8],
}

/// An archive. Iterating yields its programs, and an error at most once, at the end.
#[derive(Clone, Copy, Debug)]
pub struct Archive<'a> {
    /// Options for all programs, divided by spaces.
    pub options: &'a str,
    rest: &'a [u8],
}

/// Finds what the outside loaded into a piece of memory; `None` if that is nothing (zeros).
///
/// # Errors
/// What [`Archive::parse`] says.
pub fn find(memory: &[u8]) -> Result<Option<Archive<'_>>, Error> {
    match memory.first() {
        None | Some(0) => Ok(None),
        Some(_) => Archive::parse(memory).map(Some),
    }
}

impl<'a> Archive<'a> {
    /// Reads the first two lines; what follows the archive in `bytes` is ignored.
    ///
    /// # Errors
    /// [`Error::NotAnArchive`] or [`Error::BadLine`].
    pub fn parse(mut bytes: &'a [u8]) -> Result<Self, Error> {
        if take_line(&mut bytes) != Ok("copperhead programs 1") {
            return Err(Error::NotAnArchive);
        }
        let options = take_line(&mut bytes)?.strip_prefix("options").ok_or(Error::BadLine)?;
        Ok(Archive { options: options.trim(), rest: bytes })
    }

    fn take_program(&mut self) -> Result<Option<Program<'a>>, Error> {
        let line = take_line(&mut self.rest)?;
        if line == "end" {
            return Ok(None);
        }
        let mut words = line.splitn(4, ' ');
        let (Some("program"), Some(name), Some(length)) = (words.next(), words.next(), words.next()) else {
            return Err(Error::BadLine);
        };
        let length = length.parse().map_err(|_| Error::BadLine)?;
        let (source, rest) = self.rest.split_at_checked(length).ok_or(Error::TooShort)?;
        self.rest = rest;
        Ok(Some(Program { name, arguments: words.next().unwrap_or(""), source }))
    }
}

impl<'a> Iterator for Archive<'a> {
    type Item = Result<Program<'a>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let program = self.take_program().transpose();
        if !matches!(program, Some(Ok(_))) {
            self.rest = b"end\n";
        }
        program
    }
}

/// Takes a line off the front, without its newline.
fn take_line<'a>(bytes: &mut &'a [u8]) -> Result<&'a str, Error> {
    let end = bytes.iter().position(|&byte| byte == b'\n').ok_or(Error::BadLine)?;
    let (line, rest) = bytes.split_at_checked(end).ok_or(Error::BadLine)?;
    *bytes = rest.get(1..).ok_or(Error::BadLine)?;
    core::str::from_utf8(line).map_err(|_| Error::BadLine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_ones_are_read() {
        let good = b"copperhead programs 1\noptions --a --b\nprogram p 2 3 4\nxyprogram q 0\nend\n\0\0";
        let mut archive = find(good).unwrap().unwrap();
        assert_eq!(archive.options, "--a --b");
        assert_eq!(archive.next(), Some(Ok(Program { name: "p", arguments: "3 4", source: b"xy" })));
        assert_eq!(archive.next(), Some(Ok(Program { name: "q", arguments: "", source: b"" })));
        assert_eq!(archive.next(), None);
        assert_eq!(find(&[0; 9]).unwrap().map(|archive| archive.options), None);
    }

    #[test]
    fn bad_ones_are_refused_once() {
        assert_eq!(find(b"something\n").err(), Some(Error::NotAnArchive));
        for (rest, error) in
            [("program p 9 \nxy", Error::TooShort), ("program p x\n", Error::BadLine), ("", Error::BadLine), ("\nend\n", Error::BadLine)]
        {
            let whole = ["copperhead programs 1\noptions\n", rest].concat();
            let mut archive = Archive::parse(whole.as_bytes()).unwrap();
            assert_eq!((archive.next(), archive.next()), (Some(Err(error)), None), "{rest:?}");
        }
    }
}
