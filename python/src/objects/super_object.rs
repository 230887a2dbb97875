//! `super`.

use copperhead_stencils::layout::container::Cell;
use copperhead_stencils::layout::frame::HEAD_WORDS;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::access::{as_class, is};
use super::attribute;
use super::attribute_cache::{address, binds_to_instance, fill, lay_method};
use super::class_list::ClassId;
use super::layout::{Class, Super};
use super::native::{Arguments, Attribute, Method};
use super::shape::shape_of;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;
use crate::interpret::call_cache::NO_RECEIVER;

/// The object behind a value that is known to be a `super`.
fn fields(value: Value) -> *mut Super {
    value.as_pointer()
}

/// What a name means behind the class in the MRO of the receiver's class, and the receiver. Not bound yet.
///
/// # Errors
/// MemoryError.
pub(crate) fn find(context: &mut Context, object: Value, name: Value) -> Result<Option<(Value, Value)>> {
    // SAFETY: the caller checked that it is a `super`.
    let (class, receiver, receiver_class) =
        unsafe { ((*fields(object)).class, (*fields(object)).receiver, (*fields(object)).receiver_class) };
    let Some(start) = as_class(receiver_class) else { return Ok(None) };
    Ok(find_behind(context, class, start, name)?.map(|found| (found, receiver)))
}

/// What a name means behind the class in the MRO of another. Not bound yet.
///
/// # Errors
/// MemoryError.
pub(crate) fn find_behind(context: &mut Context, class: Value, start: *mut Class, name: Value) -> Result<Option<Value>> {
    // `super().__class__` is `super` itself.
    if super::text::equals_text(name, "__class__") {
        return Ok(None);
    }
    // SAFETY: classes that a `super` holds are alive.
    let mro = unsafe { (*start).mro };
    let count = context.tuple_length(mro);
    let mut index = (0..count).find(|&index| context.tuple_item(mro, index) == class).map_or(count, |index| index + 1);
    while index < count {
        if let Some(base) = as_class(context.tuple_item(mro, index))
            && let Some(found) = context.lookup_own(base, name)?
        {
            return Ok(Some(found));
        }
        index += 1;
    }
    Ok(None)
}

/// Whether a value that is known to be a `super` is about a class, not an instance.
pub(crate) fn is_about_class(object: Value) -> bool {
    // SAFETY: the caller checked that it is a `super`.
    unsafe { (*fields(object)).receiver == (*fields(object)).receiver_class }
}

/// The attribute of a `super`.
///
/// # Errors
/// What descriptors raise.
pub(crate) fn search(context: &mut Context, object: Value, name: Value) -> Result<Option<Value>> {
    match find(context, object, name)? {
        Some((found, receiver)) => {
            // SAFETY: the caller checked that it is a `super`.
            let receiver_class = unsafe { (*fields(object)).receiver_class };
            let Some(class) = as_class(receiver_class) else { return Ok(None) };
            let bound = if receiver == receiver_class { None } else { Some(receiver) };
            context.get_descriptor(found, bound, class).map(Some)
        }
        None => attribute::search_instance(context, object, name),
    }
}

fn super_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let shape = match as_class(arguments.get(0)) {
        // SAFETY: the class is alive.
        Some(class) if unsafe { (*class).kind } == Kind::Super => unsafe { (*class).root_shape },
        _ => return Err(context.raise(ClassId::TypeError, format_args!("super.__new__(X): X is not a subtype of super"))),
    };
    let object: *mut Super = context.new_shaped(shape, Kind::Super, size_of::<Super>())?;
    // SAFETY: fresh.
    unsafe {
        (*object).class = Value::NONE;
        (*object).receiver = Value::UNDEFINED;
        (*object).receiver_class = Value::NONE;
    }
    Ok(Value::from_pointer(object))
}

/// `super(class, receiver)` at once.
///
/// # Errors
/// TypeError, MemoryError.
pub(crate) fn make(context: &mut Context, class_value: Value, receiver: Value) -> Result<Option<Value>> {
    let Some(class) = as_class(class_value) else { return Ok(None) };
    let receiver_class = check(context, class, receiver)?;
    let object: *mut Super = context.new_object(ClassId::Super, Kind::Super, size_of::<Super>())?;
    // SAFETY: fresh.
    unsafe {
        (*object).class = class_value;
        (*object).receiver = receiver;
        (*object).receiver_class = receiver_class;
    }
    Ok(Some(Value::from_pointer(object)))
}

/// `super()` called by another name than `super`, or where there is no class: the class and the object are the running function's.
fn init_by_frame(context: &mut Context, object: *mut Super) -> Result<Value> {
    let found = running_method(context);
    let (class_value, receiver) = match found {
        Ok(found) => found,
        Err(message) => return Err(context.raise(ClassId::RuntimeError, format_args!("super(): {message}"))),
    };
    let Some(class) = as_class(class_value) else {
        return Err(context.raise(ClassId::RuntimeError, format_args!("super(): __class__ is not a type")));
    };
    let receiver_class = check(context, class, receiver)?;
    // SAFETY: the caller checked it to be a `super`.
    unsafe {
        (*object).class = class_value;
        (*object).receiver = receiver;
        (*object).receiver_class = receiver_class;
    }
    Ok(Value::NONE)
}

/// The class whose method runs and the method's first argument, or what is wrong with them.
fn running_method(context: &Context) -> core::result::Result<(Value, Value), &'static str> {
    let Some(function) = context.current_function() else { return Err("no current frame") };
    let fp = context.machine.fp;
    // SAFETY: the function runs in the frame; its arguments lie in the first slots, its cells in its closure.
    unsafe {
        let code = (*function).code;
        if (*code).positional_count == 0 {
            return Err("no arguments");
        }
        let slot = *fp;
        // A slot that nobody needs any more may hold anything.
        let lost = slot.is_pointer() && context.heap.find(slot.0).is_none();
        let first = match lost {
            true => Value::UNDEFINED,
            false if is(slot, Kind::Cell) => (*slot.as_pointer::<Cell>()).value,
            false => slot,
        };
        if first == Value::UNDEFINED {
            return Err("arg[0] deleted");
        }
        let names = (*code).free_names;
        let found = (0..context.tuple_length(names)).find(|&index| super::text::equals_text(context.tuple_item(names, index), "__class__"));
        match found.map(|index| context.tuple_item((*function).closure, index)) {
            Some(cell) if is(cell, Kind::Cell) => match (*cell.as_pointer::<Cell>()).value {
                Value::UNDEFINED => Err("empty __class__ cell"),
                class => Ok((class, first)),
            },
            _ => Err("__class__ cell not found"),
        }
    }
}

fn super_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = fields(arguments.get(0));
    let Some(class_value) = arguments.optional(1) else {
        return init_by_frame(context, object);
    };
    let Some(class) = as_class(class_value) else {
        let given = context.class_name_of(class_value);
        return Err(context.raise(ClassId::TypeError, format_args!("super() argument 1 must be a type, not {}", Display(given))));
    };
    let receiver = arguments.optional(2).filter(|&receiver| receiver != Value::NONE);
    let receiver_class = match receiver {
        Some(receiver) => check(context, class, receiver)?,
        None => Value::NONE,
    };
    // SAFETY: the receiver of this method was checked to be a `super`.
    unsafe {
        (*object).class = class_value;
        (*object).receiver = receiver.unwrap_or(Value::UNDEFINED);
        (*object).receiver_class = receiver_class;
    }
    Ok(Value::NONE)
}

/// The class whose MRO is searched.
fn check(context: &mut Context, class: *mut Class, receiver: Value) -> Result<Value> {
    if let Some(receiver) = as_class(receiver)
        && context.is_subclass(receiver, class)
    {
        return Ok(Value::from_pointer(receiver));
    }
    let receiver_class = context.class_of(receiver);
    if context.is_subclass(receiver_class, class) {
        return Ok(Value::from_pointer(receiver_class));
    }
    // A proxy may say that it is of another class.
    let name = context.intern("__class__")?;
    if let Some(claimed) = attribute::find_attribute(context, receiver, name)?.and_then(as_class)
        && claimed != receiver_class
        && context.is_subclass(claimed, class)
    {
        return Ok(Value::from_pointer(claimed));
    }
    let kind = if is(receiver, Kind::Class) { "type" } else { "instance of" };
    let (given, wanted) = match as_class(receiver) {
        Some(given) => (context.class_name(given), context.class_name(class)),
        None => (context.class_name(receiver_class), context.class_name(class)),
    };
    Err(context.raise(
        ClassId::TypeError,
        format_args!("super(type, obj): obj ({kind} {}) is not an instance or subtype of type ({}).", Display(given), Display(wanted)),
    ))
}

fn super_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    // SAFETY: the receiver was checked to be a `super`.
    let (class, receiver_class) = unsafe { ((*fields(arguments.get(0))).class, (*fields(arguments.get(0))).receiver_class) };
    let name = as_class(class).map_or(Value::NONE, |class| context.class_name(class));
    match as_class(receiver_class) {
        Some(receiver_class) => {
            let of = context.class_name(receiver_class);
            context.format(format_args!("<super: <class '{}'>, <{} object>>", Display(name), Display(of)))
        }
        None => context.format(format_args!("<super: <class '{}'>, NULL>", Display(name))),
    }
}

/// `super(class).__get__(receiver)`: bound, if it is not yet.
///
/// # Errors
/// TypeError, MemoryError.
pub(crate) fn bind(context: &mut Context, object: Value, receiver: Value) -> Result<Value> {
    // SAFETY: the caller checked to be a `super`.
    let (class, bound) = unsafe { ((*fields(object)).class, (*fields(object)).receiver) };
    if receiver == Value::NONE || bound != Value::UNDEFINED {
        return Ok(object);
    }
    let own_class = context.class_of(object);
    if own_class != context.class(ClassId::Super) {
        return context.call(Value::from_pointer(own_class), &[class, receiver]);
    }
    Ok(make(context, class, receiver)?.unwrap_or(object))
}

fn super_get(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    bind(context, arguments.get(0), arguments.get(1))
}

impl Context {
    /// What `super()` is: without its arguments, which nobody wrote, if that is a variable of the program's.
    ///
    /// # Errors
    /// What a `super` raises when it is made, or what is called instead.
    ///
    /// # Safety
    /// The slots from the base on hold `super`, the class and, behind the head, the receiver.
    pub(crate) unsafe fn load_super(&mut self, base: *mut Value) -> Result<Value> {
        // SAFETY: the caller's contract.
        let (function, class, receiver) = unsafe { (*base, *base.add(1), *base.add(HEAD_WORDS)) };
        let own = self.class(ClassId::Super);
        if function != Value::from_pointer(own) {
            // A class made of it is as good as it is.
            let arguments: &[Value] =
                if as_class(function).is_some_and(|class| self.is_subclass(class, own)) { &[class, receiver] } else { &[] };
            return self.call(function, arguments);
        }
        match make(self, class, receiver)? {
            Some(object) => Ok(object),
            None => self.call(function, &[class, receiver]),
        }
    }

    /// Finds the method of the instruction `LoadSuperMethod`, and specialises that.
    ///
    /// # Errors
    /// What a `super` raises when it is made and asked.
    ///
    /// # Safety
    /// The instruction runs; the slots from the base on hold `super`, the class and, behind the head, the receiver.
    pub(crate) unsafe fn load_super_method_at(&mut self, pc: *mut u64, base: *mut Value) -> Result<()> {
        // SAFETY: the caller's contract; the instruction has a name in its first cell.
        unsafe {
            let name = Value(*pc.add(1) as usize);
            let (function, class, receiver) = (*base, *base.add(1), *base.add(HEAD_WORDS));
            if function == self.class_value(ClassId::Super) {
                let start = self.class_of(receiver);
                if !is(receiver, Kind::Class)
                    && as_class(class).is_some_and(|class| self.is_subclass(start, class))
                    && let Some(found) = find_behind(self, class, start, name)?
                    && binds_to_instance(found)
                    && self.takes_receiver(found, start)
                {
                    if receiver.is_pointer() {
                        self.note_cached(start);
                        let cells = [address(shape_of(receiver)), found.0 as u64, class.0 as u64];
                        fill(self, pc, Opcode::LoadSuperMethodCached, &cells);
                    }
                    *base = found;
                    return Ok(());
                }
            }
            let object = self.load_super(base)?;
            let found = attribute::get_attribute(self, object, name);
            if found.is_err() {
                self.note_attribute(object, name);
            }
            lay_method(base, found?, NO_RECEIVER);
        }
        Ok(())
    }
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", super_new).unbound(),
    Method::new("__init__", super_init, 0, 2),
    Method::new("__get__", super_get, 1, 2),
    Method::new("__repr__", super_repr, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    // SAFETY: receivers of members are checked to be of the owner's class; so in all of these.
    Attribute { name: "__thisclass__", get: |_, object| Ok(unsafe { (*fields(object)).class }), set: None },
    // SAFETY: as above.
    Attribute { name: "__self__", get: |_, object| Ok(Context::or_none(unsafe { (*fields(object)).receiver })), set: None },
    // SAFETY: as above.
    Attribute { name: "__self_class__", get: |_, object| Ok(unsafe { (*fields(object)).receiver_class }), set: None },
];
