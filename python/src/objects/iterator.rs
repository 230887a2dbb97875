//! Iterators over the built-in containers, `iter()` and `next()` of anything.

use copperhead_stencils::layout::container::{Dict, RangeIterator, SequenceIterator};
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::list::Opcode;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::construct::is_exact;
use super::layout::{DictIterator, DictView, StrIterator};
use super::native::{Arguments, Attribute, Method};
use super::special::Special;
use super::{iterator_state, iterator_tools, operations, sequence, text};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::modules::itertools;

macro_rules! iterator_methods {
    ($($more:expr),*) => {
        const {
            &[
                Method::new("__iter__", itself, 0, 0),
                Method::new("__next__", next, 0, 0),
                Method::new("__length_hint__", length_hint, 0, 0),
                Method::new("__reduce__", iterator_state::reduce, 0, 0),
                $($more,)*
            ]
        }
    };
}

/// The methods of a class.
pub const fn methods(id: ClassId) -> &'static [Method] {
    match id {
        ClassId::RangeIterator | ClassId::ListIterator | ClassId::TupleIterator | ClassId::StrIterator => {
            iterator_methods!(Method::new("__setstate__", iterator_state::set_state, 1, 1))
        }
        _ => iterator_methods!(),
    }
}

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

/// Flag of [`DictIterator`]: backwards; `index` is then one more than the number of the next entry.
pub(crate) const BACKWARDS: u16 = 1 << 8;

/// Flag of [`DictIterator`] and [`DictView`]: of an ordered dict, in which no entry may be added, removed or moved meanwhile;
/// `expected_length` is then the version that the table must still have.
pub(crate) const ORDERED: u16 = 1 << 9;

impl Context {
    /// `iter(value)`.
    ///
    /// # Errors
    /// What `__iter__` raises; TypeError if the value is not iterable.
    pub(crate) fn get_iterator(&mut self, value: Value) -> Result<Value> {
        // SAFETY: the caller holds the value.
        match unsafe { value.kind() } {
            Some(Kind::List | Kind::Tuple) if is_exact(value) => self.new_sequence_iterator(value),
            Some(Kind::Range) => self.range_iterator(value),
            Some(Kind::Dict) if is_exact(value) => self.new_table_iterator(value, DictView::KEYS),
            Some(Kind::Set | Kind::FrozenSet) if is_exact(value) => self.new_table_iterator(value, DictView::KEYS),
            Some(Kind::Str) if text::is_exact(value) => self.new_str_iterator(value),
            Some(Kind::RangeIterator | Kind::SequenceIterator | Kind::StrIterator | Kind::DictIterator | Kind::SetIterator) => Ok(value),
            Some(Kind::DictView) => self.view_iterator(value, 0),
            Some(Kind::Generator) if self.is_generator(value) => Ok(value),
            Some(Kind::Record) if itertools::step_of(self, value).is_some() => Ok(value),
            _ => self.general_iterator(value),
        }
    }

    fn general_iterator(&mut self, value: Value) -> Result<Value> {
        let class = self.class_of(value);
        if let Some(method) = self.lookup_special(class, Special::Iter)?
            && method != Value::NONE
        {
            let iterator = operations::call_found(self, method, value, &[])?;
            let iterator_class = self.class_of(iterator);
            if self.lookup_special(iterator_class, Special::Next)?.is_none() {
                let name = self.type_name(iterator);
                return Err(self.raise(ClassId::TypeError, format_args!("iter() returned non-iterator of type '{name}'")));
            }
            return Ok(iterator);
        }
        if self.is_iterable(value)? {
            return self.new_tool(
                ClassId::SequenceWalk,
                iterator_tools::SEQUENCE_WALK,
                [value, Value(0), Value::UNDEFINED, Value::UNDEFINED],
            );
        }
        let name = self.type_name(value);
        Err(self.raise(ClassId::TypeError, format_args!("'{name}' object is not iterable")))
    }

    /// Whether a value is iterable: it has `__iter__` or `__getitem__`.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn is_iterable(&mut self, value: Value) -> Result<bool> {
        let class = self.class_of(value);
        match self.lookup_special(class, Special::Iter)? {
            Some(method) => Ok(method != Value::NONE),
            // Dicts are never walked by index.
            None => Ok(self.lookup_special(class, Special::GetItem)?.is_some()),
        }
    }

    /// Whether it is left to the iteration itself to refuse a value: it is iterable, or its class says by `__iter__ = None` that it is not.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn says_how_to_iterate(&mut self, value: Value) -> Result<bool> {
        let class = self.class_of(value);
        Ok(self.lookup_special(class, Special::Iter)?.is_some() || self.is_iterable(value)?)
    }

    /// Whether iterating over a list or tuple gives its items: subclasses may say otherwise.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn iterates_plainly(&mut self, value: Value) -> Result<bool> {
        if is_exact(value) {
            return Ok(true);
        }
        let class = self.class_of(value);
        let method = self.lookup_special(class, Special::Iter)?;
        // SAFETY: what is found on classes is alive.
        Ok(method.is_some_and(|method| unsafe { method.is_kind(Kind::NativeFunction) }))
    }

    /// The next item of an iterator; `None` when it is exhausted.
    ///
    /// # Errors
    /// What `__next__` raises.
    #[inline]
    pub(crate) fn next_item(&mut self, iterator: Value) -> Result<Option<Value>> {
        // SAFETY: the caller holds the iterator; each kind has its layout.
        unsafe {
            match iterator.kind() {
                Some(Kind::RangeIterator) => {
                    let object = iterator.as_pointer::<RangeIterator>();
                    let item = (*object).next;
                    if item == (*object).end {
                        return Ok(None);
                    }
                    // After the last item this may leave the small integers; then nobody reads it.
                    (*object).next = Value(item.0.wrapping_add((*object).step.0));
                    Ok(Some(item))
                }
                Some(Kind::SequenceIterator) => {
                    let object = iterator.as_pointer::<SequenceIterator>();
                    let sequence = (*object).sequence;
                    if sequence == Value::UNDEFINED {
                        return Ok(None);
                    }
                    let index = (*object).index;
                    match sequence::item(sequence, index) {
                        Some(item) => {
                            (*object).index = index.wrapping_add(1);
                            Ok(Some(item))
                        }
                        None => {
                            (*object).sequence = Value::UNDEFINED;
                            Ok(None)
                        }
                    }
                }
                Some(Kind::StrIterator) => {
                    let object = iterator.as_pointer::<StrIterator>();
                    let string = (*object).string;
                    if string == Value::UNDEFINED {
                        return Ok(None);
                    }
                    let index = (*object).index;
                    if index >= text::length(string) {
                        (*object).string = Value::UNDEFINED;
                        return Ok(None);
                    }
                    (*object).index = index.wrapping_add(1);
                    self.character(text::code_point(string, index)).map(Some)
                }
                Some(Kind::DictIterator | Kind::SetIterator) => self.next_entry(iterator.as_pointer()),
                Some(Kind::Generator) if self.is_generator(iterator) => self.next_of_generator(iterator),
                Some(Kind::ToolIterator) if sequence::is_built_in(self.class_of(iterator)) => self.next_of_tool(iterator),
                Some(Kind::Record) => match itertools::step_of(self, iterator) {
                    Some(step) => {
                        self.check_native_stack()?;
                        step(self, iterator)
                    }
                    None => self.general_next(iterator),
                },
                _ => self.general_next(iterator),
            }
        }
    }

    fn general_next(&mut self, iterator: Value) -> Result<Option<Value>> {
        let class = self.class_of(iterator);
        let Some(method) = self.lookup_special(class, Special::Next)? else {
            let name = self.type_name(iterator);
            return Err(self.raise(ClassId::TypeError, format_args!("'{name}' object is not an iterator")));
        };
        match operations::call_found(self, method, iterator, &[]) {
            Ok(item) => Ok(Some(item)),
            Err(raised) => {
                operations::end_of_iteration(self, raised)?;
                Ok(None)
            }
        }
    }

    /// The next entry of a dict or set.
    ///
    /// # Errors
    /// RuntimeError if it changed meanwhile.
    fn next_entry(&mut self, iterator: *mut DictIterator) -> Result<Option<Value>> {
        // SAFETY: the caller holds the iterator, which holds the table; entries below `used` are initialised.
        unsafe {
            let table = (*iterator).table;
            if table == Value::UNDEFINED {
                return Ok(None);
            }
            let dict: *mut Dict = table.as_pointer();
            if (*iterator).object.header.flags & ORDERED != 0 {
                if (*iterator).object.header.extra == 0 {
                    (*iterator).table = Value::UNDEFINED;
                    return Ok(None);
                }
                if (*iterator).expected_length != (*dict).version {
                    return Err(self.raise(ClassId::RuntimeError, format_args!("OrderedDict mutated during iteration")));
                }
            } else if (*iterator).expected_length != (*dict).length as usize {
                return Err(self.refuse_changed(iterator, dict));
            }
            let is_dict = (*dict).object.header.kind == Kind::Dict;
            let flags = (*iterator).object.header.flags;
            let found = if flags & BACKWARDS != 0 {
                let mut number = (*iterator).index.min((*dict).used as usize);
                loop {
                    let Some(below) = number.checked_sub(1) else { break None };
                    number = below;
                    let entry = *(*dict).entries.add(number);
                    if entry.key != Value::DELETED {
                        (*iterator).index = number;
                        break Some(entry);
                    }
                }
            } else {
                let mut number = (*iterator).index;
                let used = (*dict).used as usize;
                loop {
                    if number >= used {
                        break None;
                    }
                    let entry = *(*dict).entries.add(number);
                    if entry.key != Value::DELETED {
                        // All entries that were passed over are dead: later searches for the first need not.
                        if is_dict && (*iterator).index == (*dict).object.header.extra as usize {
                            (*dict).object.header.extra = number as u32;
                        }
                        (*iterator).index = number.wrapping_add(1);
                        break Some(entry);
                    }
                    number = number.wrapping_add(1);
                }
            };
            let Some(entry) = found else {
                (*iterator).table = Value::UNDEFINED;
                return Ok(None);
            };
            let Some(remaining) = (*iterator).object.header.extra.checked_sub(1) else {
                (*iterator).table = Value::UNDEFINED;
                if (*dict).object.header.kind != Kind::Dict {
                    return Ok(None);
                }
                return Err(self.raise(ClassId::RuntimeError, format_args!("dictionary keys changed during iteration")));
            };
            (*iterator).object.header.extra = remaining;
            match flags & !(BACKWARDS | ORDERED) {
                DictView::KEYS => Ok(Some(entry.key)),
                DictView::VALUES => Ok(Some(entry.value)),
                _ => self.new_pair(entry.key, entry.value).map(Some),
            }
        }
    }

    #[cold]
    fn refuse_changed(&mut self, iterator: *mut DictIterator, dict: *mut Dict) -> Raised {
        // SAFETY: the caller holds both. A length that no table has keeps the iterator refusing.
        let kind = unsafe {
            (*iterator).expected_length = usize::MAX;
            (*dict).object.header.kind
        };
        let what = if kind == Kind::Dict { "dictionary" } else { "Set" };
        self.raise(ClassId::RuntimeError, format_args!("{what} changed size during iteration"))
    }

    /// Specialises the instruction at `pc` by what it iterates over.
    ///
    /// # Safety
    /// The instruction is of the family of `Iterate`.
    pub(crate) unsafe fn specialise_iteration(&mut self, pc: *mut u64, iterator: Value) {
        // SAFETY: what instructions work on is alive; all of the family have the same operands.
        unsafe {
            match iterator.kind() {
                Some(Kind::RangeIterator) => self.specialise(pc, Opcode::IterateRange),
                Some(Kind::SequenceIterator) => {
                    let sequence = (*iterator.as_pointer::<SequenceIterator>()).sequence;
                    if sequence.is_kind(Kind::List) {
                        self.specialise(pc, Opcode::IterateList);
                    } else if sequence.is_kind(Kind::Tuple) {
                        self.specialise(pc, Opcode::IterateTuple);
                    }
                }
                Some(Kind::StrIterator) => self.specialise(pc, Opcode::IterateStr),
                Some(Kind::SetIterator) => self.specialise(pc, Opcode::IterateSet),
                Some(Kind::DictIterator) => match (*iterator.as_pointer::<Object>()).header.flags {
                    DictView::KEYS | DictView::VALUES => self.specialise(pc, Opcode::IterateDict),
                    DictView::ITEMS if self.takes_pairs_apart(pc) => self.specialise(pc, Opcode::IterateItems),
                    _ => {}
                },
                Some(Kind::ToolIterator) => match (*iterator.as_pointer::<Object>()).header.flags {
                    iterator_tools::BYTES => self.specialise(pc, Opcode::IterateBytes),
                    iterator_tools::ENUMERATE if self.takes_pairs_apart(pc) => self.specialise(pc, Opcode::IterateEnumerate),
                    iterator_tools::ZIP if self.takes_pairs_apart(pc) => self.specialise(pc, Opcode::IterateZip),
                    _ => {}
                },
                _ => {}
            }
        }
    }

    /// Whether the item of the iterating instruction at `pc` is a temporary that the instruction behind takes apart as a pair.
    ///
    /// # Safety
    /// The instruction is of the family of `Iterate` and runs.
    unsafe fn takes_pairs_apart(&self, pc: *mut u64) -> bool {
        // SAFETY: behind an iterating instruction stands another; a running function and its code are alive.
        unsafe {
            let (word, next) = (*pc, *pc.add(1));
            let item = (word >> 16) as u16;
            let fits = next as u16 == Opcode::Unpack as u16 && (next >> 32) as u16 == item && next >> 48 == 2;
            fits && self.current_function().is_some_and(|function| {
                let code = (*function).code;
                usize::from(item) >= (*code).variable_count as usize + self.tuple_length((*code).free_names)
            })
        }
    }

    /// An iterator over a list or tuple.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_sequence_iterator(&mut self, sequence: Value) -> Result<Value> {
        // SAFETY: the caller holds the sequence.
        let id = if unsafe { sequence.is_kind(Kind::List) } { ClassId::ListIterator } else { ClassId::TupleIterator };
        let iterator: *mut SequenceIterator = self.new_object(id, Kind::SequenceIterator, size_of::<SequenceIterator>())?;
        // SAFETY: fresh.
        unsafe { (*iterator).sequence = sequence };
        Ok(Value::from_pointer(iterator))
    }

    /// An iterator over a str.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_str_iterator(&mut self, string: Value) -> Result<Value> {
        let iterator: *mut StrIterator = self.new_object(ClassId::StrIterator, Kind::StrIterator, size_of::<StrIterator>())?;
        // SAFETY: fresh.
        unsafe { (*iterator).string = string };
        Ok(Value::from_pointer(iterator))
    }

    /// An iterator over a dict or set; `flags` say what of it, and whether backwards.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_table_iterator(&mut self, table: Value, flags: u16) -> Result<Value> {
        // SAFETY: the caller holds the table.
        let is_dict = unsafe { table.is_kind(Kind::Dict) };
        let kind = if is_dict { Kind::DictIterator } else { Kind::SetIterator };
        let id = match (flags & !BACKWARDS, flags & BACKWARDS != 0) {
            _ if !is_dict => ClassId::SetIterator,
            _ if flags & ORDERED != 0 => ClassId::OrderedIterator,
            (DictView::KEYS, false) => ClassId::DictKeyIterator,
            (DictView::KEYS, true) => ClassId::DictReverseKeyIterator,
            (DictView::VALUES, false) => ClassId::DictValueIterator,
            (DictView::VALUES, true) => ClassId::DictReverseValueIterator,
            (_, false) => ClassId::DictItemIterator,
            (_, true) => ClassId::DictReverseItemIterator,
        };
        self.late_class(id)?;
        let iterator: *mut DictIterator = self.new_object(id, kind, size_of::<DictIterator>())?;
        // SAFETY: fresh; the caller holds the table.
        unsafe {
            let dict: *mut Dict = table.as_pointer();
            (*iterator).object.header.flags = flags;
            (*iterator).object.header.extra = (*dict).length;
            (*iterator).table = table;
            (*iterator).expected_length = if flags & ORDERED != 0 { (*dict).version } else { (*dict).length as usize };
            // Before the noted number no entry of a dict is alive.
            (*iterator).index = match flags & BACKWARDS != 0 {
                true => (*dict).used as usize,
                false if is_dict => (*dict).object.header.extra as usize,
                false => 0,
            };
        }
        Ok(Value::from_pointer(iterator))
    }

    /// An iterator over a view of a dict.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn view_iterator(&mut self, view: Value, direction: u16) -> Result<Value> {
        // SAFETY: the caller holds a view.
        let (dict, flags) = unsafe {
            let view = view.as_pointer::<DictView>();
            ((*view).dict, (*view).object.header.flags)
        };
        self.new_table_iterator(dict, flags | direction)
    }
}

/// `__iter__` of iterators.
pub(crate) fn itself(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(arguments.get(0))
}

/// `__next__` of the iterators made here.
pub(crate) fn next(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match context.next_item(arguments.get(0))? {
        Some(item) => Ok(item),
        None => Err(context.raise(ClassId::StopIteration, format_args!(""))),
    }
}

fn length_hint(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let iterator = arguments.get(0);
    // SAFETY: arguments are alive; each kind has its layout.
    let left = unsafe {
        match iterator.kind() {
            Some(Kind::RangeIterator) => (*iterator.as_pointer::<RangeIterator>()).remaining(),
            Some(Kind::SequenceIterator) => {
                let object = iterator.as_pointer::<SequenceIterator>();
                if (*object).sequence == Value::UNDEFINED {
                    0
                } else {
                    sequence::length((*object).sequence).saturating_sub((*object).index)
                }
            }
            Some(Kind::StrIterator) => {
                let object = iterator.as_pointer::<StrIterator>();
                if (*object).string == Value::UNDEFINED { 0 } else { text::length((*object).string).saturating_sub((*object).index) }
            }
            Some(Kind::DictIterator | Kind::SetIterator) => {
                let object = iterator.as_pointer::<DictIterator>();
                let table: *mut Dict = (*object).table.as_pointer();
                let ordered = (*object).object.header.flags & ORDERED != 0;
                let over = (*object).table == Value::UNDEFINED || !ordered && (*object).expected_length != (*table).length as usize;
                if over { 0 } else { (*iterator.as_pointer::<Object>()).header.extra as usize }
            }
            _ => 0,
        }
    };
    context.new_int(left as i128)
}
