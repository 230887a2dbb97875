//! The helper table: what instructions call when their fast path does not apply. Each function here only goes from the
//! machine to the context and turns results into values; the work is done elsewhere.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::machine::{Helpers, Machine, Transfer};
use copperhead_stencils::value::Value;

use super::call::transfer;
use crate::context::Context;
use crate::error::Result;
use crate::objects::attribute_cache::lay_method;
use crate::objects::known_attributes::{load_noted, method_noted, store_noted};
use crate::objects::{operations, table, text};

/// A result as machine code takes it.
#[inline(always)]
fn value(result: Result<Value>) -> Value {
    result.unwrap_or(Value::ERROR)
}

/// A result of something done for its effect.
#[inline(always)]
fn done(result: Result<()>) -> Value {
    if result.is_ok() { Value::TRUE } else { Value::ERROR }
}

/// A truth as machine code takes it.
#[inline(always)]
fn truth(result: Result<bool>) -> Value {
    result.map_or(Value::ERROR, Value::from_bool)
}

// SAFETY of all blocks below: instructions call helpers with the machine that they run in, whose context nobody else
// borrows meanwhile, and with the instruction and the values that they themselves work on.

unsafe extern "C" fn binary(machine: *mut Machine, pc: *mut u64, left: Value, right: Value) -> Value {
    // SAFETY: see above.
    value(unsafe { Context::at(machine, pc).binary_at(pc, left, right) })
}

unsafe extern "C" fn compare(machine: *mut Machine, pc: *mut u64, left: Value, right: Value) -> Value {
    // SAFETY: see above.
    value(unsafe { Context::at(machine, pc).compare_at(pc, left, right) })
}

unsafe extern "C" fn compare_truth(machine: *mut Machine, pc: *mut u64, left: Value, right: Value) -> Value {
    // SAFETY: see above.
    let context = unsafe { Context::at(machine, pc) };
    // SAFETY: see above.
    let result = unsafe { context.compare_at(pc, left, right) };
    truth(result.and_then(|result| operations::truth(context, result)))
}

unsafe extern "C" fn unary(machine: *mut Machine, pc: *mut u64, operand: Value) -> Value {
    // SAFETY: see above.
    value(unsafe { Context::at(machine, pc).unary_at(pc, operand) })
}

unsafe extern "C" fn truth_of(machine: *mut Machine, operand: Value) -> Value {
    // SAFETY: see above.
    truth(operations::truth(unsafe { Context::of(machine) }, operand))
}

unsafe extern "C" fn box_float(machine: *mut Machine, number: f64) -> Value {
    // SAFETY: see above.
    value(unsafe { Context::of(machine) }.new_float(number))
}

unsafe extern "C" fn poll(machine: *mut Machine, fp: *mut Value, pc: *mut u64) -> usize {
    // SAFETY: see above.
    let context = unsafe { Context::at(machine, pc) };
    context.collect_at_safepoint();
    match context.poll().and_then(|()| context.run_finalisers()) {
        Err(_) => 0,
        // SAFETY: see above.
        Ok(()) => unsafe { context.better_code_at(fp, pc) },
    }
}

unsafe extern "C" fn hot_loop(machine: *mut Machine, fp: *mut Value, pc: *mut u64) -> usize {
    // SAFETY: see above.
    unsafe { Context::of(machine).hot_loop(fp, pc) }
}

unsafe extern "C" fn hot_function(machine: *mut Machine, _: *mut Value, code: *mut Code) -> usize {
    // SAFETY: see above.
    unsafe { Context::of(machine).hot_function(code) }
}

unsafe extern "C" fn call(
    machine: *mut Machine,
    fp: *mut Value,
    pc: *mut u64,
    base: *mut Value,
    count: usize,
    return_address: usize,
) -> Transfer {
    // SAFETY: see above.
    let context = unsafe { Context::at(machine, pc) };
    // The arguments lie in the caller's frame.
    context.collect_at_safepoint();
    // SAFETY: see above.
    unsafe { context.call_at(fp, pc, base, count, return_address) }
}

unsafe extern "C" fn call_special(machine: *mut Machine, fp: *mut Value, pc: *mut u64, return_address: usize) -> Transfer {
    // SAFETY: see above.
    let context = unsafe { Context::at(machine, pc) };
    context.collect_at_safepoint();
    // SAFETY: see above.
    match unsafe { context.call_special_at(fp, pc, return_address) } {
        Ok(result) => result,
        Err(raised) => transfer(Err(raised)),
    }
}

unsafe extern "C" fn call_native(machine: *mut Machine, pc: *mut u64, base: *mut Value, count: usize) -> Value {
    // SAFETY: see above.
    value(unsafe { Context::at(machine, pc).call_native_known(base, count) })
}

unsafe extern "C" fn general(machine: *mut Machine, fp: *mut Value, pc: *mut u64) -> Value {
    // SAFETY: see above.
    value(unsafe { Context::at(machine, pc).general_at(fp, pc) })
}

unsafe extern "C" fn unwind(machine: *mut Machine, fp: *mut Value, pc: *mut u64) -> usize {
    // SAFETY: see above.
    let context = unsafe { Context::of(machine) };
    // SAFETY: see above.
    let address = unsafe { context.unwind(fp, pc) };
    // From here, so that the frame of the search, which is large, is overwritten too.
    if core::mem::take(&mut context.stale_native_stack) {
        context.clear_native_stack();
    }
    address
}

unsafe extern "C" fn load_global(machine: *mut Machine, _: *mut Value, pc: *mut u64) -> Value {
    // SAFETY: see above.
    value(unsafe { Context::at(machine, pc).load_global(pc) })
}

unsafe extern "C" fn load_attribute(machine: *mut Machine, pc: *mut u64, object: Value) -> Value {
    // SAFETY: see above.
    match unsafe { load_noted(machine, pc, object) } {
        Some(value) => value,
        // SAFETY: see above.
        None => unsafe { find_attribute(machine, pc, object) },
    }
}

#[inline(never)]
unsafe fn find_attribute(machine: *mut Machine, pc: *mut u64, object: Value) -> Value {
    // SAFETY: see above.
    let context = unsafe { Context::at(machine, pc) };
    // SAFETY: see above.
    let result = unsafe { context.load_attribute_at(pc, object) };
    if result.is_err() {
        // SAFETY: the first cell of such an instruction is a name.
        context.note_attribute(object, Value(unsafe { *pc.add(1) } as usize));
    }
    value(result)
}

unsafe extern "C" fn store_attribute(machine: *mut Machine, pc: *mut u64, object: Value, stored: Value) -> Value {
    // SAFETY: see above.
    if unsafe { store_noted(machine, pc, object, stored) } {
        return Value::TRUE;
    }
    // SAFETY: see above.
    unsafe { set_attribute(machine, pc, object, stored) }
}

#[inline(never)]
unsafe fn set_attribute(machine: *mut Machine, pc: *mut u64, object: Value, stored: Value) -> Value {
    // SAFETY: see above.
    done(unsafe { Context::at(machine, pc).store_attribute_at(pc, object, stored) })
}

unsafe extern "C" fn load_method(machine: *mut Machine, pc: *mut u64, object: Value, base: *mut Value) -> Value {
    // SAFETY: see above.
    match unsafe { method_noted(machine, pc, object) } {
        Some(method) => {
            // SAFETY: the base has room for a frame's head and one value.
            unsafe { lay_method(base, method, object) };
            Value::TRUE
        }
        // SAFETY: see above.
        None => unsafe { find_method(machine, pc, object, base) },
    }
}

#[inline(never)]
unsafe fn find_method(machine: *mut Machine, pc: *mut u64, object: Value, base: *mut Value) -> Value {
    // SAFETY: see above.
    let context = unsafe { Context::at(machine, pc) };
    // SAFETY: see above.
    let result = unsafe { context.load_method_at(pc, object, base) };
    if result.is_err() {
        // SAFETY: the first cell of such an instruction is a name.
        context.note_attribute(object, Value(unsafe { *pc.add(1) } as usize));
    }
    done(result)
}

unsafe extern "C" fn load_subscript(machine: *mut Machine, pc: *mut u64, object: Value, key: Value) -> Value {
    // SAFETY: see above.
    value(unsafe { Context::at(machine, pc).load_subscript_at(pc, object, key) })
}

unsafe extern "C" fn store_subscript(machine: *mut Machine, pc: *mut u64, object: Value, key: Value, stored: Value) -> Value {
    // SAFETY: see above.
    done(unsafe { Context::at(machine, pc).store_subscript_at(pc, object, key, stored) })
}

unsafe extern "C" fn iterate(machine: *mut Machine, fp: *mut Value, pc: *mut u64, return_address: usize) -> Transfer {
    // SAFETY: see above.
    unsafe { Context::at(machine, pc).iterate_at(fp, pc, return_address) }
}

unsafe extern "C" fn stress(machine: *mut Machine) {
    // SAFETY: see above.
    let context = unsafe { Context::of(machine) };
    context.machine.stress_countdown = (context.jit.next_random() % 100) as isize;
    context.machine.exits = context.machine.exits.wrapping_add(1);
}

unsafe extern "C" fn trace(machine: *mut Machine, fp: *mut Value, pc: *mut u64) -> usize {
    // SAFETY: see above.
    let context = unsafe { Context::at(machine, pc) };
    // SAFETY: see above.
    usize::from(unsafe { context.trace_instruction(fp, pc) }.is_ok())
}

unsafe extern "C" fn equal_texts(a: Value, b: Value) -> usize {
    usize::from(text::equal(a, b))
}

unsafe extern "C" fn contains_text(string: Value, wanted: Value) -> usize {
    usize::from(text::contains(string, wanted))
}

/// The table.
pub(crate) const HELPERS: Helpers = Helpers {
    binary,
    compare,
    compare_truth,
    unary,
    truth: truth_of,
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
    find_entry: table::find_entry,
    equal_texts,
    contains_text,
    stress,
    trace,
};
