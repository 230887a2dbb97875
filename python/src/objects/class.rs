//! Classes: the methods and attributes of `type`.

use copperhead_stencils::layout::container::List;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

pub(crate) use super::class_bootstrap::bootstrap;

use super::access::{as_class, class_flags, is, is_built_in};
use super::class_bases::set_bases;
use super::class_list::{CLASSES, ClassId};
use super::instance::is_native;
use super::layout::Class;
use super::native::{Arguments, Attribute, Method};
use super::special::Special;
use super::text::Display;
use super::{attribute, object, operations, text};
use crate::context::Context;
use crate::error::Result;

/// The class behind a value that is known to be one.
fn fields(class: Value) -> *mut Class {
    class.as_pointer()
}

fn type_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = if arguments.names == Value::UNDEFINED { 0 } else { context.tuple_length(arguments.names) };
    let positional = arguments.len().saturating_sub(named);
    let Some(metaclass) = as_class(arguments.get(0)) else {
        return Err(context.raise(ClassId::TypeError, format_args!("type.__new__(X): X is not a type object")));
    };
    if positional == 2 && metaclass == context.class(ClassId::Type) {
        return Ok(Value::from_pointer(context.class_of(arguments.get(1))));
    }
    if positional != 4 {
        if metaclass == context.class(ClassId::Type) {
            return Err(context.raise(ClassId::TypeError, format_args!("type() takes 1 or 3 arguments")));
        }
        let given = positional.saturating_sub(1);
        return Err(context.raise(ClassId::TypeError, format_args!("type.__new__() takes exactly 3 arguments ({given} given)")));
    }
    let (name, bases, namespace) = (arguments.get(1), arguments.get(2), arguments.get(3));
    for (place, value, wanted, word) in [(1, name, Kind::Str, "str"), (2, bases, Kind::Tuple, "tuple"), (3, namespace, Kind::Dict, "dict")]
    {
        if !is(value, wanted) {
            let given = context.class_name_of(value);
            return Err(
                context.raise(ClassId::TypeError, format_args!("type.__new__() argument {place} must be {word}, not {}", Display(given)))
            );
        }
    }
    check_name(context, name)?;
    let keywords = context.new_dict()?;
    for index in 0..named {
        let key = context.tuple_item(arguments.names, index);
        let key = context.intern_str(key)?;
        context.table_store_name(keywords, key, arguments.get(positional + index))?;
    }
    for place in 0..context.tuple_length(bases) {
        let base = context.tuple_item(bases, place);
        let entries = context.intern("__mro_entries__")?;
        if as_class(base).is_none() && attribute::find_attribute(context, base, entries)?.is_some() {
            let text = "type() doesn't support MRO entry resolution; use types.new_class()";
            return Err(context.raise(ClassId::TypeError, format_args!("{text}")));
        }
    }
    let winner = context.most_derived_metaclass(metaclass, bases)?;
    if winner != metaclass
        && let Some(new) = context.lookup_special(winner, Special::New)?
        && !is_native(new, type_new)
    {
        let new = context.get_descriptor(new, None, winner)?;
        let given = [Value::from_pointer(winner), name, bases, namespace];
        if named == 0 {
            return context.call(new, &given);
        }
        let all = context.new_list(&given)?;
        for index in 0..named {
            context.list_append(all, arguments.get(positional.saturating_add(index)))?;
        }
        let all = context.list_to_tuple(all)?;
        return context.call_with_names(new, super::construct::tuple_slice(all), arguments.names);
    }
    let name = context.intern_str(name)?;
    context.new_class(metaclass, name, bases, namespace, keywords)
}

fn type_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = if arguments.names == Value::UNDEFINED { 0 } else { context.tuple_length(arguments.names) };
    match arguments.len().saturating_sub(named) {
        2 | 4 => Ok(Value::NONE),
        _ => Err(context.raise(ClassId::TypeError, format_args!("type.__init__() takes 1 or 3 arguments"))),
    }
}

fn type_call(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match as_class(arguments.get(0)) {
        Some(class) => context.construct_natively(class, arguments),
        None => Err(context.raise_system("type.__call__ without a class")),
    }
}

/// The module that a class says it is of.
fn module_of(context: &mut Context, class: *mut Class) -> Result<Value> {
    // SAFETY: callers hold the class.
    let id = unsafe { (*class).id };
    if let Some(info) = CLASSES.get(usize::from(id)) {
        return match info.name.rsplit_once('.') {
            Some((module, _)) => context.intern(module),
            None => context.intern("builtins"),
        };
    }
    let name = context.intern("__module__")?;
    // SAFETY: as above.
    let own = unsafe { context.table_load_name((*class).dict, name) };
    match own {
        Some(module) => Ok(module),
        None => context.intern("builtins"),
    }
}

/// The text that stands for a class in `repr` and in messages: with its module unless that is `builtins`.
///
/// # Errors
/// MemoryError.
pub(crate) fn full_name(context: &mut Context, class: *mut Class) -> Result<Value> {
    let module = module_of(context, class)?;
    // SAFETY: callers hold the class.
    let name = unsafe { (*class).qualified_name };
    if !is(module, Kind::Str) || text::equals_text(module, "builtins") {
        return Ok(name);
    }
    context.format(format_args!("{}.{}", Display(module), Display(name)))
}

fn type_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = full_name(context, fields(arguments.get(0)))?;
    context.format(format_args!("<class '{}'>", Display(name)))
}

fn type_getattribute(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    object::getattribute(context, arguments)
}

fn subclasses(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let result = context.new_list(&[])?;
    let class = fields(arguments.get(0));
    // Built-in classes are not entered in their bases' lists.
    for (&id, info) in ClassId::ALL.iter().zip(&CLASSES) {
        let wanted = (id as usize) < ClassId::FIRST_OF_MODULES || !context.class(id).is_null();
        if context.class(info.base) == class && id != ClassId::Object && wanted {
            let value = context.late_class_value(id)?;
            context.list_append(result, value)?;
        }
    }
    let known = list_of_subclasses(context, class)?;
    context.list_extend(result, known)?;
    Ok(result)
}

/// The subclasses of a class that are alive, in a list of its own: the class's may lose some at each collection.
pub(super) fn list_of_subclasses(context: &mut Context, class: *mut Class) -> Result<Value> {
    // SAFETY: the class is alive.
    let known = unsafe { (*class).subclasses };
    if !is(known, Kind::List) {
        return context.new_list(&[]);
    }
    let known: *mut List = known.as_pointer();
    // SAFETY: the list belongs to the class; items are read when both lists are there, and the copy is no longer than there is room.
    unsafe {
        let copy = context.new_list_of((*known).length)?;
        let fields: *mut List = copy.as_pointer();
        (*fields).length = (*fields).length.min((*known).length);
        for index in 0..(*fields).length {
            *(*fields).items.add(index) = *(*known).items.add(index);
        }
        Ok(copy)
    }
}

fn mro(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = fields(arguments.get(0));
    // SAFETY: the receiver was checked to be a class.
    let bases = unsafe { (*class).bases };
    let order = context.linearise(class, bases)?;
    let list = context.new_list(&[])?;
    for index in 0..context.tuple_length(order) {
        let item = context.tuple_item(order, index);
        context.list_append(list, item)?;
    }
    Ok(list)
}

fn instance_check(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (class, object) = (fields(arguments.get(0)), arguments.get(1));
    context.is_instance_plainly(object, class).map(Value::from_bool)
}

fn subclass_check(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = fields(arguments.get(0));
    let Some(candidate) = as_class(arguments.get(1)) else {
        return Err(context.raise(ClassId::TypeError, format_args!("issubclass() arg 1 must be a class")));
    };
    Ok(Value::from_bool(context.is_subclass(candidate, class)))
}

fn prepare(context: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(Value::from_pointer(context.new_dict()?))
}

fn type_dir(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let names = context.new_dict()?;
    object::collect_class_names(context, fields(arguments.get(0)), names)?;
    object::names_of(context, names)
}

pub(super) fn set_text(context: &mut Context, class: Value, value: Value, word: &str) -> Result<Value> {
    if is_built_in(fields(class)) {
        let name = context.class_name(fields(class));
        return Err(context.raise(ClassId::TypeError, format_args!("cannot set '{word}' attribute of immutable type '{}'", Display(name))));
    }
    if value == Value::UNDEFINED {
        let name = context.class_name(fields(class));
        return Err(
            context.raise(ClassId::TypeError, format_args!("cannot delete '{word}' attribute of immutable type '{}'", Display(name)))
        );
    }
    if !is(value, Kind::Str) {
        let name = context.class_name(fields(class));
        let given = context.class_name_of(value);
        return Err(
            context.raise(ClassId::TypeError, format_args!("can only assign string to {}.{word}, not '{}'", Display(name), Display(given)))
        );
    }
    Ok(value)
}

/// The name of a class is a C string in CPython.
fn check_name(context: &mut Context, name: Value) -> Result<()> {
    if text::code_points(name).any(|character| character == 0) {
        return Err(context.raise(ClassId::ValueError, format_args!("type name must not contain null characters")));
    }
    Ok(())
}

/// An entry of a class's own namespace that stands for an attribute of the class itself.
fn own_entry(context: &mut Context, class: Value, name: &str, otherwise: Value) -> Result<Value> {
    let name = context.intern(name)?;
    // SAFETY: the receiver was checked to be a class.
    let found = unsafe { context.table_load_name((*fields(class)).dict, name) };
    match found {
        Some(found) if is(found, Kind::Member) => Ok(otherwise),
        Some(found) => context.get_descriptor(found, None, fields(class)),
        None => Ok(otherwise),
    }
}

fn set_own_entry(context: &mut Context, class: Value, name: &str, value: Value) -> Result<()> {
    let interned = context.intern(name)?;
    if is_built_in(fields(class)) {
        set_text(context, class, context.empty_str, name)?;
    }
    context.change_class_dict(fields(class), interned, value)?;
    Ok(())
}

impl Context {
    /// Whether an object is an instance of a class by its class or by what it says its `__class__` is.
    ///
    /// # Errors
    /// What a `__class__` property raises.
    pub(crate) fn is_instance_plainly(&mut self, object: Value, class: *mut Class) -> Result<bool> {
        let object_class = self.class_of(object);
        if self.is_subclass(object_class, class) {
            return Ok(true);
        }
        if is_built_in(object_class) {
            return Ok(false);
        }
        let name = self.intern("__class__")?;
        Ok(match attribute::find_attribute(self, object, name)?.and_then(as_class) {
            Some(claimed) => claimed != object_class && self.is_subclass(claimed, class),
            None => false,
        })
    }

    /// `class[key]`: `__getitem__` of the metaclass was looked for already, now `__class_getitem__` of the class.
    ///
    /// # Errors
    /// TypeError if there is none, or what it raises.
    pub(crate) fn class_get_item(&mut self, class: Value, key: Value) -> Result<Value> {
        let name = self.special_name(Special::ClassGetItem)?;
        if let Some(method) = attribute::find_attribute(self, class, name)? {
            return self.call(method, &[key]);
        }
        if class == self.class_value(ClassId::Type) {
            return super::generic_alias::alias_of(self, class, key);
        }
        let name = as_class(class).map_or(Value::NONE, |class| self.class_name(class));
        Err(self.raise(ClassId::TypeError, format_args!("type '{}' is not subscriptable", Display(name))))
    }

    /// `isinstance(object, classes)`.
    ///
    /// # Errors
    /// TypeError for what is no class; what `__instancecheck__` raises.
    pub(crate) fn is_instance(&mut self, object: Value, classes: Value) -> Result<bool> {
        if Value::from_pointer(self.class_of(object)) == classes {
            return Ok(true);
        }
        self.check_against(object, classes, true)
    }

    /// `issubclass(class, classes)`.
    ///
    /// # Errors
    /// TypeError for what is no class; what `__subclasscheck__` raises.
    pub(crate) fn is_subclass_of(&mut self, class: Value, classes: Value) -> Result<bool> {
        self.check_against(class, classes, false)
    }

    fn check_against(&mut self, object: Value, classes: Value, instance: bool) -> Result<bool> {
        let classes = if super::union_type::is_union(self, classes) { super::union_type::members(classes) } else { classes };
        if is(classes, Kind::Tuple) {
            self.check_native_stack()?;
            for index in 0..self.tuple_length(classes) {
                let class = self.tuple_item(classes, index);
                let hit = if instance { self.is_instance(object, class)? } else { self.check_against(object, class, false)? };
                if hit {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let special = if instance { Special::InstanceCheck } else { Special::SubclassCheck };
        let metaclass = self.class_of(classes);
        if metaclass != self.class(ClassId::Type)
            && let Some(method) = self.lookup_special(metaclass, special)?
            && (!is(method, Kind::NativeFunction) || is(classes, Kind::Record))
        {
            let result = self.call_method_value(method, &[classes, object])?;
            return operations::truth(self, result);
        }
        match (as_class(classes), as_class(object)) {
            (Some(class), _) if instance => return self.is_instance_plainly(object, class),
            (Some(class), Some(candidate)) => return Ok(self.is_subclass(candidate, class)),
            _ => {}
        }
        if !instance && !self.passes_for_class(object)? {
            return Err(self.raise(ClassId::TypeError, format_args!("issubclass() arg 1 must be a class")));
        }
        if !self.passes_for_class(classes)? {
            return Err(self.complain_no_class(instance));
        }
        if instance { self.is_duck_instance(object, classes) } else { self.is_duck_subclass(object, classes) }
    }

    #[cold]
    fn complain_no_class(&mut self, instance: bool) -> crate::error::Raised {
        self.raise(
            ClassId::TypeError,
            if instance {
                format_args!("isinstance() arg 2 must be a type, a tuple of types, or a union")
            } else {
                format_args!("issubclass() arg 2 must be a class, a tuple of classes, or a union")
            },
        )
    }
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", type_new).unbound(),
    Method::raw("__init__", type_init),
    Method::raw("__call__", type_call),
    Method::new("__repr__", type_repr, 0, 0),
    Method::new("__getattribute__", type_getattribute, 1, 1),
    Method::new("__setattr__", object::setattr, 2, 2),
    Method::new("__delattr__", object::delattr, 1, 1),
    Method::new("__dir__", type_dir, 0, 0),
    Method::new("__or__", super::union_type::or, 1, 1),
    Method::new("__ror__", super::union_type::reflected_or, 1, 1),
    Method::new("__subclasses__", subclasses, 0, 0),
    Method::new("mro", mro, 0, 0),
    Method::new("__instancecheck__", instance_check, 1, 1),
    Method::new("__subclasscheck__", subclass_check, 1, 1),
    Method::raw("__prepare__", prepare).of_class(),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__name__",
        get: |context, class| Ok(context.short_name(fields(class))),
        set: Some(|context, class, value| {
            let value = set_text(context, class, value, "__name__")?;
            check_name(context, value)?;
            // SAFETY: as above.
            unsafe { (*fields(class)).name = value };
            Ok(())
        }),
    },
    Attribute {
        name: "__qualname__",
        // SAFETY: as above.
        get: |_, class| Ok(unsafe { (*fields(class)).qualified_name }),
        set: Some(|context, class, value| {
            let value = set_text(context, class, value, "__qualname__")?;
            // SAFETY: as above.
            unsafe { (*fields(class)).qualified_name = value };
            Ok(())
        }),
    },
    Attribute {
        name: "__module__",
        get: |context, class| module_of(context, fields(class)),
        set: Some(|context, class, value| {
            set_own_entry(context, class, "__module__", value)?;
            // The line was one of the module that the class had.
            let line = context.intern("__firstlineno__")?;
            context.change_class_dict(fields(class), line, Value::UNDEFINED)?;
            Ok(())
        }),
    },
    Attribute {
        name: "__doc__",
        get: |context, class| own_entry(context, class, "__doc__", Value::NONE),
        set: Some(|context, class, value| {
            if value == Value::UNDEFINED {
                set_text(context, class, value, "__doc__")?;
            }
            set_own_entry(context, class, "__doc__", value)
        }),
    },
    Attribute {
        name: "__annotations__",
        get: |context, class| {
            let found = own_entry(context, class, "__annotations__", Value::UNDEFINED)?;
            if found != Value::UNDEFINED {
                return Ok(found);
            }
            let fresh = Value::from_pointer(context.new_dict()?);
            if !is_built_in(fields(class)) {
                let name = context.intern("__annotations__")?;
                context.change_class_dict(fields(class), name, fresh)?;
            }
            Ok(fresh)
        },
        set: Some(|context, class, value| set_own_entry(context, class, "__annotations__", value)),
    },
    Attribute { name: "__abstractmethods__", get: super::abstract_class::get, set: Some(super::abstract_class::set) },
    Attribute {
        name: "__bases__",
        // SAFETY: as above.
        get: |_, class| Ok(unsafe { (*fields(class)).bases }),
        set: Some(set_bases),
    },
    Attribute {
        name: "__base__",
        get: |context, class| {
            // SAFETY: as above.
            let bases = unsafe { (*fields(class)).bases };
            Ok(if context.tuple_length(bases) == 0 { Value::NONE } else { Value::from_pointer(context.best_base(bases)?) })
        },
        set: None,
    },
    Attribute {
        name: "__mro__",
        // SAFETY: as above.
        get: |_, class| Ok(unsafe { (*fields(class)).mro }),
        set: None,
    },
    Attribute {
        name: "__dict__",
        get: |context, class| {
            let dict = context.complete_class_dict(fields(class))?;
            context.new_mapping_proxy(Value::from_pointer(dict))
        },
        set: None,
    },
    Attribute {
        name: "__basicsize__",
        get: |_, _| Ok(Value::from_i32_small(size_of::<copperhead_stencils::layout::instance::Instance>() as i32)),
        set: None,
    },
    Attribute { name: "__flags__", get: |_, class| Ok(Value::from_i32_small(i32::from(class_flags(fields(class))))), set: None },
    Attribute {
        name: "__type_params__",
        get: |context, class| own_entry(context, class, "__type_params__", context.empty_tuple),
        set: Some(|context, class, value| {
            if value == Value::UNDEFINED {
                set_text(context, class, value, "__type_params__")?;
            }
            set_own_entry(context, class, "__type_params__", value)
        }),
    },
];
