//! Attributes of any object: reading, writing, deleting, as the language orders the search.

use copperhead_stencils::layout::callable::BoundMethod;
use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, has_flag, is, kind};
use super::class_list::ClassId;
use super::layout::{Class, Module, Record};
use super::special::Special;
use super::table::find_name;
use super::text::Display;
use super::{generic_alias, super_object};
use crate::context::Context;
use crate::error::{Raised, Result};

/// `object.name`. The name is an interned str.
///
/// # Errors
/// AttributeError, or what descriptors and `__getattr__` raise.
pub(crate) fn get_attribute(context: &mut Context, object: Value, name: Value) -> Result<Value> {
    match search(context, object, name) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(context.complain_attribute(object, name)),
        Err(raised) => {
            context.note_attribute(object, name);
            Err(raised)
        }
    }
}

/// `object.name`, or `None` if there is no such attribute.
///
/// # Errors
/// What descriptors and `__getattr__` raise, but for AttributeError.
pub(crate) fn find_attribute(context: &mut Context, object: Value, name: Value) -> Result<Option<Value>> {
    match search(context, object, name) {
        Err(Raised) if context.exception_is(ClassId::AttributeError) => {
            context.machine.exception = Value::UNDEFINED;
            Ok(None)
        }
        other => other,
    }
}

/// Whether an object's class leaves `__getattribute__` as it is built in.
#[inline]
pub(crate) fn reads_plainly(context: &mut Context, class: *mut Class) -> Result<bool> {
    Ok(match context.lookup_special(class, Special::GetAttribute)? {
        Some(method) => is(method, Kind::NativeFunction),
        None => true,
    })
}

/// Whether an object's class leaves `__setattr__` or `__delattr__` as it is built in.
#[inline]
pub(crate) fn writes_plainly(context: &mut Context, class: *mut Class, special: Special) -> Result<bool> {
    Ok(match context.lookup_special(class, special)? {
        Some(method) => is(method, Kind::NativeFunction),
        None => true,
    })
}

/// The whole search, `__getattribute__` and `__getattr__` of the class included. `None`: nobody knows the name.
fn search(context: &mut Context, object: Value, name: Value) -> Result<Option<Value>> {
    let class = context.class_of(object);
    let found = match context.lookup_special(class, Special::GetAttribute)? {
        Some(method) if !is(method, Kind::NativeFunction) => context.call_method_value(method, &[object, name]).map(Some),
        _ => search_plainly(context, object, name),
    };
    match found {
        Ok(Some(value)) => Ok(Some(value)),
        Ok(None) => fall_back(context, class, object, name),
        Err(Raised) => {
            let Some(method) = context.machine_exception_allows_fallback(class)? else { return Err(Raised) };
            context.machine.exception = Value::UNDEFINED;
            context.call_method_value(method, &[object, name]).map(Some)
        }
    }
}

/// `__getattr__`, if the class has it.
fn fall_back(context: &mut Context, class: *mut Class, object: Value, name: Value) -> Result<Option<Value>> {
    match context.lookup_special(class, Special::GetAttr)? {
        Some(method) => context.call_method_value(method, &[object, name]).map(Some),
        None => Ok(None),
    }
}

/// The search as `object.__getattribute__` and its like for classes, modules and `super` do it.
///
/// # Errors
/// What descriptors raise.
pub(crate) fn search_plainly(context: &mut Context, object: Value, name: Value) -> Result<Option<Value>> {
    match kind(object) {
        Some(Kind::Class) => search_class(context, object.as_pointer(), name),
        Some(Kind::Module) => search_module(context, object, name),
        Some(Kind::Super) => super_object::search(context, object, name),
        Some(Kind::BoundMethod) => match search_instance(context, object, name)? {
            Some(value) => Ok(Some(value)),
            // Methods of built-in classes have no more than their class says.
            None if context.class_of(object) != context.class(ClassId::BoundMethod) => Ok(None),
            // SAFETY: just checked to be a method.
            None => search(context, unsafe { (*object.as_pointer::<BoundMethod>()).function }, name),
        },
        Some(Kind::Record) if has_flag(object, Record::FORWARDS) => generic_alias::search(context, object, name),
        _ => search_instance(context, object, name),
    }
}

/// Data descriptors of the class, then the object's own attributes, then the class.
///
/// # Errors
/// What descriptors raise.
pub(crate) fn search_instance(context: &mut Context, object: Value, name: Value) -> Result<Option<Value>> {
    let class = context.class_of(object);
    let found = context.lookup(class, name)?;
    if let Some(found) = found
        && context.is_read_first(found)?
    {
        return context.bind_descriptor(found, object).map(Some);
    }
    if let Some(value) = context.own_attribute(object, name) {
        return Ok(Some(value));
    }
    match found {
        Some(found) => context.bind_descriptor(found, object).map(Some),
        None => Ok(None),
    }
}

/// Data descriptors of the metaclass, then the class and its bases, then the metaclass.
fn search_class(context: &mut Context, class: *mut Class, name: Value) -> Result<Option<Value>> {
    let value = Value::from_pointer(class);
    let metaclass = context.class_of(value);
    let of_metaclass = context.lookup(metaclass, name)?;
    if let Some(found) = of_metaclass
        && context.is_read_first(found)?
    {
        return context.bind_descriptor(found, value).map(Some);
    }
    if let Some(found) = context.lookup(class, name)? {
        return context.get_descriptor(found, None, class).map(Some);
    }
    match of_metaclass {
        Some(found) => context.bind_descriptor(found, value).map(Some),
        None => Ok(None),
    }
}

/// The dict of a module.
pub(crate) fn module_dict(module: Value) -> *mut Dict {
    // SAFETY: callers checked that it is a module.
    unsafe { (*module.as_pointer::<Module>()).dict }
}

fn search_module(context: &mut Context, module: Value, name: Value) -> Result<Option<Value>> {
    let class = context.class_of(module);
    let found = context.lookup(class, name)?;
    if let Some(found) = found
        && context.is_read_first(found)?
    {
        return context.bind_descriptor(found, module).map(Some);
    }
    if let Some(value) = context.table_load_name(module_dict(module), name) {
        return Ok(Some(value));
    }
    if let Some(found) = found {
        return context.bind_descriptor(found, module).map(Some);
    }
    if let Some(value) = context.late_attribute(module, name)? {
        return Ok(Some(value));
    }
    let hook = context.special_name(Special::GetAttr)?;
    match context.table_load_name(module_dict(module), hook) {
        Some(hook) => context.call(hook, &[name]).map(Some),
        None => Ok(None),
    }
}

/// `object.name = value`. The name is an interned str.
///
/// # Errors
/// AttributeError, or what descriptors and `__setattr__` raise.
pub(crate) fn set_attribute(context: &mut Context, object: Value, name: Value, value: Value) -> Result<()> {
    let class = context.class_of(object);
    match context.lookup_special(class, Special::SetAttr)? {
        Some(method) if !is(method, Kind::NativeFunction) => {
            context.call_method_value(method, &[object, name, value])?;
            Ok(())
        }
        _ => write_plainly(context, object, name, value),
    }
}

/// `del object.name`. The name is an interned str.
///
/// # Errors
/// AttributeError, or what descriptors and `__delattr__` raise.
pub(crate) fn delete_attribute(context: &mut Context, object: Value, name: Value) -> Result<()> {
    let class = context.class_of(object);
    match context.lookup_special(class, Special::DelAttr)? {
        Some(method) if !is(method, Kind::NativeFunction) => {
            context.call_method_value(method, &[object, name])?;
            Ok(())
        }
        _ => write_plainly(context, object, name, Value::UNDEFINED),
    }
}

/// Writes or deletes (UNDEFINED) as `object.__setattr__` and its like do it.
///
/// # Errors
/// AttributeError, or what descriptors raise.
pub(crate) fn write_plainly(context: &mut Context, object: Value, name: Value, value: Value) -> Result<()> {
    if let Some(class) = as_class(object) {
        return write_class(context, class, name, value);
    }
    let class = context.class_of(object);
    let found = context.lookup(class, name)?;
    if let Some(found) = found
        && context.set_descriptor(found, name, object, value)?
    {
        return Ok(());
    }
    if is(object, Kind::Module) {
        let dict = module_dict(object);
        if value != Value::UNDEFINED {
            return context.table_store_name(dict, name, value);
        }
        // SAFETY: the module holds its dict.
        if let Some(number) = unsafe { find_name(dict, name) } {
            context.table_remove(dict, number);
            return Ok(());
        }
        // Unlike a name that is looked for, one that is to be deleted is missed as in any object.
        let class_name = context.class_name(class);
        let message = format_args!("'{}' object has no attribute '{}'", Display(class_name), Display(name));
        return Err(context.raise_attribute(object, name, message));
    }
    let free = super::access::class_flags(class) & Class::NO_ATTRIBUTES == 0;
    if value == Value::UNDEFINED {
        if free && context.delete_own_attribute(object, name)? {
            return Ok(());
        }
    } else if free && context.set_own_attribute(object, name, value)? {
        return Ok(());
    }
    Err(context.complain_unwritable(object, name, found.is_some(), free))
}

fn write_class(context: &mut Context, class: *mut Class, name: Value, value: Value) -> Result<()> {
    let object = Value::from_pointer(class);
    if super::access::is_built_in(class) {
        let class_name = context.class_name(class);
        return Err(context.raise(
            ClassId::TypeError,
            format_args!("cannot set '{}' attribute of immutable type '{}'", Display(name), Display(class_name)),
        ));
    }
    let metaclass = context.class_of(object);
    if let Some(found) = context.lookup(metaclass, name)?
        && context.set_descriptor(found, name, object, value)?
    {
        return Ok(());
    }
    if !context.change_class_dict(class, name, value)? {
        return Err(context.complain_attribute(object, name));
    }
    Ok(())
}

impl Context {
    /// `__getattr__` of a class, if the pending exception is an AttributeError, which then gives way to it.
    fn machine_exception_allows_fallback(&mut self, class: *mut Class) -> Result<Option<Value>> {
        if !self.exception_is(ClassId::AttributeError) {
            return Ok(None);
        }
        let pending = self.machine.exception;
        let found = self.lookup_special(class, Special::GetAttr)?;
        self.machine.exception = pending;
        Ok(found)
    }

    /// AttributeError for a name that an object does not have.
    #[cold]
    pub(crate) fn complain_attribute(&mut self, mut object: Value, name: Value) -> Raised {
        // A method has what its function has.
        while is(object, Kind::BoundMethod) && self.class_of(object) == self.class(ClassId::BoundMethod) {
            // SAFETY: just checked.
            object = unsafe { (*object.as_pointer::<BoundMethod>()).function };
        }
        if let Some(class) = as_class(object) {
            let class_name = self.class_name(class);
            return self.raise_attribute(
                object,
                name,
                format_args!("type object '{}' has no attribute '{}'", Display(class_name), Display(name)),
            );
        }
        if is(object, Kind::Module) {
            // SAFETY: just checked.
            let module = unsafe { (*object.as_pointer::<Module>()).name };
            let Ok(key) = self.intern("__file__") else { return Raised };
            if let Some(file) = self.table_load_name(module_dict(object), key).filter(|file| self.lies_beside_program(*file))
                && let Ok(standard) = self.is_standard_name(module)
                && (standard || crate::modules::object_is_initialising(object))
            {
                let (shown, name_shown, Ok(file)) = (Display(module), Display(name), super::operations::repr(self, file)) else {
                    return Raised;
                };
                let file = Display(file);
                if standard {
                    let message = format_args!(
                        "module '{shown}' has no attribute '{name_shown}' (consider renaming {file} since it has the same name as the standard library module named '{shown}' and the import system gives it precedence)"
                    );
                    return self.raise_attribute(object, name, message);
                }
                let message = format_args!(
                    "module '{shown}' has no attribute '{name_shown}' (consider renaming {file} if it has the same name as a third-party module you intended to import)"
                );
                return self.raise_attribute(object, name, message);
            }
            if crate::modules::object_is_initialising(object) {
                let message = " (most likely due to a circular import)";
                return match self.table_load_name(module_dict(object), key) {
                    Some(file) => self.raise_attribute(
                        object,
                        name,
                        format_args!(
                            "partially initialized module '{}' from '{}' has no attribute '{}'{message}",
                            Display(module),
                            Display(file),
                            Display(name)
                        ),
                    ),
                    None => self.raise_attribute(
                        object,
                        name,
                        format_args!("partially initialized module '{}' has no attribute '{}'{message}", Display(module), Display(name)),
                    ),
                };
            }
            if self.is_submodule_initialising(module, name) {
                let (name_shown, module) = (Display(name), Display(module));
                let message =
                    format_args!("cannot access submodule '{name_shown}' of module '{module}' (most likely due to a circular import)");
                return self.raise_attribute(object, name, message);
            }
            return self.raise_attribute(object, name, format_args!("module '{}' has no attribute '{}'", Display(module), Display(name)));
        }
        let class_name = self.class_name_of(object);
        self.raise_attribute(object, name, format_args!("'{}' object has no attribute '{}'", Display(class_name), Display(name)))
    }

    /// Whether a module's file lies in the first folder where modules are looked for: it may stand in another's way.
    fn lies_beside_program(&self, file: Value) -> bool {
        let plain = |value: Value| if super::text::is_str(value) { super::text::ascii_text(value) } else { None };
        let folder = super::sequence::item(self.search_path, 0).and_then(plain);
        let (Some(file), Some(folder)) = (plain(file), folder) else { return false };
        let file = file.strip_suffix("/__init__.py").unwrap_or(file);
        !folder.is_empty() && file.rsplit_once('/').is_some_and(|(place, _)| place == folder)
    }

    /// Whether a module of CPython's library has the name.
    fn is_standard_name(&mut self, name: Value) -> Result<bool> {
        let sys = self.intern("sys")?;
        let sys = self.import_absolute(sys)?;
        let names = self.intern("stdlib_module_names")?;
        match find_attribute(self, sys, names)? {
            Some(names) => super::operations::contains(self, names, name),
            None => Ok(false),
        }
    }

    #[cold]
    pub(super) fn complain_unwritable(&mut self, object: Value, name: Value, known: bool, free: bool) -> Raised {
        let class_name = self.class_name_of(object);
        if known && !free {
            return self.raise_attribute(
                object,
                name,
                format_args!("'{}' object attribute '{}' is read-only", Display(class_name), Display(name)),
            );
        }
        if free && is(object, Kind::Instance) {
            // As in CPython, this one does not tell the name apart from the message.
            let message = format_args!("'{}' object has no attribute '{}'", Display(class_name), Display(name));
            return self.raise(ClassId::AttributeError, message);
        }
        if free {
            return self.complain_attribute(object, name);
        }
        self.raise_attribute(
            object,
            name,
            format_args!(
                "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
                Display(class_name),
                Display(name)
            ),
        )
    }

    /// The interned form of a value that names an attribute.
    ///
    /// # Errors
    /// TypeError if it is no str.
    pub(crate) fn attribute_name(&mut self, name: Value) -> Result<Value> {
        if is(name, Kind::Str) {
            return self.intern_str(name);
        }
        let class_name = self.class_name_of(name);
        Err(self.raise(ClassId::TypeError, format_args!("attribute name must be string, not '{}'", Display(class_name))))
    }
}
