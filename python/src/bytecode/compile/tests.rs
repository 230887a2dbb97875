//! Tests of the compiler: bytecode against text, errors against a table, and whatever compiles must pass the verifier.

extern crate std;

use self::std::alloc::{Layout, alloc, dealloc};
use self::std::cell::{Cell, RefCell};
use self::std::string::{String, ToString};
use self::std::vec::Vec;
use self::std::{format, thread};
use super::{CompileError, CompileErrorKind, CompileOptions, compile_expression, compile_interactive, compile_module};
use crate::bytecode::disassemble::disassemble_unit;
use crate::bytecode::verify::verify;
use crate::source::arena::{Arena, ChunkSource};
use crate::source::{parse_expression, parse_interactive, parse_module};
use core::ptr::NonNull;

/// Chunks from the system's allocator, freed in the end; `left` tells how many more there are.
struct Chunks {
    left: Cell<usize>,
    smallest: usize,
    taken: RefCell<Vec<(NonNull<u8>, Layout)>>,
}

impl Chunks {
    fn new() -> Chunks {
        Chunks { left: Cell::new(usize::MAX), smallest: 64 * 1024, taken: RefCell::new(Vec::new()) }
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

/// The disassembly of a program that must parse; what compiles must pass the verifier.
fn compiled(source: &str, options: CompileOptions) -> Result<String, CompileError> {
    let chunks = Chunks::new();
    let arena = Arena::new(&chunks);
    let module = parse_module(source.as_bytes(), &arena, 0).unwrap_or_else(|error| panic!("{source}: {error}"));
    let unit = compile_module(module, source.as_bytes(), options, &arena, 0)?;
    assert_eq!(verify(unit, 0), Ok(()), "{source}");
    let mut text = String::new();
    disassemble_unit(unit, &mut text).unwrap();
    Ok(text)
}

fn text(source: &str) -> String {
    compiled(source, CompileOptions::default()).unwrap_or_else(|error| panic!("{source}: {error}"))
}

/// Compares with what the disassembly should say of the last function, without lines and offsets.
fn check(source: &str, expected: &str) {
    let text = text(source);
    let last = text.rsplit("\n\n").next().unwrap_or("");
    let short = |line: &str| -> Option<String> {
        let mut words = line.split_whitespace().peekable();
        while words.peek().is_some_and(|word| word.chars().all(|character| character.is_ascii_digit())) {
            words.next();
        }
        let words: Vec<&str> = words.collect();
        if words.is_empty() { None } else { Some(words.join(" ")) }
    };
    let found: Vec<String> = last.lines().skip(1).filter_map(short).collect();
    let expected: Vec<String> = expected.lines().filter_map(short).collect();
    assert_eq!(found, expected, "\n{source}\n{text}");
}

#[test]
fn results_go_straight_to_their_variables() {
    check("def f(a, b):\n x = a + b * a\n return x", "Binary r3, b, a (*)\nBinary x, a, r3 (+)\nReturn x");
    check("def f(a):\n a += 1\n a -= a\n return -a", "BinaryImmediate a, a, 1 (+=)\nBinary a, a, a (-=)\nNegative r1, a\nReturn r1");
    check("def f(a):\n return 1 - a", "LoadInt r1, 1\nBinary r1, r1, a (-)\nReturn r1");
}

#[test]
fn a_variable_is_written_last() {
    // An exception in the middle must leave x alone, and the expression can still read it.
    check("def f(x, y):\n x = y and x\n return x", "Copy r2, y\nJumpIfFalse r2, ->3\nCopy r2, x\nCopy x, r2\nReturn x");
    check(
        "def f(x, y):\n x = [x for y in y]\n return x",
        "GetIterator r4, y\nBuildList r3, r3, #0\nIterate y, r4, ->6\nListAppend r3, x\nLoop #5, ->2\nClear y\nCopy x, r3\nReturn x",
    );
}

#[test]
fn what_is_rebound_meanwhile_is_copied() {
    check("def f(x):\n return x + (x := 2)", "Copy r1, x\nLoadInt x, 2\nCopy r2, x\nBinary r1, r1, r2 (+)\nReturn r1");
    check("def f(a, b):\n a, b = b, a", "Copy r3, a\nCopy a, b\nCopy b, r3\nReturnNone");
}

#[test]
fn calls_lie_above_everything_live() {
    check(
        "def f(a):\n return a(1, a(2), x=3)",
        "Copy r1, a\nLoadInt r5, 1\nCopy r6, a\nLoadInt r10, 2\nCall r6, r6, #1\nLoadInt r7, 3\nCallKeywords r1, r1, #3 ((x))\nReturn r1",
    );
    check(
        "def f(a):\n a.b(a).c()",
        "LoadMethod r5, a (b)\nCopy r10, a\nCallMethod r5, r5, #2\nLoadMethod r1, r5 (c)\nCallMethod r1, r1, #1\nReturnNone",
    );
    check(
        "def f(a):\n a(*a, 1, k=2, **a)",
        "Copy r1, a\nBuildList r5, r5, #0\nListExtend r5, a\nLoadInt r6, 1\nListAppend r5, r6\nListToTuple r5, r5\n\
         LoadConstant r7 (k)\nLoadInt r8, 2\nBuildDict r6, r7, #1\nDictMerge r6, a, r1\n\
         CallUnpacked r1, r1, #1\nReturnNone",
    );
    check(
        "def f(a):\n a(1, *a, **a)",
        "Copy r1, a\nLoadInt r5, 1\nCopy r6, a\nBuildArguments r5, r5, #1\nBuildKeywords r6, a, r1\nCallUnpacked r1, r1, #1\nReturnNone",
    );
    check(
        "def f(a):\n a(*a, **a)",
        "Copy r1, a\nCopy r5, a\nBuildKeywords r6, a, r1\nBuildArguments r5, r5, #0\nCallUnpacked r1, r1, #1\nReturnNone",
    );
}

#[test]
fn conditions_are_jumps() {
    check(
        "def f(a, b):\n if a < 5 and not (b or 3 <= a):\n  return a\n return b",
        "JumpUnlessCompareImmediate a, 5, ->6 (<)\nJumpIfTrue b, ->6\nJumpIfCompareImmediate a, 3, ->6 (>=)\nReturn a\nReturn b",
    );
    check(
        "def f(a, b):\n while a is not None:\n  a = b in (1, 2)\n  if a: continue\n  break",
        "JumpIfNone a, ->7\nLoadConstant r2 ((1, 2))\nContains a, b, r2\nJumpIfFalse a, ->7\nLoop #2, ->0\nReturnNone",
    );
    check("def f(a):\n while 1:\n  a()\n if 0:\n  b()", "Copy r1, a\nCall r1, r1, #0\nLoop #1, ->0");
}

#[test]
fn unbound_variables_are_checked_where_they_can_be_unbound() {
    check("def f(a):\n if a:\n  x = 1\n return x", "Clear x\nJumpIfFalse a, ->3\nLoadInt x, 1\nCheckBound x\nReturn x");
    check("def f(a):\n if a:\n  x = 1\n else:\n  x = 2\n return x", "JumpIfFalse a, ->3\nLoadInt x, 1\nJump ->4\nLoadInt x, 2\nReturn x");
    check("def f(a):\n del a\n return a", "Clear a\nCheckBound a\nReturn a");
    check(
        "def f(a):\n for x in a: pass\n return x",
        "Clear x\nGetIterator r2, a\nIterate x, r2, ->5\nLoop #3, ->2\nCheckBound x\nReturn x",
    );
    // Whatever raises may raise before x is bound.
    let text = text("def f(a):\n try:\n  a()\n  x = 1\n  a()\n except a: pass\n return x");
    assert!(text.contains("CheckBound x"), "{text}");
}

#[test]
fn closures_use_cells() {
    check(
        "def f(a):\n b = a\n def g(): return a + b\n return g",
        "LoadFree a, #0\nLoadFree b, #1\nLoadCell r2, a\nLoadCell r3, b\nBinary r2, r2, r3 (+)\nReturn r2",
    );
    let text = text("def f(a):\n b = a\n def g(): return a + b\n return g");
    for part in ["MakeCell a\n", "Clear b\n", "MakeCell b\n", "StoreCell b, r", "BuildTuple r7, r8, #2", "#8 (code f.<locals>.g)"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // A lambda in a comprehension gets the variable of that evaluation.
    check("f = [lambda: x for x in y]", "LoadFree x, #0\nLoadCell r1, x\nReturn r1");
}

#[test]
fn classes_have_namespaces() {
    let text = text("class C(B, m=1):\n 'doc'\n x: int = 1\n def f(self): return super().f()\n def __g(self): self.a = C.__h");
    for part in [
        "LoadBuildClass r0",
        "CallKeywords r0, r0, #4 ((m))",
        "StoreClassName .namespace, r2 (__qualname__)",
        "StoreClassName .namespace, r2 (__doc__)",
        "StoreClassName .namespace, __class__ (__classcell__)",
        "LoadConstant r2 ((a))",
        "StoreClassName .namespace, r3 (_C__g)",
        "LoadAttribute r1, r1 (_C__h)",
        "LoadCell r3, __class__",
        "LoadSuperMethod r2 (f)",
        "CallMethod r2, r2, #1",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn handlers_cover_what_they_should() {
    let text = text("def f(a):\n try:\n  a()\n except E as e:\n  return a(e)\n finally:\n  a.b()");
    let last = text.rsplit("\n\n").next().unwrap_or("");
    assert_eq!(last.matches("LoadMethod").count(), 3, "normal way, return, exception\n{last}");
    assert_eq!(last.matches("PopException").count(), 5, "{last}");
    assert_eq!(last.matches("Clear e").count(), 2, "{last}");
    check(
        "def f(a):\n with a: pass",
        "Intrinsic r5, a, #1\nIntrinsic r1, a, #2\nCall r5, r5, #0\nCopy r5, r1\nLoadConstant r9 (None)\nLoadConstant r10 (None)\n\
         LoadConstant r11 (None)\nCall r5, r5, #3\nReturnNone",
    );
}

#[test]
fn constants_are_folded() {
    check("def f():\n return -1, 2 * 3.5, 'a' + 'b', 1 << 3, not 0", "LoadConstant r0 ((-1, 7.0, 'ab', 8, True))\nReturn r0");
    check(
        "def f():\n return 7 // -2, -7 % 3, 2 ** 70, 1 / 0",
        "LoadInt r1, -4\nLoadInt r2, 2\nLoadInt r3, 2\nBinaryImmediate r3, r3, 70 (**)\nLoadInt r4, 1\nBinaryImmediate r4, r4, 0 (/)\nBuildTuple r0, r1, #4\nReturn r0",
    );
    check("def f():\n return -9223372036854775808", "LoadConstant r0 (-9223372036854775808)\nReturn r0");
}

#[test]
fn docstrings_are_cleaned() {
    let chunks = Chunks::new();
    let arena = Arena::new(&chunks);
    let source = b"def f():\n  '''  One\n\tTwo\n          Three\n\n        '''";
    let module = parse_module(source, &arena, 0).unwrap();
    let unit = compile_module(module, source, CompileOptions::default(), &arena, 0).unwrap();
    let inner = unit.constants.iter().find_map(|constant| match constant {
        crate::bytecode::unit::Constant::Code(inner) => Some(inner),
        _ => None,
    });
    assert_eq!(inner.unwrap().doc, Some(&b"One\nTwo\n  Three\n\n"[..]));
}

#[test]
fn options_leave_things_out() {
    let source = "'doc'\nassert x\nif __debug__: y()";
    let all = text(source);
    assert!(all.contains("LoadAssertionError") && all.contains("__doc__") && all.contains("(y)"), "{all}");
    let least = compiled(source, CompileOptions { optimize: 2, ..CompileOptions::default() }).unwrap();
    assert_eq!(least.lines().count(), 2, "{least}");
}

#[test]
fn prompts_and_expressions() {
    let chunks = Chunks::new();
    let arena = Arena::new(&chunks);
    let mut text = String::new();
    let module = parse_interactive(b"x + 1\n", &arena, 0).unwrap();
    let unit = compile_interactive(module, b"x + 1\n", CompileOptions::default(), &arena, 0).unwrap();
    verify(unit, 0).unwrap();
    disassemble_unit(unit, &mut text).unwrap();
    assert!(text.contains("Intrinsic r1, r0, #0"), "{text}");
    let expression = parse_expression(b"[x for x in y]", &arena, 0).unwrap();
    let unit = compile_expression(expression, b"[x for x in y]", CompileOptions::default(), &arena, 0).unwrap();
    verify(unit, 0).unwrap();
    text.clear();
    disassemble_unit(unit, &mut text).unwrap();
    assert!(text.contains("Return r1"), "{text}");
}

/// What CPython 3.13 says of these programs, and where.
const ERRORS: &[(&str, &str)] = &[
    ("return 1", "1:0 'return' outside function"),
    ("class C: return 1", "1:9 'return' outside function"),
    ("if 1: break", "1:6 'break' outside loop"),
    ("for x in y:\n  def f(): continue", "2:11 'continue' not properly in loop"),
    ("def f(a, a): pass", "1:9 duplicate argument 'a' in function definition"),
    ("def f(x):\n  global x", "2:2 name 'x' is parameter and global"),
    ("def f():\n  x = 1\n  global x", "3:2 name 'x' is assigned to before global declaration"),
    ("def f():\n  print(x)\n  global x", "3:2 name 'x' is used prior to global declaration"),
    ("def f():\n  x: int = 1\n  global x", "3:2 annotated name 'x' can't be global"),
    ("def f():\n  global x\n  x: int = 1", "3:2 annotated name 'x' can't be global"),
    ("nonlocal x", "1:0 nonlocal declaration not allowed at module level"),
    ("def f():\n  nonlocal x", "2:2 no binding for nonlocal 'x' found"),
    ("def f():\n  global x\n  nonlocal x", "2:2 name 'x' is nonlocal and global"),
    ("try: pass\nexcept: pass\nexcept E: pass", "2:0 default 'except:' must be last"),
    ("__debug__ = 1", "1:0 cannot assign to __debug__"),
    ("del __debug__", "1:4 cannot delete __debug__"),
    ("f(a=1, a=2)", "1:7 keyword argument repeated: a"),
    ("class C(a=1, a=2): pass", "1:13 keyword argument repeated: a"),
    ("yield 1", "1:0 'yield' outside function"),
    ("await x", "1:0 'await' outside function"),
    ("def f():\n  from x import *", "2:16 import * only allowed at module level"),
    ("*a = 1", "1:0 starred assignment target must be in a list or tuple"),
    ("x = *a", "1:4 can't use starred expression here"),
    ("a, *b, *c = d", "1:0 multiple starred expressions in assignment"),
    ("class C: [(y := x) for x in z]", "1:11 assignment expression within a comprehension cannot be used in a class body"),
    ("[y for x in (y := z)]", "1:13 assignment expression cannot be used in a comprehension iterable expression"),
    ("[x := 1 for x in y]", "1:1 assignment expression cannot rebind comprehension iteration variable 'x'"),
    ("from __future__ import nope", "1:0 future feature nope is not defined"),
    ("x = 1\nfrom __future__ import annotations", "2:0 from __future__ imports must occur at the beginning of the file"),
];

#[test]
fn errors_are_those_of_cpython() {
    for (source, expected) in ERRORS {
        let error = compiled(source, CompileOptions::default()).expect_err(source);
        let place = error.span.start;
        let found = format!("{}:{} {}", place.line, place.column, error.message());
        assert!(matches!(error.kind, CompileErrorKind::Syntax | CompileErrorKind::SyntaxOfStatement), "{source}: {:?}", error.kind);
        assert_eq!(found, *expected, "{source}");
    }
}

#[test]
fn far_jumps_go_over_islands() {
    let body = "  a = b + c\n".repeat(20_000);
    let text = text(&format!("def f(a, b, c):\n for a in b:\n{body} while a < b:\n{body}  continue\n return a"));
    assert!(text.contains("Loop #") && text.lines().count() > 40_000);
    let start = text.find("Iterate").unwrap_or(0);
    let lines: Vec<&str> = text.get(start..).unwrap_or("").lines().take(3).collect();
    assert!(lines.get(1).is_some_and(|line| line.contains("Jump ->")), "{lines:?}");
    assert!(lines.get(2).is_some_and(|line| line.contains("Jump ->4")), "{lines:?}");
}

#[test]
fn too_many_slots_are_an_error() {
    let names: Vec<String> = (0..70_000).map(|number| format!(" v{number} = 0\n")).collect();
    let error = compiled(&format!("def f():\n{}", names.concat()), CompileOptions::default()).unwrap_err();
    assert_eq!(error.kind, CompileErrorKind::TooLarge);
    // Long displays need few slots.
    let items = "x, ".repeat(70_000);
    let text = text(&format!("a = [{items}]\nb = ({items})\nc = f({items})\nd = {{{items}}}"));
    assert!(text.starts_with("<module> (line 1, 3"), "{}", text.lines().next().unwrap_or(""));
}

#[test]
fn finally_copies_are_bounded() {
    let mut source = String::from("def f():\n");
    for depth in 1..90 {
        let indent = " ".repeat(depth);
        source += &format!("{indent}try: return\n{indent}finally:\n");
    }
    source += &" ".repeat(91);
    source += "pass\n";
    let error = compiled(&source, CompileOptions::default()).unwrap_err();
    assert_eq!(error.message(), "too many statically nested blocks");
}

const PROGRAM: &str = "
import a.b as c
from d import (e, f as g)
@c(1)
class K(e, metaclass=g):
    x: int = 1
    @property
    def y(self, *a, k=[1], **b) -> int:
        def inner(): nonlocal a; a = super().y; return __class__, lambda: (a, self)
        return {q: [r for r in q if r > 2] for q in a for _ in b}, {*a, 1}, {**b, 'x': f'{a!r:>{k}}' }
    del x
def h(a, /, b=2, *, c):
    try:
        for i, (j, *k) in enumerate(a):
            if 0 <= i < b <= c and not (j or k) is None: continue
            elif (n := i) not in [1, 2]: break
            a[i:, ...] += j; a.b.c -= 1; a[i], a.x = k, j
        else: assert a, b
    except (E, F) as e: raise g from e
    except: raise
    else: del a[0], b
    finally:
        with a as x, b as (y, z): return a(*b, c=1, **c)
";

#[test]
fn memory_that_runs_out_is_an_error() {
    assert!(text(PROGRAM).contains("CallUnpacked"));
    for smallest in [64, 1000] {
        let mut left = 0;
        loop {
            let chunks = Chunks { left: Cell::new(usize::MAX), smallest, taken: RefCell::new(Vec::new()) };
            let arena = Arena::new(&chunks);
            let module = parse_module(PROGRAM.as_bytes(), &arena, 0).unwrap();
            chunks.left.set(left);
            match compile_module(module, PROGRAM.as_bytes(), CompileOptions::default(), &arena, 0) {
                Ok(unit) => break verify(unit, 0).unwrap(),
                Err(error) => assert_eq!(error.kind, CompileErrorKind::OutOfMemory),
            }
            left += 1;
        }
        assert!(left > 10);
    }
}

/// Bytes of stack for the test of deep trees.
const STACK: usize = 1 << 20;

#[test]
fn deep_trees_do_not_overflow_the_stack() {
    let deep = |open: &str, middle: &str, close: &str, count: usize| format!("{}{middle}{}", open.repeat(count), close.repeat(count));
    let sources = [
        deep("[", "", "]", 190),
        deep("not ", "x", "", 3000),
        deep("-", "x", "", 3000),
        deep("x if y else ", "z", "", 3000),
        deep("lambda: ", "z", "", 2000),
        deep("", "a", ".b", 3000),
        deep("", "a", "()", 3000),
        deep("", "a", " + a", 9000),
        deep("a ** ", "a", "", 3000),
        deep("x = ", "1", "", 3000),
        deep("f'{", "1", "}'", 3),
    ];
    for source in sources {
        let bound = move || {
            let marker = 0_u8;
            let here = core::ptr::from_ref(&marker).addr();
            let chunks = Chunks::new();
            let arena = Arena::new(&chunks);
            // The limit is the true one, but for what the thread itself has used.
            let limit = here.saturating_sub(STACK - 16 * 1024);
            let Ok(module) = parse_module(source.as_bytes(), &arena, limit) else { return };
            match compile_module(module, source.as_bytes(), CompileOptions::default(), &arena, limit) {
                Ok(unit) => assert_eq!(verify(unit, 0), Ok(())),
                Err(error) => assert_eq!(error.kind, CompileErrorKind::TooDeep),
            }
        };
        thread::Builder::new().stack_size(STACK).spawn(bound).unwrap().join().unwrap();
    }
}

/// Programs cut from pieces of one that uses everything, put together at random: most do not parse, the rest must compile to
/// verified code or fail with an error.
#[test]
fn soup() {
    let lines: Vec<&str> = PROGRAM.lines().filter(|line| !line.is_empty()).collect();
    let atoms =
        ["a", "b", "1", "x.y", "a[b]", "f(a)", "[a]", "(b, a)", "None", "lambda a: b", "[a for a in b]", "(a := b)", "{b: 1}", "*a"];
    let glue = [" + ", " and ", " < ", ", ", " = ", " if a else ", " in ", " is not ", " += ", "; ", " not in ", ": ", "\n", " or "];
    let heads = [
        "if a: ",
        "while b: ",
        "for a in b: ",
        "return ",
        "del ",
        "raise ",
        "with a: ",
        "assert ",
        "global ",
        "",
        "",
        "",
        "",
        "def f(a): ",
        "class C: ",
        "a = ",
        "a, b = ",
        "nonlocal ",
        "while 1: ",
        "a.b += ",
        "a[b] -= ",
    ];
    let mut state = 88172645463325252_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let (mut parsed, mut compiled) = (0, 0);
    for _ in 0..8_000 {
        let mut source = String::new();
        for _ in 0..=random(3) {
            match random(12) {
                0 => source += lines[random(lines.len())],
                1 => source += "try: a()\nexcept b as a: break\nfinally: continue",
                _ => {
                    source += heads[random(heads.len())];
                    source += atoms[random(atoms.len())];
                    for _ in 0..random(3) {
                        source += glue[random(glue.len())];
                        source += atoms[random(atoms.len())];
                    }
                }
            }
            source += "\n";
        }
        let chunks = Chunks::new();
        let arena = Arena::new(&chunks);
        let Ok(module) = parse_module(source.as_bytes(), &arena, 0) else { continue };
        parsed += 1;
        match compile_module(module, source.as_bytes(), CompileOptions::default(), &arena, 0) {
            Ok(unit) => {
                compiled += 1;
                assert_eq!(verify(unit, 0), Ok(()), "{source}");
            }
            Err(error) => assert!(!error.to_string().is_empty(), "{source}"),
        }
    }
    assert!(parsed > 1000 && compiled > 500, "{parsed} parsed, {compiled} compiled");
}
