//! The table of known attributes: what instructions that meet many shapes know does not depend on luck with addresses.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

mod collector;

use copperhead::run::Outcome;
use copperhead::vm::{Options, Vm};
use copperhead_host_linux::LinuxCode;

use collector::Collector;

/// Turns of the loop; in each, all 64 attributes are read at sites that meet eight shapes.
const TURNS: u64 = 2000;

/// How often machine code did not know an attribute, where so many classes were made before those of the program.
fn misses(classes_before: usize) -> u64 {
    let mut source = String::new();
    for number in 0..classes_before {
        source += &format!("class Before{number}: pass\n");
    }
    source += "
class Base:
    def __init__(self, start):
        for index, name in enumerate('abcdefgh'):
            setattr(self, name, start + index)
objects = [type(f'Class{number}', (Base,), {})(number) for number in range(8)]
def total(turns):
    sum = 0
    for turn in range(turns):
        for it in objects:
            sum += it.a + it.b + it.c + it.d + it.e + it.f + it.g + it.h
    return sum
print(total(2000))
";
    let mut memory = vec![0u8; 16 << 20];
    let (mut host, mut code) = (Collector::default(), LinuxCode::new());
    let options = Options { hash_seed: Some(0), ..Options::default() };
    let (outcome, misses) = {
        let mut vm = Vm::new(&mut memory, &mut host, &mut code, options).expect("16 MiB are enough");
        (vm.run_main(source.as_bytes(), "program", &["program"]), vm.jit_statistics().misses)
    };
    assert!(matches!(outcome, Outcome::Finished) && host.0 == format!("{}\n", TURNS * 8 * 56), "{}", host.0);
    misses
}

#[test]
fn two_attributes_never_drive_each_other_out_for_ever() {
    for classes_before in 0..16 {
        let misses = misses(classes_before);
        assert!(misses < TURNS / 4, "with {classes_before} classes before: {misses} misses");
    }
}
