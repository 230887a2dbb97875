//! `_types`: the classes that have no other way to a program, for `types` (in Python).

use super::Store;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::native::Method;
use crate::objects::union_type;

/// The functions.
pub static METHODS: &[Method] = &[
    Method::new("_patterns", crate::interpret::pattern::set_patterns, 2, 2).unbound(),
    Method::new("iterable_coroutine", crate::objects::generator::mark_iterable, 1, 1).unbound(),
    Method::new("unite", union_type::or, 2, 2).unbound(),
];

/// The module's values.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    for (name, id) in [
        ("GenericAlias", ClassId::GenericAlias),
        ("UnionType", ClassId::UnionType),
        ("MappingProxyType", ClassId::MappingProxy),
        ("SimpleNamespace", ClassId::SimpleNamespace),
    ] {
        let class = context.late_class_value(id)?;
        store(context, name, class)?;
    }
    Ok(())
}
