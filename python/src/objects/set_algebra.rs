//! What sets and frozensets do with each other and with any iterable.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::construct::is_exact;
use super::dict;
use super::native::Arguments;
use super::operations;
use super::sequence::{self, POLL_INTERVAL};
use super::special::Special;
use crate::context::Context;
use crate::error::Result;
use crate::numeric::hash::FrozensetHasher;

/// The operations that methods and operators share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetOperation {
    /// What is in either.
    Union,
    /// What is in both.
    Intersection,
    /// What is in the first only.
    Difference,
    /// What is in one of them only.
    SymmetricDifference,
}

/// Whether a value is a set or frozenset, of a subclass or not.
#[inline]
pub(crate) fn is_set(value: Value) -> bool {
    // SAFETY: the caller holds the value.
    unsafe { value.is_kind(Kind::Set) || value.is_kind(Kind::FrozenSet) }
}

/// How many items a set (or dict) has.
pub(crate) fn length(set: Value) -> usize {
    // SAFETY: the caller holds a table.
    unsafe { (*set.as_pointer::<Dict>()).length as usize }
}

impl Context {
    /// Adds an item to a set.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise; MemoryError.
    #[inline]
    pub(crate) fn set_add(&mut self, set: Value, item: Value) -> Result<()> {
        let hash = self.key_hash(item)?;
        self.set_add_hashed(set.as_pointer(), item, hash)
    }

    /// Adds an item whose hash is known.
    fn set_add_hashed(&mut self, set: *mut Dict, item: Value, hash: usize) -> Result<()> {
        if self.table_find(set, item, hash)?.is_none() {
            self.table_add(set, item, hash, Value::NONE)?;
        }
        Ok(())
    }

    /// Gives the items of any iterable, with their hashes, to a function until that says no. Sets and dicts know the hashes.
    ///
    /// # Errors
    /// What iterating, `__hash__` and the function raise.
    pub(crate) fn for_each_hashed(
        &mut self,
        iterable: Value,
        mut function: impl FnMut(&mut Context, Value, usize) -> Result<bool>,
    ) -> Result<()> {
        let mut turns = 0usize;
        // What a class of sets iterates in a way of its own is not asked; of dicts it is.
        if is_set(iterable) || (dict::is_dict(iterable) && self.iterates_plainly(iterable)?) {
            let mut number = 0usize;
            while let Some((at, entry)) = self.table_next(iterable.as_pointer(), number) {
                if !function(self, entry.key, entry.hash)? {
                    break;
                }
                number = at.wrapping_add(1);
                turns = turns.wrapping_add(1);
                if turns.is_multiple_of(POLL_INTERVAL) {
                    self.poll_native()?;
                }
            }
            return Ok(());
        }
        let iterator = self.get_iterator(iterable)?;
        while let Some(item) = operations::next(self, iterator)? {
            let hash = self.key_hash(item)?;
            if !function(self, item, hash)? {
                break;
            }
        }
        Ok(())
    }

    /// Adds the items of any iterable to a set.
    ///
    /// # Errors
    /// What iterating, `__hash__` and `__eq__` raise; MemoryError.
    pub(crate) fn set_update(&mut self, set: Value, iterable: Value) -> Result<()> {
        let table: *mut Dict = set.as_pointer();
        if set == iterable {
            return Ok(());
        }
        if length(set) == 0 && is_set(iterable) {
            // The items of a set differ from each other: nothing is compared.
            let source: *mut Dict = iterable.as_pointer();
            if length(iterable) > 4 {
                self.table_rebuild(table, length(iterable))?;
            }
            let mut number = 0usize;
            while let Some((at, entry)) = self.table_next(source, number) {
                self.table_add(table, entry.key, entry.hash, Value::NONE)?;
                number = at.wrapping_add(1);
            }
            return Ok(());
        }
        self.for_each_hashed(iterable, |context, item, hash| {
            context.set_add_hashed(table, item, hash)?;
            Ok(true)
        })
    }

    /// The hash by which a set is searched: a set among sets is looked for as if it were a frozenset.
    fn search_hash(&mut self, item: Value) -> Result<usize> {
        // SAFETY: the caller holds the item.
        if unsafe { item.is_kind(Kind::Set) } {
            let class = self.class_of(item);
            if self.lookup_special(class, Special::Hash)?.is_none_or(|method| method == Value::NONE) {
                return Ok(set_hash(self, item));
            }
        }
        self.key_hash(item)
    }

    /// Whether an item is in a set.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise.
    #[inline]
    pub(crate) fn set_contains(&mut self, set: Value, item: Value) -> Result<bool> {
        let hash = self.search_hash(item)?;
        Ok(self.table_find(set.as_pointer(), item, hash)?.is_some())
    }

    /// Takes an item out of a set; whether it was there.
    ///
    /// # Errors
    /// What `__hash__` and `__eq__` raise.
    pub(crate) fn set_take(&mut self, set: Value, item: Value) -> Result<bool> {
        let hash = self.search_hash(item)?;
        self.set_take_hashed(set.as_pointer(), item, hash)
    }

    fn set_take_hashed(&mut self, set: *mut Dict, item: Value, hash: usize) -> Result<bool> {
        match self.table_find(set, item, hash)? {
            Some(number) => {
                self.table_remove(set, number);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// A set of the items of an iterable.
    ///
    /// # Errors
    /// What iterating, `__hash__` and `__eq__` raise; MemoryError.
    pub(crate) fn set_from(&mut self, kind: Kind, iterable: Value) -> Result<Value> {
        let set = Value::from_pointer(self.new_set_like(kind)?);
        self.set_update(set, iterable)?;
        Ok(set)
    }

    /// The items of an iterable as something that knows hashes: itself if it is a set or dict, else a set.
    fn hashed(&mut self, iterable: Value) -> Result<Value> {
        if is_set(iterable) || (dict::is_dict(iterable) && self.iterates_plainly(iterable)?) {
            return Ok(iterable);
        }
        self.set_from(Kind::Set, iterable)
    }

    /// The result of an operation as a new set of the first operand's kind.
    ///
    /// # Errors
    /// What iterating, `__hash__` and `__eq__` raise; MemoryError.
    pub(crate) fn set_combine(&mut self, operation: SetOperation, set: Value, other: Value) -> Result<Value> {
        // SAFETY: the caller holds a set.
        let kind = unsafe { set.kind() }.unwrap_or(Kind::Set);
        let result = Value::from_pointer(self.new_set_like(kind)?);
        let table: *mut Dict = result.as_pointer();
        match operation {
            SetOperation::Union => {
                self.set_update(result, set)?;
                self.set_update(result, other)?;
            }
            SetOperation::Intersection => {
                // The smaller one is walked if both can be searched.
                let (walked, searched) = if is_set(other) && length(other) > length(set) { (set, other) } else { (other, set) };
                self.for_each_hashed(walked, |context, item, hash| {
                    if context.table_find(searched.as_pointer(), item, hash)?.is_some() {
                        context.set_add_hashed(table, item, hash)?;
                    }
                    Ok(true)
                })?;
            }
            SetOperation::Difference => {
                let other = self.hashed(other)?;
                self.for_each_hashed(set, |context, item, hash| {
                    if context.table_find(other.as_pointer(), item, hash)?.is_none() {
                        context.set_add_hashed(table, item, hash)?;
                    }
                    Ok(true)
                })?;
            }
            SetOperation::SymmetricDifference => {
                let other = self.hashed(other)?;
                for (walked, searched) in [(set, other), (other, set)] {
                    self.for_each_hashed(walked, |context, item, hash| {
                        if context.table_find(searched.as_pointer(), item, hash)?.is_none() {
                            context.set_add_hashed(table, item, hash)?;
                        }
                        Ok(true)
                    })?;
                }
            }
        }
        Ok(result)
    }

    /// The same, in place.
    ///
    /// # Errors
    /// What iterating, `__hash__` and `__eq__` raise; MemoryError.
    pub(crate) fn set_combine_in_place(&mut self, operation: SetOperation, set: Value, other: Value) -> Result<()> {
        let table: *mut Dict = set.as_pointer();
        match operation {
            SetOperation::Union => self.set_update(set, other),
            SetOperation::Intersection => {
                let result = self.set_combine(operation, set, other)?;
                self.set_take_over(table, result.as_pointer());
                Ok(())
            }
            _ if set == other => {
                self.table_clear(table);
                Ok(())
            }
            SetOperation::Difference => self.for_each_hashed(other, |context, item, hash| {
                context.set_take_hashed(table, item, hash)?;
                Ok(true)
            }),
            SetOperation::SymmetricDifference => {
                let other = self.hashed(other)?;
                self.for_each_hashed(other, |context, item, hash| {
                    if !context.set_take_hashed(table, item, hash)? {
                        context.set_add_hashed(table, item, hash)?;
                    }
                    Ok(true)
                })
            }
        }
    }

    /// A set takes over the contents of another that nobody else holds.
    fn set_take_over(&mut self, set: *mut Dict, other: *mut Dict) {
        self.table_clear(set);
        // SAFETY: both are tables; the other's buffers change hands.
        unsafe {
            (*set).object.header.extra = 0;
            (*set).entries = core::mem::replace(&mut (*other).entries, core::ptr::null_mut());
            (*set).indices = core::mem::replace(&mut (*other).indices, core::ptr::null_mut());
            (*set).log2_places = core::mem::take(&mut (*other).log2_places);
            (*set).used = core::mem::take(&mut (*other).used);
            (*set).length = core::mem::take(&mut (*other).length);
            (*set).entry_capacity = core::mem::take(&mut (*other).entry_capacity);
            (*set).version = self.next_version();
        }
    }

    /// Whether all items of an iterable are in a set (or dict).
    fn set_has_all(&mut self, set: Value, iterable: Value) -> Result<bool> {
        let mut all = true;
        self.for_each_hashed(iterable, |context, item, hash| {
            all = context.table_find(set.as_pointer(), item, hash)?.is_some();
            Ok(all)
        })?;
        Ok(all)
    }

    /// Whether a set has no item of an iterable.
    ///
    /// # Errors
    /// What iterating, `__hash__` and `__eq__` raise.
    pub(crate) fn set_is_disjoint(&mut self, set: Value, iterable: Value) -> Result<bool> {
        let (walked, searched) = if is_set(iterable) && length(iterable) > length(set) { (set, iterable) } else { (iterable, set) };
        let mut disjoint = true;
        self.for_each_hashed(walked, |context, item, hash| {
            disjoint = context.table_find(searched.as_pointer(), item, hash)?.is_none();
            Ok(disjoint)
        })?;
        Ok(disjoint)
    }

    /// The comparison of two sets: equality, or which is part of which.
    ///
    /// # Errors
    /// What `__eq__` raises.
    pub(crate) fn set_compare(&mut self, comparison: Comparison, a: Value, b: Value) -> Result<bool> {
        let (first, second) = (length(a), length(b));
        Ok(match comparison {
            Comparison::Equal => first == second && self.set_has_all(b, a)?,
            Comparison::NotEqual => first != second || !self.set_has_all(b, a)?,
            Comparison::Less => first < second && self.set_has_all(b, a)?,
            Comparison::LessEqual => first <= second && self.set_has_all(b, a)?,
            Comparison::Greater => first > second && self.set_has_all(a, b)?,
            Comparison::GreaterEqual => first >= second && self.set_has_all(a, b)?,
        })
    }
}

/// The hash of the items of a set, whatever their order.
pub(crate) fn set_hash(context: &Context, set: Value) -> usize {
    let mut hasher = FrozensetHasher::default();
    let mut number = 0usize;
    while let Some((at, entry)) = context.table_next(set.as_pointer(), number) {
        hasher.push(entry.hash as isize);
        number = at.wrapping_add(1);
    }
    hasher.finish() as usize
}

/// `repr`.
pub(crate) fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let set = arguments.get(0);
    let name = context.type_name(set);
    if length(set) == 0 {
        return context.format(format_args!("{name}()"));
    }
    // SAFETY: arguments are alive.
    let plain = unsafe { set.is_kind(Kind::Set) } && is_exact(set);
    if !context.enter_repr(set)? {
        return context.format(format_args!("{name}(...)"));
    }
    let result = written(context, set, plain);
    context.leave_repr();
    result
}

fn written(context: &mut Context, set: Value, plain: bool) -> Result<Value> {
    let name = context.type_name(set);
    let items = context.list_from(set)?;
    let mut builder = super::text::TextBuilder::new(context);
    if !plain {
        builder.push_str(name.0)?;
        builder.push_text("(")?;
    }
    builder.push_text("{")?;
    sequence::push_items(&mut builder, items)?;
    builder.push_text(if plain { "}" } else { "})" })?;
    builder.finish()
}

/// `__len__`.
pub(crate) fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_int(length(arguments.get(0)) as i128)
}

/// `__contains__`.
pub(crate) fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.set_contains(arguments.get(0), arguments.get(1)).map(Value::from_bool)
}

/// `__iter__`.
pub(crate) fn iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_table_iterator(arguments.get(0), 0)
}

fn compared(context: &mut Context, arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !is_set(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    context.set_compare(comparison, a, b).map(Value::from_bool)
}

/// `__eq__`.
pub(crate) fn equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::Equal)
}

/// `__ne__`.
pub(crate) fn not_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::NotEqual)
}

/// `__lt__`.
pub(crate) fn less(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::Less)
}

/// `__le__`.
pub(crate) fn less_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::LessEqual)
}

/// `__gt__`.
pub(crate) fn greater(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::Greater)
}

/// `__ge__`.
pub(crate) fn greater_equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    compared(context, arguments, Comparison::GreaterEqual)
}

/// An operator: only sets take part.
fn operator(context: &mut Context, operation: SetOperation, a: Value, b: Value) -> Result<Value> {
    if !is_set(a) || !is_set(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    context.set_combine(operation, a, b)
}

macro_rules! operators {
    ($($name:ident $reflected:ident $method:ident $operation:ident;)*) => {
        $(
            /// The operator.
            pub(crate) fn $name(context: &mut Context, arguments: &Arguments) -> Result<Value> {
                operator(context, SetOperation::$operation, arguments.get(0), arguments.get(1))
            }

            /// The reflected operator.
            pub(crate) fn $reflected(context: &mut Context, arguments: &Arguments) -> Result<Value> {
                operator(context, SetOperation::$operation, arguments.get(1), arguments.get(0))
            }

            /// The method, which takes any iterables.
            pub(crate) fn $method(context: &mut Context, arguments: &Arguments) -> Result<Value> {
                method(context, SetOperation::$operation, arguments)
            }
        )*
    };
}

operators! {
    or reflected_or union Union;
    and reflected_and intersection Intersection;
    subtract reflected_subtract difference Difference;
    xor reflected_xor symmetric_difference SymmetricDifference;
}

fn method(context: &mut Context, operation: SetOperation, arguments: &Arguments) -> Result<Value> {
    let set = arguments.get(0);
    if arguments.len() < 2 {
        return copy(context, arguments);
    }
    let mut result = set;
    for number in 1..arguments.len() {
        result = if number > 1 && operation == SetOperation::Union {
            // The result so far is nobody else's.
            context.set_update(result, arguments.get(number))?;
            result
        } else {
            context.set_combine(operation, result, arguments.get(number))?
        };
    }
    Ok(result)
}

/// `copy`.
pub(crate) fn copy(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let set = arguments.get(0);
    // SAFETY: arguments are alive.
    let kind = unsafe { set.kind() }.unwrap_or(Kind::Set);
    if kind == Kind::FrozenSet && is_exact(set) {
        return Ok(set);
    }
    let result = Value::from_pointer(context.new_set_like(kind)?);
    context.set_update(result, set)?;
    Ok(result)
}

/// `isdisjoint`.
pub(crate) fn is_disjoint(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.set_is_disjoint(arguments.get(0), arguments.get(1)).map(Value::from_bool)
}

/// `issubset`.
pub(crate) fn is_subset(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let other = context.hashed(arguments.get(1))?;
    if length(arguments.get(0)) > length(other) {
        return Ok(Value::FALSE);
    }
    context.set_has_all(other, arguments.get(0)).map(Value::from_bool)
}

/// `issuperset`.
pub(crate) fn is_superset(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.set_has_all(arguments.get(0), arguments.get(1)).map(Value::from_bool)
}
