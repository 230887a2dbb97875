//! The portable loop runs small pieces of bytecode: loops, calls, floats, polls, exceptions, construction.

use std::mem::zeroed;

use copperhead_stencils::Opcode;
use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::container::{Dict, DictEntry};
use copperhead_stencils::layout::frame::{CALLER_FP, CALLER_PC, HEAD_WORDS, RETURN_ADDRESS};
use copperhead_stencils::layout::machine::{Helpers, Landing, Machine, Transfer};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::portable::{ENTRIES, run};
use copperhead_stencils::special::BUILT_IN_COUNT;
use copperhead_stencils::value::Value;

/// What the binary helper was asked, and how often anything was.
static mut ASKED: Vec<(Value, Value)> = Vec::new();

unsafe extern "C" fn two(machine: *mut Machine, _: *mut u64, a: Value, b: Value) -> Value {
    // SAFETY: the tests that look at it run in one thread each, under the lock of `Bench`.
    unsafe {
        (*machine).exits += 1;
        (*core::ptr::addr_of_mut!(ASKED)).push((a, b));
    }
    Value::from_i32_small(1000)
}
unsafe extern "C" fn one(_: *mut Machine, _: *mut u64, _: Value) -> Value {
    Value::ERROR
}
unsafe extern "C" fn three(_: *mut Machine, _: *mut u64, _: Value, _: Value, _: Value) -> Value {
    Value::ERROR
}
unsafe extern "C" fn truth(_: *mut Machine, value: Value) -> Value {
    Value::from_bool(value != Value::NONE)
}
unsafe extern "C" fn box_float(_: *mut Machine, _: f64) -> Value {
    Value::ELLIPSIS
}
unsafe extern "C" fn poll(machine: *mut Machine, _: *mut Value, _: *mut u64) -> usize {
    // SAFETY: the machine that runs.
    unsafe {
        (*machine).countdown = 4;
        (*machine).exits += 1;
    }
    1
}
unsafe extern "C" fn hot_loop(machine: *mut Machine, _: *mut Value, pc: *mut u64) -> usize {
    // SAFETY: the machine that runs; the instruction has a cell.
    unsafe {
        *pc.add(1).cast::<i32>() = 100;
        (*machine).stress_countdown += 1;
    }
    0
}
unsafe extern "C" fn hot_function(machine: *mut Machine, _: *mut Value, _: *mut Code) -> usize {
    // SAFETY: the machine that runs.
    unsafe { (*machine).stress_countdown += 100 }
    0
}
unsafe extern "C" fn call(_: *mut Machine, _: *mut Value, _: *mut u64, _: *mut Value, count: usize, _: usize) -> Transfer {
    Transfer { code: Transfer::VALUE, value: Value::from_i32_small(count as i32).0 }
}
unsafe extern "C" fn call_native(_: *mut Machine, _: *mut u64, _: *mut Value, count: usize) -> Value {
    Value::from_i32_small(count as i32)
}
unsafe extern "C" fn special(_: *mut Machine, _: *mut Value, _: *mut u64, _: usize) -> Transfer {
    Transfer { code: Transfer::RAISE, value: 0 }
}
unsafe extern "C" fn general(_: *mut Machine, _: *mut Value, _: *mut u64) -> Value {
    Value::ERROR
}
/// Everything is handled by the instruction behind the one that raised.
unsafe extern "C" fn unwind(machine: *mut Machine, fp: *mut Value, pc: *mut u64) -> usize {
    // SAFETY: the machine that runs; the tests have an instruction there.
    unsafe { (*machine).landing = Landing { fp, pc: pc.add(1), result: 0 } }
    ENTRIES.resume
}
unsafe extern "C" fn frame_helper(_: *mut Machine, _: *mut Value, _: *mut u64) -> Value {
    Value::ERROR
}
unsafe extern "C" fn method(_: *mut Machine, _: *mut u64, _: Value, _: *mut Value) -> Value {
    Value::ERROR
}
unsafe extern "C" fn find_entry(_: *mut Dict, _: Value) -> *mut DictEntry {
    std::ptr::null_mut()
}
unsafe extern "C" fn equal_texts(_: Value, _: Value) -> usize {
    0
}
unsafe extern "C" fn contains_text(_: Value, _: Value) -> usize {
    0
}
unsafe extern "C" fn stress(_: *mut Machine) {}

unsafe extern "C" fn trace(_: *mut Machine, _: *mut Value, _: *mut u64) -> usize {
    1
}

const HELPERS: Helpers = Helpers {
    binary: two,
    compare: two,
    compare_truth: two,
    unary: one,
    truth,
    box_float,
    poll,
    hot_loop,
    hot_function,
    call,
    call_special: special,
    call_native,
    general,
    unwind,
    load_global: frame_helper,
    load_attribute: one,
    store_attribute: two,
    load_method: method,
    load_subscript: two,
    store_subscript: three,
    iterate: special,
    find_entry,
    equal_texts,
    contains_text,
    stress,
    trace,
};

/// A machine with a stack.
struct Bench {
    machine: Machine,
    stack: Vec<Value>,
    _lock: std::sync::MutexGuard<'static, ()>,
}

static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());

impl Bench {
    fn new() -> Self {
        let lock = LOCK.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // SAFETY: nobody else looks at it while the lock is held.
        unsafe { (*core::ptr::addr_of_mut!(ASKED)).clear() };
        let mut stack = vec![Value::UNDEFINED; 64];
        let machine = Machine {
            countdown: isize::MAX,
            // SAFETY: the end of the stack.
            stack_limit: unsafe { stack.as_mut_ptr().add(64) },
            exception: Value::UNDEFINED,
            table: std::ptr::null(),
            fp: std::ptr::null_mut(),
            stress_countdown: 0,
            machine_bytecodes: 0,
            interpreted_bytecodes: 0,
            exits: 0,
            uncounted_table: std::ptr::null(),
            traces: false,
            names_epoch: 1,
            builtins: std::ptr::null_mut(),
            list_shape: std::ptr::null_mut(),
            generator_shape: core::ptr::null_mut(),
            super_class: Value::UNDEFINED,
            tuple_shape: std::ptr::null_mut(),
            range_shape: std::ptr::null_mut(),
            range_iterator_shape: std::ptr::null_mut(),
            list_iterator_shape: std::ptr::null_mut(),
            attributes: std::ptr::null_mut(),
            characters: std::ptr::null(),
            complex_shape: std::ptr::null_mut(),
            known: [Value(0); BUILT_IN_COUNT],
            landing: Landing { fp: std::ptr::null_mut(), pc: std::ptr::null_mut(), result: 0 },
            entries: ENTRIES,
            helpers: HELPERS,
        };
        Bench { machine, stack, _lock: lock }
    }

    /// Runs instructions in a frame with these slots.
    fn run(&mut self, slots: &[Value], code: &mut [u64]) -> Value {
        let fp = self.frame();
        // SAFETY: the stack has room; the instructions stay in their slice.
        unsafe {
            fp.copy_from(slots.as_ptr(), slots.len());
            Value(run(&raw mut self.machine, fp, code.as_mut_ptr(), ENTRIES.resume))
        }
    }

    /// A frame that returns to `leave`.
    fn frame(&mut self) -> *mut Value {
        // SAFETY: the stack has room.
        unsafe {
            let fp = self.stack.as_mut_ptr().add(HEAD_WORDS);
            *fp.offset(RETURN_ADDRESS) = Value(ENTRIES.leave);
            *fp.offset(CALLER_FP) = Value(0);
            *fp.offset(CALLER_PC) = Value(0);
            fp
        }
    }
}

fn word(opcode: Opcode, a: i16, b: i16, c: i16) -> u64 {
    opcode as u64 | u64::from(a as u16) << 16 | u64::from(b as u16) << 32 | u64::from(c as u16) << 48
}

fn int(number: i32) -> Value {
    Value::from_i32_small(number)
}

#[test]
fn sum_of_a_loop() {
    let mut bench = Bench::new();
    let mut code = [
        word(Opcode::LoadInt, 0, 0, 0),
        word(Opcode::LoadInt, 1, -3, 0),
        word(Opcode::AddIntImmediate, 1, 1, 1),
        0,
        word(Opcode::AddInt, 0, 0, 1),
        0,
        word(Opcode::JumpUnlessLessIntImmediate, 1, 10, 4),
        0,
        word(Opcode::Loop, 0, -6, -1),
        5,
        word(Opcode::Return, 0, 0, 0),
    ];
    bench.machine.countdown = 7;
    assert_eq!(bench.run(&[], &mut code), int(52));
    assert_eq!(bench.machine.stress_countdown, 1, "the loop became hot once");
    assert_eq!(bench.machine.exits, 1, "it was polled once");
}

#[test]
fn counting() {
    let mut bench = Bench::new();
    bench.machine.table = std::ptr::dangling();
    let mut code = [word(Opcode::LoadInt, 0, 7, 0), word(Opcode::Jump, 0, 2, 0), 0, word(Opcode::Return, 0, 0, 0)];
    assert_eq!(bench.run(&[], &mut code), int(7));
    assert_eq!(bench.machine.interpreted_bytecodes, 3);
}

#[test]
#[cfg(target_pointer_width = "64")]
fn mixed_numbers() {
    let half = Value::from_usual_float(0.5).expect("a usual float");
    let huge = Value::from_usual_float(1e70).expect("a usual float");
    let cases = [
        (Opcode::AddFloat, half, half, Value::from_usual_float(1.0), 0),
        (Opcode::AddFloat, half, int(2), Value::from_usual_float(2.5), 0),
        (Opcode::SubtractFloat, int(-1), half, Value::from_usual_float(-1.5), 0),
        (Opcode::SubtractFloat, half, half, Some(Value::FLOAT_ZERO), 0),
        (Opcode::MultiplyFloat, Value::FLOAT_ZERO, half, Some(Value::FLOAT_ZERO), 0),
        // Boxed, of which the helper here makes `...`.
        (Opcode::MultiplyFloat, huge, huge, Some(Value::ELLIPSIS), 0),
        // The helper's: two integers, a division by zero, no number.
        (Opcode::AddFloat, int(1), int(2), Some(int(1000)), 1),
        (Opcode::DivideFloat, int(1), int(2), Some(int(1000)), 1),
        (Opcode::DivideFloat, half, Value::FLOAT_ZERO, Some(int(1000)), 1),
        (Opcode::AddFloat, half, Value::NONE, Some(int(1000)), 1),
        (Opcode::LessFloat, half, int(1), Some(Value::TRUE), 0),
        (Opcode::EqualFloat, int(1), int(1), Some(Value::TRUE), 0),
        (Opcode::GreaterEqualFloat, half, Value::NONE, Some(int(1000)), 1),
    ];
    for (opcode, a, b, expected, asked) in cases {
        let mut bench = Bench::new();
        let mut code = [word(opcode, 2, 0, 1), 0, word(Opcode::Return, 2, 0, 0)];
        assert_eq!(Some(bench.run(&[a, b], &mut code)), expected, "{opcode:?} {a:?} {b:?}");
        assert_eq!(bench.machine.exits, asked, "{opcode:?} {a:?} {b:?}");
    }
}

#[test]
fn overflow_asks_the_helper_for_the_whole() {
    let mut bench = Bench::new();
    let largest = Value::from_int(Value::MAX_SMALL).expect("small");
    let mut code = [word(Opcode::AddIntImmediate, 0, 0, 5), 0, word(Opcode::Return, 0, 0, 0)];
    assert_eq!(bench.run(&[largest], &mut code), int(1000));
    // SAFETY: the lock is held.
    assert_eq!(unsafe { (*core::ptr::addr_of!(ASKED)).clone() }, [(largest, int(5))]);
}

/// A function and its code, of which only what calls look at is there.
fn function(code: &mut Code, instructions: &mut [u64], arguments: u32) -> Box<Function> {
    code.entry = ENTRIES.interpret;
    code.instructions = instructions.as_mut_ptr();
    code.frame_bytes = 16 * size_of::<Value>();
    code.simple_arguments = arguments;
    code.hotness = 2;
    // SAFETY: all fields are integers, pointers and values; the kind is set below.
    let mut function: Box<Function> = Box::new(unsafe { zeroed() });
    function.object.header.kind = Kind::Function;
    function.code = code;
    function
}

#[test]
fn recursion_and_its_end() {
    let mut bench = Bench::new();
    // f(n): n < 2: n, else f(n - 1) + f(n - 2). The callable of a call stands four slots before its first argument.
    let mut instructions = [
        word(Opcode::JumpUnlessLessIntImmediate, 0, 2, 3),
        0,
        word(Opcode::Return, 0, 0, 0),
        word(Opcode::LoadConstant, 2, 0, 0),
        0,
        word(Opcode::SubtractIntImmediate, 6, 0, 1),
        0,
        word(Opcode::CallFunction, 1, 2, 1),
        0,
        word(Opcode::LoadConstant, 2, 0, 0),
        0,
        word(Opcode::SubtractIntImmediate, 6, 0, 2),
        0,
        word(Opcode::CallFunction, 2, 2, 1),
        0,
        word(Opcode::AddInt, 1, 1, 2),
        0,
        word(Opcode::Return, 1, 0, 0),
    ];
    // SAFETY: all fields are integers, pointers and values.
    let mut code: Box<Code> = Box::new(unsafe { zeroed() });
    let mut fibonacci = function(&mut code, &mut instructions, 1);
    let value = Value::from_pointer(&raw mut *fibonacci);
    instructions[4] = value.0 as u64;
    instructions[10] = value.0 as u64;
    code.instructions = instructions.as_mut_ptr();
    let mut main = [word(Opcode::CallFunction, 0, 0, 1), 0, word(Opcode::Return, 0, 0, 0)];
    let nothing = Value::UNDEFINED;
    assert_eq!(bench.run(&[value, nothing, nothing, nothing, int(7)], &mut main), int(13));
    assert_eq!(bench.machine.stress_countdown, 100, "the function became hot once");
    // Too many arguments: the helper here returns their count.
    main[0] = word(Opcode::CallFunction, 0, 0, 3);
    assert_eq!(bench.run(&[value, nothing, nothing, nothing, int(7)], &mut main), int(3));
    // No room on the stack: the same.
    bench.machine.stack_limit = bench.stack.as_mut_ptr();
    main[0] = word(Opcode::CallFunction, 0, 0, 1);
    assert_eq!(bench.run(&[value, nothing, nothing, nothing, int(7)], &mut main), int(1));
}

#[test]
fn exception_lands() {
    let mut bench = Bench::new();
    let mut code = [word(Opcode::Raise, 0, 0, 0), word(Opcode::LoadInt, 0, 9, 0), word(Opcode::Return, 0, 0, 0)];
    assert_eq!(bench.run(&[Value::NONE], &mut code), int(9));
}

#[test]
fn branches_on_truth() {
    for (value, jumps) in [(Value::TRUE, true), (Value::FALSE, false), (int(0), false), (int(-1), true), (Value::NONE, false)] {
        for (opcode, sense) in [(Opcode::JumpIfTrue, true), (Opcode::JumpIfFalse, false)] {
            let mut bench = Bench::new();
            let mut code = [
                word(opcode, 0, 3, 0),
                word(Opcode::LoadInt, 0, 1, 0),
                word(Opcode::Return, 0, 0, 0),
                word(Opcode::LoadInt, 0, 2, 0),
                word(Opcode::Return, 0, 0, 0),
            ];
            assert_eq!(bench.run(&[value], &mut code), int(1 + i32::from(jumps == sense)), "{opcode:?} {value:?}");
        }
    }
}
