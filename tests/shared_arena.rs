//! Two VMs on two threads compile into one arena and run at the same time; what each compiled goes back to it.

use copperhead::host::{Host, HostError, Stream};
use copperhead::jit::JitOptions;
use copperhead::run::Outcome;
use copperhead::vm::{Options, Vm};
use copperhead_core::arena::Budget;
use copperhead_core::buffer::CodeBuffer;
use copperhead_core::shared::{Share, SharedArena};
use copperhead_host_linux::{LinuxCode, Strategy};
use std::sync::Barrier;

/// Functions made anew for each round, so that regions come and go; their types change, so that machine code is retired.
const PROGRAM: &str = "
def work(n, one):
    total = one - one
    for i in range(n):
        total = total + one
    return total
class Counter:
    def __init__(self):
        self.count = 0
    def add(self, n):
        self.count += n
counter = Counter()
for round in range(6):
    assert work(600, 1) == 600
    assert work(600, 1.5) == 900.0
    assert work(300, 'a'.__len__()) == 300
    counter.add(round)
    garbage = [[round] * 100 for _ in range(1500)]
print(START + counter.count)
";

struct Kept(String);

impl Host for Kept {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> Result<(), HostError> {
        assert_eq!(stream, Stream::Output, "{}", String::from_utf8_lossy(bytes));
        self.0.push_str(&String::from_utf8_lossy(bytes));
        Ok(())
    }

    fn native_stack_limit(&mut self) -> usize {
        0
    }
}

/// Runs the program in a new VM of this arena: what it printed, and the regions compiled.
fn run(arena: &dyn Share, start: usize, jit: JitOptions) -> (String, u64) {
    let mut memory = vec![0; 4 << 20];
    let mut host = Kept(String::new());
    let options = Options { jit, hash_seed: Some(0), ..Options::default() };
    let mut vm = Vm::with_shared_arena(&mut memory, &mut host, arena, options).expect("a VM");
    let outcome = vm.run_main(PROGRAM.replace("START", &start.to_string()).as_bytes(), "shared", &["shared"]);
    let regions = vm.jit_statistics().regions;
    drop(vm);
    assert_eq!(outcome, Outcome::Finished, "{}", host.0);
    (host.0, regions)
}

fn two_threads(strategy: Strategy) {
    let Ok(mut code) = LinuxCode::with(strategy) else { return };
    assert!(code.others_execute_while_writing());
    let arena = SharedArena::new(&mut code, Budget::new(4 << 20)).expect("a host where writing disturbs nobody");
    let (arena, together) = (&arena, &Barrier::new(2));
    std::thread::scope(|scope| {
        for thread in 0..2_usize {
            scope.spawn(move || {
                for round in 0..20_usize {
                    let stress = (round % 2 == 1).then_some(round as u64);
                    let jit = JitOptions { threshold: 1 + thread as u32, stress, ..JitOptions::default() };
                    together.wait();
                    let start = thread * 1000 + round;
                    let (printed, regions) = run(arena, start, jit);
                    assert_eq!(printed, format!("{}\n", start + 15), "thread {thread}, round {round}");
                    assert!(regions > 2, "{regions} regions");
                }
            });
        }
    });
    assert_eq!(arena.usage().used, 0, "all code went back: {:?}", arena.usage());
}

#[test]
fn two_threads_share_memory_that_is_mapped_twice() {
    two_threads(Strategy::DoubleMapping);
}

#[test]
fn two_threads_share_memory_that_changes_its_permissions() {
    two_threads(Strategy::Protect);
}
