//! The `itertools` module: iterators over iterators, all of them records.

mod combine;
mod endless;
mod group;
mod join;
mod parts;
mod select;

use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Attribute, Method};

/// Gives the next item of an iterator of one class; `None` when it is exhausted.
pub(crate) type Step = fn(&mut Context, Value) -> Result<Option<Value>>;

/// The functions.
pub static FUNCTIONS: &[Method] = &[Method::raw("tee", group::tee).unbound()];

/// The first and the last of the classes that are iterators, which stand together in the list of classes.
const FIRST: u16 = ClassId::Accumulate as u16;

/// How the iterators go on, in the order of the list of classes.
static STEPS: [(ClassId, Step); 23] = [
    (ClassId::Accumulate, join::next_of_accumulate),
    (ClassId::Batched, join::next_of_batched),
    (ClassId::Chain, join::next_of_chain),
    (ClassId::Combinations, combine::next_of_combinations),
    (ClassId::CombinationsWithReplacement, combine::next_with_replacement),
    (ClassId::Compress, select::next_of_compress),
    (ClassId::Count, endless::next_of_count),
    (ClassId::Cycle, endless::next_of_cycle),
    (ClassId::DropWhile, select::next_of_drop_while),
    (ClassId::FilterFalse, select::next_of_filter_false),
    (ClassId::GroupBy, group::next_of_group_by),
    (ClassId::Grouper, group::next_of_grouper),
    (ClassId::Slicing, select::next_of_slicing),
    (ClassId::Pairwise, join::next_of_pairwise),
    (ClassId::Permutations, combine::next_of_permutations),
    (ClassId::Product, combine::next_of_product),
    (ClassId::Repeat, endless::next_of_repeat),
    (ClassId::StarMap, select::next_of_star_map),
    (ClassId::TakeWhile, select::next_of_take_while),
    (ClassId::Tee, group::next_of_tee),
    (ClassId::ZipLongest, join::next_of_zip_longest),
    (ClassId::DequeIterator, super::deque::next_of_iterator),
    (ClassId::DequeReverseIterator, super::deque::next_of_reverse_iterator),
];

const _: () = {
    let mut number = 0;
    while number < STEPS.len() {
        assert!(STEPS[number].0 as u16 == FIRST + number as u16);
        number += 1;
    }
};

/// How a record goes on that is an iterator of a built-in class.
#[inline]
pub(crate) fn step_of(context: &Context, record: Value) -> Option<Step> {
    // SAFETY: classes of live values are alive.
    let id = unsafe { (*context.class_of(record)).id };
    STEPS.get(usize::from(id.wrapping_sub(FIRST))).map(|&(_, step)| step)
}

/// What `__next__` gives: StopIteration at the end.
pub(crate) fn item_or_end(context: &mut Context, item: Option<Value>) -> Result<Value> {
    match item {
        Some(item) => Ok(item),
        None => Err(context.raise(ClassId::StopIteration, format_args!(""))),
    }
}

/// The methods of an iterator's class.
macro_rules! iterator {
    ($step:path $(, $more:expr)*) => {
        const {
            &[
                Method::new("__iter__", crate::objects::iterator::itself, 0, 0),
                Method::new("__next__", |context, arguments| {
                    let item = $step(context, arguments.get(0))?;
                    crate::modules::itertools::item_or_end(context, item)
                }, 0, 0),
                $($more),*
            ]
        }
    };
}
pub(crate) use iterator;

/// The methods of a class.
pub const fn methods(id: ClassId) -> &'static [Method] {
    match id {
        ClassId::Accumulate => iterator!(
            join::next_of_accumulate,
            Method::new("__reduce__", parts::reduce_accumulate, 0, 0),
            Method::new("__setstate__", parts::set_accumulate, 1, 1),
            Method::raw("__new__", join::new_accumulate).unbound()
        ),
        ClassId::Batched => iterator!(join::next_of_batched, Method::raw("__new__", join::new_batched).unbound()),
        ClassId::Chain => iterator!(
            join::next_of_chain,
            Method::new("__reduce__", parts::reduce_chain, 0, 0),
            Method::new("__setstate__", parts::set_chain, 1, 1),
            Method::raw("__new__", join::new_chain).unbound(),
            Method::new("from_iterable", join::chain_from_iterable, 1, 1).of_class(),
            Method::new("__class_getitem__", crate::objects::generic_alias::class_get_item, 1, 1).of_class()
        ),
        ClassId::Combinations => iterator!(
            combine::next_of_combinations,
            Method::new("__reduce__", parts::reduce_choice, 0, 0),
            Method::new("__setstate__", parts::set_choice, 1, 1),
            Method::raw("__new__", combine::new_combinations).unbound()
        ),
        ClassId::CombinationsWithReplacement => {
            iterator!(
                combine::next_with_replacement,
                Method::new("__reduce__", parts::reduce_choice, 0, 0),
                Method::new("__setstate__", parts::set_with_replacement, 1, 1),
                Method::raw("__new__", combine::new_with_replacement).unbound()
            )
        }
        ClassId::Compress => iterator!(
            select::next_of_compress,
            Method::new("__reduce__", parts::reduce_pair, 0, 0),
            Method::raw("__new__", select::new_compress).unbound()
        ),
        ClassId::Count => iterator!(
            endless::next_of_count,
            Method::new("__reduce__", parts::reduce_count, 0, 0),
            Method::raw("__new__", endless::new_count).unbound(),
            Method::new("__repr__", endless::repr_of_count, 0, 0)
        ),
        ClassId::Cycle => iterator!(
            endless::next_of_cycle,
            Method::new("__reduce__", parts::reduce_cycle, 0, 0),
            Method::new("__setstate__", parts::set_cycle, 1, 1),
            Method::raw("__new__", endless::new_cycle).unbound()
        ),
        ClassId::DropWhile => iterator!(
            select::next_of_drop_while,
            Method::new("__reduce__", parts::reduce_while, 0, 0),
            Method::new("__setstate__", parts::set_while, 1, 1),
            Method::raw("__new__", select::new_drop_while).unbound()
        ),
        ClassId::FilterFalse => iterator!(
            select::next_of_filter_false,
            Method::new("__reduce__", parts::reduce_pair, 0, 0),
            Method::raw("__new__", select::new_filter_false).unbound()
        ),
        ClassId::GroupBy => iterator!(group::next_of_group_by, Method::raw("__new__", group::new_group_by).unbound()),
        ClassId::Grouper => iterator!(group::next_of_grouper, Method::raw("__new__", group::new_grouper).unbound()),
        ClassId::Slicing => iterator!(
            select::next_of_slicing,
            Method::new("__reduce__", parts::reduce_slice, 0, 0),
            Method::new("__setstate__", parts::set_slice, 1, 1),
            Method::raw("__new__", select::new_slicing).unbound()
        ),
        ClassId::Pairwise => iterator!(join::next_of_pairwise, Method::raw("__new__", join::new_pairwise).unbound()),
        ClassId::Permutations => iterator!(
            combine::next_of_permutations,
            Method::new("__reduce__", parts::reduce_choice, 0, 0),
            Method::new("__setstate__", parts::set_permutations, 1, 1),
            Method::raw("__new__", combine::new_permutations).unbound()
        ),
        ClassId::Product => iterator!(
            combine::next_of_product,
            Method::new("__reduce__", parts::reduce_product, 0, 0),
            Method::new("__setstate__", parts::set_product, 1, 1),
            Method::raw("__new__", combine::new_product).unbound()
        ),
        ClassId::Repeat => iterator!(
            endless::next_of_repeat,
            Method::new("__reduce__", parts::reduce_repeat, 0, 0),
            Method::raw("__new__", endless::new_repeat).unbound(),
            Method::new("__repr__", endless::repr_of_repeat, 0, 0),
            Method::new("__length_hint__", endless::hint_of_repeat, 0, 0)
        ),
        ClassId::StarMap => iterator!(
            select::next_of_star_map,
            Method::new("__reduce__", parts::reduce_pair, 0, 0),
            Method::raw("__new__", select::new_star_map).unbound()
        ),
        ClassId::TakeWhile => iterator!(
            select::next_of_take_while,
            Method::new("__reduce__", parts::reduce_while, 0, 0),
            Method::new("__setstate__", parts::set_while, 1, 1),
            Method::raw("__new__", select::new_take_while).unbound()
        ),
        ClassId::Tee => {
            iterator!(group::next_of_tee, Method::raw("__new__", group::new_tee).unbound(), Method::new("__copy__", group::copy_tee, 0, 0))
        }
        ClassId::TeeData => const { &[Method::raw("__new__", group::new_tee_data).unbound()] },
        ClassId::ZipLongest => iterator!(
            join::next_of_zip_longest,
            Method::new("__reduce__", parts::reduce_longest, 0, 0),
            Method::new("__setstate__", parts::set_longest, 1, 1),
            Method::raw("__new__", join::new_zip_longest).unbound()
        ),
        _ => &[],
    }
}

/// None of the classes has attributes.
pub static ATTRIBUTES: &[Attribute] = &[];

/// The classes by their names.
static CLASSES: &[(&str, ClassId)] = &[
    ("_grouper", ClassId::Grouper),
    ("_tee", ClassId::Tee),
    ("_tee_dataobject", ClassId::TeeData),
    ("accumulate", ClassId::Accumulate),
    ("batched", ClassId::Batched),
    ("chain", ClassId::Chain),
    ("combinations", ClassId::Combinations),
    ("combinations_with_replacement", ClassId::CombinationsWithReplacement),
    ("compress", ClassId::Compress),
    ("count", ClassId::Count),
    ("cycle", ClassId::Cycle),
    ("dropwhile", ClassId::DropWhile),
    ("filterfalse", ClassId::FilterFalse),
    ("groupby", ClassId::GroupBy),
    ("islice", ClassId::Slicing),
    ("pairwise", ClassId::Pairwise),
    ("permutations", ClassId::Permutations),
    ("product", ClassId::Product),
    ("repeat", ClassId::Repeat),
    ("starmap", ClassId::StarMap),
    ("takewhile", ClassId::TakeWhile),
    ("zip_longest", ClassId::ZipLongest),
];

/// The module's other values.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    for &(name, id) in CLASSES {
        let class = Value::from_pointer(context.late_class(id)?);
        store(context, name, class)?;
    }
    Ok(())
}
