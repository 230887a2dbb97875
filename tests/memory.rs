//! What the JIT costs in memory, on the benchmark programs at their small sizes: heap, with what is known of regions, and machine code with
//! its padding, against the heap without the JIT. `benches/run memory` shows the same of long runs.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

mod collector;

use copperhead::jit::JitOptions;
use copperhead::run::Outcome;
use copperhead::vm::{Options, Vm};
use copperhead_host_linux::LinuxCode;

use collector::Collector;

/// What a run took, in bytes.
struct Taken {
    heap: usize,
    code: usize,
    padding: usize,
}

fn run(source: &[u8], name: &str, size: &str, enabled: bool) -> Taken {
    let mut memory = vec![0u8; 64 << 20];
    let (mut host, mut code) = (Collector::default(), LinuxCode::new());
    let jit = JitOptions { enabled, ..JitOptions::default() };
    let options = Options { jit, hash_seed: Some(0), ..Options::default() };
    let (outcome, taken) = {
        let mut vm = Vm::new(&mut memory, &mut host, &mut code, options).expect("64 MiB are enough");
        let outcome = vm.run_main(source, name, &[name, size]);
        let jit = vm.jit_statistics();
        let (heap, live, used) = (vm.heap_usage().peak, (jit.code_bytes - jit.freed_bytes) as usize, vm.code_usage().used);
        (outcome, Taken { heap, code: used, padding: used.saturating_sub(live) })
    };
    assert!(matches!(outcome, Outcome::Finished), "{name}: {}", host.0);
    taken
}

/// The programs of a folder, with their small sizes.
fn programs(folder: &str) -> Vec<(String, String)> {
    let sizes = std::fs::read_to_string(format!("{folder}/SIZES")).expect("sizes");
    let lines = sizes.lines().filter(|line| !line.starts_with('#'));
    let words = lines.map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    words.filter(|words| words.len() > 1).map(|words| (words[0].clone(), words[1].clone())).collect()
}

#[test]
fn the_jit_takes_a_fifth_more_memory_at_the_most() {
    let (mut code, mut padding, mut count) = (0, 0, 0);
    for folder in ["examples", "benches/programs"] {
        for (name, mut size) in programs(folder) {
            if name == "search_tree" {
                // So small a run has little but code.
                size += "0";
            }
            let source = std::fs::read(format!("{folder}/{name}.py")).expect("the program");
            let (without, with) = (run(&source, &name, &size, false), run(&source, &name, &size, true));
            assert!(with.code > 0, "{name} has machine code");
            let most = without.heap + without.heap / 5;
            let sum = with.heap + with.code;
            assert!(sum <= most, "{name} {size}: {} of heap and {} of code, without the JIT {}", with.heap, with.code, without.heap);
            code += with.code;
            padding += with.padding;
            count += 1;
        }
    }
    assert!(count >= 30, "all programs were run ({count})");
    assert!(padding * 20 <= code, "{padding} of {code} bytes of code are padding: at most 5 %");
}
