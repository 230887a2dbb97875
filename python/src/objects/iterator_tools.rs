//! `enumerate`, `zip`, `map`, `filter`, `reversed` and their like.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::construct::{is_exact, tuple_items, tuple_slice};
use super::generator::Resumed;
use super::iterator::{BACKWARDS, itself};
use super::layout::{ByteArray, Bytes, DictView, ToolIterator};
use super::native::{Arguments, Method};
use super::special::Special;
use super::{iterator_state, operations, sequence, text};
use crate::context::Context;
use crate::error::Result;

/// `enumerate`: the iterator; the next number.
pub(crate) const ENUMERATE: u16 = ToolIterator::ENUMERATE;
/// `zip`: a tuple of iterators; whether strict; whether exhausted.
pub(crate) const ZIP: u16 = ToolIterator::ZIP;
/// `map`: the function; a tuple of iterators.
pub(crate) const MAP: u16 = 3;
/// `filter`: the function or None; the iterator.
pub(crate) const FILTER: u16 = 4;
/// `reversed`: the sequence, UNDEFINED once exhausted; the index of the next item.
pub(crate) const REVERSED: u16 = 5;
/// `iter` of something with `__getitem__`: it, UNDEFINED once exhausted; the next index.
pub(crate) const SEQUENCE_WALK: u16 = 6;
/// `iter(function, sentinel)`: the function, UNDEFINED once exhausted; the sentinel.
pub(crate) const CALLABLE: u16 = 7;
/// Over `bytes` or `bytearray`: it, UNDEFINED once exhausted; the next index.
pub(crate) const BYTES: u16 = ToolIterator::BYTES;
/// Over a range of large integers: the next number; the step; how many are left.
pub(crate) const LARGE_RANGE: u16 = 9;

macro_rules! tool_methods {
    ($($new:ident)?; $($more:expr),*) => {
        const {
            &[
                $($more,)*
                $(Method::raw("__new__", $new).unbound(),)?
                Method::new("__iter__", itself, 0, 0),
                Method::new("__next__", next, 0, 0),
            ]
        }
    };
}

const LENGTH_HINT: Method = Method::new("__length_hint__", length_hint, 0, 0);
const REDUCE: Method = Method::new("__reduce__", iterator_state::reduce_tool, 0, 0);
const SET_STATE: Method = Method::new("__setstate__", iterator_state::set_tool_state, 1, 1);

/// The methods of a class that differ from its base's.
pub const fn methods(id: ClassId) -> &'static [Method] {
    match id {
        ClassId::Enumerate => tool_methods!(
            new_enumerate;
            REDUCE,
            Method::new("__class_getitem__", super::generic_alias::class_get_item, 1, 1).of_class()
        ),
        ClassId::Zip => tool_methods!(new_zip; REDUCE, SET_STATE),
        ClassId::Map => tool_methods!(new_map; REDUCE),
        ClassId::Filter => tool_methods!(new_filter; REDUCE),
        ClassId::Reversed => tool_methods!(new_reversed; LENGTH_HINT, REDUCE, SET_STATE),
        ClassId::CallableIterator => tool_methods!(; REDUCE),
        ClassId::MemoryIterator => tool_methods!(;),
        ClassId::ArrayIterator => tool_methods!(; REDUCE, SET_STATE),
        _ => tool_methods!(; LENGTH_HINT, REDUCE, SET_STATE),
    }
}

impl Context {
    /// A tool of a built-in class.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_tool(&mut self, id: ClassId, tool: u16, state: [Value; 4]) -> Result<Value> {
        let object: *mut ToolIterator = self.new_object(id, Kind::ToolIterator, size_of::<ToolIterator>())?;
        // SAFETY: fresh.
        unsafe {
            (*object).object.header.flags = tool;
            (*object).state = state;
        }
        Ok(Value::from_pointer(object))
    }

    /// A tool of the class that `__new__` was given.
    fn new_tool_for(&mut self, arguments: &Arguments, id: ClassId, tool: u16, state: [Value; 4]) -> Result<Value> {
        let object: *mut ToolIterator = self.new_for(arguments, id, Kind::ToolIterator, size_of::<ToolIterator>())?;
        // SAFETY: fresh.
        unsafe {
            (*object).object.header.flags = tool;
            if (*object).object.shape == self.shape(id) {
                (*object).object.header.extra = ToolIterator::EXACT;
            }
            (*object).state = state;
        }
        Ok(Value::from_pointer(object))
    }

    /// An iterator from the end of a sequence to its start.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_reversed(&mut self, sequence: Value, length: usize) -> Result<Value> {
        let last = Value::from_int((length as isize).wrapping_sub(1)).unwrap_or(Value(0));
        // SAFETY: the caller holds the sequence.
        let id = if unsafe { sequence.is_kind(Kind::List) } { ClassId::ListReverseIterator } else { ClassId::Reversed };
        self.new_tool(id, REVERSED, [sequence, last, Value::UNDEFINED, Value::UNDEFINED])
    }

    /// `iter(function, sentinel)`.
    ///
    /// # Errors
    /// TypeError, MemoryError.
    pub(crate) fn new_callable_iterator(&mut self, function: Value, sentinel: Value) -> Result<Value> {
        let class = self.class_of(function);
        // SAFETY: the caller holds the function.
        let callable = matches!(unsafe { function.kind() }, Some(Kind::Function | Kind::NativeFunction | Kind::BoundMethod | Kind::Class))
            || self.lookup_special(class, Special::Call)?.is_some();
        if !callable {
            return Err(self.raise(ClassId::TypeError, format_args!("iter(v, w): v must be callable")));
        }
        self.new_tool(ClassId::CallableIterator, CALLABLE, [function, sentinel, Value::UNDEFINED, Value::UNDEFINED])
    }

    /// An iterator over `bytes` or `bytearray`.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_bytes_iterator(&mut self, bytes: Value) -> Result<Value> {
        // SAFETY: the caller holds it.
        let id = if unsafe { bytes.is_kind(Kind::ByteArray) } { ClassId::ByteArrayIterator } else { ClassId::BytesIterator };
        self.new_tool(id, BYTES, [bytes, Value(0), Value::UNDEFINED, Value::UNDEFINED])
    }

    /// An iterator of a class of its own that asks a sequence for one item after the other.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_walk(&mut self, id: ClassId, sequence: Value) -> Result<Value> {
        self.new_tool(id, SEQUENCE_WALK, [sequence, Value(0), Value::UNDEFINED, Value::UNDEFINED])
    }

    /// `reversed(value)`.
    ///
    /// # Errors
    /// TypeError, what `__reversed__` raises.
    pub(crate) fn reversed(&mut self, value: Value) -> Result<Value> {
        // SAFETY: the caller holds the value.
        match unsafe { value.kind() } {
            Some(Kind::List | Kind::Tuple) if is_exact(value) => return self.new_reversed(value, sequence::length(value)),
            Some(Kind::Str) if text::is_exact(value) => return self.new_reversed(value, text::length(value)),
            Some(Kind::Dict) if is_exact(value) => return self.new_table_iterator(value, DictView::KEYS | BACKWARDS),
            _ => {}
        }
        let class = self.class_of(value);
        if let Some(method) = self.lookup_special(class, Special::Reversed)? {
            if method != Value::NONE {
                return operations::call_found(self, method, value, &[]);
            }
        } else if self.lookup_special(class, Special::GetItem)?.is_some()
            && (!super::access::is_built_in(class) || self.lookup_special(class, Special::Len)?.is_some())
        {
            let length = operations::length(self, value)?;
            return self.new_reversed(value, length);
        }
        let name = self.type_name(value);
        Err(self.raise(ClassId::TypeError, format_args!("'{name}' object is not reversible")))
    }

    /// The next item of a tool.
    ///
    /// # Errors
    /// What the functions and iterators behind it raise.
    pub(crate) fn next_of_tool(&mut self, tool: Value) -> Result<Option<Value>> {
        self.check_native_stack()?;
        let object: *mut ToolIterator = tool.as_pointer();
        // SAFETY: the caller holds a tool, and with it its state; no reference into it is kept across calls.
        unsafe {
            let state = (*object).state;
            match (*object).object.header.flags {
                ENUMERATE => {
                    let Some(item) = self.next_item(state[0])? else { return Ok(None) };
                    let number = (*object).state[1];
                    (*object).state[1] = match number.is_int().then(|| number.as_int().checked_add(1)).flatten().and_then(Value::from_int) {
                        Some(next) => next,
                        None => operations::binary(self, Operation::Add, false, number, Value::from_i32_small(1))?,
                    };
                    self.new_pair(number, item).map(Some)
                }
                ZIP => self.next_of_zip(object),
                MAP => {
                    if let [iterator] = *tuple_slice(state[1]) {
                        let Some(item) = self.next_item(iterator)? else { return Ok(None) };
                        return self.call(state[0], &[item]).map(Some);
                    }
                    match self.next_of_each(state[1])? {
                        Ok(items) => self.call(state[0], tuple_slice(items)).map(Some),
                        Err(_) => Ok(None),
                    }
                }
                FILTER => {
                    let plain = state[0] == Value::NONE || state[0] == self.class_value(ClassId::Bool);
                    let mut turns = 0usize;
                    while let Some(item) = self.next_item(state[1])? {
                        let chosen = if plain { item } else { self.call(state[0], &[item])? };
                        if operations::truth(self, chosen)? {
                            return Ok(Some(item));
                        }
                        turns = turns.wrapping_add(1);
                        if turns.is_multiple_of(sequence::POLL_INTERVAL) {
                            self.poll_native()?;
                        }
                    }
                    Ok(None)
                }
                REVERSED => self.next_reversed(object),
                SEQUENCE_WALK => {
                    if state[0] == Value::UNDEFINED {
                        return Ok(None);
                    }
                    let index = state[1];
                    match operations::get_item(self, state[0], index) {
                        Ok(item) => {
                            (*object).state[1] = Value::from_int(index.as_int().wrapping_add(1)).unwrap_or(Value(0));
                            Ok(Some(item))
                        }
                        Err(raised) => {
                            if self.exception_is(ClassId::IndexError) || self.exception_is(ClassId::StopIteration) {
                                self.machine.exception = Value::UNDEFINED;
                                (*object).state[0] = Value::UNDEFINED;
                                return Ok(None);
                            }
                            Err(raised)
                        }
                    }
                }
                CALLABLE => {
                    if state[0] == Value::UNDEFINED {
                        return Ok(None);
                    }
                    let end = match self.call(state[0], &[]) {
                        // The function may have used the iterator up itself.
                        Ok(_) if (*object).state[0] == Value::UNDEFINED => Ok(None),
                        Ok(item) => {
                            if !operations::equal(self, state[1], item)? {
                                return Ok(Some(item));
                            }
                            Ok(None)
                        }
                        Err(raised) => operations::end_of_iteration(self, raised).map(|()| None),
                    };
                    if end.is_ok() {
                        (*object).state[0] = Value::UNDEFINED;
                    }
                    end
                }
                BYTES => {
                    if state[0] == Value::UNDEFINED {
                        return Ok(None);
                    }
                    let index = state[1].as_int() as usize;
                    match byte_at(state[0], index) {
                        Some(byte) => {
                            (*object).state[1] = Value::from_int(index.wrapping_add(1) as isize).unwrap_or(Value(0));
                            Ok(Some(Value::from_i32_small(i32::from(byte))))
                        }
                        None => {
                            (*object).state[0] = Value::UNDEFINED;
                            Ok(None)
                        }
                    }
                }
                LARGE_RANGE => {
                    if state[2] == Value(0) {
                        return Ok(None);
                    }
                    let left = operations::binary(self, Operation::Subtract, false, state[2], Value::from_i32_small(1))?;
                    let next = operations::binary(self, Operation::Add, false, state[0], state[1])?;
                    (*object).state[0] = next;
                    (*object).state[2] = left;
                    Ok(Some(state[0]))
                }
                _ => match self.resume_awaited(tool, Value::NONE, None) {
                    Some(resumed) => Ok(match resumed? {
                        Resumed::Yielded(item) => Some(item),
                        Resumed::Returned(_) => None,
                    }),
                    None => Err(self.raise_system("unknown iterator")),
                },
            }
        }
    }

    /// A tuple of the next items of several iterators; the number of the first that is exhausted, if one is.
    fn next_of_each(&mut self, iterators: Value) -> Result<core::result::Result<Value, usize>> {
        let count = sequence::length(iterators);
        let items = self.new_tuple_of(count)?;
        for number in 0..count {
            let iterator = self.tuple_item(iterators, number);
            match self.next_item(iterator)? {
                // SAFETY: the tuple has so many items.
                Some(item) => unsafe { *tuple_items(items).add(number) = item },
                None => return Ok(Err(number)),
            }
        }
        Ok(Ok(items))
    }

    fn next_of_zip(&mut self, object: *mut ToolIterator) -> Result<Option<Value>> {
        // SAFETY: the caller holds the tool.
        let [iterators, strict, ..] = unsafe { (*object).state };
        let count = sequence::length(iterators);
        if count == 0 {
            return Ok(None);
        }
        let first_exhausted = match self.next_of_each(iterators)? {
            Ok(items) => return Ok(Some(items)),
            Err(number) => number,
        };
        if strict != Value::TRUE {
            return Ok(None);
        }
        let plural = |number: usize| if number == 1 { " " } else { "s 1-" };
        if first_exhausted > 0 {
            return Err(self.raise(
                ClassId::ValueError,
                format_args!(
                    "zip() argument {} is shorter than argument{}{}",
                    first_exhausted + 1,
                    plural(first_exhausted),
                    first_exhausted
                ),
            ));
        }
        for number in 1..count {
            let iterator = self.tuple_item(iterators, number);
            if self.next_item(iterator)?.is_some() {
                return Err(self.raise(
                    ClassId::ValueError,
                    format_args!("zip() argument {} is longer than argument{}{}", number + 1, plural(number), number),
                ));
            }
        }
        Ok(None)
    }

    fn next_reversed(&mut self, object: *mut ToolIterator) -> Result<Option<Value>> {
        // SAFETY: the caller holds the tool; indices are checked against the length of now.
        unsafe {
            let [source, place, ..] = (*object).state;
            if source == Value::UNDEFINED {
                return Ok(None);
            }
            let index = place.as_int();
            let item = if index < 0 {
                None
            } else {
                let below = Value::from_int(index.wrapping_sub(1)).unwrap_or(Value(0));
                match source.kind() {
                    // A list's own way does not ask its class.
                    Some(Kind::List) => sequence::item(source, index as usize),
                    Some(Kind::Tuple) if is_exact(source) => sequence::item(source, index as usize),
                    Some(Kind::Str) if text::is_exact(source) => Some(self.character(text::code_point(source, index as usize))?),
                    _ => match operations::get_item(self, source, place) {
                        Ok(item) => Some(item),
                        Err(raised) => {
                            if !(self.exception_is(ClassId::IndexError) || self.exception_is(ClassId::StopIteration)) {
                                return Err(raised);
                            }
                            self.machine.exception = Value::UNDEFINED;
                            None
                        }
                    },
                }
                .inspect(|_| (*object).state[1] = below)
            };
            if item.is_none() {
                (*object).state[0] = Value::UNDEFINED;
            }
            Ok(item)
        }
    }

    /// A tuple of the iterators of some arguments.
    fn iterators_of(&mut self, arguments: &Arguments, from: usize, to: usize) -> Result<Value> {
        let iterators = self.new_tuple_of(to.saturating_sub(from))?;
        for number in from..to {
            let iterator = self.get_iterator(arguments.get(number))?;
            // SAFETY: the tuple has so many items.
            unsafe { *tuple_items(iterators).add(number - from) = iterator };
        }
        Ok(iterators)
    }
}

/// A byte of `bytes` or `bytearray`.
fn byte_at(bytes: Value, index: usize) -> Option<u8> {
    // SAFETY: the caller holds one of both; the index is checked.
    unsafe {
        if bytes.is_kind(Kind::ByteArray) {
            let object = bytes.as_pointer::<ByteArray>();
            if index < (*object).length { Some(*(*object).data.add(index)) } else { None }
        } else {
            let object = bytes.as_pointer::<Bytes>();
            if index < (*object).length { Some(*object.cast::<u8>().add(Bytes::DATA).add(index)) } else { None }
        }
    }
}

/// `__next__` of tools: goes by the tool even if the class is a subclass with a `__next__` of its own.
fn next(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match context.next_of_tool(arguments.get(0))? {
        Some(item) => Ok(item),
        None => Err(context.raise(ClassId::StopIteration, format_args!(""))),
    }
}

fn length_hint(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    // SAFETY: arguments are alive.
    let (tool, state) = unsafe {
        let object = arguments.get(0).as_pointer::<ToolIterator>();
        ((*object).object.header.flags, (*object).state)
    };
    if state[0] == Value::UNDEFINED {
        return Ok(Value(0));
    }
    match tool {
        REVERSED => context.new_int(state[1].as_int().saturating_add(1) as i128),
        LARGE_RANGE => Ok(state[2]),
        BYTES | SEQUENCE_WALK => {
            let length = operations::length(context, state[0])?;
            context.new_int(length.saturating_sub(state[1].as_int() as usize) as i128)
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn new_enumerate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    let given = arguments.len().saturating_sub(1);
    if given > 2 {
        return Err(context.raise(ClassId::TypeError, format_args!("enumerate() takes at most 2 arguments ({given} given)")));
    }
    let positional = given.saturating_sub(named);
    let (mut iterable, mut start) = (Value::UNDEFINED, Value::from_i32_small(0));
    if positional > 0 {
        iterable = arguments.get(1);
    }
    if positional > 1 {
        start = arguments.get(2);
    }
    for number in 0..named {
        let name = context.tuple_item(arguments.names, number);
        let value = arguments.get(1 + positional + number);
        if text::equals_text(name, "iterable") && iterable == Value::UNDEFINED {
            iterable = value;
        } else if text::equals_text(name, "start") {
            start = value;
        } else {
            return Err(
                context.raise(ClassId::TypeError, format_args!("'{}' is an invalid keyword argument for enumerate()", text::Display(name)))
            );
        }
    }
    if iterable == Value::UNDEFINED {
        return Err(context.raise(ClassId::TypeError, format_args!("enumerate() missing required argument 'iterable'")));
    }
    let start = operations::index(context, start)?;
    let iterator = context.get_iterator(iterable)?;
    context.new_tool_for(arguments, ClassId::Enumerate, ENUMERATE, [iterator, start, Value::UNDEFINED, Value::UNDEFINED])
}

fn new_zip(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    let end = arguments.len().saturating_sub(named);
    let mut strict = false;
    for number in 0..named {
        let name = context.tuple_item(arguments.names, number);
        if !text::equals_text(name, "strict") {
            return Err(context.complain_unknown_keyword("zip", name, &["strict"]));
        }
        strict = operations::truth(context, arguments.get(end.wrapping_add(number)))?;
    }
    let iterators = context.iterators_of(arguments, 1, end)?;
    let state = [iterators, Value::from_bool(strict), Value::UNDEFINED, Value::UNDEFINED];
    context.new_tool_for(arguments, ClassId::Zip, ZIP, state)
}

fn new_map(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let given = context.positional_only(arguments, "map", 0, usize::MAX)?;
    if given < 2 {
        return Err(context.raise(ClassId::TypeError, format_args!("map() must have at least two arguments.")));
    }
    let iterators = context.iterators_of(arguments, 2, given.saturating_add(1))?;
    let state = [arguments.get(1), iterators, Value::UNDEFINED, Value::UNDEFINED];
    context.new_tool_for(arguments, ClassId::Map, MAP, state)
}

fn new_filter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.positional_only(arguments, "filter", 2, 2)?;
    let iterator = context.get_iterator(arguments.get(2))?;
    let state = [arguments.get(1), iterator, Value::UNDEFINED, Value::UNDEFINED];
    context.new_tool_for(arguments, ClassId::Filter, FILTER, state)
}

fn new_reversed(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.positional_only(arguments, "reversed", 1, 1)?;
    context.class_for_new(arguments, ClassId::Reversed)?;
    context.reversed(arguments.get(1))
}
