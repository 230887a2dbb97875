//! `dict`.

use copperhead_stencils::layout::callable::Function;
use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::construct::is_exact;
use super::generic_alias::class_get_item;
use super::iterator::{BACKWARDS, ORDERED};
use super::layout::DictView;
use super::native::{Arguments, Attribute, Method};
use super::special::Special;
use super::text::{self, Display};
use super::{attribute, operations, sequence};
use crate::context::Context;
use crate::error::Result;

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::raw("__init__", init),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__len__", len, 0, 0),
    Method::new("__getitem__", get_item, 1, 1),
    Method::new("__setitem__", set_item, 2, 2),
    Method::new("__delitem__", delete_item, 1, 1),
    Method::new("__contains__", contains, 1, 1),
    Method::new("__iter__", iter, 0, 0),
    Method::new("__reversed__", reversed, 0, 0),
    Method::absent("__hash__"),
    Method::new("__eq__", equal, 1, 1),
    Method::new("__ne__", not_equal, 1, 1),
    Method::new("__or__", or, 1, 1),
    Method::new("__ror__", reflected_or, 1, 1),
    Method::new("__ior__", or_in_place, 1, 1),
    Method::new("__class_getitem__", class_get_item, 1, 1).of_class(),
    Method::new("clear", clear, 0, 0),
    Method::new("copy", copy, 0, 0),
    Method::new("fromkeys", from_keys, 1, 2).of_class(),
    Method::new("get", get, 1, 2),
    Method::new("items", items, 0, 0),
    Method::new("keys", keys, 0, 0),
    Method::new("pop", pop, 1, 2),
    Method::new("popitem", pop_item, 0, 0),
    Method::new("setdefault", set_default, 1, 2),
    Method::raw("update", update),
    Method::new("values", values, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

/// Whether a value is a dict, of a subclass or not.
pub(crate) fn is_dict(value: Value) -> bool {
    // SAFETY: the caller holds the value.
    unsafe { value.is_kind(Kind::Dict) }
}

const ORDERED_KEYS: u16 = DictView::KEYS | ORDERED;
const ORDERED_VALUES: u16 = DictView::VALUES | ORDERED;

/// Whether reading and storing items of a dict, maybe of a subclass, means the methods of `dict` itself.
///
/// # Errors
/// MemoryError.
pub(crate) fn counts_plainly(context: &mut Context, dict: Value) -> Result<bool> {
    let class = context.class_of(dict);
    let stores = context.lookup_special(class, Special::SetItem)?;
    let name = context.intern("get")?;
    let gets = context.lookup(class, name)?;
    // SAFETY: what is found on classes is alive.
    let native = |found: Option<Value>| found.is_some_and(|found| unsafe { found.is_kind(Kind::NativeFunction) });
    Ok(native(stores) && native(gets))
}

/// The value of an entry that was found just now.
pub(crate) fn entry_value(dict: Value, number: u32) -> Value {
    // SAFETY: the caller found the entry.
    unsafe { (*(*dict.as_pointer::<Dict>()).entries.add(number as usize)).value }
}

/// Writes the value of an entry that was found just now.
pub(crate) fn set_entry_value(context: &mut Context, dict: Value, number: u32, value: Value) {
    // SAFETY: the caller found the entry.
    unsafe {
        let dict: *mut Dict = dict.as_pointer();
        let place = &raw mut (*(*dict).entries.add(number as usize)).value;
        *place = value;
        context.note_overwritten(dict, place);
    }
}

fn length(dict: Value) -> usize {
    // SAFETY: the caller holds a dict.
    unsafe { (*dict.as_pointer::<Dict>()).length as usize }
}

impl Context {
    /// The value under a key.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise.
    #[inline]
    pub(crate) fn dict_find(&mut self, dict: *mut Dict, key: Value) -> Result<Option<Value>> {
        let hash = self.key_hash(key)?;
        let found = self.table_find(dict, key, hash)?;
        // SAFETY: the search found the entry just now.
        Ok(found.map(|number| unsafe { (*(*dict).entries.add(number as usize)).value }))
    }

    /// Stores a value under a key.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise; MemoryError.
    #[inline]
    pub(crate) fn dict_insert(&mut self, dict: Value, key: Value, value: Value) -> Result<()> {
        let hash = self.key_hash(key)?;
        self.table_store(dict.as_pointer(), key, hash, value)
    }

    /// Takes a key out of a dict; its value, if it was there.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise.
    pub(crate) fn dict_take(&mut self, dict: *mut Dict, key: Value) -> Result<Option<Value>> {
        let hash = self.key_hash(key)?;
        let Some(number) = self.table_find(dict, key, hash)? else { return Ok(None) };
        // SAFETY: the search found the entry just now.
        let value = unsafe { (*(*dict).entries.add(number as usize)).value };
        self.table_remove(dict, number);
        Ok(Some(value))
    }

    /// `dict[key]` of any dict: KeyError, or what `__missing__` of a subclass says.
    ///
    /// # Errors
    /// KeyError; what `__hash__`, `__eq__` and `__missing__` raise.
    pub(crate) fn dict_get_item(&mut self, dict: Value, key: Value) -> Result<Value> {
        if let Some(value) = self.dict_find(dict.as_pointer(), key)? {
            return Ok(value);
        }
        if !is_exact(dict)
            && let Some(value) = operations::call_special(self, dict, Special::Missing, &[key])?
        {
            return Ok(value);
        }
        Err(self.raise_key(key))
    }

    /// Stores the entries of one table in another.
    fn dict_copy_entries(&mut self, to: *mut Dict, from: *mut Dict) -> Result<()> {
        if to == from {
            return Ok(());
        }
        // SAFETY: the caller holds both.
        let empty = unsafe {
            if (*to).length == 0 && (*from).length > 4 {
                self.table_rebuild(to, (*from).length as usize)?;
            }
            (*to).length == 0
        };
        let mut number = 0usize;
        // Keys are compared only with what was there before.
        while let Some((at, entry)) = self.table_next(from, number) {
            if empty {
                self.table_add(to, entry.key, entry.hash, entry.value)?;
            } else {
                self.table_store(to, entry.key, entry.hash, entry.value)?;
            }
            number = at.wrapping_add(1);
            if number.is_multiple_of(sequence::POLL_INTERVAL) {
                self.poll_native()?;
            }
        }
        Ok(())
    }

    /// A dict with the same entries.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn dict_copy(&mut self, dict: *mut Dict) -> Result<*mut Dict> {
        let copy = self.new_dict()?;
        self.dict_copy_entries(copy, dict)?;
        Ok(copy)
    }

    /// Whether a dict's entries are its items, whatever its class: subclasses may have an iteration of their own.
    fn is_plain_dict(&mut self, value: Value) -> Result<bool> {
        if !is_dict(value) {
            return Ok(false);
        }
        self.iterates_plainly(value)
    }

    /// Stores the items of a mapping, for `{**m}`.
    ///
    /// # Errors
    /// TypeError if it is none; what its methods raise.
    pub(crate) fn dict_update(&mut self, dict: Value, mapping: Value) -> Result<()> {
        if self.is_plain_dict(mapping)? {
            return self.dict_copy_entries(dict.as_pointer(), mapping.as_pointer());
        }
        if !self.dict_update_mapping(dict, mapping)? {
            let name = self.type_name(mapping);
            return Err(self.raise(ClassId::TypeError, format_args!("'{name}' object is not a mapping")));
        }
        Ok(())
    }

    /// Stores the items of an object with `keys`; false if it has no such method.
    fn dict_update_mapping(&mut self, dict: Value, mapping: Value) -> Result<bool> {
        let name = self.intern("keys")?;
        let Some(method) = attribute::find_attribute(self, mapping, name)? else { return Ok(false) };
        let keys = self.call(method, &[])?;
        let iterator = self.get_iterator(keys)?;
        while let Some(key) = self.next_item(iterator)? {
            let value = operations::get_item(self, mapping, key)?;
            self.dict_insert(dict, key, value)?;
        }
        Ok(true)
    }

    /// Stores what `dict(source)` and `update(source)` take: a mapping or an iterable of pairs.
    ///
    /// # Errors
    /// TypeError, ValueError; what the source's methods raise.
    pub(crate) fn dict_update_any(&mut self, dict: Value, source: Value) -> Result<()> {
        if self.is_plain_dict(source)? {
            return self.dict_copy_entries(dict.as_pointer(), source.as_pointer());
        }
        if !sequence::is_list_or_tuple(source) && self.dict_update_mapping(dict, source)? {
            return Ok(());
        }
        let iterator = self.get_iterator(source)?;
        let mut number = 0usize;
        while let Some(element) = self.next_item(iterator)? {
            if !sequence::is_list_or_tuple(element) && !self.is_iterable(element)? {
                return Err(self
                    .raise(ClassId::TypeError, format_args!("cannot convert dictionary update sequence element #{number} to a sequence")));
            }
            let pair = self.list_or_tuple_from(element)?;
            let given = sequence::length(pair);
            let (Some(key), Some(value), 2) = (sequence::item(pair, 0), sequence::item(pair, 1), given) else {
                return Err(self.raise(
                    ClassId::ValueError,
                    format_args!("dictionary update sequence element #{number} has length {given}; 2 is required"),
                ));
            };
            self.dict_insert(dict, key, value)?;
            number = number.wrapping_add(1);
            if number.is_multiple_of(sequence::POLL_INTERVAL) {
                self.poll_native()?;
            }
        }
        Ok(())
    }

    /// Adds keyword arguments from a mapping, for `f(**m)`: every key must be new. That all are strs, the call itself sees to.
    ///
    /// # Errors
    /// TypeError; what the mapping's methods raise.
    pub(crate) fn dict_merge(&mut self, dict: Value, mapping: Value, callable: Value) -> Result<()> {
        let source = if self.is_plain_dict(mapping)? {
            mapping
        } else {
            let copy = Value::from_pointer(self.new_dict()?);
            if !self.dict_update_mapping(copy, mapping)? {
                let (function, name) = (self.function_text(callable)?, self.type_name(mapping));
                return Err(
                    self.raise(ClassId::TypeError, format_args!("{} argument after ** must be a mapping, not {name}", Display(function)))
                );
            }
            copy
        };
        let (to, from): (*mut Dict, *mut Dict) = (dict.as_pointer(), source.as_pointer());
        let mut number = 0usize;
        while let Some((at, entry)) = self.table_next(from, number) {
            if self.table_find(to, entry.key, entry.hash)?.is_some() {
                let (function, key) = (self.function_text(callable)?, operations::str(self, entry.key)?);
                return Err(self.raise(
                    ClassId::TypeError,
                    format_args!("{} got multiple values for keyword argument '{}'", Display(function), Display(key)),
                ));
            }
            self.table_add(to, entry.key, entry.hash, entry.value)?;
            number = at.wrapping_add(1);
        }
        Ok(())
    }

    /// How complaints about calls name a callable: `module.name()`.
    ///
    /// # Errors
    /// MemoryError; what `__str__` raises.
    pub(crate) fn function_text(&mut self, callable: Value) -> Result<Value> {
        // SAFETY: the caller holds the callable.
        let (module, name) = unsafe {
            if callable.is_kind(Kind::Function) {
                let function = callable.as_pointer::<Function>();
                ((*function).module, (*function).qualified_name)
            } else {
                let name = self.intern("__qualname__")?;
                let Some(name) = attribute::find_attribute(self, callable, name)? else {
                    return operations::str(self, callable);
                };
                let module = self.intern("__module__")?;
                (attribute::find_attribute(self, callable, module)?.unwrap_or(Value::NONE), name)
            }
        };
        // SAFETY: attributes are alive.
        if unsafe { module.is_kind(Kind::Str) } && !text::equals_text(module, "builtins") {
            return self.format(format_args!("{}.{}()", Display(module), Display(name)));
        }
        self.format(format_args!("{}()", Display(name)))
    }

    /// Whether two dicts have equal values under the same keys.
    ///
    /// # Errors
    /// What `__eq__` raises.
    pub(crate) fn dict_equal(&mut self, a: *mut Dict, b: *mut Dict) -> Result<bool> {
        self.check_depth(" in comparison")?;
        // SAFETY: the caller holds both.
        if unsafe { (*a).length != (*b).length } {
            return Ok(false);
        }
        let mut number = 0usize;
        while let Some((at, entry)) = self.table_next(a, number) {
            let Some(found) = self.table_find(b, entry.key, entry.hash)? else { return Ok(false) };
            // SAFETY: the search found the entry just now.
            let other = unsafe { (*(*b).entries.add(found as usize)).value };
            if !sequence::quick_equal(self, entry.value, other)? {
                return Ok(false);
            }
            number = at.wrapping_add(1);
            if number.is_multiple_of(sequence::POLL_INTERVAL) {
                self.poll_native()?;
            }
        }
        Ok(true)
    }

    /// A view of a dict; `flags` say of what, and whether of an ordered one.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_view(&mut self, dict: Value, flags: u16) -> Result<Value> {
        let id = match flags {
            DictView::KEYS => ClassId::DictKeys,
            DictView::VALUES => ClassId::DictValues,
            DictView::ITEMS => ClassId::DictItems,
            ORDERED_KEYS => ClassId::OrderedKeys,
            ORDERED_VALUES => ClassId::OrderedValues,
            _ => ClassId::OrderedItems,
        };
        self.late_class(id)?;
        let view: *mut DictView = self.new_object(id, Kind::DictView, size_of::<DictView>())?;
        // SAFETY: fresh.
        unsafe {
            (*view).object.header.flags = flags;
            (*view).dict = dict;
        }
        Ok(Value::from_pointer(view))
    }

    /// Arguments of `dict()` and `update`: at most one source, and names.
    fn dict_update_arguments(&mut self, arguments: &Arguments, name: &str) -> Result<()> {
        let dict = arguments.get(0);
        let named = self.named_count(arguments);
        let positional = arguments.len().saturating_sub(named).saturating_sub(1);
        self.check_count(name, positional, 0, 1)?;
        if positional == 1 {
            self.dict_update_any(dict, arguments.get(1))?;
        }
        for number in 0..named {
            let key = self.tuple_item(arguments.names, number);
            let value = arguments.get(1usize.wrapping_add(positional).wrapping_add(number));
            self.dict_insert(dict, key, value)?;
        }
        Ok(())
    }
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let dict: *mut Dict = context.new_for(arguments, ClassId::Dict, Kind::Dict, size_of::<Dict>())?;
    Ok(Value::from_pointer(dict))
}

fn init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.dict_update_arguments(arguments, "dict")?;
    Ok(Value::NONE)
}

fn update(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.dict_update_arguments(arguments, "update")?;
    Ok(Value::NONE)
}

/// `__repr__`.
pub(crate) fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let dict = arguments.get(0);
    if length(dict) == 0 {
        return context.new_str("{}");
    }
    context.container_repr(dict, "{...}", |builder| {
        let mut number = 0usize;
        let mut before = "{";
        while let Some((at, entry)) = builder.context.table_next(dict.as_pointer(), number) {
            builder.push_text(before)?;
            sequence::push_repr(builder, entry.key)?;
            builder.push_text(": ")?;
            sequence::push_repr(builder, entry.value)?;
            before = ", ";
            number = at.wrapping_add(1);
            if number.is_multiple_of(sequence::POLL_INTERVAL) {
                builder.context.poll_native()?;
            }
        }
        builder.push_text("}")
    })
}

fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_int(length(arguments.get(0)) as i128)
}

fn get_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.dict_get_item(arguments.get(0), arguments.get(1))
}

fn set_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.dict_insert(arguments.get(0), arguments.get(1), arguments.get(2))?;
    Ok(Value::NONE)
}

fn delete_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match context.dict_take(arguments.get(0).as_pointer(), arguments.get(1))? {
        Some(_) => Ok(Value::NONE),
        None => Err(context.raise_key(arguments.get(1))),
    }
}

fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = context.dict_find(arguments.get(0).as_pointer(), arguments.get(1))?;
    Ok(Value::from_bool(found.is_some()))
}

fn iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_table_iterator(arguments.get(0), DictView::KEYS)
}

fn reversed(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_table_iterator(arguments.get(0), DictView::KEYS | BACKWARDS)
}

fn equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !is_dict(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    context.dict_equal(a.as_pointer(), b.as_pointer()).map(Value::from_bool)
}

fn not_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !is_dict(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    context.dict_equal(a.as_pointer(), b.as_pointer()).map(|equal| Value::from_bool(!equal))
}

fn united(context: &mut Context, a: Value, b: Value) -> Result<Value> {
    if !is_dict(a) || !is_dict(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let result = copied(context, a)?;
    context.dict_update_any(result, b)?;
    Ok(result)
}

/// A dict with the items of one that may be of a class with an iteration of its own.
fn copied(context: &mut Context, dict: Value) -> Result<Value> {
    if context.is_plain_dict(dict)? || length(dict) == 0 {
        return context.dict_copy(dict.as_pointer()).map(Value::from_pointer);
    }
    let copy = Value::from_pointer(context.new_dict()?);
    context.dict_update_any(copy, dict)?;
    Ok(copy)
}

fn or(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    united(context, arguments.get(0), arguments.get(1))
}

fn reflected_or(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    united(context, arguments.get(1), arguments.get(0))
}

fn or_in_place(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.dict_update_any(arguments.get(0), arguments.get(1))?;
    Ok(arguments.get(0))
}

fn clear(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.table_clear(arguments.get(0).as_pointer());
    Ok(Value::NONE)
}

fn copy(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    copied(context, arguments.get(0))
}

/// `fromkeys(iterable, value=None)`.
pub(crate) fn from_keys(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let value = arguments.optional(2).unwrap_or(Value::NONE);
    let class = arguments.get(0);
    let plain = class == context.class_value(ClassId::Dict);
    let dict = if plain { Value::from_pointer(context.new_dict()?) } else { context.call(class, &[])? };
    if plain || (is_dict(dict) && is_exact(dict)) {
        context.for_each_hashed(arguments.get(1), |context, key, hash| {
            context.table_store(dict.as_pointer(), key, hash, value).map(|()| true)
        })?;
        return Ok(dict);
    }
    let iterator = context.get_iterator(arguments.get(1))?;
    let mut turns = 0usize;
    while let Some(key) = context.next_item(iterator)? {
        operations::set_item(context, dict, key, value)?;
        turns = turns.wrapping_add(1);
        if turns.is_multiple_of(sequence::POLL_INTERVAL) {
            context.poll_native()?;
        }
    }
    Ok(dict)
}

fn get(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let found = context.dict_find(arguments.get(0).as_pointer(), arguments.get(1))?;
    Ok(found.unwrap_or_else(|| arguments.optional(2).unwrap_or(Value::NONE)))
}

fn items(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_view(arguments.get(0), DictView::ITEMS)
}

fn keys(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_view(arguments.get(0), DictView::KEYS)
}

fn values(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_view(arguments.get(0), DictView::VALUES)
}

fn pop(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    // SAFETY: the receiver was checked to be a dict.
    if unsafe { (*arguments.get(0).as_pointer::<Dict>()).length } == 0 {
        // Not even the key's hash is asked for.
        return arguments.optional(2).ok_or_else(|| context.raise_key(arguments.get(1)));
    }
    match context.dict_take(arguments.get(0).as_pointer(), arguments.get(1))? {
        Some(value) => Ok(value),
        None => match arguments.optional(2) {
            Some(default) => Ok(default),
            None => Err(context.raise_key(arguments.get(1))),
        },
    }
}

fn pop_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let dict: *mut Dict = arguments.get(0).as_pointer();
    match context.table_last(dict) {
        None => Err(context.raise(ClassId::KeyError, format_args!("popitem(): dictionary is empty"))),
        Some((number, entry)) => {
            let pair = context.new_pair(entry.key, entry.value)?;
            context.table_remove(dict, number);
            Ok(pair)
        }
    }
}

fn set_default(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (dict, key): (*mut Dict, Value) = (arguments.get(0).as_pointer(), arguments.get(1));
    let hash = context.key_hash(key)?;
    if let Some(number) = context.table_find(dict, key, hash)? {
        // SAFETY: the search found the entry just now.
        return Ok(unsafe { (*(*dict).entries.add(number as usize)).value });
    }
    let value = arguments.optional(2).unwrap_or(Value::NONE);
    context.table_add(dict, key, hash, value)?;
    Ok(value)
}
