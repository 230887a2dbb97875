//! Variables that functions share.

use copperhead_stencils::layout::container::Cell;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::access::is;
use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::object::address;
use super::operations;
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

/// Cells compare as what they hold does; an empty one is less than all others.
fn compare(context: &mut Context, arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !is(b, Kind::Cell) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    // SAFETY: both were checked to be cells.
    let (a, b) = unsafe { ((*fields(a)).value, (*fields(b)).value) };
    if a != Value::UNDEFINED && b != Value::UNDEFINED {
        return operations::rich_compare(context, comparison, a, b);
    }
    let order = (a != Value::UNDEFINED).cmp(&(b != Value::UNDEFINED));
    Ok(Value::from_bool(super::sequence::holds(comparison, order)))
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__new__", cell_new, 1, 2).unbound(),
    Method::new("__repr__", cell_repr, 0, 0),
    Method::absent("__hash__"),
    Method::new("__eq__", |context, arguments| compare(context, arguments, Comparison::Equal), 1, 1),
    Method::new("__ne__", |context, arguments| compare(context, arguments, Comparison::NotEqual), 1, 1),
    Method::new("__lt__", |context, arguments| compare(context, arguments, Comparison::Less), 1, 1),
    Method::new("__le__", |context, arguments| compare(context, arguments, Comparison::LessEqual), 1, 1),
    Method::new("__gt__", |context, arguments| compare(context, arguments, Comparison::Greater), 1, 1),
    Method::new("__ge__", |context, arguments| compare(context, arguments, Comparison::GreaterEqual), 1, 1),
];

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
