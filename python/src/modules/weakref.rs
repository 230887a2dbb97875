//! Weak references: the class, the table that the collector clears, and what `weakref` (in Python) is built on.
//!
//! A reference is a record whose fields are, in this order, the address of what it refers to (0 when that is gone), the callback or None, the
//! hash once it was asked for, and the address of the next reference of the same chain. Addresses are even numbers, which the collector does not follow.

use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::Result;
use crate::memory::{Marker, Survivors};
use crate::objects::access::{self, as_class};
use crate::objects::class_list::ClassId;
use crate::objects::layout::{Class, Record};
use crate::objects::memoryview;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::operations;
use crate::objects::record::{field, set_field};
use crate::objects::table::BUFFER_DATA;
use crate::objects::text::Display;

const REFERENT: usize = 0;
const CALLBACK: usize = 1;
const HASH: usize = 2;
const NEXT: usize = 3;
const FIELDS: usize = 4;

/// All weak references, in chains by the address of what they refer to. The table does not keep them alive.
pub(crate) struct WeakTable {
    /// The heads of the chains: the data of a heap buffer; null at first.
    chains: *mut Value,
    /// How many there are, a power of two.
    capacity: usize,
    count: usize,
    /// References whose callbacks are due.
    dead: Value,
    /// The address of the newest memory view: views that die give their owner back.
    pub(crate) views: Value,
}

impl WeakTable {
    /// No references.
    pub(crate) const EMPTY: WeakTable = WeakTable { chains: core::ptr::null_mut(), capacity: 0, count: 0, dead: Value(0), views: Value(0) };

    /// The chain for an address.
    fn chain(&self, address: usize) -> Option<*mut Value> {
        let place = (address >> 4) & self.capacity.wrapping_sub(1);
        if self.capacity == 0 { None } else { Some(self.chains.wrapping_add(place)) }
    }

    /// The first reference to an address, and those behind it in the chain.
    fn first(&self, address: usize) -> Value {
        // SAFETY: the chain lies in the table.
        self.chain(address).map_or(Value(0), |chain| unsafe { *chain })
    }

    /// Marks the table, and the references whose callbacks are due.
    pub(crate) fn mark(&self, marker: &mut Marker<'_>) {
        if !self.chains.is_null() {
            marker.mark_pointer(self.chains.wrapping_byte_sub(BUFFER_DATA));
        }
        let mut reference = self.dead;
        while reference.0 != 0 {
            marker.mark_pointer(reference.0 as *const Header);
            reference = field(to_value(reference), NEXT);
        }
    }

    /// Forgets references that die, clears those to what dies, and notes the callbacks that are due.
    pub(crate) fn clear(&mut self, survivors: &Survivors<'_>) {
        memoryview::forget_dead(&mut self.views, survivors);
        for place in 0..self.capacity {
            let chain = self.chains.wrapping_add(place);
            // SAFETY: the chain lies in the table.
            let mut address = core::mem::replace(unsafe { &mut *chain }, Value(0));
            while address.0 != 0 {
                let reference = to_value(address);
                let next = field(reference, NEXT);
                let stays = survivors.is_marked(address.0 as *const Header);
                if stays && survivors.is_marked(field(reference, REFERENT).0 as *const Header) {
                    // SAFETY: as above.
                    unsafe {
                        set_field(reference, NEXT, *chain);
                        *chain = address;
                    }
                } else {
                    self.count = self.count.saturating_sub(1);
                    set_field(reference, REFERENT, Value(0));
                    set_field(reference, NEXT, Value(0));
                    if stays && field(reference, CALLBACK) != Value::NONE {
                        set_field(reference, NEXT, self.dead);
                        self.dead = address;
                    }
                }
                address = next;
            }
        }
    }

    /// Whether callbacks are due.
    pub(crate) fn has_dead(&self) -> bool {
        self.dead.0 != 0
    }

    /// A reference whose callback is due, and the callback.
    pub(crate) fn take_dead(&mut self) -> Option<(Value, Value)> {
        if self.dead.0 == 0 {
            return None;
        }
        let reference = to_value(self.dead);
        self.dead = field(reference, NEXT);
        set_field(reference, NEXT, Value(0));
        Some((reference, field(reference, CALLBACK)))
    }
}

/// The reference at an address.
fn to_value(address: Value) -> Value {
    Value(address.0 | 1)
}

/// The address of an object, as an even number.
fn address_of(object: Value) -> Value {
    Value(object.0.wrapping_sub(1))
}

/// What a reference refers to, if that is still there.
fn referent(reference: Value) -> Option<Value> {
    let address = field(reference, REFERENT);
    if address.0 == 0 { None } else { Some(to_value(address)) }
}

impl Context {
    /// Whether instances of a class can be referred to weakly.
    pub(crate) fn has_weak_instances(&self, class: *mut Class) -> bool {
        if access::class_flags(class) & Class::WEAK != 0 {
            return true;
        }
        // SAFETY: classes of live bases are alive.
        let (kind, id) = unsafe { ((*class).kind, (*class).id) };
        access::is_built_in(class)
            && matches!(kind, Kind::Function | Kind::Class | Kind::Set | Kind::FrozenSet | Kind::Generator | Kind::Module | Kind::Record)
            || kind == Kind::ByteArray && id == ClassId::Array as u16
    }

    /// Whether objects like this one can be referred to weakly.
    fn can_be_weak(&self, object: Value) -> bool {
        match access::kind(object) {
            None => false,
            Some(
                Kind::Function
                | Kind::NativeFunction
                | Kind::BoundMethod
                | Kind::Class
                | Kind::Set
                | Kind::FrozenSet
                | Kind::Generator
                | Kind::Module
                | Kind::MemoryView
                | Kind::Code,
            ) => true,
            Some(Kind::ByteArray) if self.is_instance_of(object, ClassId::Array) => true,
            Some(Kind::Record) if access::is_built_in(self.class_of(object)) => true,
            Some(_) => access::class_flags(self.class_of(object)) & Class::WEAK != 0,
        }
    }

    /// The youngest reference to an object.
    pub(crate) fn first_weak_reference(&mut self, object: Value) -> Option<Value> {
        let wanted = address_of(object);
        let mut address = match self.weak.chain(wanted.0) {
            // SAFETY: the chain lies in the table.
            Some(chain) => unsafe { *chain },
            None => return None,
        };
        while address.0 != 0 {
            let reference = to_value(address);
            if field(reference, REFERENT) == wanted {
                return Some(reference);
            }
            address = field(reference, NEXT);
        }
        None
    }

    /// Enters a reference into the table.
    fn enter_reference(&mut self, reference: Value) -> Result<()> {
        if self.weak.count >= self.weak.capacity {
            self.grow_weak_table()?;
        }
        self.weak.count = self.weak.count.saturating_add(1);
        if let Some(chain) = self.weak.chain(field(reference, REFERENT).0) {
            // SAFETY: the chain lies in the table.
            unsafe {
                set_field(reference, NEXT, *chain);
                *chain = address_of(reference);
            }
        }
        Ok(())
    }

    fn grow_weak_table(&mut self) -> Result<()> {
        let capacity = self.weak.capacity.saturating_mul(2).max(16);
        // A buffer of bytes: the collector does not follow what it holds.
        let buffer = self.allocate(Kind::Bytes8, capacity.saturating_mul(size_of::<Value>()).saturating_add(BUFFER_DATA))?;
        let chains: *mut Value = buffer.as_ptr().wrapping_byte_add(BUFFER_DATA).cast();
        let (old, old_capacity) = (self.weak.chains, self.weak.capacity);
        self.weak.chains = chains;
        self.weak.capacity = capacity;
        for place in 0..old_capacity {
            // SAFETY: the old table, which the native stack still holds, has so many chains.
            let mut address = unsafe { *old.add(place) };
            while address.0 != 0 {
                let reference = to_value(address);
                let next = field(reference, NEXT);
                if let Some(chain) = self.weak.chain(field(reference, REFERENT).0) {
                    // SAFETY: the chain lies in the new table.
                    unsafe {
                        set_field(reference, NEXT, *chain);
                        *chain = address;
                    }
                }
                address = next;
            }
        }
        core::hint::black_box(old);
        Ok(())
    }

    /// The references to an object, newest first.
    fn references_to(&mut self, object: Value) -> Result<Value> {
        let list = self.new_list(&[])?;
        if object.is_pointer() {
            let wanted = address_of(object);
            let mut address = self.weak.first(wanted.0);
            while address.0 != 0 {
                let reference = to_value(address);
                if field(reference, REFERENT) == wanted {
                    self.list_append(list, reference)?;
                }
                address = field(reference, NEXT);
            }
        }
        Ok(list)
    }
}

fn reference_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = arguments.get(0);
    let base = context.late_class(ClassId::WeakReference)?;
    let given = arguments.len().saturating_sub(1).saturating_sub(context.named_count(arguments));
    let exact = as_class(class) == Some(base);
    // A subclass may take more in its `__init__`.
    if given == 0 || (exact && given > 2) {
        let (bound, number, plural) = if given == 0 { ("least", 1, "") } else { ("most", 2, "s") };
        return Err(context.raise(ClassId::TypeError, format_args!("__new__ expected at {bound} {number} argument{plural}, got {given}")));
    }
    let object = arguments.get(1);
    let callback = if given > 1 { arguments.get(2) } else { Value::NONE };
    if !context.can_be_weak(object) {
        let name = context.class_name_of(object);
        return Err(context.raise(ClassId::TypeError, format_args!("cannot create weak reference to '{}' object", Display(name))));
    }
    if exact && callback == Value::NONE {
        let wanted = address_of(object);
        let mut address = context.weak.first(wanted.0);
        while address.0 != 0 {
            let reference = to_value(address);
            if field(reference, REFERENT) == wanted && field(reference, CALLBACK) == Value::NONE && context.class_of(reference) == base {
                return Ok(reference);
            }
            address = field(reference, NEXT);
        }
    }
    let reference = context.new_record_of(ClassId::WeakReference, class, FIELDS)?;
    set_field(reference, REFERENT, address_of(object));
    set_field(reference, CALLBACK, callback);
    set_field(reference, NEXT, Value(0));
    context.enter_reference(reference)?;
    Ok(reference)
}

fn reference_init(_: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(Value::NONE)
}

fn reference_call(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(referent(arguments.get(0)).unwrap_or(Value::NONE))
}

fn reference_hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let reference = arguments.get(0);
    let known = field(reference, HASH);
    if known != Value::UNDEFINED {
        return Ok(known);
    }
    let Some(object) = referent(reference) else {
        return Err(context.raise(ClassId::TypeError, format_args!("weak object has gone away")));
    };
    let hash = operations::hash(context, object)?;
    let hash = context.new_int_of(hash as isize)?;
    set_field(reference, HASH, hash);
    Ok(hash)
}

/// Two references are equal if what they refer to is, or, when one of those is gone, if they are the same.
fn compare(context: &mut Context, arguments: &Arguments, unequal: bool) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    let class = context.late_class(ClassId::WeakReference)?;
    if !context.is_subclass(context.class_of(b), class) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let equal = match (referent(a), referent(b)) {
        (Some(a), Some(b)) => operations::equal(context, a, b)?,
        _ => a == b,
    };
    Ok(Value::from_bool(equal != unequal))
}

fn reference_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(context, arguments, false)
}

fn reference_unequal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compare(context, arguments, true)
}

fn reference_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let reference = arguments.get(0);
    let name = context.class_name_of(reference);
    let kind = if access::is_built_in(context.class_of(reference)) { "weakref" } else { text_of(name) };
    match referent(reference) {
        Some(object) => {
            let class = context.class_name_of(object);
            context.format(format_args!("<{kind} at {:#x}; to '{}' at {:#x}>", reference.0, Display(class), object.0))
        }
        None => context.format(format_args!("<{kind} at {:#x}; dead>", reference.0)),
    }
}

fn text_of<'a>(name: Value) -> &'a str {
    crate::objects::text::ascii_text(name).unwrap_or("weakref")
}

/// The class's methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", reference_new).unbound(),
    Method::raw("__init__", reference_init),
    Method::new("__call__", reference_call, 0, 0),
    Method::new("__hash__", reference_hash, 0, 0),
    Method::new("__eq__", reference_equal, 1, 1),
    Method::new("__ne__", reference_unequal, 1, 1),
    Method::new("__repr__", reference_repr, 0, 0),
];

/// The class's attributes.
pub static ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "__callback__",
    get: |_, reference| {
        let gone = field(reference, REFERENT).0 == 0;
        Ok(if gone { Value::NONE } else { field(reference, CALLBACK) })
    },
    set: None,
}];

const _: () = assert!(Record::FIELDS.is_multiple_of(size_of::<Value>()));

fn getweakrefcount(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let list = context.references_to(arguments.get(0))?;
    let count = operations::length(context, list)?;
    context.new_int_of_size(count)
}

fn getweakrefs(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.references_to(arguments.get(0))
}

/// The module's functions.
pub static FUNCTIONS: &[Method] =
    &[Method::new("getweakrefcount", getweakrefcount, 1, 1).unbound(), Method::new("getweakrefs", getweakrefs, 1, 1).unbound()];

/// The module's other values.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    let class = Value::from_pointer(context.late_class(ClassId::WeakReference)?);
    store(context, "ref", class)?;
    store(context, "ReferenceType", class)
}
