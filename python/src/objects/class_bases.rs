//! `__bases__` of a class set anew: the orders of it and all its subclasses, and the lists of subclasses.

use copperhead_stencils::layout::container::List;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, is, is_built_in};
use super::class::{list_of_subclasses, set_text};
use super::class_list::ClassId;
use super::layout::Class;
use super::sequence;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

fn fields(class: Value) -> *mut Class {
    class.as_pointer()
}

/// Sets `__bases__`.
///
/// # Errors
/// TypeError, what methods `mro` raise; then everything is as it was.
pub(super) fn set_bases(context: &mut Context, class: Value, bases: Value) -> Result<()> {
    if is_built_in(fields(class)) || bases == Value::UNDEFINED {
        set_text(context, class, bases, "__bases__")?;
    }
    if !is(bases, Kind::Tuple) {
        let name = context.class_name(fields(class));
        let given = context.class_name_of(bases);
        let text = format_args!("can only assign tuple to {}.__bases__, not {}", Display(name), Display(given));
        return Err(context.raise(ClassId::TypeError, text));
    }
    if context.tuple_length(bases) == 0 {
        let name = context.class_name(fields(class));
        let text = format_args!("can only assign non-empty tuple to {}.__bases__, not ()", Display(name));
        return Err(context.raise(ClassId::TypeError, text));
    }
    for index in 0..context.tuple_length(bases) {
        let base = context.tuple_item(bases, index);
        if as_class(base).is_none() {
            let (name, given) = (context.class_name(fields(class)), context.class_name_of(base));
            let text = format_args!("{}.__bases__ must be tuple of classes, not '{}'", Display(name), Display(given));
            return Err(context.raise(ClassId::TypeError, text));
        }
    }
    context.layout_of_bases(bases)?;
    // SAFETY: the receiver was checked to be a class.
    let old_bases = unsafe { (*fields(class)).bases };
    for index in 0..context.tuple_length(bases) {
        if let Some(base) = as_class(context.tuple_item(bases, index))
            && (context.is_subclass(base, fields(class)) || context.leads_to(base, fields(class)))
        {
            return Err(context.raise(ClassId::TypeError, format_args!("a __bases__ item causes an inheritance cycle")));
        }
    }
    context.check_new_bases(old_bases, bases)?;
    context.check_duplicate_bases(bases)?;
    let changes = context.new_list(&[])?;
    // SAFETY: as above.
    unsafe { (*fields(class)).bases = bases };
    let mut result = context.renew_orders(fields(class), changes);
    if result.is_err() {
        restore_orders(changes);
    }
    // SAFETY: as above.
    let current = unsafe { (*fields(class)).bases };
    if current != bases {
        // A method `mro` set others. Who stays in a list for nothing may make a cycle of lists.
        context.leave_bases(fields(class), old_bases);
        context.leave_bases(fields(class), current);
        result = result.and(context.enter_subclass(fields(class)));
    } else if result.is_err() {
        // SAFETY: as above.
        unsafe { (*fields(class)).bases = old_bases };
    } else {
        context.leave_bases(fields(class), old_bases);
        context.leave_bases(fields(class), bases);
        result = context.enter_subclass(fields(class));
        if result.is_err() {
            restore_orders(changes);
            context.leave_bases(fields(class), bases);
            // SAFETY: as above.
            unsafe { (*fields(class)).bases = old_bases };
            // The lists that it left have room.
            result = result.and(context.enter_subclass(fields(class)));
        }
    }
    context.forget_all(fields(class));
    result
}

/// Gives classes back the MROs that they had before `renew_orders` noted these changes, but for those that have still newer ones.
fn restore_orders(changes: Value) {
    let part = |index| sequence::item(changes, index);
    let mut index = 0;
    while let (Some(class), Some(old), Some(new)) = (part(index), part(index + 1), part(index + 2)) {
        // SAFETY: the list holds classes and their MROs.
        unsafe {
            if (*fields(class)).mro == new {
                (*fields(class)).mro = old;
            }
        }
        index += 3;
    }
}

impl Context {
    /// The MROs of a class whose bases changed and of all its subclasses anew. Of each, adds to the list: the class, its MRO before, and the new one.
    fn renew_orders(&mut self, class: *mut Class, changes: Value) -> Result<()> {
        self.check_native_stack()?;
        // SAFETY: the class is alive; nobody else knows the list.
        let (old, known) = unsafe { ((*class).mro, (*changes.as_pointer::<List>()).length) };
        self.list_reserve(changes.as_pointer(), known.saturating_add(3))?;
        if !self.set_order(class)? {
            return Ok(());
        }
        if known == 0 {
            // Methods `mro` of subclasses may use it.
            self.forget_all(class);
        }
        // SAFETY: as above.
        for part in [Value::from_pointer(class), old, unsafe { (*class).mro }] {
            self.list_append(changes, part)?;
        }
        let list = list_of_subclasses(self, class)?;
        let mut index = 0;
        while let Some(subclass) = sequence::item(list, index) {
            if let Some(subclass) = as_class(subclass) {
                self.renew_orders(subclass, changes)?;
            }
            index += 1;
        }
        Ok(())
    }

    /// Takes a class out of its bases' lists of subclasses.
    pub(crate) fn leave_bases(&mut self, class: *mut Class, bases: Value) {
        for index in 0..self.tuple_length(bases) {
            let Some(base) = as_class(self.tuple_item(bases, index)) else { continue };
            // SAFETY: bases are alive; the items up to the list's length are initialised, and are moved to the front only.
            unsafe {
                if !is((*base).subclasses, Kind::List) {
                    continue;
                }
                let list: *mut List = (*base).subclasses.as_pointer();
                let mut kept = 0;
                for index in 0..(*list).length {
                    let subclass = *(*list).items.add(index);
                    if subclass != Value::from_pointer(class) {
                        *(*list).items.add(kept) = subclass;
                        kept += 1;
                    }
                }
                (*list).length = kept;
            }
        }
    }
}
