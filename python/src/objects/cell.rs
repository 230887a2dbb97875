//! Variables that functions share.

use copperhead_stencils::layout::container::Cell;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::object::address;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

/// The cell behind a value that is known to be one.
fn fields(cell: Value) -> *mut Cell {
    cell.as_pointer()
}

fn cell_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_cell(arguments.get(1))
}

fn cell_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let cell = arguments.get(0);
    // SAFETY: the receiver was checked to be a cell.
    let content = unsafe { (*fields(cell)).value };
    if content == Value::UNDEFINED {
        return context.format(format_args!("<cell at {:#x}: empty>", address(cell)));
    }
    let name = context.class_name_of(content);
    context.format(format_args!("<cell at {:#x}: {} object at {:#x}>", address(cell), Display(name), address(content)))
}

/// The methods.
pub static METHODS: &[Method] = &[Method::new("__new__", cell_new, 1, 2).unbound(), Method::new("__repr__", cell_repr, 0, 0)];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "cell_contents",
    get: |context, cell| {
        // SAFETY: receivers of members are checked to be of the owner's class.
        let content = unsafe { (*fields(cell)).value };
        if content == Value::UNDEFINED {
            return Err(context.raise(ClassId::ValueError, format_args!("cell is empty")));
        }
        Ok(content)
    },
    set: Some(|_, cell, value| {
        // SAFETY: as above.
        unsafe { (*fields(cell)).value = value };
        Ok(())
    }),
}];
