//! Memory that runs out at any allocation, one after the other: always a clean MemoryError or the right result, never anything else.
//! By default some allocations are tried, with `COPPERHEAD_FAULTS=all` every one.

mod collector;

use copperhead::embed::Failure;
use copperhead::jit::JitOptions;
use copperhead::vm::{Options, Vm};
use copperhead_host_linux::LinuxCode;

use collector::Collector;

macro_rules! programs {
    ($($name:literal)*) => {
        /// The programs, of `tests/faults/`: together they use all types.
        const PROGRAMS: &[(&str, &str)] = &[$(($name, include_str!(concat!("faults/", $name, ".py")))),*];
    };
}

programs! { "mixture" "records" "integers" "texts" "containers" "classes" "generators" "exceptions" "closures" "matching" "library" "files" "imports" }

/// Runs a program with the `nth` allocation failing (0: none). Returns what it printed, how it ended, and how many allocations there were.
fn run(program: &str, nth: u64, options: JitOptions) -> (String, Result<(), String>, u64) {
    let mut memory = vec![0u8; 4 << 20];
    let (mut host, mut code) = (Collector::default(), LinuxCode::new());
    let options = Options { jit: options, hash_seed: Some(0), ..Options::default() };
    let (ended, allocations) = {
        let mut vm = Vm::new(&mut memory, &mut host, &mut code, options).expect("4 MiB are enough");
        let before = vm.allocations();
        if nth != 0 {
            vm.fail_allocation(nth);
        }
        let result = vm.run(program);
        let ended = match result {
            Ok(()) => Ok(()),
            Err(Failure::Exception) => {
                let mut text = [0u8; 200];
                Err(vm.error_text(&mut text).to_string())
            }
            Err(other) => Err(format!("{other:?}")),
        };
        // Whatever happened, the VM is still good for more. (Who can do without the memory does not ask again: a fault may be left.)
        vm.fail_allocation(0);
        let after = vm.run("x = [1, 2, 3]\ny = sum(x)\n");
        let mut text = [0u8; 200];
        assert_eq!(after, Ok(()), "after allocation {nth} failed: {}", vm.error_text(&mut text));
        (ended, vm.allocations() - before)
    };
    (host.0, ended, allocations)
}

/// So many allocations of a program fail, spread over all of them; with `COPPERHEAD_FAULTS=all` each one does.
const SAMPLES: u64 = 120;

fn allocations_fail(name: &str, program: &str, options: JitOptions) {
    let (expected, ended, allocations) = run(program, 0, options);
    assert_eq!(ended, Ok(()), "{name} without a fault");
    assert!(allocations > 100, "{name} allocates ({allocations})");
    let every = std::env::var("COPPERHEAD_FAULTS").is_ok_and(|value| value == "all");
    let stride = if every { 1 } else { allocations / SAMPLES + 1 };
    // Each mode and program takes other ones.
    let first = 1 + (name.len() as u64 * 7 + u64::from(options.enabled) * 3) % stride;
    let mut failures = 0;
    for nth in (first..=allocations).step_by(stride as usize) {
        let (output, ended, _) = run(program, nth, options);
        match ended {
            // The program may have caught the error and said so.
            Ok(()) if output.contains("MemoryError") => failures += 1,
            Ok(()) => assert_eq!(output, expected, "{name}: allocation {nth} failed and was survived"),
            Err(text) => {
                failures += 1;
                // `enum` says so of whatever a value's construction raises.
                let converted = text.starts_with("TypeError: _value_ not set in __new__");
                assert!(text.starts_with("MemoryError") || converted, "{name}: allocation {nth} failed: {text}");
                assert!(
                    expected.starts_with(&output) || output.contains("MemoryError"),
                    "{name}: allocation {nth} failed: printed {output:?}"
                );
            }
        }
    }
    assert!(failures > 20, "{name}: faults were seen by the program ({failures} of {allocations})");
}

#[test]
fn the_nth_allocation_fails_interpreted() {
    for (name, program) in PROGRAMS {
        allocations_fail(name, program, JitOptions { enabled: false, ..JitOptions::default() });
    }
}

#[test]
fn the_nth_allocation_fails_jitted() {
    for (name, program) in PROGRAMS {
        allocations_fail(name, program, JitOptions { threshold: 1, ..JitOptions::default() });
    }
}
