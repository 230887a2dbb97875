//! The built-in names: functions, classes, constants.
//!
//! [`objects`] asks objects about themselves, [`aggregate`] runs over iterables, [`output`] prints and reads, [`numbers`] works on numbers.

pub mod aggregate;
pub mod execute;
pub mod numbers;
pub mod objects;
pub mod output;

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::{CLASSES, ClassId};

/// The classes that programs know by their names, besides the exceptions.
const CLASS_NAMES: &[ClassId] = &[
    ClassId::Object,
    ClassId::Type,
    ClassId::Int,
    ClassId::Bool,
    ClassId::Float,
    ClassId::Complex,
    ClassId::Str,
    ClassId::Bytes,
    ClassId::ByteArray,
    ClassId::MemoryView,
    ClassId::List,
    ClassId::Tuple,
    ClassId::Dict,
    ClassId::Set,
    ClassId::FrozenSet,
    ClassId::Range,
    ClassId::Slice,
    ClassId::Property,
    ClassId::StaticMethod,
    ClassId::ClassMethod,
    ClassId::Super,
    ClassId::Enumerate,
    ClassId::Zip,
    ClassId::Map,
    ClassId::Filter,
    ClassId::Reversed,
];

/// Fills the dict of built-in names.
///
/// # Errors
/// MemoryError.
pub(crate) fn install(context: &mut Context) -> Result<()> {
    let dict = context.machine.builtins;
    context.table_rebuild(dict, 200)?;
    let module = context.intern("builtins")?;
    for methods in [objects::METHODS, execute::METHODS, aggregate::METHODS, output::METHODS, numbers::METHODS] {
        for method in methods {
            let name = context.intern(method.name)?;
            let function = context.new_native_function(method, module)?;
            context.table_store_name(dict, name, function)?;
        }
    }
    let exceptions = ClassId::ALL.into_iter().take(ClassId::FIRST_LATE).skip(ClassId::BaseException as usize);
    for id in CLASS_NAMES.iter().copied().chain(exceptions) {
        let Some(info) = CLASSES.get(id as usize) else { continue };
        let name = context.intern(info.name)?;
        let class = context.class_value(id);
        context.table_store_name(dict, name, class)?;
    }
    for (name, id) in [("EnvironmentError", ClassId::OSError), ("IOError", ClassId::OSError)] {
        let name = context.intern(name)?;
        let class = context.class_value(id);
        context.table_store_name(dict, name, class)?;
    }
    let constants = [
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("Ellipsis", Value::ELLIPSIS),
        ("None", Value::NONE),
        ("True", Value::TRUE),
        ("False", Value::FALSE),
        ("__debug__", Value::TRUE),
        ("__name__", module),
    ];
    for (name, value) in constants {
        let name = context.intern(name)?;
        context.table_store_name(dict, name, value)?;
    }
    Ok(())
}
