//! Modules that an embedder supplies.

use copperhead::host::{FoundModule, Host, HostError};
use copperhead::vm::{Options, Vm};
use copperhead_core::buffer::NoCode;

/// A host whose only modules are these.
struct Shelf;

const MODULES: &[(&str, bool, &str)] = &[
    ("config", false, "from tools import scale\nlimit = scale(21)\n"),
    ("tools", true, "from .units import factor\ndef scale(n): return n * factor\n"),
    ("tools.units", false, "factor = 2\n"),
    ("refused", false, "never read"),
];

impl Host for Shelf {
    fn find_module(&mut self, name: &str) -> Option<FoundModule> {
        let (_, is_package, source) = MODULES.iter().find(|(known, ..)| *known == name)?;
        Some(FoundModule { length: source.len(), is_package: *is_package })
    }

    fn read_module(&mut self, name: &str, buffer: &mut [u8]) -> Result<(), HostError> {
        let (.., source) = MODULES.iter().find(|(known, ..)| *known == name && name != "refused").ok_or(HostError::Unsupported)?;
        buffer.copy_from_slice(source.as_bytes());
        Ok(())
    }

    fn native_stack_limit(&mut self) -> usize {
        let marker = 0u8;
        (&raw const marker).addr().saturating_sub(512 << 10)
    }
}

#[test]
fn an_embedder_supplies_modules_and_packages() {
    let mut memory = vec![0u8; 1 << 20];
    let (mut host, mut code) = (Shelf, NoCode);
    let mut vm = Vm::new(&mut memory, &mut host, &mut code, Options::default()).expect("a VM");
    let source = "
import config, tools.units

def answer():
    return config.limit

def refuse():
    try:
        import refused
    except ImportError as error:
        return len(str(error))

def lack():
    try:
        from tools import nothing
    except ImportError:
        return 1
";
    vm.run(source).expect("the program runs");
    assert_eq!(vm.call::<_, i64>("answer", ()), Ok(42));
    assert_eq!(vm.call::<_, i64>("refuse", ()), Ok("the host cannot read the module 'refused'".len() as i64));
    assert_eq!(vm.call::<_, i64>("lack", ()), Ok(1));
}
