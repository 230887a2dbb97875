//! The module `_time`: clocks of the host, under the module `time`, which adds the calendar.

use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Method};
use crate::objects::{number_glue, operations};

/// The functions.
pub static METHODS: &[Method] = &[
    Method::new("time", time, 0, 0).unbound(),
    Method::new("time_ns", time_ns, 0, 0).unbound(),
    Method::new("monotonic", monotonic, 0, 0).unbound(),
    Method::new("monotonic_ns", monotonic_ns, 0, 0).unbound(),
    Method::new("perf_counter", monotonic, 0, 0).unbound(),
    Method::new("perf_counter_ns", monotonic_ns, 0, 0).unbound(),
    Method::new("process_time", monotonic, 0, 0).unbound(),
    Method::new("process_time_ns", monotonic_ns, 0, 0).unbound(),
    Method::new("thread_time", monotonic, 0, 0).unbound(),
    Method::new("thread_time_ns", monotonic_ns, 0, 0).unbound(),
    Method::new("sleep", sleep, 1, 1).unbound(),
];

/// The other values: none.
pub(crate) fn values(_: &mut Context, _: &mut Store<'_>) -> Result<()> {
    Ok(())
}

#[cold]
fn no_clock(context: &mut Context) -> Raised {
    context.raise(ClassId::OSError, format_args!("this host has no such clock"))
}

fn unix_nanoseconds(context: &mut Context) -> Result<i64> {
    // SAFETY: the host outlives the context.
    unsafe { (*context.host).unix_nanoseconds() }.ok_or_else(|| no_clock(context))
}

fn monotonic_nanoseconds(context: &mut Context) -> Result<u64> {
    // SAFETY: the host outlives the context.
    unsafe { (*context.host).monotonic_nanoseconds() }.ok_or_else(|| no_clock(context))
}

fn time(context: &mut Context, _: &Arguments) -> Result<Value> {
    let nanoseconds = unix_nanoseconds(context)?;
    context.new_float(nanoseconds as f64 / 1e9)
}

fn time_ns(context: &mut Context, _: &Arguments) -> Result<Value> {
    let nanoseconds = unix_nanoseconds(context)?;
    context.new_int(i128::from(nanoseconds))
}

fn monotonic(context: &mut Context, _: &Arguments) -> Result<Value> {
    let nanoseconds = monotonic_nanoseconds(context)?;
    context.new_float(nanoseconds as f64 / 1e9)
}

fn monotonic_ns(context: &mut Context, _: &Arguments) -> Result<Value> {
    let nanoseconds = monotonic_nanoseconds(context)?;
    context.new_int(i128::from(nanoseconds))
}

/// Waits by looking at the clock, so that limits and interrupts still hold.
fn sleep(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let argument = arguments.get(0);
    let seconds = match operations::float_value(argument).or_else(|| number_glue::to_isize(argument).map(|number| number as f64)) {
        Some(seconds) => seconds,
        None => {
            let name = context.class_name(context.class_of(argument));
            return Err(context.raise(
                ClassId::TypeError,
                format_args!("'{}' object cannot be interpreted as an integer", crate::objects::text::Display(name)),
            ));
        }
    };
    if seconds < 0.0 || seconds.is_nan() {
        return Err(context.raise(ClassId::ValueError, format_args!("sleep length must be non-negative")));
    }
    let end = monotonic_nanoseconds(context)?.saturating_add((seconds * 1e9) as u64);
    while monotonic_nanoseconds(context)? < end {
        context.poll_native()?;
        core::hint::spin_loop();
    }
    Ok(Value::NONE)
}
