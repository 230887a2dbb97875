//! What CPython's module `site` puts among the built-in names for people at a prompt: `exit`, `quit`, `copyright`, `credits`, `license`, `help`.

use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::record::{field, set_field};
use super::text::Display;
use super::{attribute, operations};
use crate::context::Context;
use crate::error::Result;

/// The names, and of which class their values are.
pub(crate) const NAMES: [(&str, ClassId); 6] = [
    ("exit", ClassId::Quitter),
    ("quit", ClassId::Quitter),
    ("copyright", ClassId::Printer),
    ("credits", ClassId::Printer),
    ("license", ClassId::Printer),
    ("help", ClassId::Helper),
];

/// Field 0: the name under which it is found.
const NAME: usize = 0;

const LICENSE: &str = "Copperhead may be used under the MIT licence or the Apache License 2.0, as you like.";
const CREDITS: &str = "    Thanks to all who made Python, and to the authors of copy-and-patch, on which Copperhead is built.";

/// Makes the value of one of the names.
///
/// # Errors
/// MemoryError.
pub(crate) fn make(context: &mut Context, name: &str, id: ClassId) -> Result<Value> {
    let class = context.late_class(id)?;
    let object = context.new_record(class, 1)?;
    let name = context.intern(name)?;
    set_field(object, NAME, name);
    Ok(object)
}

fn is_license(name: Value) -> bool {
    super::text::equals_text(name, "license")
}

/// What `copyright` and the others say.
fn message(context: &mut Context, name: Value) -> Result<Value> {
    if is_license(name) {
        return context.new_str(LICENSE);
    }
    if super::text::equals_text(name, "credits") {
        return context.new_str(CREDITS);
    }
    system_attribute(context, "copyright")
}

fn system_attribute(context: &mut Context, name: &str) -> Result<Value> {
    let module = context.intern("sys")?;
    let module = context.import_absolute(module)?;
    let name = context.intern(name)?;
    attribute::get_attribute(context, module, name)
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = field(arguments.get(0), NAME);
    if context.is_instance_of(arguments.get(0), ClassId::Quitter) {
        return context.format(format_args!("Use {}() or Ctrl-D (i.e. EOF) to exit", Display(name)));
    }
    if context.is_instance_of(arguments.get(0), ClassId::Helper) {
        return context.new_str("Type help() for interactive help, or help(object) for help about object.");
    }
    if is_license(name) {
        return context.new_str("Type license() to see the full license text");
    }
    message(context, name)
}

fn print(context: &mut Context, text: Value) -> Result<Value> {
    let name = context.intern("print")?;
    match context.find_builtin(name)? {
        Some(print) => context.call(print, &[text]),
        None => Err(context.raise_system("print is missing")),
    }
}

fn call(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (object, argument) = (arguments.get(0), arguments.optional(1));
    if context.is_instance_of(object, ClassId::Quitter) {
        let class = context.late_class_value(ClassId::SystemExit)?;
        let exception = context.call(class, &[argument.unwrap_or(Value::NONE)])?;
        return Err(context.raise_value(exception));
    }
    if context.is_instance_of(object, ClassId::Helper) {
        return help(context, argument);
    }
    let text = message(context, field(object, NAME))?;
    print(context, text)
}

/// The docstring of an object, or what is known of it without one.
fn help(context: &mut Context, object: Option<Value>) -> Result<Value> {
    let Some(object) = object else {
        let text = context.new_str("help(object) prints the documentation of an object.")?;
        return print(context, text);
    };
    let name = context.intern("__doc__")?;
    let shown = operations::repr(context, object)?;
    let text = match attribute::find_attribute(context, object, name)? {
        Some(doc) if super::text::is_str(doc) => context.format(format_args!("Help on {}:\n\n{}", Display(shown), Display(doc)))?,
        _ => context.format(format_args!("Help on {}:\n\nNo documentation is known.", Display(shown)))?,
    };
    print(context, text)
}

/// The methods.
pub static METHODS: &[Method] = &[Method::new("__repr__", repr, 0, 0), Method::new("__call__", call, 0, 1)];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];
