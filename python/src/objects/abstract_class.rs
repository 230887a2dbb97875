//! Abstract classes, as far as the classes themselves know of them: `__abstractmethods__`, and the refusal to make instances.

use copperhead_stencils::value::Value;

use super::access::{add_class_flags, as_class, is_built_in, remove_class_flags};
use super::class_list::ClassId;
use super::layout::Class;
use super::text::Display;
use super::{attribute, operations};
use crate::context::Context;
use crate::error::{Raised, Result};

const NAME: &str = "__abstractmethods__";

#[cold]
fn complain_missing(context: &mut Context) -> Raised {
    context.raise(ClassId::AttributeError, format_args!("{NAME}"))
}

/// `type.__abstractmethods__`: what stands in the class's own namespace.
///
/// # Errors
/// AttributeError.
pub(crate) fn get(context: &mut Context, class: Value) -> Result<Value> {
    let Some(class) = as_class(class) else { return Err(complain_missing(context)) };
    let name = context.intern(NAME)?;
    // SAFETY: the class is alive. A built-in class of which nothing was looked up has no namespace yet.
    let found = unsafe { if (*class).dict.is_null() || is_built_in(class) { None } else { context.table_load_name((*class).dict, name) } };
    found.ok_or_else(|| complain_missing(context))
}

/// Writes or deletes (UNDEFINED) it, and keeps the class's flag.
///
/// # Errors
/// TypeError for a built-in class, AttributeError, what the value's truth raises.
pub(crate) fn set(context: &mut Context, value: Value, names: Value) -> Result<()> {
    let Some(class) = as_class(value) else { return Err(complain_missing(context)) };
    if is_built_in(class) {
        let name = context.class_name(class);
        return Err(context.raise(ClassId::TypeError, format_args!("cannot set '{NAME}' attribute of immutable type '{}'", Display(name))));
    }
    let is_abstract = names != Value::UNDEFINED && operations::truth(context, names)?;
    let name = context.intern(NAME)?;
    if !context.change_class_dict(class, name, names)? {
        return Err(complain_missing(context));
    }
    if is_abstract {
        add_class_flags(class, Class::ABSTRACT);
        // SAFETY: the class is alive.
        unsafe { (*class).quick_init = Value(0) };
    } else {
        remove_class_flags(class, Class::ABSTRACT);
    }
    Ok(())
}

/// Whether something says of itself that it is abstract.
///
/// # Errors
/// What looking at its `__isabstractmethod__` raises.
pub(crate) fn says_abstract(context: &mut Context, value: Value) -> Result<bool> {
    let name = context.intern("__isabstractmethod__")?;
    match attribute::find_attribute(context, value, name)? {
        Some(answer) => operations::truth(context, answer),
        None => Ok(false),
    }
}

impl Context {
    /// TypeError that names what an abstract class lacks.
    #[cold]
    pub(crate) fn complain_abstract(&mut self, class: *mut Class) -> Raised {
        match self.abstract_names(Value::from_pointer(class)) {
            Ok((names, count)) => {
                let plural = if count > 1 { "s" } else { "" };
                let class = self.class_name(class);
                let (class, names) = (Display(class), Display(names));
                self.raise(
                    ClassId::TypeError,
                    format_args!(
                        "Can't instantiate abstract class {class} without an implementation for abstract method{plural} '{names}'"
                    ),
                )
            }
            Err(raised) => raised,
        }
    }

    /// The names of abstract methods in order, and how many there are.
    fn abstract_names(&mut self, class: Value) -> Result<(Value, usize)> {
        let names = get(self, class)?;
        let sorted = self.new_list(&[])?;
        operations::for_each(self, names, |context, name| context.list_append(sorted, name).map(|()| true))?;
        let sort = self.intern("sort")?;
        let sort = attribute::get_attribute(self, sorted, sort)?;
        self.call(sort, &[])?;
        let count = operations::length(self, sorted)?;
        let between = self.new_str("', '")?;
        let join = self.intern("join")?;
        let join = attribute::get_attribute(self, between, join)?;
        Ok((self.call(join, &[sorted])?, count))
    }
}
