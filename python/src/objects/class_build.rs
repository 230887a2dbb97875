//! Building classes: what the `class` statement and `type(name, bases, namespace)` do.

use copperhead_stencils::layout::container::{Cell, Dict};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{add_class_flags, as_class, class_flags, is, kind};
use super::attribute;
use super::class_bootstrap::FIRST_SLOT_HINT;
use super::class_list::ClassId;
use super::layout::{Class, MethodWrapper};
use super::native::Arguments;
use super::shape::slots_offset;
use super::special::Special;
use super::table::find_name;
use super::text::Display;
use super::{operations, sequence, text};
use crate::context::Context;
use crate::error::{Raised, Result};

/// `__build_class__(function, name, *bases, metaclass=…, **keywords)`.
pub(crate) fn build_class(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = if arguments.names == Value::UNDEFINED { 0 } else { context.tuple_length(arguments.names) };
    let positional = arguments.len().saturating_sub(named);
    if positional < 2 {
        return Err(context.raise(ClassId::TypeError, format_args!("__build_class__: not enough arguments")));
    }
    let (function, name) = (arguments.get(0), arguments.get(1));
    if !is(function, Kind::Function) {
        return Err(context.raise(ClassId::TypeError, format_args!("__build_class__: func must be a function")));
    }
    if !is(name, Kind::Str) {
        return Err(context.raise(ClassId::TypeError, format_args!("__build_class__: name is not a string")));
    }
    let written = context.new_tuple_of(positional - 2)?;
    for index in 2..positional {
        // SAFETY: the fresh tuple has so many items.
        unsafe { *super::access::tuple_items(written).add(index - 2) = arguments.get(index) };
    }
    let bases = context.resolve_bases(written)?;
    let keywords = context.new_dict()?;
    let mut metaclass = None;
    for index in 0..named {
        let key = context.tuple_item(arguments.names, index);
        let value = arguments.get(positional + index);
        if text::equals_text(key, "metaclass") {
            metaclass = Some(value);
        } else {
            let key = context.intern_str(key)?;
            context.table_store_name(keywords, key, value)?;
        }
    }
    let metaclass = match metaclass {
        Some(metaclass) => metaclass,
        None => match context.tuple_length(bases) {
            0 => context.class_value(ClassId::Type),
            _ => Value::from_pointer(context.class_of(context.tuple_item(bases, 0))),
        },
    };
    // A metaclass that is a class gives way to a more derived one of the bases.
    let metaclass = match as_class(metaclass) {
        Some(class) => Value::from_pointer(context.most_derived_metaclass(class, bases)?),
        None => metaclass,
    };
    let namespace = prepare(context, metaclass, name, bases, keywords)?;
    context.call(function, &[namespace])?;
    // What the metaclass is to fill.
    let mut cell = Value::NONE;
    if is(namespace, Kind::Dict) {
        let name = context.intern("__classcell__")?;
        cell = context.table_load_name(namespace.as_pointer(), name).unwrap_or(cell);
    }
    if bases != written {
        let original = context.intern("__orig_bases__")?;
        operations::set_item(context, namespace, original, written)?;
    }
    let class = call_with_keywords(context, metaclass, &[name, bases, namespace], keywords)?;
    if is(cell, Kind::Cell) && is(class, Kind::Class) {
        check_cell(context, name, cell, class)?;
    }
    Ok(class)
}

/// The cell of `__class__` must have been filled by `type.__new__`.
fn check_cell(context: &mut Context, name: Value, cell: Value, class: Value) -> Result<()> {
    // SAFETY: the class body returned a cell.
    let content = unsafe { (*cell.as_pointer::<Cell>()).value };
    if content == Value::UNDEFINED {
        // A metaclass dropped `__classcell__`.
        let shown = operations::repr(context, class)?;
        let message = format_args!(
            "__class__ not set defining '{}' as {}. Was __classcell__ propagated to type.__new__?",
            Display(name),
            Display(shown)
        );
        return Err(context.raise(ClassId::RuntimeError, message));
    }
    if content != class {
        let class_repr = operations::repr(context, class)?;
        let content_repr = operations::repr(context, content)?;
        return Err(context.raise(
            ClassId::TypeError,
            format_args!("__class__ set to {} defining '{}' as {}", Display(content_repr), Display(name), Display(class_repr)),
        ));
    }
    Ok(())
}

/// The namespace in which a class body runs.
fn prepare(context: &mut Context, metaclass: Value, name: Value, bases: Value, keywords: *mut Dict) -> Result<Value> {
    if metaclass == context.class_value(ClassId::Type) {
        return Ok(Value::from_pointer(context.new_dict()?));
    }
    let prepare_name = context.special_name(Special::Prepare)?;
    let Some(prepare) = attribute::find_attribute(context, metaclass, prepare_name)? else {
        return Ok(Value::from_pointer(context.new_dict()?));
    };
    let namespace = call_with_keywords(context, prepare, &[name, bases], keywords)?;
    let class = context.class_of(namespace);
    if !is(namespace, Kind::Dict) && context.lookup_special(class, Special::GetItem)?.is_none() {
        let given = context.class_name(class);
        let of = match as_class(metaclass) {
            Some(class) => context.class_name(class),
            None => context.new_str("<metaclass>")?,
        };
        return Err(
            context.raise(ClassId::TypeError, format_args!("{}.__prepare__() must return a mapping, not {}", Display(of), Display(given)))
        );
    }
    Ok(namespace)
}

/// Calls something with positional arguments and the keyword arguments in a dict.
pub(crate) fn call_with_keywords(context: &mut Context, callable: Value, positional: &[Value], keywords: *mut Dict) -> Result<Value> {
    // SAFETY: the caller holds the dict.
    let count = unsafe { (*keywords).length } as usize;
    if count == 0 {
        return context.call(callable, positional);
    }
    let names = context.new_tuple_of(count)?;
    let list = context.new_list(positional)?;
    let (mut from, mut index) = (0, 0);
    while let Some((number, entry)) = context.table_next(keywords, from) {
        if index < count {
            // SAFETY: the tuple has `count` items.
            unsafe { *super::access::tuple_items(names).add(index) = entry.key };
        }
        context.list_append(list, entry.value)?;
        from = number + 1;
        index += 1;
    }
    let all = context.list_to_tuple(list)?;
    // SAFETY: the tuple lives on our native stack; its items do not move.
    let slice = unsafe { core::slice::from_raw_parts(super::access::tuple_items(all), context.tuple_length(all)) };
    context.call_with_names(callable, slice, names)
}

impl Context {
    /// The function behind the `class` statement.
    ///
    /// # Errors
    /// NameError if a program deleted it.
    pub(crate) fn build_class_function(&mut self) -> Result<Value> {
        let name = self.intern("__build_class__")?;
        match self.find_builtin(name)? {
            Some(function) => Ok(function),
            None => Err(self.raise_with_name(ClassId::NameError, name, format_args!("__build_class__ not found"))),
        }
    }

    /// Replaces bases that are no classes by what their `__mro_entries__` gives.
    fn resolve_bases(&mut self, bases: Value) -> Result<Value> {
        let count = self.tuple_length(bases);
        if (0..count).all(|index| is(self.tuple_item(bases, index), Kind::Class)) {
            return Ok(bases);
        }
        let list = self.new_list(&[])?;
        let mut replaced = false;
        for index in 0..count {
            let base = self.tuple_item(bases, index);
            let method = if is(base, Kind::Class) {
                None
            } else {
                let name = self.special_name(Special::MroEntries)?;
                attribute::find_attribute(self, base, name)?
            };
            let Some(method) = method else {
                self.list_append(list, base)?;
                continue;
            };
            let entries = self.call(method, &[bases])?;
            if !is(entries, Kind::Tuple) {
                return Err(self.raise(ClassId::TypeError, format_args!("__mro_entries__ must return a tuple")));
            }
            replaced = true;
            for place in 0..self.tuple_length(entries) {
                let entry = self.tuple_item(entries, place);
                self.list_append(list, entry)?;
            }
        }
        if replaced { self.list_to_tuple(list) } else { Ok(bases) }
    }

    /// The metaclass that is derived from all the bases' metaclasses and the wanted one.
    ///
    /// # Errors
    /// TypeError if there is none.
    pub(crate) fn most_derived_metaclass(&mut self, wanted: *mut Class, bases: Value) -> Result<*mut Class> {
        let mut winner = wanted;
        for index in 0..self.tuple_length(bases) {
            let candidate = self.class_of(self.tuple_item(bases, index));
            if self.is_subclass(winner, candidate) {
                continue;
            }
            if self.is_subclass(candidate, winner) {
                winner = candidate;
                continue;
            }
            return Err(self.raise(
                ClassId::TypeError,
                format_args!(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"
                ),
            ));
        }
        Ok(winner)
    }

    /// A new class: `type.__new__`.
    ///
    /// # Errors
    /// TypeError, or what `__set_name__` and `__init_subclass__` raise.
    pub(crate) fn new_class(
        &mut self,
        metaclass: *mut Class,
        name: Value,
        bases: Value,
        namespace: Value,
        keywords: *mut Dict,
    ) -> Result<Value> {
        let metaclass = self.most_derived_metaclass(metaclass, bases)?;
        let bases = match self.tuple_length(bases) {
            0 => self.new_tuple(&[self.class_value(ClassId::Object)])?,
            _ => bases,
        };
        self.check_duplicate_bases(bases)?;
        let layout = self.layout_of_bases(bases)?;
        let dict = self.copy_namespace(namespace, name)?;
        // SAFETY: the metaclass is alive, its instances are classes.
        let shape = unsafe { (*metaclass).root_shape };
        let class: *mut Class = self.new_shaped(shape, Kind::Class, size_of::<Class>())?;
        let mut flags = 0;
        let mut hint = FIRST_SLOT_HINT;
        // SAFETY: the bases are classes; the class is fresh.
        unsafe {
            for index in 0..self.tuple_length(bases) {
                if let Some(base) = as_class(self.tuple_item(bases, index)) {
                    flags |= class_flags(base) & (Class::EXCEPTION | Class::WEAK);
                    if !super::access::is_built_in(base) {
                        hint = hint.max((*base).slot_hint);
                    }
                }
            }
            (*class).object.header.flags = flags;
            (*class).name = name;
            (*class).qualified_name = name;
            (*class).bases = bases;
            (*class).mro = self.empty_tuple;
            (*class).dict = dict;
            (*class).subclasses = Value::UNDEFINED;
            (*class).kind = layout;
            (*class).id = Class::NOT_BUILT_IN;
            (*class).slot_hint = hint;
            (*class).root_shape = self.new_root_shape(class, slots_offset(layout))?;
        }
        self.take_qualified_name(class)?;
        let cell = self.take_class_cell(dict)?;
        if let Some(cell) = self.take(dict, "__classdictcell__")?
            && is(cell, Kind::Cell)
        {
            // Annotation scopes see what becomes of the class.
            // SAFETY: just checked.
            unsafe { (*cell.as_pointer::<Cell>()).value = Value::from_pointer(dict) };
        }
        self.fill_namespace(class)?;
        let free = self.declare_slots(class)?;
        if !free {
            add_class_flags(class, Class::NO_ATTRIBUTES);
        }
        self.declare_own(class, free)?;
        self.fill_defaults(class)?;
        if !self.set_order(class)? {
            // SAFETY: the class is alive.
            self.leave_bases(class, unsafe { (*class).bases });
        }
        self.inherit_patterns(class);
        if self.lookup_special(class, Special::Del)?.is_some() {
            add_class_flags(class, Class::FINALISED);
        }
        self.enter_subclass(class)?;
        let value = Value::from_pointer(class);
        if let Some(cell) = cell {
            // SAFETY: checked to be a cell.
            unsafe { (*cell.as_pointer::<Cell>()).value = value };
        }
        self.tell_names(class)?;
        self.tell_parent(class, keywords)?;
        Ok(value)
    }

    /// Refuses bases of which one stands there twice.
    pub(super) fn check_duplicate_bases(&mut self, bases: Value) -> Result<()> {
        for index in 0..self.tuple_length(bases) {
            let base = self.tuple_item(bases, index);
            if (0..index).any(|earlier| self.tuple_item(bases, earlier) == base) {
                let name = as_class(base).map_or(Value::NONE, |base| self.class_name(base));
                return Err(self.raise(ClassId::TypeError, format_args!("duplicate base class {}", Display(name))));
            }
        }
        Ok(())
    }

    /// A copy of a namespace with interned keys.
    fn copy_namespace(&mut self, namespace: Value, class: Value) -> Result<*mut Dict> {
        let dict = self.new_dict()?;
        if !is(namespace, Kind::Dict) {
            let given = self.class_name_of(namespace);
            return Err(self.raise(ClassId::TypeError, format_args!("type.__new__() argument 3 must be dict, not {}", Display(given))));
        }
        let mut from = 0;
        while let Some((number, entry)) = self.table_next(namespace.as_pointer(), from) {
            from = number + 1;
            if is(entry.key, Kind::Str) {
                let key = self.intern_str(entry.key)?;
                self.table_store_name(dict, key, entry.value)?;
            } else {
                let message = format_args!("non-string key in the __dict__ of class {}", Display(class));
                self.warn(ClassId::RuntimeWarning, message)?;
                self.table_store(dict, entry.key, entry.hash, entry.value)?;
            }
        }
        Ok(dict)
    }

    /// Takes a name out of a dict.
    fn take(&mut self, dict: *mut Dict, name: &str) -> Result<Option<Value>> {
        let name = self.intern(name)?;
        // SAFETY: the caller holds the dict.
        unsafe {
            let Some(number) = find_name(dict, name) else { return Ok(None) };
            let value = (*(*dict).entries.add(number as usize)).value;
            self.table_remove(dict, number);
            Ok(Some(value))
        }
    }

    fn take_qualified_name(&mut self, class: *mut Class) -> Result<()> {
        // SAFETY: the class is fresh.
        unsafe {
            if let Some(qualified_name) = self.take((*class).dict, "__qualname__")? {
                if !is(qualified_name, Kind::Str) {
                    let given = self.class_name_of(qualified_name);
                    return Err(self.raise(ClassId::TypeError, format_args!("type __qualname__ must be a str, not {}", Display(given))));
                }
                (*class).qualified_name = qualified_name;
            }
        }
        Ok(())
    }

    fn take_class_cell(&mut self, dict: *mut Dict) -> Result<Option<Value>> {
        match self.take(dict, "__classcell__")? {
            Some(cell) if is(cell, Kind::Cell) => Ok(Some(cell)),
            Some(other) => {
                let given = self.class_name_of(other);
                Err(self.raise(
                    ClassId::TypeError,
                    format_args!("type.__new__(): __classcell__ must be a nonlocal cell, not <class '{}'>", Display(given)),
                ))
            }
            None => Ok(None),
        }
    }

    /// What every class has in its namespace, and the functions that are no plain methods.
    fn fill_namespace(&mut self, class: *mut Class) -> Result<()> {
        // SAFETY: the class is fresh and has a dict.
        let dict = unsafe { (*class).dict };
        let module_name = self.intern("__module__")?;
        if self.table_load_name(dict, module_name).is_none() {
            let wanted = self.intern("__name__")?;
            let module = self.current_globals().and_then(|globals| self.table_load_name(globals, wanted));
            if let Some(module) = module {
                self.table_store_name(dict, module_name, module)?;
            }
        }
        for (special, id, kind) in [
            (Special::New, ClassId::StaticMethod, Kind::StaticMethod),
            (Special::InitSubclass, ClassId::ClassMethod, Kind::ClassMethod),
            (Special::ClassGetItem, ClassId::ClassMethod, Kind::ClassMethod),
        ] {
            let name = self.special_name(special)?;
            if let Some(function) = self.table_load_name(dict, name)
                && is(function, Kind::Function)
            {
                let wrapper: *mut MethodWrapper = self.new_object(id, kind, size_of::<MethodWrapper>())?;
                // SAFETY: fresh.
                unsafe { (*wrapper).function = function };
                self.table_store_name(dict, name, Value::from_pointer(wrapper))?;
            }
        }
        Ok(())
    }

    /// What a class has in its namespace behind all that its body made.
    fn fill_defaults(&mut self, class: *mut Class) -> Result<()> {
        // SAFETY: the class is fresh and has a dict.
        let dict = unsafe { (*class).dict };
        let doc_name = self.intern("__doc__")?;
        if self.table_load_name(dict, doc_name).is_none() {
            self.table_store_name(dict, doc_name, Value::NONE)?;
        }
        let (eq, hash) = (self.special_name(Special::Eq)?, self.special_name(Special::Hash)?);
        if self.table_load_name(dict, eq).is_some() && self.table_load_name(dict, hash).is_none() {
            self.table_store_name(dict, hash, Value::NONE)?;
        }
        Ok(())
    }

    /// `__dict__` and `__weakref__` in the namespace of a class whose instances have what those of its bases lack.
    fn declare_own(&mut self, class: *mut Class, free: bool) -> Result<()> {
        // SAFETY: the class is fresh and has a dict and bases.
        let (dict, bases) = unsafe { ((*class).dict, (*class).bases) };
        let object = self.class(ClassId::Object);
        let any = |context: &Context, test: fn(&Context, *mut Class) -> bool| {
            (0..context.tuple_length(bases))
                .filter_map(|index| as_class(context.tuple_item(bases, index)))
                .any(|base| base != object && test(context, base))
        };
        // SAFETY: bases of a live class are alive. Classes and modules have a `__dict__` of their own kind.
        let has_dict = any(self, |_, base| unsafe {
            class_flags(base) & Class::NO_ATTRIBUTES == 0 || matches!((*base).kind, Kind::Class | Kind::Module)
        });
        let has_weak = any(self, |context, base| context.has_weak_instances(base));
        let weak = class_flags(class) & Class::WEAK != 0 && !has_weak;
        for (wanted, definition) in [(free && !has_dict, &super::object::OWN_DICT), (weak, &super::object::OWN_WEAK)] {
            let name = self.intern(definition.name)?;
            if wanted && self.table_load_name(dict, name).is_none() {
                let member = self.new_member(ClassId::Member, Value::from_pointer(class), definition)?;
                self.table_store_name(dict, name, member)?;
            }
        }
        Ok(())
    }

    /// `__slots__`: makes a member for each name. Returns whether instances may have other attributes.
    fn declare_slots(&mut self, class: *mut Class) -> Result<bool> {
        let name = self.intern("__slots__")?;
        // SAFETY: the class is fresh and has a dict and bases.
        let (dict, bases) = unsafe { ((*class).dict, (*class).bases) };
        // Objects of varying size have no place for weak references; here it would not matter, but programs can tell.
        // SAFETY: the class is fresh.
        let weak = !matches!(unsafe { (*class).kind }, Kind::BigInt | Kind::Tuple | Kind::Bytes);
        let base_classes = || (0..self.tuple_length(bases)).filter_map(|index| as_class(self.tuple_item(bases, index)));
        // SAFETY: bases of a live class are alive. Of several bases one has all slots of the others.
        let inherited_slots = base_classes().map(|base| unsafe { (*base).declared_slots }).max().unwrap_or(0);
        // SAFETY: the class is fresh.
        unsafe { (*class).declared_slots = inherited_slots };
        let Some(slots) = self.table_load_name(dict, name) else {
            if weak {
                add_class_flags(class, Class::WEAK);
            }
            return Ok(true);
        };
        let inherited = base_classes().any(|base| class_flags(base) & Class::NO_ATTRIBUTES == 0 && base != self.class(ClassId::Object));
        let names = self.new_list(&[])?;
        if is(slots, Kind::Str) {
            self.list_append(names, slots)?;
        } else {
            operations::for_each(self, slots, |context, item| {
                context.list_append(names, item)?;
                Ok(true)
            })?;
        }
        let names = self.list_to_tuple(names)?;
        // SAFETY: the class is fresh.
        if self.tuple_length(names) != 0 && (!weak || unsafe { (*class).kind } == Kind::Class) {
            let base = self.built_in_base(as_class(self.tuple_item(bases, 0)).unwrap_or(class));
            let base = self.class_name(base);
            return Err(self.raise(ClassId::TypeError, format_args!("nonempty __slots__ not supported for subtype of '{}'", Display(base))));
        }
        let mut free = inherited;
        let declared = self.new_list(&[])?;
        for index in 0..self.tuple_length(names) {
            let slot = self.tuple_item(names, index);
            if !is(slot, Kind::Str) {
                let given = self.class_name_of(slot);
                return Err(self.raise(ClassId::TypeError, format_args!("__slots__ items must be strings, not '{}'", Display(given))));
            }
            if !super::str::case::is_identifier(slot) {
                return Err(self.raise(ClassId::TypeError, format_args!("__slots__ must be identifiers")));
            }
            let dictionary = text::equals_text(slot, "__dict__");
            if dictionary || text::equals_text(slot, "__weakref__") {
                if if dictionary { free } else { class_flags(class) & Class::WEAK != 0 } {
                    return Err(self.raise(ClassId::TypeError, format_args!("{} slot disallowed: we already got one", Display(slot))));
                }
                if dictionary {
                    free = true;
                } else {
                    add_class_flags(class, Class::WEAK);
                }
                continue;
            }
            let slot = self.mangle(class, slot)?;
            if self.table_load_name(dict, slot).is_some() {
                return Err(self.raise(ClassId::ValueError, format_args!("'{}' in __slots__ conflicts with class variable", Display(slot))));
            }
            if (0..sequence::length(declared)).any(|index| sequence::item(declared, index) == Some(slot)) {
                continue;
            }
            self.list_append(declared, slot)?;
        }
        let slots = self.list_to_tuple(declared)?;
        let count = self.tuple_length(slots);
        for index in 0..count {
            let slot = self.tuple_item(slots, index);
            // Numbered by the order of their names, so that classes that declare the same slots have the same numbers.
            let before = (0..count).filter(|&other| text::compare(self.tuple_item(slots, other), slot).is_lt()).count();
            let number = (inherited_slots as usize).saturating_add(before);
            let member = self.new_slot(class, slot, number)?;
            self.table_store_name(dict, slot, member)?;
        }
        // SAFETY: the class is fresh.
        unsafe { (*class).declared_slots = inherited_slots.saturating_add(u32::try_from(count).unwrap_or(u32::MAX)) };
        Ok(free)
    }

    /// The name of a slot as methods of the class spell it: `__x` becomes `_Class__x`.
    fn mangle(&mut self, class: *mut Class, name: Value) -> Result<Value> {
        let private = text::ascii_text(name).is_some_and(|name| name.starts_with("__") && !name.ends_with("__"));
        if !private {
            return self.intern_str(name);
        }
        let class_name = self.class_name(class);
        let leading = text::code_points(class_name).take_while(|&point| point == u32::from('_')).count();
        let mangled = {
            let mut builder = text::TextBuilder::new(self);
            builder.push_text("_")?;
            builder.push_range(class_name, leading, text::length(class_name))?;
            builder.push_str(name)?;
            builder.finish()?
        };
        self.intern_str(mangled)
    }

    /// Sets the MRO: C3, or what the metaclass's `mro` says. False: that method set bases, and so the MRO, itself, which stays.
    ///
    /// # Errors
    /// TypeError if there is none.
    pub(crate) fn set_order(&mut self, class: *mut Class) -> Result<bool> {
        let metaclass = self.class_of(Value::from_pointer(class));
        // SAFETY: the class is alive.
        let (bases, old) = unsafe { ((*class).bases, (*class).mro) };
        let name = self.intern("mro")?;
        let (order, asked) = match self.lookup(metaclass, name)? {
            Some(method) if !is(method, Kind::NativeFunction) => {
                let order = self.call_method_value(method, &[Value::from_pointer(class)])?;
                let list = self.new_list(&[])?;
                operations::for_each(self, order, |context, item| {
                    if !is(item, Kind::Class) {
                        let given = context.class_name_of(item);
                        return Err(context.raise(ClassId::TypeError, format_args!("mro() returned a non-class ('{}')", Display(given))));
                    }
                    context.check_layout_in_order(class, item)?;
                    context.list_append(list, item)?;
                    Ok(true)
                })?;
                (self.list_to_tuple(list)?, true)
            }
            _ => (self.linearise(class, bases)?, false),
        };
        // SAFETY: the class is alive.
        unsafe {
            if (*class).mro != old {
                return Ok(false);
            }
            (*class).mro = order;
        }
        if asked {
            // The method may have used the class in its old order.
            self.forget_all(class);
        }
        Ok(true)
    }

    /// Refuses a class in an order whose instances lie in memory in another way: its methods would take an object for what it is not.
    fn check_layout_in_order(&mut self, class: *mut Class, member: Value) -> Result<()> {
        let Some(member) = as_class(member) else { return Ok(()) };
        // SAFETY: both are alive.
        let (kind, bases) = unsafe { ((*member).kind, (*class).bases) };
        let fits = match kind {
            Kind::Instance => true,
            Kind::Record => {
                let own = self.built_in_base(member);
                (0..self.tuple_length(bases))
                    .any(|index| as_class(self.tuple_item(bases, index)).is_some_and(|base| self.is_subclass(base, own)))
            }
            // SAFETY: as above.
            _ => kind == unsafe { (*class).kind },
        };
        if fits || member == class {
            return Ok(());
        }
        let name = self.class_name(member);
        Err(self.raise(ClassId::TypeError, format_args!("mro() returned base with unsuitable layout ('{}')", Display(name))))
    }

    /// Calls `__set_name__` of what the namespace holds.
    fn tell_names(&mut self, class: *mut Class) -> Result<()> {
        // SAFETY: the class is alive.
        let dict = unsafe { (*class).dict };
        // What is to be told is noted first: `__set_name__` may change the namespace.
        let told = self.new_list(&[])?;
        let mut from = 0;
        while let Some((number, entry)) = self.table_next(dict, from) {
            from = number + 1;
            let plain = matches!(
                kind(entry.value),
                None | Some(Kind::Function | Kind::NativeFunction | Kind::Str | Kind::Tuple | Kind::Member | Kind::Class)
            );
            if plain && !is(entry.value, Kind::Class) {
                continue;
            }
            let value_class = self.class_of(entry.value);
            if self.lookup_special(value_class, Special::SetName)?.is_some() {
                self.list_append(told, entry.key)?;
                self.list_append(told, entry.value)?;
            }
        }
        let mut at = 0;
        while let (Some(key), Some(value)) = (sequence::item(told, at), sequence::item(told, at + 1)) {
            at += 2;
            let value_class = self.class_of(value);
            let Some(method) = self.lookup_special(value_class, Special::SetName)? else { continue };
            let result = self.call_method_value(method, &[value, Value::from_pointer(class), key]);
            if let Err(Raised) = result {
                self.note_set_name(class, value, key);
                return Err(Raised);
            }
        }
        Ok(())
    }

    /// Adds a note to the pending exception saying where it came from.
    fn note_set_name(&mut self, class: *mut Class, value: Value, name: Value) {
        let pending = self.machine.exception;
        let result = (|| {
            let (of, owner) = (self.class_name_of(value), self.class_name(class));
            let name = operations::repr(self, name)?;
            let note = self.format(format_args!(
                "Error calling __set_name__ on '{}' instance {} in '{}'",
                Display(of),
                Display(name),
                Display(owner)
            ))?;
            self.add_note(pending, note)
        })();
        let _ = result;
        self.machine.exception = pending;
    }

    /// Calls `__init_subclass__` of the next class in the MRO.
    fn tell_parent(&mut self, class: *mut Class, keywords: *mut Dict) -> Result<()> {
        let name = self.special_name(Special::InitSubclass)?;
        // SAFETY: the class is alive.
        let mro = unsafe { (*class).mro };
        for index in 1..self.tuple_length(mro) {
            let Some(base) = as_class(self.tuple_item(mro, index)) else { continue };
            let Some(found) = self.lookup_own(base, name)? else { continue };
            let method = self.get_descriptor(found, None, class)?;
            call_with_keywords(self, method, &[], keywords)?;
            return Ok(());
        }
        Ok(())
    }
}
