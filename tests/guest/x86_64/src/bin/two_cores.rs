//! Two VMs, one on each core, compile into one arena behind a lock and run at the same time. Ends with status 0.

#![no_std]
#![no_main]

use copperhead::host::{Host, HostError, Stream};
use copperhead::jit::JitOptions;
use copperhead::run::Outcome;
use copperhead::vm::{Options, Vm};
use copperhead_core::arena::Budget;
use copperhead_core::shared::{DefaultLock, Share, SharedArena};
use copperhead_guest_common::{code::CodeMemory, heap, println};
use copperhead_guest_x86_64::{Status, clock, cores, entry, memory, mmu::Map};
use core::sync::atomic::{AtomicPtr, AtomicUsize, Ordering::SeqCst};

entry!(main);

/// Integers, floats, objects, garbage; functions that see new types, so that regions come and go.
const PROGRAM: &str = "
import sys
def work(n, one):
    total = one - one
    for i in range(n):
        total = total + one
    return total
class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right
def tree(depth):
    return Node(tree(depth - 1), tree(depth - 1)) if depth else None
def count(node):
    return 1 + count(node.left) + count(node.right) if node else 0
start = int(sys.argv[1])
for round in range(4):
    assert work(600, 1) == 600
    assert work(600, 1.5) == 900.0
    garbage = [[round] * 100 for _ in range(1500)]
    start += count(tree(8))
print(start)
";
/// What the program adds to the number that it is given.
const ADDED: usize = 4 * 255;

/// How often each core makes a VM and runs the program in it.
const ROUNDS: usize = 12;
/// Bytes for each VM.
const VM_MEMORY: usize = 4 << 20;

/// The core's stack, and what its program prints.
struct Core {
    stack: usize,
    text: [u8; 64],
    length: usize,
}

impl Host for Core {
    fn write(&mut self, _: Stream, bytes: &[u8]) -> Result<(), HostError> {
        for &byte in bytes {
            if let Some(place) = self.text.get_mut(self.length) {
                *place = byte;
                self.length += 1;
            }
        }
        Ok(())
    }

    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        Some(clock::nanoseconds())
    }

    fn native_stack_limit(&mut self) -> usize {
        self.stack + (64 << 10)
    }
}

/// Both cores use this arena.
static ARENA: AtomicPtr<SharedArena<'static, DefaultLock>> = AtomicPtr::new(core::ptr::null_mut());
/// How many rounds each core has begun, and how many it has finished.
static BEGUN: [AtomicUsize; 2] = [AtomicUsize::new(0), AtomicUsize::new(0)];
static FINISHED: [AtomicUsize; 2] = [AtomicUsize::new(0), AtomicUsize::new(0)];
static REGIONS: AtomicUsize = AtomicUsize::new(0);

/// What each core does.
fn run_rounds(core: usize, stack: usize) {
    // SAFETY: `main` stored an arena that lives until both have finished.
    let arena = unsafe { &*ARENA.load(SeqCst) };
    let memory = heap::take(VM_MEMORY).expect("memory for a VM");
    for round in 0..ROUNDS {
        BEGUN[core].store(round + 1, SeqCst);
        while BEGUN[1 - core].load(SeqCst) <= round {
            core::hint::spin_loop();
        }
        run(core, stack, arena, memory, core * 10_000 + round, (round % 2 == 1).then_some(round as u64));
        FINISHED[core].store(round + 1, SeqCst);
    }
}

/// Runs the program in a new VM.
fn run(core: usize, stack: usize, arena: &dyn Share, memory: &mut [u8], start: usize, stress: Option<u64>) {
    let mut host = Core { stack, text: [0; 64], length: 0 };
    let jit = JitOptions { threshold: 1, count: true, stress, ..JitOptions::default() };
    let options = Options { jit, hash_seed: Some(0), ..Options::default() };
    let mut vm = Vm::with_shared_arena(memory, &mut host, arena, options).expect("memory for a VM");
    let mut digits = [0; 20];
    let outcome = vm.run_main(PROGRAM.as_bytes(), "two_cores", &["two_cores", decimal(start, &mut digits)]);
    let (machine, _, _) = vm.executed();
    REGIONS.fetch_add(vm.jit_statistics().regions as usize, SeqCst);
    drop(vm);
    let printed = core::str::from_utf8(&host.text[..host.length]);
    assert_eq!(outcome, Outcome::Finished, "core {core}: {printed:?}");
    assert!(machine > 0, "core {core} ran no machine code");
    assert_eq!(printed.map(str::trim_end), Ok(decimal(start + ADDED, &mut digits)), "core {core}");
}

/// A number as text.
fn decimal(mut number: usize, digits: &mut [u8; 20]) -> &str {
    let mut place = digits.len();
    loop {
        place -= 1;
        digits[place] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            return core::str::from_utf8(&digits[place..]).expect("digits");
        }
    }
}

fn second() {
    run_rounds(1, memory::second_stack().start);
}

fn main() -> Status {
    let mut code = CodeMemory::<Map>::take(usize::MAX).expect("code memory").apart();
    let mut shared = SharedArena::new(&mut code, Budget::new(2 << 20)).expect("each region has pages of its own");
    // The other core outlives this function, but does nothing with the arena when it has finished.
    ARENA.store((&raw mut shared).cast(), SeqCst);
    if !cores::start_second(second) {
        println!("there is no second core");
        return Status::FAILURE;
    }
    run_rounds(0, memory::stack().start);
    while FINISHED[1].load(SeqCst) < ROUNDS {
        core::hint::spin_loop();
    }
    let usage = shared.usage();
    assert_eq!(usage.used, 0, "all code went back");
    // Each change of a permission on one core interrupted the other.
    let regions = REGIONS.load(SeqCst);
    assert!(cores::flushes() >= 2 * regions, "a region is made writable and executable");
    println!("two cores: {ROUNDS} programs each, {regions} regions in one arena, {} interruptions of the other core", cores::flushes());
    Status::SUCCESS
}
