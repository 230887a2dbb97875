//! The files that a program opens.

use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};

use copperhead::host::{File, HostError, OpenOptions, PathKind, Position};

/// The open files, by their numbers.
#[derive(Default)]
pub struct Files {
    open: Vec<Option<fs::File>>,
}

/// What the host's trait says of the system's error.
pub fn system_error(error: std::io::Error) -> HostError {
    HostError::System(error.raw_os_error().unwrap_or(0))
}

/// The error of a file that is not open: EBADF on every system that has numbers for errors.
const NOT_OPEN: HostError = HostError::System(9);

impl Files {
    fn get(&mut self, file: File) -> Result<&mut fs::File, HostError> {
        usize::try_from(file.0).ok().and_then(|number| self.open.get_mut(number)).and_then(Option::as_mut).ok_or(NOT_OPEN)
    }

    /// See the methods of the same names of [`copperhead::host::Host`]; so in all that follow.
    pub fn kind(path: &str) -> Result<PathKind, HostError> {
        let metadata = fs::metadata(path).map_err(system_error)?;
        Ok(if metadata.is_file() {
            PathKind::File
        } else if metadata.is_dir() {
            PathKind::Folder
        } else {
            PathKind::Other
        })
    }

    pub fn open(&mut self, path: &str, options: OpenOptions) -> Result<File, HostError> {
        let OpenOptions { read, write, append, create, create_new, truncate } = options;
        let mut system = fs::OpenOptions::new();
        system.read(read).write(write).append(append).create(create).create_new(create_new).truncate(truncate);
        let file = system.open(path).map_err(system_error)?;
        let free = self.open.iter().position(Option::is_none);
        let number = free.unwrap_or(self.open.len());
        match self.open.get_mut(number) {
            Some(place) => *place = Some(file),
            None => self.open.push(Some(file)),
        }
        i32::try_from(number).map(File).map_err(|_| NOT_OPEN)
    }

    pub fn read(&mut self, file: File, buffer: &mut [u8]) -> Result<usize, HostError> {
        self.get(file)?.read(buffer).map_err(system_error)
    }

    pub fn write(&mut self, file: File, bytes: &[u8]) -> Result<usize, HostError> {
        self.get(file)?.write(bytes).map_err(system_error)
    }

    pub fn seek(&mut self, file: File, position: Position) -> Result<u64, HostError> {
        let position = match position {
            Position::Start(offset) => SeekFrom::Start(offset),
            Position::Current(offset) => SeekFrom::Current(offset),
            Position::End(offset) => SeekFrom::End(offset),
        };
        self.get(file)?.seek(position).map_err(system_error)
    }

    pub fn truncate(&mut self, file: File, length: u64) -> Result<(), HostError> {
        self.get(file)?.set_len(length).map_err(system_error)
    }

    pub fn close(&mut self, file: File) -> Result<(), HostError> {
        self.get(file)?;
        if let Some(place) = usize::try_from(file.0).ok().and_then(|number| self.open.get_mut(number)) {
            *place = None;
        }
        Ok(())
    }

    /// The names in a folder, with zero bytes between them.
    pub fn names(path: &str) -> Result<Vec<u8>, HostError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path).map_err(system_error)? {
            let name = entry.map_err(system_error)?.file_name();
            names.push(name.into_encoded_bytes());
        }
        Ok(names.join(&0))
    }

    /// The environment, with zero bytes between its entries.
    pub fn environment() -> Vec<u8> {
        let entries = std::env::vars_os().map(|(name, value)| [name.into_encoded_bytes(), value.into_encoded_bytes()].join(&b'='));
        entries.collect::<Vec<_>>().join(&0)
    }
}

/// Copies a text into a buffer if it fits; its length.
pub fn give(text: &[u8], buffer: &mut [u8]) -> usize {
    if let Some(place) = buffer.get_mut(..text.len()) {
        place.copy_from_slice(text);
    }
    text.len()
}
