//! Python that must be stopped, or must not notice: steps, deadline, memory, recursion, a timer's interrupt; interpreted and as
//! machine code.

use crate::run::{Output, nanoseconds};
use crate::{Machine, Status};
use copperhead::host::{Host, HostError, Stream};
use copperhead::jit::JitOptions;
use copperhead::limits::Termination;
use copperhead::run::Outcome;
use copperhead::vm::{InterruptHandle, Options, Vm};
use copperhead_guest_common::heap;
use core::cell::Cell;
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

/// Catches what can be caught, and goes on.
const STUBBORN: &str = "
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
";

/// Catches the interrupt, and ends. (What it prints first says that it is where it can.)
const OBEDIENT: &str = "
try:
    print('waiting')
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

/// The machine as Python's host, which keeps what programs print.
struct Kept<M> {
    machine: M,
    text: [u8; 128],
    length: usize,
}

impl<M: Machine> Host for Kept<M> {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> Result<(), HostError> {
        if let (Stream::Output, Some(place)) = (stream, self.text.get_mut(self.length..self.length + bytes.len())) {
            place.copy_from_slice(bytes);
            self.length += bytes.len();
            READY.store(true, Relaxed);
        }
        Ok(())
    }

    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        self.machine.monotonic_nanoseconds()
    }

    fn native_stack_limit(&mut self) -> usize {
        self.machine.native_stack_limit()
    }
}

/// Runs a source in a new VM; returns how it ended. `expected` is what it must print.
fn run<M: Machine>(machine: M, jit: JitOptions, memory: &mut [u8], source: &str, expected: &str, prepare: impl FnOnce(&mut Vm)) -> Outcome {
    let mut host = Kept { machine, text: [0; 128], length: 0 };
    let mut code = machine.code(usize::MAX).expect("code memory");
    let options = Options { jit, hash_seed: Some(0), ..Options::default() };
    let mut vm = Vm::new(memory, &mut host, &mut code, options).expect("memory for a VM");
    prepare(&mut vm);
    let outcome = vm.run_main(source.as_bytes(), "limits", &["limits"]);
    machine.stop_timer();
    let (in_machine_code, _, _) = vm.executed();
    assert_eq!(in_machine_code > 0, jit.enabled, "whether machine code ran");
    drop(vm);
    assert_eq!(core::str::from_utf8(&host.text[..host.length]), Ok(expected));
    outcome
}

/// Whom the timer's interrupt asks to stop. Written while the timer is stopped, and by the interrupt.
struct Target(Cell<Option<InterruptHandle<'static>>>);
// SAFETY: one core; while the interrupt can come, nothing else uses it.
unsafe impl Sync for Target {}
static TARGET: Target = Target(Cell::new(None));
static TICKS: AtomicU32 = AtomicU32::new(0);
/// Whether it may be asked to. On a slow machine it may not have started yet when the first interrupt comes.
static READY: AtomicBool = AtomicBool::new(false);

/// Asks once.
fn ask_to_stop() {
    if READY.load(Relaxed)
        && let Some(handle) = TARGET.0.take()
    {
        handle.interrupt();
    }
}

fn count_tick() {
    // Nobody else writes: two steps, which every processor has.
    TICKS.store(TICKS.load(Relaxed).wrapping_add(1), Relaxed);
}

/// Has the timer ask this VM to stop: at once, or as soon as it printed something.
fn interrupt_later<M: Machine>(machine: M, vm: &mut Vm, at_once: bool) {
    // SAFETY: only the lifetime changes; `run` stops the timer before the VM goes.
    let handle = unsafe { core::mem::transmute::<InterruptHandle<'_>, InterruptHandle<'static>>(vm.interrupt_handle()) };
    TARGET.0.set(Some(handle));
    READY.store(at_once, Relaxed);
    machine.start_timer(20_000_000, ask_to_stop);
}

/// Runs them all, in a VM's usual memory (2 MiB at the least). What is not as it must be is a panic.
pub fn limits<M: Machine>(machine: M) -> Status {
    let memory = heap::take(M::VM_MEMORY.min(8 << 20)).expect("memory for a VM");
    let off = JitOptions { enabled: false, count: true, ..JitOptions::default() };
    let on = JitOptions { enabled: true, threshold: 1, ..off };
    let all = [off, on, JitOptions { stress: Some(1), ..on }];
    // Without stencils for this instruction set everything is interpreted.
    let tried = if copperhead_core::interpreter::PORTABLE { 1 } else { all.len() };
    for &jit in &all[..tried] {
        let outcome = run(machine, jit, memory, STUBBORN, "", |vm| vm.limit_steps(Some(100_000)));
        assert_eq!(outcome, Outcome::Terminated(Termination::Steps));

        let deadline = nanoseconds(machine) + 30_000_000;
        let outcome = run(machine, jit, memory, STUBBORN, "", |vm| vm.limit_time(Some(deadline)));
        assert_eq!(outcome, Outcome::Terminated(Termination::Deadline));
        assert!(nanoseconds(machine) >= deadline, "too early");

        let outcome = run(machine, jit, memory, STUBBORN, "", |vm| interrupt_later(machine, vm, true));
        assert_eq!(outcome, Outcome::Terminated(Termination::Interrupt));
        let outcome = run(machine, jit, memory, OBEDIENT, "waiting\ninterrupted\n", |vm| {
            vm.interrupts_raise(true);
            interrupt_later(machine, vm, false);
        });
        assert_eq!(outcome, Outcome::Finished);

        let outcome = run(machine, jit, memory, GREEDY, "", |vm| vm.limit_memory(usize::MAX, 2 << 20));
        assert_eq!(outcome, Outcome::Terminated(Termination::Memory));
        let outcome = run(machine, jit, memory, GREEDY, "", |_| {});
        assert_eq!(outcome, Outcome::Raised, "MemoryError");

        let outcome = run(machine, jit, memory, RECURSIVE, "maximum recursion depth exceeded\n", |_| {});
        assert_eq!(outcome, Outcome::Finished);

        // A small heap, collected often; and interrupts at many places.
        TICKS.store(0, Relaxed);
        let outcome = run(machine, jit, &mut memory[..2 << 20], BUSY, BUSY_PRINTS, |_| machine.start_timer(100_000, count_tick));
        assert_eq!(outcome, Outcome::Finished);
        assert!(TICKS.load(Relaxed) > 10, "no interrupts");
        let text =
            format_args!("jit {}, stress {:?}: stopped where told, {} interrupts unnoticed", jit.enabled, jit.stress, TICKS.load(Relaxed));
        Output(machine).line(text);
    }
    Status::SUCCESS
}
