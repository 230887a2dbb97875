//! The views of a dict: `keys()`, `values()`, `items()`. Keys and items are like sets.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::iterator::{BACKWARDS, ORDERED};
use super::layout::DictView;
use super::native::{Arguments, Attribute, Method};
use super::sequence::{self, POLL_INTERVAL};
use super::set_algebra::{SetOperation, is_set};
use crate::context::Context;
use crate::error::Result;

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__repr__", repr, 0, 0),
    Method::new("__len__", len, 0, 0),
    Method::new("__contains__", contains, 1, 1),
    Method::new("__iter__", iter, 0, 0),
    Method::new("__reversed__", reversed, 0, 0),
    Method::absent("__hash__"),
    Method::new("__eq__", equal, 1, 1),
    Method::new("__ne__", not_equal, 1, 1),
    Method::new("__lt__", less, 1, 1),
    Method::new("__le__", less_equal, 1, 1),
    Method::new("__gt__", greater, 1, 1),
    Method::new("__ge__", greater_equal, 1, 1),
    Method::new("__or__", or, 1, 1),
    Method::new("__ror__", reflected_or, 1, 1),
    Method::new("__and__", and, 1, 1),
    Method::new("__rand__", reflected_and, 1, 1),
    Method::new("__sub__", subtract, 1, 1),
    Method::new("__rsub__", reflected_subtract, 1, 1),
    Method::new("__xor__", xor, 1, 1),
    Method::new("__rxor__", reflected_xor, 1, 1),
    Method::new("isdisjoint", is_disjoint, 1, 1),
];

/// Views of values are no sets.
pub mod values {
    use super::{Attribute, Method, iter, len, repr, reversed};

    /// The methods.
    pub static METHODS: &[Method] = &[
        Method::new("__repr__", repr, 0, 0),
        Method::new("__len__", len, 0, 0),
        Method::new("__iter__", iter, 0, 0),
        Method::new("__reversed__", reversed, 0, 0),
    ];
    /// The attributes.
    pub static ATTRIBUTES: &[Attribute] = super::ATTRIBUTES;
}

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[Attribute { name: "mapping", get: mapping, set: None }];

/// The dict of a view, and what the view shows of it.
fn parts(view: Value) -> (Value, u16) {
    // SAFETY: the caller holds a view.
    unsafe {
        let view = view.as_pointer::<DictView>();
        ((*view).dict, (*view).object.header.flags & !ORDERED)
    }
}

/// Whether a value is a view that is like a set.
fn is_set_view(value: Value) -> bool {
    // SAFETY: the caller holds the value.
    (unsafe { value.is_kind(Kind::DictView) }) && parts(value).1 != DictView::VALUES
}

fn length(view: Value) -> usize {
    // SAFETY: a view holds a dict.
    unsafe { (*parts(view).0.as_pointer::<Dict>()).length as usize }
}

/// Read only.
fn mapping(context: &mut Context, view: Value) -> Result<Value> {
    context.new_mapping_proxy(parts(view).0)
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let view = arguments.get(0);
    if !context.enter_repr(view)? {
        return context.new_str("...");
    }
    let result = written(context, view);
    context.leave_repr();
    result
}

fn written(context: &mut Context, view: Value) -> Result<Value> {
    let name = context.type_name(view);
    let items = context.list_from(view)?;
    let mut builder = super::text::TextBuilder::new(context);
    builder.push_str(name.0)?;
    builder.push_text("([")?;
    sequence::push_items(&mut builder, items)?;
    builder.push_text("])")?;
    builder.finish()
}

fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_int(length(arguments.get(0)) as i128)
}

impl Context {
    /// `value in view`.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise.
    pub(crate) fn view_contains(&mut self, view: Value, value: Value) -> Result<bool> {
        let (dict, flags) = parts(view);
        let dict: *mut Dict = dict.as_pointer();
        match flags {
            DictView::KEYS => Ok(self.dict_find(dict, value)?.is_some()),
            DictView::VALUES => {
                let iterator = self.view_iterator(view, 0)?;
                let mut turns = 0usize;
                while let Some(candidate) = self.next_item(iterator)? {
                    if sequence::quick_equal(self, candidate, value)? {
                        return Ok(true);
                    }
                    turns = turns.wrapping_add(1);
                    if turns.is_multiple_of(POLL_INTERVAL) {
                        self.poll_native()?;
                    }
                }
                Ok(false)
            }
            _ => {
                // SAFETY: the caller holds the value.
                if !unsafe { value.is_kind(Kind::Tuple) } {
                    return Ok(false);
                }
                let (Some(key), Some(wanted), 2) = (sequence::item(value, 0), sequence::item(value, 1), sequence::length(value)) else {
                    return Ok(false);
                };
                match self.dict_find(dict, key)? {
                    Some(found) => sequence::quick_equal(self, found, wanted),
                    None => Ok(false),
                }
            }
        }
    }

    /// Whether all items of an iterable are in a view or set.
    fn has_all(&mut self, container: Value, iterable: Value) -> Result<bool> {
        let iterator = self.get_iterator(iterable)?;
        let mut turns = 0usize;
        while let Some(item) = self.next_item(iterator)? {
            let found = if is_set_view(container) { self.view_contains(container, item)? } else { self.set_contains(container, item)? };
            if !found {
                return Ok(false);
            }
            turns = turns.wrapping_add(1);
            if turns.is_multiple_of(POLL_INTERVAL) {
                self.poll_native()?;
            }
        }
        Ok(true)
    }
}

fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.view_contains(arguments.get(0), arguments.get(1)).map(Value::from_bool)
}

fn iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.view_iterator(arguments.get(0), 0)
}

fn reversed(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.view_iterator(arguments.get(0), BACKWARDS)
}

fn compared(context: &mut Context, arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !is_set_view(a) || !(is_set_view(b) || is_set(b)) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let first = length(a);
    let second = if is_set(b) { super::set_algebra::length(b) } else { length(b) };
    let truth = match comparison {
        Comparison::Equal => first == second && context.has_all(b, a)?,
        Comparison::NotEqual => first != second || !context.has_all(b, a)?,
        Comparison::Less => first < second && context.has_all(b, a)?,
        Comparison::LessEqual => first <= second && context.has_all(b, a)?,
        Comparison::Greater => first > second && context.has_all(a, b)?,
        Comparison::GreaterEqual => first >= second && context.has_all(a, b)?,
    };
    Ok(Value::from_bool(truth))
}

fn equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::Equal)
}

fn not_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::NotEqual)
}

fn less(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::Less)
}

fn less_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::LessEqual)
}

fn greater(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::Greater)
}

fn greater_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::GreaterEqual)
}

/// An operator: the other operand may be any iterable. The result is a set.
fn operator(context: &mut Context, operation: SetOperation, a: Value, b: Value) -> Result<Value> {
    if !is_set_view(a) && !is_set_view(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let set = context.set_from(Kind::Set, a)?;
    context.set_combine(operation, set, b)
}

macro_rules! operators {
    ($($name:ident $reflected:ident $operation:ident;)*) => {
        $(
            fn $name(context: &mut Context, arguments: &Arguments) -> Result<Value> {
                operator(context, SetOperation::$operation, arguments.get(0), arguments.get(1))
            }

            fn $reflected(context: &mut Context, arguments: &Arguments) -> Result<Value> {
                operator(context, SetOperation::$operation, arguments.get(1), arguments.get(0))
            }
        )*
    };
}

operators! {
    or reflected_or Union;
    and reflected_and Intersection;
    subtract reflected_subtract Difference;
    xor reflected_xor SymmetricDifference;
}

fn is_disjoint(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (view, iterable) = (arguments.get(0), arguments.get(1));
    if view == iterable {
        return Ok(Value::from_bool(length(view) == 0));
    }
    let iterator = context.get_iterator(iterable)?;
    let mut turns = 0usize;
    while let Some(item) = context.next_item(iterator)? {
        if context.view_contains(view, item)? {
            return Ok(Value::FALSE);
        }
        turns = turns.wrapping_add(1);
        if turns.is_multiple_of(POLL_INTERVAL) {
            context.poll_native()?;
        }
    }
    Ok(Value::TRUE)
}
