//! `_re`: regular expressions, as the module `re` has them.
//!
//! [`parser`] (with [`group`] and [`set`]) makes of a pattern's text its [`code`], [`matcher`] runs that over a text, [`pattern`] and [`found`] are the objects
//! that programs see, [`template`] is what replaces what was found.

mod code;
pub mod found;
mod group;
mod matcher;
mod parser;
pub mod pattern;
pub mod scanner;
mod set;
mod subject;
mod template;
mod words;

use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::native::Method;

/// The functions.
pub static FUNCTIONS: &[Method] =
    &[Method::new("compile", pattern::compile, 2, 2).unbound(), Method::new("template", template::parse, 2, 2).unbound()];

/// The classes.
pub fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    for (name, id) in [("Pattern", ClassId::Pattern), ("Match", ClassId::Match)] {
        let class = Value::from_pointer(context.late_class(id)?);
        store(context, name, class)?;
    }
    Ok(())
}
