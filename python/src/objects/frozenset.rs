//! `frozenset`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::construct::is_exact;
use super::generic_alias::class_get_item;
use super::layout::Set;
use super::native::{Arguments, Attribute, Method};
use super::set_algebra as algebra;
use crate::context::Context;
use crate::error::Result;

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::new("__repr__", algebra::repr, 0, 0),
    Method::new("__len__", algebra::len, 0, 0),
    Method::new("__contains__", algebra::contains, 1, 1),
    Method::new("__iter__", algebra::iter, 0, 0),
    Method::new("__hash__", hash, 0, 0),
    Method::new("__eq__", algebra::equal, 1, 1),
    Method::new("__ne__", algebra::not_equal, 1, 1),
    Method::new("__lt__", algebra::less, 1, 1),
    Method::new("__le__", algebra::less_equal, 1, 1),
    Method::new("__gt__", algebra::greater, 1, 1),
    Method::new("__ge__", algebra::greater_equal, 1, 1),
    Method::new("__or__", algebra::or, 1, 1),
    Method::new("__ror__", algebra::reflected_or, 1, 1),
    Method::new("__and__", algebra::and, 1, 1),
    Method::new("__rand__", algebra::reflected_and, 1, 1),
    Method::new("__sub__", algebra::subtract, 1, 1),
    Method::new("__rsub__", algebra::reflected_subtract, 1, 1),
    Method::new("__xor__", algebra::xor, 1, 1),
    Method::new("__rxor__", algebra::reflected_xor, 1, 1),
    Method::new("__class_getitem__", class_get_item, 1, 1).of_class(),
    Method::new("copy", algebra::copy, 0, 0),
    Method::new("difference", algebra::difference, 0, u8::MAX),
    Method::new("intersection", algebra::intersection, 0, u8::MAX),
    Method::new("isdisjoint", algebra::is_disjoint, 1, 1),
    Method::new("issubset", algebra::is_subset, 1, 1),
    Method::new("issuperset", algebra::is_superset, 1, 1),
    Method::new("symmetric_difference", algebra::symmetric_difference, 1, 1),
    Method::new("union", algebra::union, 0, u8::MAX),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = context.class_for_new(arguments, ClassId::FrozenSet)?;
    let exact = class == context.class(ClassId::FrozenSet);
    let given = context.positional_only(arguments, "frozenset", 0, 1)?;
    let iterable = arguments.get(1);
    // SAFETY: arguments are alive.
    if exact && given == 1 && unsafe { iterable.is_kind(Kind::FrozenSet) } && is_exact(iterable) {
        return Ok(iterable);
    }
    let set: *mut Set = context.new_for(arguments, ClassId::FrozenSet, Kind::FrozenSet, size_of::<Set>())?;
    let set = Value::from_pointer(set);
    if given == 1 {
        context.set_update(set, iterable)?;
    }
    Ok(set)
}

fn hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let set: *mut Set = arguments.get(0).as_pointer();
    // SAFETY: arguments are alive; a frozenset does not change once a program can see it.
    unsafe {
        if (*set).hash == 0 {
            (*set).hash = algebra::set_hash(context, arguments.get(0));
        }
        context.new_int((*set).hash as isize as i128)
    }
}
