//! Python that must be stopped, or must not notice: steps, deadline, memory, recursion, a timer's interrupt; interpreted and as
//! machine code. Ends with status 0.

#![no_std]
#![no_main]

use copperhead::host::{Host, HostError, Stream};
use copperhead::jit::JitOptions;
use copperhead::limits::Termination;
use copperhead::run::Outcome;
use copperhead::vm::{InterruptHandle, Options, Vm};
use copperhead_guest_aarch64::code::CodeMemory;
use copperhead_guest_aarch64::{Status, clock, entry, heap, memory, println, timer};
use core::cell::Cell;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

entry!(main);

/// Catches what can be caught, and goes on.
const STUBBORN: &str = "
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
";

/// Catches the interrupt, and ends.
const OBEDIENT: &str = "
try:
    while True:
        pass
except KeyboardInterrupt:
    print('interrupted')
";

const GREEDY: &str = "
kept = []
while True:
    kept.append([0] * 1000)
";

const RECURSIVE: &str = "
def deeper(n):
    return deeper(n + 1)
try:
    deeper(0)
except RecursionError as error:
    print(error)
";

/// Integers, floats, calls, objects and garbage: what an interrupt at any place must not disturb.
const BUSY: &str = "
class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right
def tree(depth):
    return Node(tree(depth - 1), tree(depth - 1)) if depth else None
def count(node):
    return 1 + count(node.left) + count(node.right) if node else 0
def logistic(n):
    x = 0.3
    for _ in range(n):
        x = 3.7 * x * (1.0 - x)
    return x
total = 0
for i in range(40):
    total += count(tree(9)) + len(str(i) * 3)
print(total, logistic(100000))
";
const BUSY_PRINTS: &str = "20650 0.9205598377076767\n";

/// Takes what programs print, tells the time.
struct Board {
    text: [u8; 128],
    length: usize,
}

impl Host for Board {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> Result<(), HostError> {
        if let (Stream::Output, Some(place)) = (stream, self.text.get_mut(self.length..self.length + bytes.len())) {
            place.copy_from_slice(bytes);
            self.length += bytes.len();
        }
        Ok(())
    }

    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        Some(clock::nanoseconds())
    }

    fn native_stack_limit(&mut self) -> usize {
        memory::stack().start + (64 << 10)
    }
}

/// Runs a source in a new VM; returns how it ended. `expected` is what it must print.
fn run(jit: JitOptions, memory: &mut [u8], source: &str, expected: &str, prepare: impl FnOnce(&mut Vm)) -> Outcome {
    let mut board = Board { text: [0; 128], length: 0 };
    let mut code = CodeMemory::take(usize::MAX).expect("code memory");
    let options = Options { jit, hash_seed: Some(0), ..Options::default() };
    let mut vm = Vm::new(memory, &mut board, &mut code, options).expect("memory for a VM");
    prepare(&mut vm);
    let outcome = vm.run_main(source.as_bytes(), "limits", &["limits"]);
    timer::stop();
    let (machine, _, _) = vm.executed();
    assert_eq!(machine > 0, jit.enabled, "whether machine code ran");
    drop(vm);
    assert_eq!(core::str::from_utf8(&board.text[..board.length]), Ok(expected));
    outcome
}

/// Whom the timer's interrupt asks to stop. Written only while the timer is stopped.
struct Target(Cell<Option<InterruptHandle<'static>>>);
// SAFETY: one core; the interrupt only reads, and nothing writes while it can come.
unsafe impl Sync for Target {}
static TARGET: Target = Target(Cell::new(None));
static TICKS: AtomicU64 = AtomicU64::new(0);

fn ask_to_stop() {
    if let Some(handle) = TARGET.0.get() {
        handle.interrupt();
    }
}

fn count_tick() {
    TICKS.fetch_add(1, Relaxed);
}

/// Has the timer ask this VM to stop.
fn interrupt_later(vm: &mut Vm) {
    // SAFETY: only the lifetime changes; `run` stops the timer before the VM goes.
    let handle = unsafe { core::mem::transmute::<InterruptHandle<'_>, InterruptHandle<'static>>(vm.interrupt_handle()) };
    TARGET.0.set(Some(handle));
    timer::start(20_000_000, ask_to_stop);
}

fn main() -> Status {
    let memory = heap::take(8 << 20).expect("memory for a VM");
    let off = JitOptions { enabled: false, count: true, ..JitOptions::default() };
    let on = JitOptions { enabled: true, threshold: 1, ..off };
    for jit in [off, on, JitOptions { stress: Some(1), ..on }] {
        let outcome = run(jit, memory, STUBBORN, "", |vm| vm.limit_steps(Some(100_000)));
        assert_eq!(outcome, Outcome::Terminated(Termination::Steps));

        let deadline = clock::nanoseconds() + 30_000_000;
        let outcome = run(jit, memory, STUBBORN, "", |vm| vm.limit_time(Some(deadline)));
        assert_eq!(outcome, Outcome::Terminated(Termination::Deadline));
        assert!(clock::nanoseconds() >= deadline, "too early");

        let outcome = run(jit, memory, STUBBORN, "", interrupt_later);
        assert_eq!(outcome, Outcome::Terminated(Termination::Interrupt));
        let outcome = run(jit, memory, OBEDIENT, "interrupted\n", |vm| {
            vm.interrupts_raise(true);
            interrupt_later(vm);
        });
        assert_eq!(outcome, Outcome::Finished);

        let outcome = run(jit, memory, GREEDY, "", |vm| vm.limit_memory(usize::MAX, 2 << 20));
        assert_eq!(outcome, Outcome::Terminated(Termination::Memory));
        let outcome = run(jit, memory, GREEDY, "", |_| {});
        assert_eq!(outcome, Outcome::Raised, "MemoryError");

        let outcome = run(jit, memory, RECURSIVE, "maximum recursion depth exceeded\n", |_| {});
        assert_eq!(outcome, Outcome::Finished);

        // A small heap, collected often; and interrupts at many places.
        TICKS.store(0, Relaxed);
        let outcome = run(jit, &mut memory[..2 << 20], BUSY, BUSY_PRINTS, |_| timer::start(100_000, count_tick));
        assert_eq!(outcome, Outcome::Finished);
        assert!(TICKS.load(Relaxed) > 10, "no interrupts");
        println!("jit {}, stress {:?}: stopped where told, {} interrupts unnoticed", jit.enabled, jit.stress, TICKS.load(Relaxed));
    }
    Status::SUCCESS
}
