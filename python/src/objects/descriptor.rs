//! Descriptors: what an attribute found on a class becomes when it is read, written or deleted through an object.

use copperhead_stencils::layout::callable::BoundMethod;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{has_flag, is, is_built_in, kind};
use super::class_list::ClassId;
use super::layout::{Class, MethodWrapper, NativeFunction};
use super::special::Special;
use super::{member, property, super_object};
use crate::context::Context;
use crate::error::Result;

/// Whether the object is of a built-in class, so that its kind says all about it as a descriptor.
fn is_exact(context: &Context, found: Value) -> bool {
    is_built_in(context.class_of(found))
}

impl Context {
    /// A function bound to an object.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_bound_method(&mut self, function: Value, receiver: Value) -> Result<Value> {
        let method: *mut BoundMethod = self.new_object(ClassId::BoundMethod, Kind::BoundMethod, size_of::<BoundMethod>())?;
        // SAFETY: fresh.
        unsafe {
            (*method).function = function;
            (*method).receiver = receiver;
        }
        Ok(Value::from_pointer(method))
    }

    /// A built-in method bound to an object: a built-in function, too, or the wrapper of an operator.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_native_method(&mut self, function: Value, receiver: Value) -> Result<Value> {
        // SAFETY: classes of live values are alive.
        let wrapper = unsafe { (*self.class_of(function)).id } == ClassId::WrapperDescriptor as u16;
        let id = if wrapper { ClassId::BoundWrapper } else { ClassId::NativeFunction };
        let method: *mut BoundMethod = self.new_object(id, Kind::BoundMethod, size_of::<BoundMethod>())?;
        // SAFETY: fresh.
        unsafe {
            (*method).function = function;
            (*method).receiver = receiver;
        }
        Ok(Value::from_pointer(method))
    }

    /// What something found on the class of `receiver` is when read through the receiver.
    ///
    /// # Errors
    /// What `__get__` or a getter raises.
    pub(crate) fn bind_descriptor(&mut self, found: Value, receiver: Value) -> Result<Value> {
        let class = self.class_of(receiver);
        self.get_descriptor(found, Some(receiver), class)
    }

    /// The same for a receiver or, without one, for the class itself.
    ///
    /// # Errors
    /// What `__get__` or a getter raises.
    pub(crate) fn get_descriptor(&mut self, found: Value, receiver: Option<Value>, class: *mut Class) -> Result<Value> {
        let Some(found_kind) = kind(found) else { return Ok(found) };
        match found_kind {
            Kind::Function => match receiver {
                Some(receiver) => self.new_bound_method(found, receiver),
                None => Ok(found),
            },
            Kind::NativeFunction => {
                if has_flag(found, NativeFunction::CLASS_METHOD) {
                    return self.new_native_method(found, Value::from_pointer(class));
                }
                match receiver {
                    Some(receiver) if has_flag(found, NativeFunction::METHOD) => self.new_native_method(found, receiver),
                    _ => Ok(found),
                }
            }
            Kind::Property if is_exact(self, found) => match receiver {
                Some(receiver) => property::get(self, found, receiver),
                None => Ok(found),
            },
            Kind::Member => match receiver {
                Some(receiver) => member::get(self, found, receiver),
                None => Ok(found),
            },
            Kind::Super if is_exact(self, found) => match receiver {
                Some(receiver) => super_object::bind(self, found, receiver),
                None => Ok(found),
            },
            // SAFETY: checked to be one.
            Kind::StaticMethod if is_exact(self, found) => Ok(unsafe { (*found.as_pointer::<MethodWrapper>()).function }),
            Kind::ClassMethod if is_exact(self, found) => {
                // SAFETY: checked to be one.
                let function = unsafe { (*found.as_pointer::<MethodWrapper>()).function };
                self.new_bound_method(function, Value::from_pointer(class))
            }
            _ => {
                let found_class = self.class_of(found);
                if found_kind == Kind::Record {
                    // SAFETY: classes of live values are alive.
                    if unsafe { (*found_class).id } == ClassId::TupleGetter as u16
                        && let Some(receiver) = receiver
                    {
                        return crate::modules::collections::get(self, found, receiver);
                    }
                } else if is_built_in(found_class) {
                    return Ok(found);
                }
                match self.lookup_special(found_class, Special::Get)? {
                    Some(get) => {
                        let receiver = receiver.unwrap_or(Value::NONE);
                        // It is called as it was found: binding it would ask its own `__get__`.
                        self.check_native_stack()?;
                        self.call(get, &[found, receiver, Value::from_pointer(class)])
                    }
                    None => Ok(found),
                }
            }
        }
    }

    /// Calls a special method found on the class of the first argument: functions get it as their first argument, other
    /// descriptors are bound to it.
    ///
    /// # Errors
    /// What the call raises.
    pub(crate) fn call_method_value(&mut self, method: Value, arguments: &[Value]) -> Result<Value> {
        match kind(method) {
            Some(Kind::Function) => self.call(method, arguments),
            Some(Kind::NativeFunction) if has_flag(method, NativeFunction::METHOD) => self.call(method, arguments),
            _ => {
                let Some((&receiver, rest)) = arguments.split_first() else {
                    return Err(self.raise_system("method call without a receiver"));
                };
                let bound = self.bind_descriptor(method, receiver)?;
                self.call(bound, rest)
            }
        }
    }

    /// Whether something found on a class goes before an instance's own attributes: it has `__set__` or `__delete__`.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn is_data_descriptor(&mut self, found: Value) -> Result<bool> {
        match kind(found) {
            None => Ok(false),
            Some(Kind::Function | Kind::NativeFunction | Kind::Str | Kind::BigInt | Kind::Tuple | Kind::Class) => Ok(false),
            Some(Kind::Property | Kind::Member) => Ok(true),
            Some(_) => {
                let class = self.class_of(found);
                if is_built_in(class) && !is(found, Kind::Record) {
                    return Ok(false);
                }
                Ok(self.lookup_special(class, Special::Set)?.is_some() || self.lookup_special(class, Special::Delete)?.is_some())
            }
        }
    }

    /// Whether something found on a class is read before an instance's own attributes: a data descriptor that has `__get__`.
    ///
    /// # Errors
    /// MemoryError.
    #[inline]
    pub(crate) fn is_read_first(&mut self, found: Value) -> Result<bool> {
        if !self.is_data_descriptor(found)? {
            return Ok(false);
        }
        let class = self.class_of(found);
        Ok(is_built_in(class) || self.lookup_special(class, Special::Get)?.is_some())
    }

    /// Writes through a data descriptor found on the receiver's class; UNDEFINED deletes. False: it is none.
    ///
    /// # Errors
    /// What the setter raises; AttributeError if there is none.
    pub(crate) fn set_descriptor(&mut self, found: Value, name: Value, receiver: Value, value: Value) -> Result<bool> {
        match kind(found) {
            Some(Kind::Property) if is_exact(self, found) => {
                property::set(self, found, receiver, value)?;
                Ok(true)
            }
            Some(Kind::Member) => {
                member::set(self, found, receiver, value)?;
                Ok(true)
            }
            Some(_) if self.is_data_descriptor(found)? => {
                let class = self.class_of(found);
                let deleting = value == Value::UNDEFINED;
                let special = if deleting { Special::Delete } else { Special::Set };
                match self.lookup_special(class, special)? {
                    Some(method) if deleting => self.call_method_value(method, &[found, receiver])?,
                    Some(method) => self.call_method_value(method, &[found, receiver, value])?,
                    None => {
                        let missing = if deleting { "__delete__" } else { "__set__" };
                        let _ = name;
                        return Err(self.raise_with_name(ClassId::AttributeError, Value::UNDEFINED, format_args!("{missing}")));
                    }
                };
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}
