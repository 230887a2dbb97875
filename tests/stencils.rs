//! Stencils, handlers and the portable loop do the same: random pieces of bytecode run in all three, with helpers that only
//! take notes, and leave the same slots, the same result and the same notes.
#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"), not(feature = "portable")))]

use std::mem::zeroed;
use std::ptr::{null, null_mut};

use copperhead_core::arena::{Arena, Budget};
use copperhead_core::buffer::Executable;
use copperhead_core::copy::{Emitter, Fill};
use copperhead_core::interpreter;
use copperhead_core::measure::Measure;
use copperhead_core::relocation::NativeKind;
use copperhead_core::stencil::Stencil;
use copperhead_core::table::STENCILS;
use copperhead_host_linux::{LinuxCode, Strategy};
use copperhead_stencils::Opcode::{self, *};
use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::{Cell, Dict, DictEntry, List, RangeIterator, SequenceIterator};
use copperhead_stencils::layout::frame::{CALLER_FP, CALLER_PC, HEAD_WORDS, RETURN_ADDRESS};
use copperhead_stencils::layout::instance::{Instance, Shape};
use copperhead_stencils::layout::machine::{Cursor, Entries, HOLES, Helpers, Holes, Landing, Machine, Transfer};
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::list::Field;
use copperhead_stencils::ops::subscript::EXACT;
use copperhead_stencils::portable;
use copperhead_stencils::special::BUILT_IN_COUNT;
use copperhead_stencils::value::Value;

/// Slots of a test's frame.
const SLOTS: usize = 8;

/// Words of a test's bytecode.
const WORDS: usize = 128;

/// A machine, a heap without free cells, the notes of the machine's helpers (which one, then what it was given), and the bytecode: as in a VM it
/// lies behind the machine.
#[repr(C)]
struct Bench {
    machine: Machine,
    holes: Holes,
    notes: Vec<[usize; 4]>,
    code: [u64; WORDS],
}

/// Notes the call and makes a result of it: mostly a small integer, sometimes an exception.
unsafe fn note(machine: *mut Machine, helper: usize, a: usize, b: usize) -> Value {
    // SAFETY: every machine here is the first field of a bench.
    let notes = unsafe { &mut (*machine.cast::<Bench>()).notes };
    let mixed = (helper ^ a.rotate_left(7) ^ b.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    // SAFETY: as above.
    notes.push([helper, a, b, unsafe { (*machine).fp.addr() }]);
    if mixed >> 60 == 0 { Value::ERROR } else { Value::from_i32_small((mixed >> 40) as i32) }
}

/// The same for helpers that answer with a truth.
unsafe fn note_truth(machine: *mut Machine, helper: usize, a: usize, b: usize) -> Value {
    // SAFETY: as above.
    match unsafe { note(machine, helper, a, b) } {
        Value::ERROR => Value::ERROR,
        value => Value::from_bool(value.as_int() & 1 != 0),
    }
}

macro_rules! helpers {
    ($($name:ident($($argument:ident: $type:ty),*) -> $result:ty $body:block)*) => {$(
        #[allow(unused_unsafe)] // some helpers do nothing
        unsafe extern "C" fn $name($($argument: $type),*) -> $result {
            // SAFETY: called by the code under test with its machine.
            unsafe { $body }
        }
    )*};
}

helpers! {
    binary(m: *mut Machine, pc: *mut u64, a: Value, b: Value) -> Value { note(m, pc.addr(), a.0, b.0) }
    compare(m: *mut Machine, pc: *mut u64, a: Value, b: Value) -> Value { note(m, pc.addr() ^ 1, a.0, b.0) }
    compare_truth(m: *mut Machine, pc: *mut u64, a: Value, b: Value) -> Value { note_truth(m, pc.addr(), a.0, b.0) }
    unary(m: *mut Machine, pc: *mut u64, a: Value) -> Value { note(m, pc.addr(), a.0, 2) }
    truth(m: *mut Machine, a: Value) -> Value { note_truth(m, 3, a.0, 0) }
    box_float(m: *mut Machine, a: f64) -> Value { note(m, 4, a.to_bits() as usize, 0) }
    poll(m: *mut Machine, fp: *mut Value, pc: *mut u64) -> usize {
        note(m, 5, fp.addr(), pc.addr());
        (*m).countdown = 3;
        1
    }
    hot_loop(_m: *mut Machine, _fp: *mut Value, _pc: *mut u64) -> usize { 0 }
    hot_function(_m: *mut Machine, _fp: *mut Value, _code: *mut Code) -> usize { 0 }
    call(m: *mut Machine, _fp: *mut Value, pc: *mut u64, base: *mut Value, count: usize, _back: usize) -> Transfer {
        transfer(note(m, pc.addr(), base.addr(), count))
    }
    call_special(m: *mut Machine, fp: *mut Value, pc: *mut u64, _back: usize) -> Transfer { transfer(note(m, 6, fp.addr(), pc.addr())) }
    call_native(m: *mut Machine, pc: *mut u64, base: *mut Value, count: usize) -> Value { note(m, pc.addr(), base.addr(), count ^ 13) }
    general(m: *mut Machine, fp: *mut Value, pc: *mut u64) -> Value { note(m, 7, fp.addr(), pc.addr()) }
    // What was raised is the end.
    unwind(m: *mut Machine, fp: *mut Value, pc: *mut u64) -> usize {
        note(m, 8, fp.addr(), pc.addr());
        (*m).landing = Landing { fp, pc, result: Value::ERROR.0 };
        (*m).entries.leave
    }
    load_global(m: *mut Machine, fp: *mut Value, pc: *mut u64) -> Value { note(m, 9, fp.addr(), pc.addr()) }
    load_attribute(m: *mut Machine, pc: *mut u64, a: Value) -> Value { note(m, pc.addr(), a.0, 10) }
    store_attribute(m: *mut Machine, pc: *mut u64, a: Value, b: Value) -> Value { note(m, pc.addr() ^ 11, a.0, b.0) }
    load_method(m: *mut Machine, pc: *mut u64, a: Value, base: *mut Value) -> Value { note(m, pc.addr(), a.0, base.addr()) }
    load_subscript(m: *mut Machine, pc: *mut u64, a: Value, b: Value) -> Value { note(m, pc.addr(), a.0, b.0) }
    store_subscript(m: *mut Machine, pc: *mut u64, a: Value, b: Value, c: Value) -> Value { note(m, pc.addr() ^ c.0, a.0, b.0) }
    iterate(m: *mut Machine, fp: *mut Value, pc: *mut u64, _back: usize) -> Transfer {
        transfer(match note(m, pc.addr(), fp.addr(), 12) {
            value if value.as_int() & 3 == 1 => Value::EXHAUSTED,
            value => value,
        })
    }
    // No table and no text is among the objects.
    find_entry(_table: *mut Dict, _key: Value) -> *mut DictEntry { null_mut() }
    equal_texts(_a: Value, _b: Value) -> usize { 0 }
    contains_text(_a: Value, _b: Value) -> usize { 0 }
    stress(_m: *mut Machine) -> () {}
    trace(_m: *mut Machine, _fp: *mut Value, _pc: *mut u64) -> usize { 1 }
}

fn transfer(value: Value) -> Transfer {
    Transfer { code: if value == Value::ERROR { Transfer::RAISE } else { Transfer::VALUE }, value: value.0 }
}

const HELPERS: Helpers = Helpers {
    binary,
    compare,
    compare_truth,
    unary,
    truth,
    box_float,
    poll,
    hot_loop,
    hot_function,
    call,
    call_special,
    call_native,
    general,
    unwind,
    load_global,
    load_attribute,
    store_attribute,
    load_method,
    load_subscript,
    store_subscript,
    iterate,
    find_entry,
    equal_texts,
    contains_text,
    stress,
    trace,
};

/// Objects that the slots can refer to; made afresh in the same places before each run.
#[repr(C, align(16))]
struct World {
    list: List,
    range: RangeIterator,
    sequence: SequenceIterator,
    cell: Cell,
    instance: Instance,
    shape: Shape,
    list_shape: Shape,
    no_shape: Shape,
    items: [Value; 5],
    attributes: [Value; 4],
}

impl World {
    fn fresh(&mut self) {
        // SAFETY: all fields are integers, pointers and values; the kinds are set below.
        *self = unsafe { zeroed() };
        self.items = [int(5), int(-6), Value::TRUE, float(2.5), Value::NONE];
        self.attributes = [int(1), float(-0.75), Value::FALSE, int(40)];
        self.list.object.header.kind = Kind::List;
        self.list.object.header.flags = EXACT;
        self.list.object.shape = &raw mut self.list_shape;
        self.list.items = self.items.as_mut_ptr();
        self.list.length = 5;
        self.list.capacity = 5;
        self.range.object.header.kind = Kind::RangeIterator;
        self.range.next = int(-1);
        self.range.step = int(3);
        self.range.end = int(5);
        self.sequence.object.header.kind = Kind::SequenceIterator;
        self.sequence.sequence = Value::from_pointer(&raw mut self.list);
        self.sequence.index = 3;
        self.cell.object.header.kind = Kind::Cell;
        self.cell.value = int(11);
        self.instance.object.header.kind = Kind::Instance;
        self.instance.object.header.extra = 4;
        self.instance.object.shape = &raw mut self.shape;
        self.instance.slots = self.attributes.as_mut_ptr();
    }

    fn object(&mut self, index: usize) -> Value {
        let object: *mut Object = match index {
            0 => (&raw mut self.list).cast(),
            1 => (&raw mut self.range).cast(),
            2 => (&raw mut self.sequence).cast(),
            _ => (&raw mut self.instance).cast(),
        };
        Value::from_pointer(object)
    }

    /// What a run can change.
    fn digest(&self) -> Vec<usize> {
        let values = self.items.iter().chain(&self.attributes).map(|value| value.0);
        let more = [self.range.next.0, self.range.remaining(), self.sequence.index, self.cell.value.0, self.instance.object.shape.addr()];
        values.chain(more).collect()
    }
}

fn int(number: i32) -> Value {
    Value::from_i32_small(number)
}

fn float(number: f64) -> Value {
    Value::from_float(number).expect("a float in the word")
}

/// xorshift64*.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit
    }

    fn value(&mut self, world: &mut World) -> Value {
        match self.below(16) {
            0..6 => int(self.below(100) as i32 - 30),
            6 => Value::from_int(Value::MAX_SMALL - self.below(3) as isize).expect("small"),
            7 => Value::from_int(Value::MIN_SMALL + self.below(3) as isize).expect("small"),
            8..11 => float((self.below(64) as f64 - 20.0) / 4.0),
            11 => [Value::TRUE, Value::FALSE, Value::NONE, Value::UNDEFINED][self.below(4)],
            12 => float(1e70),
            13 => Value::from_int((self.next() as isize) >> (2 + self.below(60))).expect("small"),
            _ => world.object(self.below(4)),
        }
    }
}

/// Instructions that need more of the world than is here, or do not come back.
const LEFT_OUT: [Opcode; 19] = [
    BuildTuple,
    ListAppend,
    LoadFree,
    LoadGlobal,
    LoadBuiltin,
    StoreGlobal,
    LoadCell,
    StoreCell,
    LoadAttributeProperty,
    CallKnown,
    CallMethodKnown,
    CallNative,
    CallMethodNative,
    CallClass,
    Return,
    ReturnNone,
    MakeGenerator,
    Yield,
    ReturnGenerator,
];

/// A piece of bytecode: random instructions, each jump forwards to an instruction, and at the end a return.
fn piece(random: &mut Random, world: &mut World) -> Vec<u64> {
    let choices: Vec<Opcode> = Opcode::ALL.iter().copied().filter(|opcode| !LEFT_OUT.contains(opcode)).collect();
    let mut code = Vec::new();
    let mut jumps = Vec::new();
    let mut starts = Vec::new();
    for _ in 0..12 {
        let opcode = choices[random.below(choices.len())];
        let mut word = opcode as u64;
        for (place, field) in opcode.info().fields.iter().enumerate() {
            let number = match field {
                Field::Read | Field::Write => random.below(SLOTS) as u16,
                // Bases are in front of a head and an argument.
                Field::Base => random.below(SLOTS - HEAD_WORDS - 1) as u16,
                Field::Immediate => random.below(200) as u16,
                Field::Number => random.below(3) as u16,
                Field::None | Field::Target | Field::FarTarget => 0,
            };
            let number = if *field == Field::Immediate { number.wrapping_sub(100) } else { number };
            word |= u64::from(number) << (16 * (place + 1));
            match field {
                Field::Target => jumps.push((code.len(), false)),
                Field::FarTarget => jumps.push((code.len(), true)),
                _ => {}
            }
        }
        starts.push(code.len());
        code.push(word);
        // Cells of attributes: name, shape, offset or value, new shape.
        let shape = (&raw const world.shape).addr() as u64;
        let cells = [0, shape, 8 * random.below(4) as u64, shape];
        code.extend(&cells[..opcode.info().cells.len()]);
    }
    starts.push(code.len());
    code.push(Return as u64 | (random.below(SLOTS) as u64) << 16);
    for (from, wide) in jumps {
        let later: Vec<usize> = starts.iter().copied().filter(|start| *start > from).collect();
        let distance = (later[random.below(later.len())] - from) as u64;
        code[from] |= distance << if wide { 32 } else { 48 };
    }
    code
}

/// Where instructions start.
fn places(code: &[u64]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut at = 0;
    while at < code.len() {
        places.push(at);
        at += Opcode::from_number(code[at] as u16).expect("an opcode").info().words();
    }
    places
}

/// The piece for people.
fn text(code: &[u64]) -> String {
    let line = |at: usize| {
        let word = code[at];
        let field = |place: u32| (word >> (16 * place)) as u16 as i16;
        let opcode = Opcode::from_number(word as u16).expect("an opcode");
        format!("{at}: {opcode:?} {} {} {}", field(1), field(2), field(3))
    };
    places(code).into_iter().map(line).collect::<Vec<_>>().join("; ")
}

/// Machine code of the piece, which lies where the bench's bytecode begins, in the arena.
fn compile(arena: &mut Arena<LinuxCode>, code: &[u64], bench: *const Bench) -> Executable {
    let places = places(code);
    let pieces = |at: usize| -> Vec<&'static Stencil<NativeKind>> {
        let group = STENCILS[code[at] as u16 as usize].as_ref().expect("a stencil");
        [Some(&group.body), group.after.as_ref()].into_iter().flatten().collect()
    };
    let mut measure = Measure::new();
    let mut offsets = vec![0; code.len()];
    for place in &places {
        let starts: Vec<u32> = pieces(*place).into_iter().map(|stencil| measure.add(stencil).expect("small")).collect();
        offsets[*place] = starts[0];
    }
    let layout = measure.finish(0).expect("small");
    let mut writable = arena.reserve(layout.length() as usize).expect("room");
    let (memory, execute) = writable.parts();
    let mut emitter = Emitter::new(memory, execute, &layout).expect("the size measured");
    for place in &places {
        let word = code[*place];
        let info = Opcode::from_number(word as u16).expect("an opcode").info();
        let mut operands = [0u64; 8];
        let mut target = 0;
        for (index, field) in info.fields.iter().enumerate() {
            let raw = (word >> (16 * (index + 1))) as u16;
            operands[index] = match field {
                Field::Read | Field::Write | Field::Base => u64::from(raw) * size_of::<Value>() as u64,
                Field::Immediate => (i64::from(raw as i16) * 2) as u64,
                Field::Number => u64::from(raw),
                _ => 0,
            };
            if matches!(field, Field::Target | Field::FarTarget) {
                let to = place.wrapping_add_signed(jump_distance(word, *field == Field::FarTarget));
                target = emitter.address(offsets[to]);
            }
        }
        let distance = std::mem::offset_of!(Bench, code) as u64 + 8 * *place as u64;
        operands[3] = bench.addr() as u64 + distance;
        operands[4] = operands[3] + 8;
        operands[6] = distance;
        operands[7] = distance + 8;
        let mut fill = Fill::new();
        fill.set_target(target);
        fill.set_operands(&operands);
        for stencil in pieces(*place) {
            emitter.emit(stencil, &mut fill).expect("in range");
        }
    }
    emitter.finish().expect("all were emitted");
    writable.publish().expect("allowed")
}

/// What a run left.
#[derive(Debug, PartialEq)]
struct Outcome {
    result: Value,
    slots: Vec<Value>,
    world: Vec<usize>,
    notes: Vec<[usize; 4]>,
    countdown: isize,
}

type Enter = unsafe extern "C" fn(*mut Machine, *mut Value, *mut u64, usize) -> usize;

/// The ways in which a piece can run.
#[derive(Clone, Copy, Debug)]
enum Way {
    Portable,
    Handlers,
    Stencils(usize),
}

/// A machine in its first state.
fn machine(entries: Entries, stack_limit: *mut Value, world: &mut World) -> Machine {
    let table = interpreter::handlers().as_ptr().cast();
    Machine {
        countdown: 1,
        stack_limit,
        exception: Value::UNDEFINED,
        table,
        fp: null_mut(),
        stress_countdown: 0,
        machine_bytecodes: 0,
        interpreted_bytecodes: 0,
        exits: 0,
        traces: false,
        uncounted_table: table,
        names_epoch: 1,
        builtins: null_mut(),
        list_shape: &raw mut world.list_shape,
        super_class: Value::UNDEFINED,
        // No object here has one of these.
        generator_shape: &raw mut world.no_shape,
        tuple_shape: &raw mut world.no_shape,
        range_shape: &raw mut world.no_shape,
        range_iterator_shape: &raw mut world.no_shape,
        list_iterator_shape: &raw mut world.no_shape,
        attributes: null_mut(),
        characters: null(),
        complex_shape: null_mut(),
        // Nothing that a slot holds.
        known: [Value::ERROR; BUILT_IN_COUNT],
        landing: Landing { fp: null_mut(), pc: null_mut(), result: 0 },
        entries,
        helpers: HELPERS,
    }
}

/// Runs the piece from the slots given, in memory that is always the same.
fn run(way: Way, stack: &mut [Value; 64], slots: &[Value; SLOTS], world: &mut World, bench: &mut Bench) -> Outcome {
    world.fresh();
    stack.fill(Value::UNDEFINED);
    let address = |handler: interpreter::Handler| handler.address().expose_provenance();
    let native = Entries {
        interpret: address(interpreter::entry_interpret()),
        call_return: address(interpreter::entry_call_return()),
        construct_return: address(interpreter::entry_construct_return()),
        item_return: address(interpreter::entry_item_return()),
        resume_return: address(interpreter::entry_resume_return()),
        land: address(interpreter::entry_land()),
        resume: address(interpreter::entry_resume()),
        raise: address(interpreter::entry_raise()),
        leave: address(interpreter::entry_leave()),
    };
    let entries = if let Way::Portable = way { portable::ENTRIES } else { native };
    let stack_start = stack.as_mut_ptr();
    // SAFETY: places inside of the stack.
    let (fp, stack_limit) = unsafe { (stack_start.add(HEAD_WORDS), stack_start.add(64)) };
    bench.machine = machine(entries, stack_limit, world);
    bench.notes.clear();
    let bench: *mut Bench = bench;
    // SAFETY: the frame is whole and returns to `leave`; the piece is right bytecode, and the region is made of it.
    let result = unsafe {
        *fp.offset(RETURN_ADDRESS) = Value(entries.leave);
        *fp.offset(CALLER_FP) = Value(0);
        *fp.offset(CALLER_PC) = Value(0);
        fp.copy_from(slots.as_ptr(), SLOTS);
        let machine = bench.cast::<Machine>();
        let pc = (&raw mut (*bench).code).cast::<u64>();
        let enter = std::mem::transmute::<*const (), Enter>(interpreter::entry_enter().address());
        match way {
            Way::Portable => portable::run(machine, fp, pc, entries.resume),
            Way::Handlers => enter(machine, fp, pc, entries.resume),
            Way::Stencils(address) => enter(machine, fp, pc, address),
        }
    };
    Outcome {
        result: Value(result),
        slots: stack[HEAD_WORDS..HEAD_WORDS + SLOTS].to_vec(),
        world: world.digest(),
        // SAFETY: nothing else refers to the bench.
        notes: unsafe { (*bench).notes.clone() },
        // SAFETY: as above.
        countdown: unsafe { (*bench).machine.countdown },
    }
}

#[test]
fn three_ways_agree() {
    let mut arena = Arena::new(LinuxCode::with(Strategy::DoubleMapping).expect("allowed"), Budget::new(1 << 20));
    // SAFETY: all fields are integers, pointers and values.
    let mut world: Box<World> = Box::new(unsafe { zeroed() });
    let mut stack = Box::new([Value::UNDEFINED; 64]);
    let mut bench: Box<Bench> = Box::new(Bench {
        machine: machine(portable::ENTRIES, null_mut(), &mut world),
        holes: Holes { cursors: [Cursor::EMPTY; HOLES], epoch: 1 },
        notes: Vec::new(),
        code: [0; WORDS],
    });
    let mut seen = [0usize; Opcode::ALL.len()];
    for seed in 1..3000u64 {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        world.fresh();
        let mut slots = [Value::UNDEFINED; SLOTS];
        slots.fill_with(|| random.value(&mut world));
        let code = piece(&mut random, &mut world);
        bench.code[..code.len()].copy_from_slice(&code);
        let expected = run(Way::Portable, &mut stack, &slots, &mut world, &mut bench);
        let executable = compile(&mut arena, &code, &raw const *bench);
        let address = executable.entry_address(0).expect("the first stencil");
        for way in [Way::Handlers, Way::Stencils(address)] {
            let found = run(way, &mut stack, &slots, &mut world, &mut bench);
            assert_eq!(found, expected, "{way:?}, seed {seed}, slots {slots:?}, {}", text(&code));
        }
        // SAFETY: the region was left, and nothing returns into it.
        unsafe { arena.free(executable) }.expect("a region of this arena");
        places(&code).into_iter().for_each(|at| seen[code[at] as u16 as usize] += 1);
    }
    let missing: Vec<Opcode> = Opcode::ALL.into_iter().filter(|opcode| seen[*opcode as usize] == 0 && !LEFT_OUT.contains(opcode)).collect();
    assert_eq!(missing, [], "never part of a piece");
}
