//! Attributes of built-in layouts, and those that `__slots__` declares.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, is};
use super::class_list::ClassId;
use super::layout::{Class, Member, Str};
use super::native::{Arguments, Attribute, Method};
use super::sequence;
use super::text::{self, Display};
use crate::context::Context;
use crate::error::Result;

/// Attributes that are fields of C's structures in CPython, which say no more than that.
const READ_ONLY: &[&str] = &[
    "fget",
    "fset",
    "fdel",
    "__closure__",
    "__globals__",
    "__builtins__",
    "__func__",
    "__self__",
    "__wrapped__",
    "__thisclass__",
    "__self_class__",
    "__objclass__",
    "start",
    "stop",
    "step",
    "real",
    "imag",
    "func",
    "args",
    "keywords",
    "tb_frame",
    "tb_lasti",
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_stacksize",
    "co_flags",
    "co_names",
    "co_filename",
    "co_name",
    "co_qualname",
    "__base__",
    "__basicsize__",
    "__itemsize__",
    "__dictoffset__",
    "__flags__",
    "__weakrefoffset__",
    "co_firstlineno",
    "co_linetable",
    "co_exceptiontable",
    "co_consts",
];

/// What members made by `__slots__` point to: their owner is a tuple of the class, the name, and the key of the slot.
static SLOT: Attribute = Attribute { name: "", get: |_, _| Ok(Value::NONE), set: None };

/// A slot that `__slots__` declares.
#[derive(Clone, Copy)]
pub(crate) struct Slot {
    /// The class that declares it.
    pub(crate) owner: *mut Class,
    /// The name by which it does.
    pub(crate) name: Value,
    /// What stands for the slot in shapes.
    pub(crate) key: Value,
}

impl Slot {
    /// Whether objects of a class have it.
    pub(crate) fn is_of(self, context: &Context, class: *mut Class) -> bool {
        context.is_subclass(class, self.owner)
    }
}

impl Context {
    /// A member for the slot with this number of a class's objects.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_slot(&mut self, class: *mut Class, name: Value, number: usize) -> Result<Value> {
        let key = self.slot_key(number)?;
        let owner = self.new_tuple(&[Value::from_pointer(class), name, key])?;
        self.new_member(ClassId::SlotMember, owner, &SLOT)
    }

    /// What stands for the slot with a number in shapes, where other attributes have their names: a str that is equal to none but itself.
    fn slot_key(&mut self, number: usize) -> Result<Value> {
        loop {
            if let Some(key) = sequence::item(self.slot_keys, number) {
                return Ok(key);
            }
            let fresh = sequence::length(self.slot_keys);
            let key = self.format(format_args!("slot {fresh}"))?;
            let key = text::exact_copy(self, key)?;
            // SAFETY: nobody else knows the str.
            unsafe {
                let key: *mut Str = key.as_pointer();
                (*key).object.header.flags |= Str::INTERNED | Str::SLOT_KEY;
                (*key).hash = fresh.wrapping_add(1);
            }
            self.list_append(self.slot_keys, key)?;
        }
    }
}

/// What a member made by `__slots__` stands for.
pub(crate) fn as_slot(context: &Context, member: Value) -> Option<Slot> {
    if !is(member, Kind::Member) {
        return None;
    }
    // SAFETY: checked to be one.
    let owner = unsafe { (*member.as_pointer::<Member>()).owner };
    if !is(owner, Kind::Tuple) {
        return None;
    }
    let (name, key) = (context.tuple_item(owner, 1), context.tuple_item(owner, 2));
    as_class(context.tuple_item(owner, 0)).map(|owner| Slot { owner, name, key })
}

/// The class that a member belongs to.
fn owner(context: &Context, member: Value) -> Value {
    match as_slot(context, member) {
        Some(slot) => Value::from_pointer(slot.owner),
        // SAFETY: the caller checked that it is a member.
        None => unsafe { (*member.as_pointer::<Member>()).owner },
    }
}

/// A member's name.
///
/// # Errors
/// MemoryError.
pub(crate) fn name(context: &mut Context, member: *mut Member) -> Result<Value> {
    match as_slot(context, Value::from_pointer(member)) {
        Some(slot) => Ok(slot.name),
        // SAFETY: the caller checked that it is a member.
        None => context.intern(unsafe { (*member).definition.name }),
    }
}

/// Reads a member of an object.
///
/// # Errors
/// TypeError if the object is of another class; AttributeError if it has no value.
pub(crate) fn get(context: &mut Context, member: Value, receiver: Value) -> Result<Value> {
    check(context, member, receiver)?;
    if let Some(slot) = as_slot(context, member) {
        return match context.declared_attribute(receiver, slot.key)? {
            Some(value) => Ok(value),
            None => Err(context.complain_attribute(receiver, slot.name)),
        };
    }
    // SAFETY: the caller checked that it is a member.
    let definition = unsafe { (*member.as_pointer::<Member>()).definition };
    (definition.get)(context, receiver)
}

/// Writes a member of an object, or deletes it (UNDEFINED).
///
/// # Errors
/// TypeError if the object is of another class; AttributeError if it is read only.
pub(crate) fn set(context: &mut Context, member: Value, receiver: Value, value: Value) -> Result<()> {
    check(context, member, receiver)?;
    if let Some(slot) = as_slot(context, member) {
        if value != Value::UNDEFINED {
            context.set_declared_attribute(receiver, slot.key, value)?;
        } else if !context.delete_declared_attribute(receiver, slot.key)? {
            return Err(context.raise(ClassId::AttributeError, format_args!("{}", Display(slot.name))));
        }
        return Ok(());
    }
    // SAFETY: the caller checked that it is a member.
    let definition = unsafe { (*member.as_pointer::<Member>()).definition };
    match definition.set {
        Some(set) => set(context, receiver, value),
        None => {
            let of_number = matches!(definition.name, "real" | "imag") && !is(receiver, Kind::Complex);
            if READ_ONLY.contains(&definition.name) && !of_number {
                return Err(context.raise(ClassId::AttributeError, format_args!("readonly attribute")));
            }
            let class = context.class_name_of(receiver);
            let text = format_args!("attribute '{}' of '{}' objects is not writable", definition.name, Display(class));
            Err(context.raise(ClassId::AttributeError, text))
        }
    }
}

fn check(context: &mut Context, member: Value, receiver: Value) -> Result<()> {
    let owner = owner(context, member);
    if as_class(owner).is_some_and(|owner| context.is_subclass(context.class_of(receiver), owner)) {
        return Ok(());
    }
    let name = name(context, member.as_pointer())?;
    let owner_name = as_class(owner).map_or(Value::NONE, |class| context.class_name(class));
    let given = context.class_name_of(receiver);
    Err(context.raise(
        ClassId::TypeError,
        format_args!("descriptor '{}' for '{}' objects doesn't apply to a '{}' object", Display(name), Display(owner_name), Display(given)),
    ))
}

fn member_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let member = arguments.get(0);
    let name = name(context, member.as_pointer())?;
    let word = if as_slot(context, member).is_some() { "member" } else { "attribute" };
    let owner = as_class(owner(context, member)).map_or(Value::NONE, |class| context.class_name(class));
    context.format(format_args!("<{word} '{}' of '{}' objects>", Display(name), Display(owner)))
}

fn member_get(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match arguments.get(1) {
        Value::NONE => Ok(arguments.get(0)),
        receiver => get(context, arguments.get(0), receiver),
    }
}

fn member_set(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    set(context, arguments.get(0), arguments.get(1), arguments.get(2))?;
    Ok(Value::NONE)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__repr__", member_repr, 0, 0),
    Method::new("__get__", member_get, 1, 2),
    Method::new("__set__", member_set, 2, 2),
    Method::new("__delete__", member_set, 1, 1),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: |context, member| name(context, member.as_pointer()), set: None },
    Attribute {
        name: "__qualname__",
        get: |context, member| {
            let name = name(context, member.as_pointer())?;
            // SAFETY: classes that members belong to are alive.
            let owner = as_class(owner(context, member)).map_or(Value::NONE, |class| unsafe { (*class).qualified_name });
            context.format(format_args!("{}.{}", Display(owner), Display(name)))
        },
        set: None,
    },
    Attribute { name: "__objclass__", get: |context, member| Ok(owner(context, member)), set: None },
    Attribute { name: "__doc__", get: |_, _| Ok(Value::NONE), set: None },
];
