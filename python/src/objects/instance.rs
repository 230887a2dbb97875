//! Making instances: `__new__` of any class, and what `object` makes of arguments that nobody takes.

use copperhead_stencils::layout::instance::Instance;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{self, as_class, has_flag, is};
use super::class_list::ClassId;
use super::exception;
use super::layout::{Class, NativeFunction};
use super::native::{Arguments, NativeCode};
use super::shape::INSTANCE_SLOTS;
use super::special::Special;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

/// Whether a value is the native function with this code.
pub(crate) fn is_native(value: Value, code: NativeCode) -> bool {
    // SAFETY: checked to be one before it is read.
    is(value, Kind::NativeFunction) && unsafe { core::ptr::fn_addr_eq((*value.as_pointer::<NativeFunction>()).method.code, code) }
}

/// `object.__new__`.
pub(crate) fn object_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(class) = as_class(arguments.get(0)) else {
        let given = context.class_name_of(arguments.get(0));
        return Err(context.raise(ClassId::TypeError, format_args!("object.__new__(X): X is not a type object ({})", Display(given))));
    };
    if arguments.len() > 1 {
        context.check_excess_arguments(class)?;
    }
    context.new_plain_instance(class)
}

impl Context {
    /// An instance of a class whose objects are plain instances, without attributes.
    ///
    /// # Errors
    /// TypeError if the class's objects are of another layout.
    pub(crate) fn new_plain_instance(&mut self, class: *mut Class) -> Result<Value> {
        // SAFETY: the class is alive.
        let (kind, shape, hint) = unsafe { ((*class).kind, (*class).root_shape, (*class).slot_hint as usize) };
        let singleton = [ClassId::NoneType, ClassId::NotImplementedType, ClassId::EllipsisType];
        if kind != Kind::Instance || singleton.into_iter().any(|id| self.class(id) == class) {
            return Err(self.complain_unsafe_new(class));
        }
        if access::class_flags(class) & Class::ABSTRACT != 0 {
            return Err(self.complain_abstract(class));
        }
        let bytes = size_of::<Instance>() + hint * size_of::<Value>();
        let instance: *mut Instance = self.new_shaped(shape, Kind::Instance, bytes)?;
        // SAFETY: fresh, with room for `hint` values behind the fields.
        unsafe {
            if (*shape).slots_offset == INSTANCE_SLOTS && hint != 0 {
                (*instance).slots = instance.add(1).cast();
                (*instance).object.header.extra = hint as u32;
            }
        }
        let value = Value::from_pointer(instance);
        if access::class_flags(class) & Class::FINALISED != 0 {
            self.register_finaliser(value)?;
        }
        Ok(value)
    }

    #[cold]
    fn complain_unsafe_new(&mut self, class: *mut Class) -> crate::error::Raised {
        // SAFETY: the class is alive.
        let mro = unsafe { (*class).mro };
        // The built-in class whose layout it is.
        let builder = (0..self.tuple_length(mro))
            .filter_map(|index| as_class(self.tuple_item(mro, index)))
            .find(|&base| super::access::is_built_in(base))
            .unwrap_or(class);
        let (name, builder) = (self.class_name(class), self.class_name(builder));
        self.raise(ClassId::TypeError, format_args!("object.__new__({}) is not safe, use {}.__new__()", Display(name), Display(builder)))
    }

    /// TypeError if `object.__new__` gets arguments that `__init__` does not take either.
    fn check_excess_arguments(&mut self, class: *mut Class) -> Result<()> {
        let new = self.lookup_special(class, Special::New)?;
        if new.is_some_and(|new| !is_native(new, object_new)) {
            return Err(
                self.raise(ClassId::TypeError, format_args!("object.__new__() takes exactly one argument (the type to instantiate)"))
            );
        }
        let init = self.lookup_special(class, Special::Init)?;
        if init.is_none_or(|init| self.is_default_init(init)) {
            let name = self.class_name(class);
            return Err(self.raise(ClassId::TypeError, format_args!("{}() takes no arguments", Display(name))));
        }
        Ok(())
    }

    /// Whether what was found as `__init__` is `object`'s.
    pub(crate) fn is_default_init(&self, init: Value) -> bool {
        is_native(init, super::object::object_init)
    }

    /// Complains of arguments to a class whose `__init__` is `object`'s, unless its `__new__` takes them.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn check_default_init(&mut self, class: *mut Class, count: usize) -> Result<()> {
        if count == 0 {
            return Ok(());
        }
        let new = self.lookup_special(class, Special::New)?;
        if new.is_none_or(|new| is_native(new, object_new)) {
            let name = self.class_name(class);
            return Err(self.raise(ClassId::TypeError, format_args!("{}() takes no arguments", Display(name))));
        }
        Ok(())
    }

    /// What a class's `__new__` makes of arguments: `count` of them at `fp`, the last ones named. The word below `fp` is free.
    ///
    /// # Errors
    /// What `__new__` raises.
    ///
    /// # Safety
    /// The arguments lie on the VM's stack behind an unused frame head.
    pub(crate) unsafe fn new_instance(&mut self, class: *mut Class, fp: *mut Value, count: usize, names: Value) -> Result<Value> {
        let class_value = Value::from_pointer(class);
        // `type(x)` says what x is.
        if class == self.class(ClassId::Type) && count == 1 && names == Value::UNDEFINED {
            // SAFETY: there is one argument.
            return Ok(Value::from_pointer(self.class_of(unsafe { *fp })));
        }
        let new = match self.lookup_special(class, Special::New)? {
            Some(new) => new,
            None => return Err(self.complain_uninstantiable(class)),
        };
        if is_native(new, object_new) {
            if self.is_uninstantiable(class) {
                return Err(self.complain_uninstantiable(class));
            }
            if count != 0 {
                self.check_excess_arguments(class)?;
            }
            return self.new_plain_instance(class);
        }
        let new = match super::access::kind(new) {
            Some(Kind::NativeFunction) if !has_flag(new, NativeFunction::CLASS_METHOD) => new,
            _ => self.get_descriptor(new, None, class)?,
        };
        if is(new, Kind::NativeFunction) && self.is_uninstantiable(class) {
            return Err(self.complain_uninstantiable(class));
        }
        // SAFETY: the word below belongs to a head that nobody has filled in yet.
        unsafe {
            let first = fp.sub(1);
            *first = class_value;
            let object = self.call_from_stack(new, first, count.saturating_add(1), names)?;
            // Plain instances are registered where they are made.
            if access::class_flags(class) & Class::FINALISED != 0 && is(new, Kind::NativeFunction) && !is(object, Kind::Instance) {
                self.register_finaliser(object)?;
            }
            Ok(object)
        }
    }

    /// What calling a class gives, where that can be said without looking for `__new__` and `__init__`, or where both are those of
    /// `BaseException`.
    ///
    /// # Errors
    /// TypeError, MemoryError.
    ///
    /// # Safety
    /// `count` arguments lie at `fp`.
    pub(crate) unsafe fn construct_quickly(&mut self, class: *mut Class, fp: *const Value, count: usize) -> Result<Option<Value>> {
        // SAFETY: the caller's contract.
        let arguments = unsafe { core::slice::from_raw_parts(fp, count) };
        if super::access::class_flags(class) & Class::EXCEPTION != 0 {
            let plain = self.lookup_special(class, Special::New)?.is_some_and(|new| is_native(new, exception::exception_new))
                && self.lookup_special(class, Special::Init)?.is_some_and(|init| is_native(init, exception::exception_init));
            if !plain {
                return Ok(None);
            }
            let own = self.new_tuple(arguments)?;
            return self.exception_of(class, own).map(Some);
        }
        match *arguments {
            [object] if class == self.class(ClassId::Type) => Ok(Some(Value::from_pointer(self.class_of(object)))),
            [of, receiver] if class == self.class(ClassId::Super) && receiver != Value::NONE => {
                super::super_object::make(self, of, receiver)
            }
            _ => Ok(None),
        }
    }

    /// Whether programs cannot make objects of a built-in class.
    pub(crate) fn is_uninstantiable(&self, class: *mut Class) -> bool {
        let kinds = [
            ClassId::NativeFunction,
            ClassId::MethodDescriptor,
            ClassId::WrapperDescriptor,
            ClassId::ClassMethodDescriptor,
            ClassId::BoundWrapper,
            ClassId::Frame,
            ClassId::UnionType,
            ClassId::Member,
            ClassId::SlotMember,
            ClassId::Code,
            ClassId::Generator,
            ClassId::Coroutine,
            ClassId::AsyncGenerator,
            ClassId::CoroutineWrapper,
            ClassId::AsyncGeneratorASend,
            ClassId::AsyncGeneratorAThrow,
            ClassId::AsyncGeneratorWrappedValue,
            ClassId::AnextAwaitable,
            ClassId::DictKeys,
            ClassId::DictValues,
            ClassId::DictItems,
            ClassId::RangeIterator,
            ClassId::ListIterator,
            ClassId::TupleIterator,
            ClassId::StrIterator,
            ClassId::SetIterator,
            ClassId::DictKeyIterator,
            ClassId::DictValueIterator,
            ClassId::DictItemIterator,
            ClassId::BytesIterator,
            ClassId::ByteArrayIterator,
            ClassId::CallableIterator,
            ClassId::SequenceWalk,
            ClassId::Traceback,
        ];
        kinds.into_iter().any(|id| self.class(id) == class)
    }

    #[cold]
    fn complain_uninstantiable(&mut self, class: *mut Class) -> crate::error::Raised {
        let name = self.class_name(class);
        self.raise(ClassId::TypeError, format_args!("cannot create '{}' instances", Display(name)))
    }

    /// Makes an instance as calling the class does: `__new__`, then `__init__`. For `type.__call__` and native callers.
    ///
    /// # Errors
    /// What they raise.
    pub(crate) fn construct_natively(&mut self, class: *mut Class, arguments: &Arguments) -> Result<Value> {
        // SAFETY: the arguments lie in a frame that lives while the native function runs; the first is the class.
        let all = unsafe { core::slice::from_raw_parts(arguments.first, arguments.count) };
        if class == self.class(ClassId::Type) && all.len() == 2 && arguments.names == Value::UNDEFINED {
            return Ok(Value::from_pointer(self.class_of(arguments.get(1))));
        }
        let Some(new) = self.lookup_special(class, Special::New)? else {
            return Err(self.complain_uninstantiable(class));
        };
        let new = self.get_descriptor(new, None, class)?;
        if self.is_uninstantiable(class) {
            return Err(self.complain_uninstantiable(class));
        }
        let object = self.call_with_names(new, all, arguments.names)?;
        let object_class = self.class_of(object);
        if !self.is_subclass(object_class, class) {
            return Ok(object);
        }
        let Some(init) = self.lookup_special(object_class, Special::Init)? else { return Ok(object) };
        if self.is_default_init(init) {
            self.check_default_init(object_class, all.len().saturating_sub(1))?;
            return Ok(object);
        }
        let bound = self.bind_descriptor(init, object)?;
        let result = self.call_with_names(bound, all.get(1..).unwrap_or(&[]), arguments.names)?;
        if result != Value::NONE {
            let name = self.class_name_of(result);
            return Err(self.raise(ClassId::TypeError, format_args!("__init__() should return None, not '{}'", Display(name))));
        }
        Ok(object)
    }
}
