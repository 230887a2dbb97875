//! Tests of the parser: trees and errors against tables, depth, memory that runs out, prompts, encodings, token soup.

extern crate std;

mod dump;

use self::std::alloc::{Layout, alloc, dealloc};
use self::std::cell::{Cell, RefCell};
use self::std::string::{String, ToString};
use self::std::vec::Vec;
use self::std::{format, thread};
use super::{parse_expression, parse_interactive, parse_module};
use crate::source::arena::{Arena, ChunkSource};
use crate::source::error::{ErrorKind, ParseError};
use crate::source::{span, tree};
use core::ptr::NonNull;
use dump::Dump;

/// Chunks from the system's allocator, freed in the end; `left` tells how many more there are.
struct Chunks {
    left: Cell<usize>,
    smallest: usize,
    taken: RefCell<Vec<(NonNull<u8>, Layout)>>,
}

impl Chunks {
    fn new() -> Chunks {
        Chunks { left: Cell::new(usize::MAX), smallest: 16 * 1024, taken: RefCell::new(Vec::new()) }
    }
}

// SAFETY: the allocator gives memory of that size and alignment, which is freed only when the source is dropped.
unsafe impl ChunkSource for Chunks {
    fn chunk(&self, minimum_bytes: usize) -> Option<NonNull<[u8]>> {
        self.left.set(self.left.get().checked_sub(1)?);
        let bytes = minimum_bytes.max(self.smallest).next_multiple_of(16);
        let layout = Layout::from_size_align(bytes, 16).ok()?;
        // SAFETY: the size is not zero.
        let start = NonNull::new(unsafe { alloc(layout) })?;
        self.taken.borrow_mut().push((start, layout));
        Some(NonNull::slice_from_raw_parts(start, bytes))
    }
}

impl Drop for Chunks {
    fn drop(&mut self) {
        for (start, layout) in self.taken.borrow().iter() {
            // SAFETY: it was allocated with this layout.
            unsafe { dealloc(start.as_ptr(), *layout) };
        }
    }
}

fn trees(source: &[u8], spans: bool) -> Result<String, ParseError> {
    let chunks = Chunks::new();
    let arena = Arena::new(&chunks);
    parse_module(source, &arena, 0).map(|module| Dump { spans }.module(module))
}

fn expression(source: &str) -> Result<String, ParseError> {
    let chunks = Chunks::new();
    let arena = Arena::new(&chunks);
    parse_expression(source.as_bytes(), &arena, 0).map(|expression| Dump { spans: false }.expression(expression))
}

/// `None` if it is complete and right.
fn prompt(source: &str) -> Option<(ErrorKind, String)> {
    let chunks = Chunks::new();
    let arena = Arena::new(&chunks);
    let error = parse_interactive(source.as_bytes(), &arena, 0).err()?;
    Some((error.kind, error.message().to_string()))
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        out.push(match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some('f') => '\x0c',
                _ => '\\',
            },
            _ => character,
        });
    }
    out
}

#[test]
fn trees_are_those_of_the_table() {
    let mut lines = include_str!("tests/trees.txt").lines().skip(2);
    let mut count = 0;
    while let (Some(source), Some(expected)) = (lines.next(), lines.next()) {
        let found = trees(unescape(source).as_bytes(), true);
        assert_eq!(found.ok().as_deref(), expected.strip_prefix("    "), "{source}");
        count += 1;
    }
    assert!(count > 300);
}

#[test]
fn errors_are_those_of_the_table() {
    let mut count = 0;
    let mut differing = Vec::new();
    for line in include_str!("tests/errors.txt").lines().skip(2) {
        let (source, expected) = line.split_once('\t').unwrap();
        let found = trees(unescape(source).as_bytes(), false).expect_err(source);
        let start = found.span.start;
        let found = format!("{:?} {}:{} {}", found.kind, start.line, start.column, found.message());
        if found != expected {
            differing.push(format!("{source}\t{found}"));
        }
        count += 1;
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert!(count > 500);
}

#[test]
fn single_expressions() {
    assert_eq!(expression("1 + x ").unwrap(), "(BinOp (Constant 1) Add (Name x))");
    assert_eq!(expression("a, b\n\n").unwrap(), "(Tuple [(Name a) (Name b)])");
    assert!(expression("a; b").is_err());
    assert!(expression("a = b").is_err());
    assert!(expression("").is_err());
}

#[test]
fn prompts() {
    let complete = ["", "\n", "# c\n", "a\n", "a", "a; b\n", "if a: b\n\n", "if a:\n  b\n\n", "def f():\n  pass\n \n", "x = '''a\n'''"];
    for source in complete {
        assert_eq!(prompt(source), None, "{source:?}");
    }
    let open = [
        "(",
        "(a,\n",
        "if a:",
        "if a:\n",
        "if a:\n  b\n",
        "if a: b\n",
        "if a:\n  b\nelse:",
        "'''a\n",
        "f'''{",
        "f'''a",
        "a = [1,\n2",
        "a \\\n",
        "@x\n",
        "try:\n  a\n",
        "class A:\n\n",
        "for x in y:\n  if x:\n",
    ];
    for source in open {
        let incomplete = Some((ErrorKind::Incomplete, "incomplete input".to_string()));
        assert_eq!(prompt(source), incomplete, "{source:?}");
    }
    for source in ["a b", "(a b)\n", "'a", "1 +\n2", "a)", "if a\n", "  a", "f'}'"] {
        assert_ne!(prompt(source).expect(source).0, ErrorKind::Incomplete, "{source:?}");
    }
    let (_, message) = prompt("a\nb\n").unwrap();
    assert_eq!(message, "multiple statements found while compiling a single statement");
}

#[test]
fn encodings() {
    let message = |source: &[u8]| trees(source, false).expect_err("must fail").message().to_string();
    assert_eq!(trees(b"\xEF\xBB\xBFa", false).unwrap(), "[(Expr (Name a))]");
    assert_eq!(message(b"a\0b"), "source code cannot contain null bytes");
    assert_eq!(message(b"a = '\xff'"), "(unicode error) 'utf-8' codec can't decode byte 0xff in position 5: invalid start byte");
    assert_eq!(message(b"'\xe2\x28'"), "(unicode error) 'utf-8' codec can't decode byte 0xe2 in position 1: invalid continuation byte");
    assert_eq!(message(b"'\xe2\x82"), "(unicode error) 'utf-8' codec can't decode byte 0xe2 in position 1: unexpected end of data");
    assert_eq!(message(b"# -*- coding: rot13 -*-"), "unknown encoding: rot13");
    assert_eq!(message(b"\xEF\xBB\xBF# coding: latin-1"), "encoding problem: iso-8859-1 with BOM");
    assert!(trees(b"#!x\n# vim: set fileencoding=UTF_8 :\n", false).is_ok());
    assert!(trees(b"a\n\n# coding: rot13\n", false).is_ok());
    assert_eq!(trees(b"# coding: latin-1\n'\xe9'", false).unwrap(), "[(Expr (Constant '\\xc3\\xa9'))]");
}

#[test]
fn deep_programs_are_errors_not_crashes() {
    const COUNT: usize = 100_000;
    let repeat = |open: &str, middle: &str, close: &str| [open.repeat(COUNT), middle.to_string(), close.repeat(COUNT)].concat();
    let deep = [
        repeat("-", "1", ""),
        repeat("not ", "1", ""),
        repeat("~", "1", ""),
        repeat("lambda: ", "1", ""),
        repeat("1 if 1 else ", "1", ""),
        repeat("1 ** ", "1", ""),
        repeat("", "a", ".b"),
        repeat("", "f", "()"),
        repeat("", "a", "[0]"),
        repeat("", "1", "+1"),
        repeat("lambda x=", "1", ""),
    ];
    let brackets = [repeat("(", "1", ")"), repeat("[", "1", "]"), repeat("{1:", "1", "}"), repeat("f'{", "1", "}'")];
    let shallow = [
        repeat("", "if a: b\n", "elif a: b\n"),
        repeat("", "a", " and a"),
        repeat("", "a", " < a"),
        repeat("a, ", "", ""),
        repeat("a = ", "1", ""),
        repeat("'a' ", "", ""),
        repeat("a;", "", ""),
        repeat("\n", "", ""),
        repeat("@a\n", "def f(): pass", ""),
    ];
    // The thread has less stack than its limit says, so an overrun would be seen.
    let check = move || {
        let marker = 0_u8;
        let limit = (&raw const marker).addr() - 1_000_000;
        for (source, kind) in deep
            .iter()
            .map(|s| (s, Some(ErrorKind::TooDeep)))
            .chain(brackets.iter().map(|s| (s, Some(ErrorKind::Syntax))))
            .chain(shallow.iter().map(|s| (s, None)))
        {
            let chunks = Chunks::new();
            let arena = Arena::new(&chunks);
            let result = parse_module(source.as_bytes(), &arena, limit);
            assert_eq!(result.as_ref().err().map(|error| error.kind), kind, "{}", source.get(..20).unwrap_or(source));
            if let Ok(module) = result {
                assert!(usize::from(module.depth) * tree::WALK_BYTES_PER_LEVEL <= 1_000_000);
            }
        }
    };
    thread::Builder::new().stack_size(1_200_000).spawn(check).unwrap().join().unwrap();
}

#[test]
fn depth_bounds_every_way_through_the_tree() {
    let depth = |source: &str| {
        let chunks = Chunks::new();
        let arena = Arena::new(&chunks);
        parse_module(source.as_bytes(), &arena, 0).unwrap().depth
    };
    assert!(depth("a") < depth("a + b + c + d"));
    assert!(depth("a + b + c") < depth("if x:\n  a + b + c"));
    assert!(depth("if x: pass") < depth("if x:\n if x: pass"));
    assert_eq!(depth("a and b and c"), depth("a and b"));
    assert_eq!(depth("if a: b\nelif c: d\nelif e: f"), depth("if a: b"));
}

const SAMPLE: &str = "@a\nasync def f[T: int](x, /, y=1, *z, k: int, **w) -> r:\n  '''doc\\n'''\n  async with a as b, c: d = [i for i in x if i]\n\
    class A(B, m=C):\n  def g(self): return f'{self.x!r:>{w}} {y=}' 'a' 'b\\x41'\ntry:\n  match p:\n    case {'a': [1, *_], **r} | C(x, y=2): pass\n\
    except* E as e:\n  raise x from y\nfrom . a . b import (c, d)\nx = 1_0000000000000000000000 + 1_0.5e1_0j\ntype X = {1: 2, **y}\n";

#[test]
fn memory_may_run_out_anywhere() {
    let mut chunks_needed = 0;
    loop {
        let mut chunks = Chunks::new();
        chunks.smallest = 16;
        chunks.left.set(chunks_needed);
        let arena = Arena::new(&chunks);
        let result = parse_module(SAMPLE.as_bytes(), &arena, 0);
        match result {
            Ok(_) => break,
            Err(error) => assert_eq!(error.kind, ErrorKind::OutOfMemory, "{error:?}"),
        }
        chunks_needed += 1;
    }
    assert!(chunks_needed > 50, "{chunks_needed}");
}

#[test]
fn line_ends_make_no_difference() {
    let expected = trees(SAMPLE.as_bytes(), true).unwrap();
    for line_end in ["\r\n", "\r"] {
        let source = SAMPLE.replace('\n', line_end);
        assert_eq!(trees(source.as_bytes(), true).unwrap(), expected);
    }
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit
    }
}

const SOUP: &[&str] = &[
    "a", "b", "_", "match", "case", "type", "print", "1", "2.5", "1j", "0x", "'s'", "f'", "'", "\"\"\"", "f'{", "rb'x'", "\\", "\\\n",
    "\n", "\n ", "\n  ", "\n\t", "\n", ":", ":", ",", ";", ".", "...", "(", ")", "(", ")", "[", "]", "{", "}", "{", "}", "=", "==", ":=",
    "+", "-", "*", "**", "/", "//", "@", "!", "!r", "~", "<", "->", "+=", "if", "elif", "else", "for", "in", "not", "is", "and", "or",
    "while", "def", "class", "lambda", "return", "yield", "from", "import", "as", "with", "async", "await", "try", "except", "finally",
    "raise", "del", "global", "assert", "pass", "None", "True", "#", "é", "€", "\r", "\x0c", "$", "\u{2028}",
];

#[test]
fn token_soup_does_no_harm() {
    let mut random = Random(0x1234_5678_9ABC_DEF1);
    let mut accepted = 0;
    for _ in 0..20_000 {
        let mut source = String::new();
        for _ in 0..1 + random.below(12) {
            source.push_str(SOUP[random.below(SOUP.len())]);
            if random.below(2) == 0 {
                source.push(' ');
            }
        }
        accepted += usize::from(trees(source.as_bytes(), true).is_ok());
        let _ = prompt(&source);
        let _ = expression(&source);
    }
    assert!(accepted > 100, "{accepted}");
}

#[test]
fn damaged_programs_do_no_harm() {
    let mut random = Random(0xDEAD_BEEF_0BAD_CAFE);
    for _ in 0..5_000 {
        let mut source: Vec<u8> = SAMPLE.as_bytes().to_vec();
        for _ in 0..1 + random.below(4) {
            let at = random.below(source.len());
            match random.below(3) {
                0 => source.truncate(at.max(1)),
                1 => source[at] = random.below(256) as u8,
                _ => {
                    source.remove(at);
                    source.push(b' ');
                }
            }
        }
        let _ = trees(&source, true);
    }
}

#[test]
fn nodes_stay_small() {
    assert!(size_of::<tree::Expression<'_>>() <= 64);
    assert!(size_of::<tree::Statement<'_>>() <= 64);
}
