//! Embedding Copperhead: a VM over a piece of memory, a Rust function that Python calls, a typed call and its result, a
//! limit that is hit, and a second VM beside the first.
//!
//! `cargo run --release --example embed`

use copperhead::context::Context;
use copperhead::embed::Failure;
use copperhead::error::Result;
use copperhead::host::{Host, HostError, Stream};
use copperhead::limits::Termination;
use copperhead::objects::native::{Arguments, Method};
use copperhead::vm::{Options, Vm};
use copperhead_core::buffer::NoCode;
use copperhead_host_linux::LinuxCode;
use copperhead_stencils::value::Value;

/// What the VM asks of its surroundings: here a terminal, and the end of the native stack.
struct Terminal;

impl Host for Terminal {
    fn write(&mut self, stream: Stream, bytes: &[u8]) -> core::result::Result<(), HostError> {
        let text = String::from_utf8_lossy(bytes);
        match stream {
            Stream::Output => print!("{text}"),
            Stream::Error => eprint!("{text}"),
        }
        Ok(())
    }

    fn native_stack_limit(&mut self) -> usize {
        copperhead_host_linux::native_stack_limit().unwrap_or(0) + (64 << 10)
    }
}

/// A Rust function for Python: reads a sensor (here: invents a value).
fn read_sensor(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let channel = arguments.get(0);
    context.new_float(if channel.is_int() { 20.5 + channel.as_int() as f64 } else { 0.0 })
}

static READ_SENSOR: Method = Method::new("read_sensor", read_sensor, 1, 1).unbound();

const PROGRAM: &str = "
def average(count):
    total = 0.0
    for channel in range(count):
        total += read_sensor(channel)
    return total / count

def forever():
    while True:
        pass

def wrong():
    return {}['missing']
";

fn main() {
    let mut memory = vec![0u8; 1 << 20];
    let (mut terminal, mut code) = (Terminal, LinuxCode::new());
    let mut vm = Vm::new(&mut memory, &mut terminal, &mut code, Options::default()).expect("a MiB is enough");

    vm.register(&READ_SENSOR).expect("room for a function");
    vm.run(PROGRAM).expect("the program runs");
    let average: f64 = vm.call("average", (1000,)).expect("a float");
    println!("average: {average}");
    assert_eq!(average, 520.0);

    // A limit that the program cannot catch.
    vm.limit_steps(Some(100_000));
    let stopped = vm.call::<_, ()>("forever", ());
    println!("forever: {stopped:?}");
    assert_eq!(stopped, Err(Failure::Terminated(Termination::Steps)));
    vm.limit_steps(None);

    // An exception comes back as an error value, with its text.
    let failed = vm.call::<_, i64>("wrong", ());
    let mut text = [0u8; 80];
    println!("wrong: {failed:?}, {}", vm.error_text(&mut text));
    assert_eq!(failed, Err(Failure::Exception));

    // A second VM with its own memory, on a host without executable memory: everything runs interpreted.
    let mut memory = vec![0u8; 1 << 20];
    let (mut terminal, mut code) = (Terminal, NoCode);
    let mut other = Vm::new(&mut memory, &mut terminal, &mut code, Options::default()).expect("a MiB is enough");
    other.run("def double(x): return x * 2").expect("the program runs");
    let doubled: i64 = other.call("double", (21,)).expect("an integer");
    println!("the other VM: {doubled}; the first: {:?}", vm.call::<_, f64>("average", (2,)));
    assert_eq!(doubled, 42);
}
