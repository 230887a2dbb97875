//! The encoding of standard streams as an embedder sets it.

use copperhead::embed::Failure;
use copperhead::host::{Host, HostError, Stream};
use copperhead::vm::{Options, Vm};
use copperhead_core::buffer::NoCode;

/// Keeps the bytes that are written, and has bytes to read.
#[derive(Default)]
struct Bytes {
    written: Vec<u8>,
    input: Vec<u8>,
}

impl Host for Bytes {
    fn write(&mut self, _: Stream, bytes: &[u8]) -> Result<(), HostError> {
        self.written.extend_from_slice(bytes);
        Ok(())
    }

    fn read_input(&mut self, buffer: &mut [u8]) -> Result<usize, HostError> {
        let count = buffer.len().min(self.input.len());
        buffer[..count].copy_from_slice(&self.input[..count]);
        self.input.drain(..count);
        Ok(count)
    }

    fn native_stack_limit(&mut self) -> usize {
        copperhead_host_linux::native_stack_limit().unwrap_or(0)
    }
}

/// What is written when something is done to a fresh VM.
fn written(input: &[u8], test: impl FnOnce(&mut Vm<'_>)) -> Vec<u8> {
    let mut memory = vec![0u8; 4 << 20];
    let (mut host, mut code) = (Bytes { input: input.to_vec(), ..Bytes::default() }, NoCode);
    {
        let options = Options { hash_seed: Some(0), ..Options::default() };
        test(&mut Vm::new(&mut memory, &mut host, &mut code, options).expect("the memory is enough"));
    }
    host.written
}

#[test]
fn output_has_the_encoding_that_was_set() {
    let output = written(b"", |vm| {
        assert_eq!(vm.encode_streams("latin-1"), Ok(()));
        assert_eq!(vm.run("print('\\xe9')"), Ok(()));
        assert_eq!(vm.run("print('\\u20ac')"), Err(Failure::Exception));
        assert_eq!(vm.encode_streams(":replace"), Ok(()));
        assert_eq!(vm.run("import sys\nprint('\\u20ac', sys.stdout.encoding, sys.stderr.errors)"), Ok(()));
    });
    assert_eq!(output, b"\xe9\n? iso8859-1 backslashreplace\n");
}

#[test]
fn an_encoding_that_there_is_not_is_an_error() {
    written(b"", |vm| {
        assert_eq!(vm.encode_streams("nonsense:strict"), Err(Failure::Exception));
        assert_eq!(vm.error_text(&mut [0; 80]), "LookupError: unknown encoding: nonsense");
        assert_eq!(vm.run("print('as before')"), Ok(()));
    });
}

#[test]
fn input_is_strict_or_escapes_bytes() {
    let program = "print(input() + '!')";
    written(b"a\xff\n", |vm| {
        assert_eq!(vm.run(program), Err(Failure::Exception));
        assert_eq!(
            vm.error_text(&mut [0; 99]),
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"
        );
    });
    let output = written(b"a\xff\n", |vm| {
        vm.escape_stream_bytes(true);
        assert_eq!(vm.run(program), Ok(()));
    });
    assert_eq!(output, b"a\xff!\n");
}
