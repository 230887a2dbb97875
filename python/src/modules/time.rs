//! The module `_time`: clocks of the host, under the module `time`, which adds the calendar.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::host::ProcessorTime;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Method};
use crate::objects::{access, number_glue, operations, text};

/// The functions.
pub static METHODS: &[Method] = &[
    Method::new("time", time, 0, 0).unbound(),
    Method::new("time_ns", time_ns, 0, 0).unbound(),
    Method::new("monotonic", monotonic, 0, 0).unbound(),
    Method::new("monotonic_ns", monotonic_ns, 0, 0).unbound(),
    Method::new("perf_counter", monotonic, 0, 0).unbound(),
    Method::new("perf_counter_ns", monotonic_ns, 0, 0).unbound(),
    Method::new("process_time", process_time, 0, 0).unbound(),
    Method::new("process_time_ns", process_time_ns, 0, 0).unbound(),
    Method::new("thread_time", thread_time, 0, 0).unbound(),
    Method::new("thread_time_ns", thread_time_ns, 0, 0).unbound(),
    Method::new("sleep", sleep, 1, 1).unbound(),
    Method::new("local", local, 1, 1).unbound(),
    Method::new("set_zone", set_zone, 1, 1).unbound(),
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

/// Process and thread, where the host counts them.
fn processor_time(context: &mut Context) -> Result<ProcessorTime> {
    // SAFETY: the host outlives the context.
    match unsafe { (*context.host).processor_nanoseconds() } {
        Some(time) => Ok(time),
        None => monotonic_nanoseconds(context).map(|all| ProcessorTime { process: all, thread: all }),
    }
}

fn process_time(context: &mut Context, _: &Arguments) -> Result<Value> {
    let nanoseconds = processor_time(context)?.process;
    context.new_float(nanoseconds as f64 / 1e9)
}

fn process_time_ns(context: &mut Context, _: &Arguments) -> Result<Value> {
    let nanoseconds = processor_time(context)?.process;
    context.new_int(i128::from(nanoseconds))
}

fn thread_time(context: &mut Context, _: &Arguments) -> Result<Value> {
    let nanoseconds = processor_time(context)?.thread;
    context.new_float(nanoseconds as f64 / 1e9)
}

fn thread_time_ns(context: &mut Context, _: &Arguments) -> Result<Value> {
    let nanoseconds = processor_time(context)?.thread;
    context.new_int(i128::from(nanoseconds))
}

/// What local time is at a moment: seconds ahead of UTC, whether summer time holds, the zone's name.
fn local(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let seconds = number_glue::to_isize(arguments.get(0)).map_or(0, |seconds| seconds as i64);
    let mut name = [0; 64];
    // SAFETY: the host outlives the context.
    let time = unsafe { (*context.host).local_time(seconds, &mut name) };
    let (offset, daylight, name) = match &time {
        Some(time) => (time.offset, time.daylight, name.get(..time.name_length).and_then(|name| str::from_utf8(name).ok())),
        None => (0, false, None),
    };
    let name = context.new_str(name.unwrap_or("UTC"))?;
    let offset = context.new_int(i128::from(offset))?;
    context.new_tuple(&[offset, Value::from_bool(daylight), name])
}

/// The zone that the environment names, or None.
fn set_zone(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let zone = Some(arguments.get(0)).filter(|&zone| access::kind(zone) == Some(Kind::Str)).and_then(text::ascii_text);
    // SAFETY: the host outlives the context.
    unsafe { (*context.host).set_time_zone(zone) };
    Ok(Value::NONE)
}

/// Waits in pieces between which limits and interrupts are looked at.
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
    loop {
        context.poll_native()?;
        let now = monotonic_nanoseconds(context)?;
        if now >= end {
            return Ok(Value::NONE);
        }
        // SAFETY: the host outlives the context.
        unsafe { (*context.host).pause(end - now) };
    }
}
