//! What patterns ask of the values that they are matched with.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::access::{add_class_flags, as_class, class_flags, is, is_built_in, remove_class_flags};
use crate::objects::class_list::ClassId;
use crate::objects::layout::Class;
use crate::objects::native::Arguments;
use crate::objects::{attribute, number_glue, operations, sequence, text};

/// `_types._patterns(class, of)`: patterns match instances of a class and its subclasses as they match those of another, or as a number says.
///
/// # Errors
/// RecursionError.
pub(crate) fn set_patterns(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let flags = match (as_class(arguments.get(1)), number_glue::to_isize(arguments.get(1))) {
        (Some(of), _) => class_flags(of) & Class::PATTERNS,
        (None, Some(1)) => Class::SEQUENCE,
        (None, Some(2)) => Class::MAPPING,
        _ => 0,
    };
    if let Some(class) = as_class(arguments.get(0))
        && flags != 0
    {
        context.spread_patterns(class, flags)?;
    }
    Ok(Value::NONE)
}

impl Context {
    fn spread_patterns(&mut self, class: *mut Class, flags: u16) -> Result<()> {
        self.check_native_stack()?;
        if is_built_in(class) || class_flags(class) & flags != 0 {
            return Ok(());
        }
        remove_class_flags(class, Class::PATTERNS);
        add_class_flags(class, flags);
        // SAFETY: the class is alive.
        let subclasses = unsafe { (*class).subclasses };
        if is(subclasses, Kind::List) {
            let mut index = 0;
            while let Some(subclass) = sequence::item(subclasses, index) {
                if let Some(subclass) = as_class(subclass) {
                    self.spread_patterns(subclass, flags)?;
                }
                index += 1;
            }
        }
        Ok(())
    }

    /// The patterns that match instances of a class itself: a flag of [`Class::PATTERNS`], or 0.
    fn patterns_of(&self, class: *mut Class) -> u16 {
        if !is_built_in(class) {
            return class_flags(class) & Class::PATTERNS;
        }
        // SAFETY: the class is alive.
        let id = unsafe { (*class).id };
        let is_one_of = |ids: &[ClassId]| ids.iter().any(|&other| other as u16 == id);
        if is_one_of(&[ClassId::List, ClassId::Tuple, ClassId::Range, ClassId::MemoryView, ClassId::Array, ClassId::Deque]) {
            Class::SEQUENCE
        } else if is_one_of(&[ClassId::Dict, ClassId::OrderedDict, ClassId::MappingProxy]) {
            Class::MAPPING
        } else {
            0
        }
    }

    /// Patterns match the instances of a new class as they match those of the first class in its order of which that is known.
    pub(crate) fn inherit_patterns(&self, class: *mut Class) {
        // SAFETY: the class is alive.
        let order = unsafe { (*class).mro };
        let inherited = (0..self.tuple_length(order))
            .filter_map(|index| as_class(self.tuple_item(order, index)))
            .map(|base| self.patterns_of(base))
            .find(|&patterns| patterns != 0);
        add_class_flags(class, inherited.unwrap_or(0));
    }

    /// Whether sequence patterns match a value.
    pub(crate) fn is_sequence_for_patterns(&self, value: Value) -> bool {
        self.patterns_of(self.class_of(value)) == Class::SEQUENCE
    }

    /// Whether mapping patterns match a value.
    pub(crate) fn is_mapping_for_patterns(&self, value: Value) -> bool {
        self.patterns_of(self.class_of(value)) == Class::MAPPING
    }

    /// The values of a mapping for `count` keys, which stand behind it: a tuple, or None if one is missing.
    ///
    /// # Errors
    /// ValueError for a key that stands there twice; what the mapping raises.
    ///
    /// # Safety
    /// The mapping and so many keys stand at the place.
    pub(crate) unsafe fn match_keys(&mut self, place: *const Value, count: usize) -> Result<Value> {
        // SAFETY: the caller's contract; the tuple has room for all.
        unsafe {
            let mapping = *place;
            let values = self.new_tuple_of(count)?;
            let name = self.intern("get")?;
            let get = attribute::get_attribute(self, mapping, name)?;
            // Something that no mapping holds.
            let missing = self.new_list(&[])?;
            for index in 0..count {
                let key = *place.add(1 + index);
                for earlier in 0..index {
                    if operations::equal(self, *place.add(1 + earlier), key)? {
                        let key = operations::repr(self, key)?;
                        let message = format_args!("mapping pattern checks duplicate key ({})", text::Display(key));
                        return Err(self.raise(ClassId::ValueError, message));
                    }
                }
                let value = self.call(get, &[key, missing])?;
                if value == missing {
                    return Ok(Value::NONE);
                }
                *crate::objects::access::tuple_items(values).add(index) = value;
            }
            Ok(values)
        }
    }

    /// Whether a class, as a pattern with one positional part, matches the object itself.
    fn matches_itself(&self, class: *mut Class) -> bool {
        [
            ClassId::Bool,
            ClassId::ByteArray,
            ClassId::Bytes,
            ClassId::Dict,
            ClassId::Float,
            ClassId::FrozenSet,
            ClassId::Int,
            ClassId::List,
            ClassId::Set,
            ClassId::Str,
            ClassId::Tuple,
        ]
        .into_iter()
        .any(|id| self.is_subclass(class, self.class(id)))
    }

    /// The attributes of an object that a class pattern names: a tuple, or None if the object does not match.
    ///
    /// # Errors
    /// TypeError for what is no class, or does not take so many parts.
    pub(crate) fn match_class(&mut self, subject: Value, class: Value, count: usize, names: Value) -> Result<Value> {
        let Some(wanted) = as_class(class) else {
            return Err(self.raise(ClassId::TypeError, format_args!("called match pattern must be a class")));
        };
        if !self.is_instance(subject, class)? {
            return Ok(Value::NONE);
        }
        let named = self.tuple_length(names);
        let values = self.new_tuple_of(count.saturating_add(named))?;
        let mut filled = 0usize;
        let mut arguments = None;
        if count != 0 {
            let match_args = self.global_name(super::globals::GlobalName::MatchArgs)?;
            let found = attribute::find_attribute(self, class, match_args)?;
            arguments = found;
            let name = text::Display(self.class_name(wanted));
            let itself = found.is_none() && self.matches_itself(wanted);
            if let Some(found) = found
                && !is(found, Kind::Tuple)
            {
                let given = self.type_name(found);
                return Err(self.raise(ClassId::TypeError, format_args!("{name}.__match_args__ must be a tuple (got {given})")));
            }
            let allowed = if itself { 1 } else { found.map_or(0, |found| self.tuple_length(found)) };
            if allowed < count {
                let plural = if allowed == 1 { "" } else { "s" };
                return Err(self
                    .raise(ClassId::TypeError, format_args!("{name}() accepts {allowed} positional sub-pattern{plural} ({count} given)")));
            }
            for index in 0..count {
                let value = match found {
                    None => Some(subject),
                    Some(found) => {
                        let attribute = self.tuple_item(found, index);
                        if !is(attribute, Kind::Str) {
                            let given = self.type_name(attribute);
                            return Err(
                                self.raise(ClassId::TypeError, format_args!("__match_args__ elements must be strings (got {given})"))
                            );
                        }
                        if (0..index).any(|earlier| text::equal(self.tuple_item(found, earlier), attribute)) {
                            return Err(self.complain_repeated(wanted, attribute));
                        }
                        self.match_attribute(subject, attribute)?
                    }
                };
                let Some(value) = value else { return Ok(Value::NONE) };
                // SAFETY: the tuple has room for all parts.
                unsafe { *crate::objects::access::tuple_items(values).add(filled) = value };
                filled += 1;
            }
        }
        for index in 0..named {
            let attribute = self.tuple_item(names, index);
            let by_name = (0..index).any(|earlier| text::equal(self.tuple_item(names, earlier), attribute));
            let positional = arguments.is_some_and(|found| (0..count).any(|place| text::equal(self.tuple_item(found, place), attribute)));
            if by_name || positional {
                return Err(self.complain_repeated(wanted, attribute));
            }
            let Some(value) = self.match_attribute(subject, attribute)? else { return Ok(Value::NONE) };
            // SAFETY: as above.
            unsafe { *crate::objects::access::tuple_items(values).add(filled) = value };
            filled += 1;
        }
        Ok(values)
    }

    #[cold]
    fn complain_repeated(&mut self, class: *mut Class, name: Value) -> Raised {
        let name = match operations::repr(self, name) {
            Ok(name) => name,
            Err(raised) => return raised,
        };
        let class = text::Display(self.class_name(class));
        let message = format_args!("{class}() got multiple sub-patterns for attribute {}", text::Display(name));
        self.raise(ClassId::TypeError, message)
    }

    /// An attribute; None if there is none.
    fn match_attribute(&mut self, subject: Value, name: Value) -> Result<Option<Value>> {
        match self.known_slot(subject, name)? {
            Some(value) => Ok(Some(value)),
            None => self.find_attribute(subject, name),
        }
    }
}
