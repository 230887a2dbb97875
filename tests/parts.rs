//! Large modules in small memory, which are compiled in parts.
#![cfg(target_os = "linux")]

mod collector;

use copperhead::run::Outcome;
use copperhead::vm::{Options, Vm};
use copperhead_host_linux::LinuxCode;

use collector::Collector;

/// What a program finds of parts that are not joined yet, while it is told of a warning about a later one, stays what it is.
#[test]
fn what_a_warning_finds_of_a_part_stays() {
    let source = br#"
import gc, warnings

found = []

def show(*arguments):
    found.extend(known for known in gc.get_objects() if type(known) is tuple and "marker" in known)

warnings.showwarning = show
warnings.simplefilter("always")
lines = []
for number in range(600):
    lines.append(f"name_{number} = ['marker', {number + 70000}, 'text {number}', 1.5, lambda: {number}, [marker for marker in ()]]")
    if number % 50 == 0:
        lines.append(f"name_{number} is 'literal'")
code = compile("\n".join(lines), "made", "exec")
others = [(number, [number]) for number in range(2000)]
gc.collect()
print({type(known).__name__ for known in found}, all(repr(known) for known in found))
space = {}
exec(code, space)
print(space["name_599"][:4])
"#;
    let mut memory = vec![0_u8; 3 << 20];
    let (mut host, mut code) = (Collector::default(), LinuxCode::new());
    let options = Options { hash_seed: Some(0), ..Options::default() };
    let outcome = Vm::new(&mut memory, &mut host, &mut code, options).expect("that is enough").run_main(source, "parts", &["parts"]);
    assert!(matches!(outcome, Outcome::Finished), "{}", host.0);
    assert_eq!(host.0, "{'tuple'} True\n['marker', 70599, 'text 599', 1.5]\n");
}
