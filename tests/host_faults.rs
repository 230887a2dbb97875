//! Code memory that fails at any call, one after the other: the program ends with the right output, interpreted where need be, and nothing leaks.

#![cfg(target_os = "linux")]

mod collector;

use copperhead::jit::{JitOptions, JitStatistics};
use copperhead::vm::{Options, Vm};
use copperhead_core::buffer::{CodeBuffer, CodeError, Span};
use copperhead_core::model::Call;
use copperhead_core::model::apart::Apart;
use copperhead_core::model::faults::{Faults, Plan};
use copperhead_host_linux::{LinuxCode, Strategy};

use collector::Collector;

/// Hot functions that call each other, also from helpers (the sort's key), with exceptions through them.
const HOT: &str = r#"
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def key(word):
    return -len(word), word

def risky(n):
    if n % 5 == 0:
        raise ValueError(n)
    return n * 2

def total(n):
    found = 0
    for i in range(n):
        try:
            found += risky(i)
        except ValueError as error:
            found -= error.args[0]
    return found

class Counter:
    def __init__(self, start):
        self.count = start

    def step(self, by):
        self.count += by
        return self

def counters(n):
    return sum([Counter(i).step(i).step(1).count for i in range(n)])

print(fib(11), sorted("some words of several lengths".split(), key=key), total(60), counters(30))
print(fib(9), sorted("one two three".split(), key=key), total(30), counters(10))
"#;

/// Code that meets other types than it was made for is given up and made again; what was given up is freed at collections.
const RENEWED: &str = r#"
def add(a, b):
    return a + b

def loop(values, n):
    result = values[0]
    for i in range(n):
        for value in values:
            result = add(result, value)
    return result

def garbage(n):
    kept = []
    for i in range(n):
        kept = [kept, [i] * 50]
        if i % 20 == 0:
            kept = []
    return len(kept)

print(loop([1, 2], 100))
print(loop([1.5, 2.25], 900))
print(garbage(900))
print(len(loop(["a", "b"], 600)))
print(loop([1, 2.5], 500))
print(garbage(900))
print(loop([1, 2], 900), loop([(1,), (2, 3)], 2))

class Point:
    def __init__(self, x):
        self.x = x

    def get(self):
        return self.x

def total(point, n):
    result = 0
    for i in range(n):
        result += point.get() + point.x
    return result

print(total(Point(2), 300))
Point.get = lambda self: self.x * 3
print(total(Point(2), 300))
print(garbage(900))
Point.x = property(lambda self: 7, lambda self, x: None)
print(total(Point(2), 300))
print(garbage(900))
"#;

/// Many functions, each with code of its own, and loops that are entered while they run.
const MANY: &str = r#"
functions = []
for number in range(24):
    space = {}
    exec_text = number
    def make(k):
        def inner(n):
            found = k
            while n > 0:
                found += n % (k + 1)
                n -= 1
            return found
        return inner
    functions.append(make(number))
    functions.append(lambda n, k=number: [n * k + i for i in range(3)])
print([function(20) for function in functions])
print(sum([function(7) for function in functions[::2]]))
"#;

const PROGRAMS: [(&str, &str); 3] = [("hot", HOT), ("renewed", RENEWED), ("many", MANY)];

/// A host that gives small spans only, so that there are many of them.
struct Small<B>(B);

// SAFETY: everything is passed on to a host that keeps the contract, or refused.
unsafe impl<B: CodeBuffer> CodeBuffer for Small<B> {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        if bytes > 8192 { Err(CodeError::NoMemory) } else { self.0.reserve(bytes) }
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        // SAFETY: the caller's promise.
        unsafe { self.0.release(span) }
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        // SAFETY: the caller's promise.
        unsafe { self.0.begin_write(span, offset, length) }
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        // SAFETY: the caller's promise.
        unsafe { self.0.publish(span, offset, length) }
    }

    unsafe fn discard(&mut self, span: &Span, offset: usize, length: usize) {
        // SAFETY: the caller's promise.
        unsafe { self.0.discard(span, offset, length) }
    }

    fn granule(&self) -> usize {
        self.0.granule()
    }

    fn writing_suspends_execution(&self) -> bool {
        self.0.writing_suspends_execution()
    }

    fn regions_share_granules(&self) -> bool {
        self.0.regions_share_granules()
    }
}

/// Runs a program; what it printed, and what the JIT did.
fn run(source: &str, code: &mut dyn CodeBuffer, code_bytes: usize, enabled: bool) -> (String, JitStatistics) {
    let mut memory = vec![0u8; 640 << 10];
    let mut host = Collector::default();
    let jit = JitOptions { enabled, threshold: 1, code_bytes, ..JitOptions::default() };
    let options = Options { jit, hash_seed: Some(0), ..Options::default() };
    let statistics = {
        let mut vm = Vm::new(&mut memory, &mut host, code, options).expect("memory enough");
        let result = vm.run(source);
        let mut text = [0u8; 200];
        assert_eq!(result, Ok(()), "{}", vm.error_text(&mut text));
        vm.jit_statistics()
    };
    (host.0, statistics)
}

/// Every call of a kind fails, one after the other, once and from then on. Returns how many runs saw a failure.
fn every_call<B: CodeBuffer>(host: &dyn Fn() -> B, code_bytes: usize, kind: Option<Call>, error: CodeError) -> usize {
    let mut runs = 0;
    for (name, source) in PROGRAMS {
        let expected = run(source, &mut host(), code_bytes, false).0;
        for plan in [Plan::Only as fn(usize) -> Plan, Plan::From] {
            for n in 1.. {
                let mut code = Faults::new(host(), plan(n), kind, error);
                let (output, statistics) = run(source, &mut code, code_bytes, true);
                let what = || format!("{name}: {kind:?} {:?} fails with {error:?}, {statistics:?}", plan(n));
                assert_eq!(output, expected, "{}", what());
                assert_eq!(code.spans(), 0, "{}: spans leak", what());
                if code.failures() == 0 {
                    break;
                }
                runs += 1;
                assert!(n < 2000, "{}: no end", what());
            }
        }
    }
    runs
}

/// Whether this target has stencils: elsewhere no code memory is asked for.
const STENCILS: bool = !copperhead_core::interpreter::PORTABLE;

fn double() -> LinuxCode {
    LinuxCode::with(Strategy::DoubleMapping).expect("allowed")
}

fn protect() -> LinuxCode {
    LinuxCode::with(Strategy::Protect).expect("allowed")
}

/// The programs do what the other tests rely on.
#[test]
fn without_faults_code_is_made_given_up_and_freed() {
    for (name, source) in PROGRAMS {
        let mut code = Faults::new(double(), Plan::Never, None, CodeError::Refused);
        let (output, statistics) = run(source, &mut code, 1 << 20, true);
        assert_eq!(output, run(source, &mut protect(), 1 << 20, false).0, "{name}");
        assert!(!STENCILS || statistics.regions >= 4, "{name}: {statistics:?}");
        assert!(!STENCILS || name != "renewed" || statistics.freed_bytes > 0, "{name}: {statistics:?}");
        assert!(!STENCILS || code.calls() >= 10, "{name}: {} calls", code.calls());
        assert_eq!(code.spans(), 0);
    }
}

#[test]
fn any_call_fails_where_memory_is_mapped_twice() {
    let mut runs = 0;
    for kind in [Call::Reserve, Call::Release, Call::BeginWrite, Call::Publish] {
        for error in [CodeError::Refused, CodeError::NoMemory, CodeError::Forked] {
            runs += every_call(&double, 1 << 20, Some(kind), error);
        }
    }
    assert!(!STENCILS || runs > 200, "{runs} runs with failures");
}

#[test]
fn any_call_fails_where_permissions_change() {
    let mut runs = 0;
    for kind in [Call::Reserve, Call::Release, Call::BeginWrite, Call::Publish] {
        runs += every_call(&protect, 1 << 20, Some(kind), CodeError::Refused);
    }
    assert!(!STENCILS || runs > 50, "{runs} runs with failures");
}

#[test]
fn any_call_fails_where_there_are_many_small_spans() {
    let runs = every_call(&|| Small(double()), 40 << 10, None, CodeError::NoMemory);
    assert!(!STENCILS || runs > 100, "{runs} runs with failures");
    let reserved = every_call(&|| Small(protect()), 40 << 10, Some(Call::Reserve), CodeError::NoMemory);
    assert!(!STENCILS || reserved > 5, "{reserved} runs with failures");
}

/// Behind caches that must be told everything: what was published before and after a failure is what executes.
#[test]
fn any_call_fails_behind_caches() {
    let runs = every_call(&|| Small(Apart::new(double())), 40 << 10, None, CodeError::Refused);
    assert!(!STENCILS || runs > 100, "{runs} runs with failures");
}
