//! The `gc` module.

use copperhead_stencils::layout::frame;
use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::value::Value;

use super::{Store, gc_objects};
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::layout::Class;
use crate::objects::native::{Arguments, Method};
use crate::objects::{access, attribute, operations, sequence};

/// The functions.
pub static METHODS: &[Method] = &[
    Method::named("collect", collect, &["generation"], 0).unbound(),
    Method::new("enable", enable, 0, 0).unbound(),
    Method::new("disable", disable, 0, 0).unbound(),
    Method::new("isenabled", isenabled, 0, 0).unbound(),
    Method::new("is_tracked", gc_objects::is_tracked, 1, 1).unbound(),
    Method::new("get_referents", gc_objects::get_referents, 0, u8::MAX).unbound(),
    Method::new("get_referrers", gc_objects::get_referrers, 0, u8::MAX).unbound(),
    Method::named("get_objects", gc_objects::get_objects, &["generation"], 0).unbound(),
    Method::new("is_finalized", is_finalized, 1, 1).unbound(),
    Method::new("get_count", get_count, 0, 0).unbound(),
    Method::new("get_threshold", get_threshold, 0, 0).unbound(),
    Method::new("set_threshold", set_threshold, 1, 3).unbound(),
    Method::new("get_debug", get_debug, 0, 0).unbound(),
    Method::new("set_debug", set_debug, 1, 1).unbound(),
    Method::new("get_stats", get_stats, 0, 0).unbound(),
    Method::new("get_freeze_count", get_freeze_count, 0, 0).unbound(),
    Method::new("freeze", nothing, 0, 0).unbound(),
    Method::new("unfreeze", nothing, 0, 0).unbound(),
];

/// The other values.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    for name in ["garbage", "callbacks"] {
        let list = context.new_list(&[])?;
        store(context, name, list)?;
    }
    for (name, bit) in [("DEBUG_STATS", 1), ("DEBUG_COLLECTABLE", 2), ("DEBUG_UNCOLLECTABLE", 4), ("DEBUG_SAVEALL", 32), ("DEBUG_LEAK", 38)]
    {
        store(context, name, Value::from_i32_small(bit))?;
    }
    Ok(())
}

/// Collects, and runs what is due then: the only collection whose end a program can wait for.
fn collect(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if let Some(generation) = arguments.optional(0) {
        let generation = operations::index(context, generation)?;
        if !generation.is_int() || !(0..=2).contains(&generation.as_int()) {
            return Err(context.raise(ClassId::ValueError, format_args!("invalid generation")));
        }
    }
    tell_callbacks(context, "start", 0)?;
    forget_dropped(context, arguments);
    let freed = collect_now(context)?;
    tell_callbacks(context, "stop", freed)?;
    context.new_int_of_size(freed)
}

/// Clears the dead parts of the VM's stack behind a native call's arguments.
pub(super) fn forget_dropped(context: &mut Context, arguments: &Arguments) {
    // What was just dropped may still lie in dead parts of the stacks: behind the arguments of this call, and below this native frame.
    // So may it in the head before them, which a native call leaves as it was, but for the callable.
    let first = arguments.first.cast_mut();
    for offset in 1..=frame::HEAD_WORDS {
        let word = first.wrapping_sub(offset);
        // SAFETY: the head and the receiver's place lie before the arguments, in the calling frame. What lies there may be anything, also what
        // the memory held before there was a VM: only what points into the heap is looked at.
        unsafe {
            let callable = word >= context.stack_base && context.heap.contains((*word).0) && access::is(*word, Kind::NativeFunction);
            if word >= context.stack_base && !callable {
                // A tuple of names that was put together for this call has no other place where it is seen.
                let kept = offset == 1 && arguments.names != Value::UNDEFINED;
                word.write(if kept { arguments.names } else { Value(0) });
            }
        }
    }
    let mut dead = first.wrapping_add(arguments.count);
    let top = context.stack_top();
    while dead < top {
        // SAFETY: the words lie in the calling frame, behind its last temporary that is in use.
        unsafe { dead.write(Value(0)) };
        dead = dead.wrapping_add(1);
    }
}

/// Collects and runs what is due then. Returns about how many objects were freed.
pub(super) fn collect_now(context: &mut Context) -> Result<usize> {
    context.check_native_stack()?;
    context.clear_native_stack();
    let before = context.heap.usage().in_use;
    context.collect_now();
    // CPython counts objects; here cells of the smallest usual size are.
    let freed = before.saturating_sub(context.heap.usage().in_use) / 32;
    context.run_finalisers()?;
    Ok(freed)
}

/// Calls what is in `gc.callbacks`. Collections that the program did not ask for are not told of.
fn tell_callbacks(context: &mut Context, phase: &str, collected: usize) -> Result<()> {
    let name = context.intern("gc")?;
    let module = context.import_absolute(name)?;
    let name = context.intern("callbacks")?;
    let Some(callbacks) = attribute::find_attribute(context, module, name)? else { return Ok(()) };
    let mut index = 0;
    while let Some(callback) = sequence::item(callbacks, index) {
        index = index.wrapping_add(1);
        let phase = context.new_str(phase)?;
        let details = context.new_dict()?;
        for (name, number) in [("generation", 2), ("collected", collected), ("uncollectable", 0)] {
            let (name, number) = (context.intern(name)?, context.new_int_of_size(number)?);
            context.table_store_name(details, name, number)?;
        }
        context.run_ignoring(callback, |context| context.call(callback, &[phase, Value::from_pointer(details)]));
    }
    Ok(())
}

/// Collections start only when memory is short or enough was allocated; a program cannot forbid them, but it can ask whether it did.
fn enable(context: &mut Context, _: &Arguments) -> Result<Value> {
    context.collection_enabled = true;
    Ok(Value::NONE)
}

fn disable(context: &mut Context, _: &Arguments) -> Result<Value> {
    context.collection_enabled = false;
    Ok(Value::NONE)
}

fn isenabled(context: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(Value::from_bool(context.collection_enabled))
}

/// Whether the finaliser of an object that has one was run.
fn is_finalized(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = arguments.get(0);
    let class = context.class_of(object);
    let had = object.is_pointer() && access::class_flags(class) & Class::FINALISED != 0;
    Ok(Value::from_bool(had && !context.heap.has_finaliser(object.as_pointer::<Header>().addr())))
}

fn get_count(context: &mut Context, _: &Arguments) -> Result<Value> {
    context.new_tuple(&[Value::from_i32_small(0), Value::from_i32_small(0), Value::from_i32_small(0)])
}

fn get_threshold(context: &mut Context, _: &Arguments) -> Result<Value> {
    context.new_tuple(&[Value::from_i32_small(2000), Value::from_i32_small(10), Value::from_i32_small(10)])
}

fn set_threshold(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    // The numbers mean nothing to this collector; they are only looked at.
    for index in 0..arguments.len() {
        if let Some(number) = arguments.optional(index) {
            operations::index(context, number)?;
        }
    }
    Ok(Value::NONE)
}

/// This collector has nothing to say of itself while it works; the flags are kept for who asks.
fn set_debug(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let flags = operations::index(context, arguments.get(0))?;
    context.collector_flags = crate::objects::number_glue::to_isize(flags).unwrap_or(0);
    Ok(Value::NONE)
}

fn get_debug(context: &mut Context, _: &Arguments) -> Result<Value> {
    context.new_int(context.collector_flags as i128)
}

/// One dict for each of CPython's generations; there is one generation here, and every collection is of all.
fn get_stats(context: &mut Context, _: &Arguments) -> Result<Value> {
    let list = context.new_list(&[])?;
    for generation in 0..3 {
        let collections = if generation == 2 { context.collections } else { 0 };
        let dict = context.new_dict()?;
        for (name, number) in [("collections", collections), ("collected", 0), ("uncollectable", 0)] {
            let (name, number) = (context.intern(name)?, context.new_int_of_size(number)?);
            context.table_store_name(dict, name, number)?;
        }
        context.list_append(list, Value::from_pointer(dict))?;
    }
    Ok(list)
}

fn get_freeze_count(_: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(Value::from_i32_small(0))
}

fn nothing(_: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(Value::NONE)
}
