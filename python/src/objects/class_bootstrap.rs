//! The built-in classes: those that every program uses are made at start-up, the others when first needed. Their methods come later, one by
//! one, when they are looked up.

use copperhead_stencils::layout::container::{List, Tuple};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::ops::subscript::EXACT;
use copperhead_stencils::value::Value;

use super::access::tuple_items;
use super::class_list::{CLASSES, ClassId, ClassInfo};
use super::layout::{Class, Str};
use super::shape::slots_offset;
use crate::context::Context;
use crate::error::Result;

/// How many attributes an instance of a new class gets room for.
pub(crate) const FIRST_SLOT_HINT: u16 = 3;

/// Whether plain instances of a built-in class have attributes of their own.
const fn has_attributes(info: &ClassInfo, id: ClassId) -> bool {
    info.flags & Class::EXCEPTION != 0
        || matches!(
            id,
            ClassId::Function
                | ClassId::SimpleNamespace
                | ClassId::Partial
                | ClassId::LruCache
                | ClassId::OrderedDict
                | ClassId::StaticMethod
                | ClassId::ClassMethod
        )
}

/// Makes `()`, `""` and the built-in classes that every VM has.
///
/// # Errors
/// MemoryError: the memory is too small.
pub(crate) fn bootstrap(context: &mut Context) -> Result<()> {
    for (id, info) in early() {
        make_class(context, id, info)?;
    }
    let metaclass_shape = context.shape(ClassId::Type);
    for (id, _) in early() {
        // SAFETY: made above.
        unsafe { (*context.class(id)).object.shape = metaclass_shape };
    }
    make_empty(context)?;
    for (id, info) in early() {
        name_class(context, id, info)?;
    }
    Ok(())
}

/// The classes that every VM has.
fn early() -> impl Iterator<Item = (ClassId, &'static ClassInfo)> {
    ClassId::ALL.iter().copied().zip(&CLASSES).take(ClassId::FIRST_LATE)
}

/// A class with its shape, without a name.
fn make_class(context: &mut Context, id: ClassId, info: &ClassInfo) -> Result<*mut Class> {
    let class: *mut Class = context.allocate(Kind::Class, size_of::<Class>())?.as_ptr().cast();
    // Later allocations must find the class.
    if let Some(place) = context.classes.get_mut(id as usize) {
        *place = class;
    }
    // SAFETY: fresh and zeroed.
    unsafe {
        (*class).object.header.flags = info.flags | if has_attributes(info, id) { 0 } else { Class::NO_ATTRIBUTES };
        (*class).name = Value::NONE;
        (*class).qualified_name = Value::NONE;
        (*class).bases = Value::NONE;
        (*class).mro = Value::NONE;
        (*class).subclasses = Value::UNDEFINED;
        (*class).kind = info.kind;
        (*class).id = id as u16;
    }
    let offset = if has_attributes(info, id) { slots_offset(info.kind) } else { 0 };
    let shape = context.new_root_shape(class, offset)?;
    // SAFETY: just made.
    unsafe { (*class).root_shape = shape };
    context.note_shape(id, shape);
    Ok(class)
}

/// `()` and `""`, for everybody who makes tuples and strs.
fn make_empty(context: &mut Context) -> Result<()> {
    if context.empty_tuple == Value::UNDEFINED {
        let tuple: *mut Tuple = context.new_object(ClassId::Tuple, Kind::Tuple, size_of::<Tuple>())?;
        // SAFETY: fresh.
        unsafe { (*tuple).object.header.flags = EXACT };
        context.empty_tuple = Value::from_pointer(tuple);
    }
    if context.empty_str == Value::UNDEFINED {
        let text: *mut Str = context.new_object(ClassId::Str, Kind::Str, size_of::<Str>())?;
        // SAFETY: fresh.
        unsafe { (*text).object.header.flags = 1 | Str::ASCII };
        context.empty_str = Value::from_pointer(text);
    }
    Ok(())
}

/// Gives a class its name, bases and MRO; its base has them already.
fn name_class(context: &mut Context, id: ClassId, info: &ClassInfo) -> Result<()> {
    let class = context.class(id);
    let base = context.class(info.base);
    // Messages name such a class with its module; `__name__` and `__qualname__` are without.
    let name = context.intern(info.name)?;
    let short = context.intern(info.name.rsplit('.').next().unwrap_or(info.name))?;
    // SAFETY: all classes exist.
    unsafe {
        (*class).name = name;
        (*class).qualified_name = short;
        if id == ClassId::Object {
            (*class).bases = context.empty_tuple;
        } else {
            // Neighbours in the list often have the same base.
            let earlier = ClassId::ALL
                .iter()
                .take(id as usize)
                .rev()
                .filter(|&&other| !matches!(other, ClassId::Object | ClassId::ExceptionGroup) && !context.class(other).is_null())
                .find(|&&other| CLASSES.get(other as usize).is_some_and(|other| other.base == info.base));
            (*class).bases = match earlier {
                Some(&other) => (*context.class(other)).bases,
                None => context.new_tuple(&[Value::from_pointer(base)])?,
            };
        }
        if id == ClassId::ExceptionGroup {
            // The only built-in class with two bases.
            let second = context.late_class_value(ClassId::Exception)?;
            (*class).bases = context.new_tuple(&[Value::from_pointer(base), second])?;
            (*class).mro = context.linearise(class, (*class).bases)?;
            return Ok(());
        }
        let inherited = if id == ClassId::Object { context.empty_tuple } else { (*base).mro };
        let length = context.tuple_length(inherited);
        let mro = context.new_tuple_of(length.saturating_add(1))?;
        let items = tuple_items(mro);
        *items = Value::from_pointer(class);
        core::ptr::copy_nonoverlapping(tuple_items(inherited), items.add(1), length);
        (*class).mro = mro;
    }
    Ok(())
}

impl Context {
    /// A class that is made when it is first asked for, or when its first instance is made: from [`ClassId::FIRST_LATE`] on.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn late_class(&mut self, id: ClassId) -> Result<*mut Class> {
        let class = self.class(id);
        if class.is_null() { self.make_late_class(id) } else { Ok(class) }
    }

    /// The same, as a value.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn late_class_value(&mut self, id: ClassId) -> Result<Value> {
        self.late_class(id).map(Value::from_pointer)
    }

    #[cold]
    fn make_late_class(&mut self, id: ClassId) -> Result<*mut Class> {
        let Some(info) = CLASSES.get(id as usize) else { return Err(self.raise_system("a class that is not listed")) };
        // Bases stand before their subclasses, so this ends: exceptions are five levels deep.
        self.late_class(info.base)?;
        let made = make_class(self, id, info).and_then(|class| {
            // SAFETY: made just now.
            unsafe { (*class).object.shape = self.shape(ClassId::Type) };
            name_class(self, id, info)?;
            if has_attributes(info, id) && id as usize >= ClassId::FIRST_OF_MODULES {
                // Their instances may have docstrings of their own, which `object`'s would be in the way of.
                let dict = self.new_dict()?;
                let name = self.intern("__doc__")?;
                self.table_store_name(dict, name, Value::NONE)?;
                // SAFETY: just made; nothing was looked up in it yet.
                unsafe { (*class).dict = dict };
            }
            Ok(class)
        });
        if made.is_err()
            && let Some(class) = self.classes.get_mut(id as usize)
        {
            // Half a class is none: the next who needs it tries again.
            *class = core::ptr::null_mut();
            self.note_shape(id, core::ptr::null_mut());
        }
        made
    }

    /// Enters a class in its bases' lists of subclasses.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn enter_subclass(&mut self, class: *mut Class) -> Result<()> {
        // SAFETY: the class and its bases are alive.
        unsafe {
            let bases = (*class).bases;
            for index in 0..self.tuple_length(bases) {
                let Some(base) = super::access::as_class(self.tuple_item(bases, index)) else { continue };
                if (*base).subclasses == Value::UNDEFINED {
                    let list = self.new_list(&[])?;
                    (*list.as_pointer::<List>()).object.header.flags |= List::WEAK;
                    (*base).subclasses = list;
                }
                // A collection may shorten the list.
                let list: *mut List = (*base).subclasses.as_pointer();
                self.list_reserve(list, (*list).length.saturating_add(1))?;
                self.list_append((*base).subclasses, Value::from_pointer(class))?;
            }
        }
        Ok(())
    }
}
