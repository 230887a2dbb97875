//! `_json`: the parts of the module `json` that have to be fast: reading a text, writing a value.

mod encode;
mod scan;
mod string;

use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::attribute;
use crate::objects::native::Method;

/// The functions.
pub static FUNCTIONS: &[Method] = &[
    Method::new("scan", scan::scan, 8, 8).unbound(),
    Method::new("scanstring", string::scan_string, 2, 3).unbound(),
    Method::new("encode", encode::encode, 10, 10).unbound(),
    Method::new("encode_basestring", |context, arguments| string::encode_string(context, arguments.get(0), false), 1, 1).unbound(),
    Method::new("encode_basestring_ascii", |context, arguments| string::encode_string(context, arguments.get(0), true), 1, 1).unbound(),
];

/// No other values.
pub fn values(_: &mut Context, _: &mut Store<'_>) -> Result<()> {
    Ok(())
}

/// JSONDecodeError.
#[cold]
fn wrong(context: &mut Context, message: &str, document: Value, place: usize) -> Raised {
    let mut raise = || -> Result<Value> {
        let module = context.intern("json.decoder")?;
        let module = context.import_absolute(module)?;
        let name = context.intern("JSONDecodeError")?;
        let class = attribute::get_attribute(context, module, name)?;
        let message = context.new_str(message)?;
        let place = context.new_int_of_size(place)?;
        context.call(class, &[message, document, place])
    };
    match raise() {
        Ok(exception) => context.raise_object(exception, None),
        Err(raised) => raised,
    }
}
