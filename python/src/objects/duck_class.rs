//! `isinstance` and `issubclass` with objects that are no classes but have `__bases__`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::is;
use super::attribute;
use crate::context::Context;
use crate::error::Result;

impl Context {
    /// `__bases__` of an object, if that is a tuple.
    fn duck_bases(&mut self, object: Value) -> Result<Option<Value>> {
        let name = self.intern("__bases__")?;
        Ok(attribute::find_attribute(self, object, name)?.filter(|bases| is(*bases, Kind::Tuple)))
    }

    /// Whether an object passes for a class.
    ///
    /// # Errors
    /// What looking at it raises.
    pub(crate) fn passes_for_class(&mut self, object: Value) -> Result<bool> {
        Ok(self.duck_bases(object)?.is_some())
    }

    /// Whether what `__class__` of an object says comes from an object that passes for a class.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn is_duck_instance(&mut self, object: Value, class: Value) -> Result<bool> {
        let name = self.intern("__class__")?;
        match attribute::find_attribute(self, object, name)? {
            Some(own) => self.is_duck_subclass(own, class),
            None => Ok(false),
        }
    }

    /// Whether one of them is reached from the other by `__bases__`.
    ///
    /// # Errors
    /// As above; RecursionError.
    pub(crate) fn is_duck_subclass(&mut self, mut candidate: Value, class: Value) -> Result<bool> {
        self.check_native_stack()?;
        loop {
            if candidate == class {
                return Ok(true);
            }
            let Some(bases) = self.duck_bases(candidate)? else { return Ok(false) };
            let count = self.tuple_length(bases);
            if count != 1 {
                for index in 0..count {
                    let base = self.tuple_item(bases, index);
                    if self.is_duck_subclass(base, class)? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
            candidate = self.tuple_item(bases, 0);
        }
    }
}
