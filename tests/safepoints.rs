//! Collections where the native stack cannot be scanned: they wait for a step at which no native function holds values. Here that is asked for;
//! on WebAssembly it is so. The guest `wasm32` runs all programs with little memory.

mod collector;

use copperhead::embed::Failure;
use copperhead::jit::JitOptions;
use copperhead::run::Outcome;
use copperhead::vm::{Options, Vm};
use copperhead_host_linux::LinuxCode;

use collector::Collector;

const MODES: [JitOptions; 2] = [
    JitOptions { enabled: false, threshold: 1, stress: None, count: false, code_bytes: 1 << 20 },
    JitOptions { enabled: true, threshold: 1, stress: None, count: false, code_bytes: 1 << 20 },
];

/// Gives a test a VM in so much memory, whose native stack is not scanned. Returns what was printed.
fn with_vm(bytes: usize, jit: JitOptions, test: impl FnOnce(&mut Vm<'_>)) -> String {
    let mut memory = vec![0u8; bytes];
    let (mut host, mut code) = (Collector::default(), LinuxCode::new());
    {
        let options = Options { jit, hash_seed: Some(0), stack_bytes: Some(128 << 10), ..Options::default() };
        let mut vm = Vm::new(&mut memory, &mut host, &mut code, options).expect("the memory is enough");
        vm.scan_native_stack(false);
        test(&mut vm);
    }
    host.0
}

fn collections(vm: &Vm<'_>) -> u64 {
    vm.heap_usage().collections
}

#[test]
fn garbage_of_a_loop_is_collected() {
    for jit in MODES {
        let program = "kept = []\nfor i in range(20000):\n    if i % 1000 == 0: kept.append([i])\n    junk = [i, str(i), i * 0.5]\nprint(len(kept), kept[7], junk)\n";
        let output = with_vm(512 << 10, jit, |vm| {
            assert_eq!(vm.run(program), Ok(()));
            assert!(collections(vm) > 5, "{} collections", collections(vm));
        });
        assert_eq!(output, "20 [7000] [19999, '19999', 9999.5]\n");
    }
}

#[test]
fn garbage_of_calls_from_rust_is_collected() {
    for jit in MODES {
        with_vm(512 << 10, jit, |vm| {
            assert_eq!(vm.run("def half(n):\n    return [n / 2, str(n)][0]\n"), Ok(()));
            for number in 0..8000 {
                assert_eq!(vm.call::<_, f64>("half", (number,)), Ok(f64::from(number) / 2.0));
            }
            assert!(collections(vm) > 2, "{} collections", collections(vm));
        });
    }
}

#[test]
fn garbage_below_a_native_function_waits_and_the_limit_is_a_memory_error() {
    for jit in MODES {
        let program = "def key(n):\n    return len([n] * 500)\n\
            few = sorted(range(20, 0, -1), key=key)\n\
            try:\n    sorted(range(5000), key=key)\n    print('all')\nexcept MemoryError:\n    print('no more')\n\
            for i in range(4000):\n    junk = [i] * 50\n\
            print(few[0], sorted(range(20), key=key)[0])\n";
        let output = with_vm(512 << 10, jit, |vm| {
            let ended = vm.run(program);
            assert_eq!(ended, Ok(()), "{}", vm.error_text(&mut [0; 200]));
        });
        assert_eq!(output, "no more\n20 0\n");
    }
}

macro_rules! programs {
    ($($name:literal)*) => {
        /// The programs of `tests/faults/`: together they use all types.
        const PROGRAMS: &[(&str, &str)] = &[$(($name, include_str!(concat!("faults/", $name, ".py")))),*];
    };
}

programs! { "mixture" "records" "integers" "texts" "containers" "classes" "generators" "exceptions" "closures" "matching" "library" }

#[test]
fn programs_run_with_collections_at_many_safepoints() {
    for (name, program) in PROGRAMS {
        let mut expected = None;
        for jit in MODES {
            for every in [0, 1, 7] {
                let output = with_vm(4 << 20, jit, |vm| {
                    vm.collect_often(every);
                    let ended = vm.run(program);
                    assert_ne!(ended, Err(Failure::Exception), "{name}: {}", vm.error_text(&mut [0; 200]));
                    assert_eq!(ended, Ok(()), "{name}");
                });
                assert_eq!(&output, expected.get_or_insert_with(|| output.clone()), "{name}, a collection at each {every}th allocation");
            }
        }
    }
}

#[test]
fn examples_run_in_little_memory() {
    for line in include_str!("../examples/SIZES").lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [name, _, size @ ..] = &words[..] else { panic!("a line of examples/SIZES: {line}") };
        let file = format!("examples/{name}.py");
        let source = std::fs::read(&file).expect("the example");
        let expected = std::fs::read_to_string(format!("tests/guest/expected/{name}.out")).expect("its output");
        let arguments: Vec<&str> = std::iter::once(&*file).chain(size.iter().skip(1).copied()).collect();
        let output = with_vm(512 << 10, MODES[0], |vm| {
            let ended = vm.run_main(&source, &file, &arguments);
            assert_eq!(ended, Outcome::Finished, "{name} {arguments:?}: {:?}", vm.heap_usage());
        });
        assert_eq!(output, expected, "{name}");
    }
}
