//! Programs behind caches that must be told everything, and hosts that forget to: what is forgotten is seen.
//!
//! That all programs run behind such caches is a mode of the command (`--code-host=model`) in `tests/run`. Here are the hosts that do
//! it wrong: each runs in a process of its own, which must not end well.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

mod collector;

use std::process::Command;

use copperhead::jit::JitOptions;
use copperhead::vm::{Options, Vm};
use copperhead_core::arena::{Arena, Budget};
use copperhead_core::buffer::{CodeBuffer, CodeError, Executable, Span};
use copperhead_core::model::apart::Apart;
use copperhead_host_linux::LinuxCode;

use collector::Collector;

/// What a host does wrong when it publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mistake {
    None,
    /// The last 16 bytes of every range are forgotten.
    End,
    /// The first 16 bytes of every range are forgotten.
    Start,
    /// Only whole cache lines are told.
    WholeLines,
    /// The third region is forgotten.
    Third,
    /// A line beyond the range is told, too: its neighbour's.
    TooMuch,
}

const MISTAKES: [Mistake; 5] = [Mistake::End, Mistake::Start, Mistake::WholeLines, Mistake::Third, Mistake::TooMuch];

/// A host that tells its caches too little, or too much.
struct Forgetful {
    host: Apart<LinuxCode>,
    mistake: Mistake,
    published: usize,
}

// SAFETY: none: it breaks the contract of `publish`, in a process that exists to see what follows.
unsafe impl CodeBuffer for Forgetful {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        self.host.reserve(bytes)
    }

    unsafe fn release(&mut self, span: Span) -> Result<(), CodeError> {
        // SAFETY: the caller's promise.
        unsafe { self.host.release(span) }
    }

    unsafe fn begin_write(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        // SAFETY: the caller's promise.
        unsafe { self.host.begin_write(span, offset, length) }
    }

    unsafe fn publish(&mut self, span: &Span, offset: usize, length: usize) -> Result<(), CodeError> {
        self.published += 1;
        let end = offset + length;
        let (from, to) = match self.mistake {
            Mistake::None => (offset, end),
            Mistake::End => (offset, end.saturating_sub(16).max(offset)),
            Mistake::Start => (end.min(offset + 16), end),
            Mistake::WholeLines => {
                let from = offset.next_multiple_of(64);
                (from, (end / 64 * 64).max(from))
            }
            Mistake::Third => (offset, if self.published == 3 { offset } else { end }),
            Mistake::TooMuch => {
                // What lies before was published earlier, and is not what the data cache holds.
                let from = offset.saturating_sub(64);
                // SAFETY: the range lies in the span.
                unsafe { self.host.begin_write(span, from, offset - from) }?;
                (from, end)
            }
        };
        if self.mistake == Mistake::TooMuch {
            // SAFETY: two ranges that were begun, one behind the other.
            return unsafe { self.host.publish(span, from, offset - from).and_then(|()| self.host.publish(span, offset, to - offset)) };
        }
        // SAFETY: the range is part of what was begun.
        unsafe { self.host.publish(span, from, to - from) }
    }

    fn granule(&self) -> usize {
        self.host.granule()
    }

    fn writing_suspends_execution(&self) -> bool {
        false
    }
}

const PROGRAM: &str = "
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def count(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total

def words(text):
    found = {}
    for word in text.split():
        found[word] = found.get(word, 0) + 1
    return sorted(found.items())

def main():
    for turn in range(3):
        print(fib(12), count(200), words('a b a c b a'))

main()
main()
";

/// In a process of its own: the program on a host with a mistake. Ends with 0 if the output is right all the same.
fn run_with(mistake: Mistake) -> i32 {
    let mut memory = vec![0u8; 4 << 20];
    let (mut host, mut code) = (Collector::default(), Forgetful { host: Apart::new(LinuxCode::new()), mistake, published: 0 });
    let options = Options { jit: JitOptions { threshold: 1, ..JitOptions::default() }, ..Options::default() };
    let ended = Vm::new(&mut memory, &mut host, &mut code, options).expect("memory").run(PROGRAM);
    let expected = "144 399 [('a', 3), ('b', 2), ('c', 1)]\n".repeat(6);
    assert!(code.published > 3, "machine code was made");
    i32::from(ended.is_err() || host.0 != expected)
}

const MISTAKE: &str = "COPPERHEAD_TEST_MISTAKE";

/// Not a test by itself: the process that another test starts.
#[test]
fn the_process_that_makes_a_mistake() {
    if let Some(number) = std::env::var(MISTAKE).ok().and_then(|text| text.parse::<usize>().ok()) {
        std::process::exit(run_with(MISTAKES.get(number).copied().unwrap_or(Mistake::None)));
    }
}

fn status_with(number: usize) -> std::process::ExitStatus {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "the_process_that_makes_a_mistake", "--test-threads=1"]).env(MISTAKE, number.to_string());
    command.output().expect("started").status
}

#[test]
fn a_host_that_forgets_is_caught() {
    assert!(status_with(MISTAKES.len()).success(), "without a mistake the program runs");
    for (number, mistake) in MISTAKES.into_iter().enumerate() {
        assert!(!status_with(number).success(), "{mistake:?} went unnoticed");
    }
}

/// `mov eax, value; ret`
fn returns(value: u32) -> Vec<u8> {
    let mut code = vec![0xb8];
    code.extend(value.to_le_bytes());
    code.push(0xc3);
    code
}

fn call(region: &Executable) -> u32 {
    // SAFETY: the region holds a function of this type and its arena lives.
    unsafe { region.entry::<extern "C" fn() -> u32>(0).expect("inside")() }
}

#[test]
fn a_store_to_published_code_is_not_executed() {
    let mut arena = Arena::new(Apart::new(LinuxCode::new()), Budget::new(1 << 16));
    let mut writable = arena.reserve(6).expect("room");
    writable.parts().0.copy_from_slice(&returns(1));
    let address = writable.write_address();
    let region = writable.publish().expect("allowed");
    assert_eq!(call(&region), 1);
    // SAFETY: the memory is mapped and nobody refers to it: this is the mistake.
    unsafe { core::ptr::with_exposed_provenance_mut::<u8>(address + 1).write_volatile(2) };
    assert_eq!(call(&region), 1);
    // SAFETY: reads what was executed.
    let executed = |address: usize| unsafe { core::ptr::with_exposed_provenance::<u8>(address).read_volatile() };
    let entry = region.entry_address(0).expect("inside");
    assert_eq!((executed(entry), executed(entry + 6)), (0xb8, 0xcc), "traps begin where the region ends");
    // SAFETY: nothing executes in it.
    unsafe { arena.free(region) }.expect("ours");
    assert_eq!((0..6).map(|offset| executed(entry + offset)).collect::<Vec<_>>(), [0xcc; 6], "freed code is traps");
}
