//! Binding the arguments of constructors and functions that see them as they were given.

use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::objects::access::as_class;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::special::Special;
use crate::objects::text::{self, Display};

/// What a callable takes, for [`Context::bind_raw`].
pub(crate) struct Signature {
    /// Its name in messages.
    pub(crate) name: &'static str,
    /// The names of its parameters, all of which may be given by name.
    pub(crate) parameters: &'static [&'static str],
    /// How many of them must be given.
    pub(crate) required: usize,
    /// How many may be given by position.
    pub(crate) positional: usize,
}

/// "s" unless the number is one.
fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}

impl Context {
    /// One value for each parameter, UNDEFINED where none was given. The first argument is the class or the object and does not count.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn bind_raw<const N: usize>(&mut self, arguments: &Arguments, signature: &Signature) -> Result<[Value; N]> {
        let Signature { name, parameters, required, positional } = *signature;
        let named = self.named_count(arguments);
        let total = arguments.len().saturating_sub(1);
        let given = total.saturating_sub(named);
        let mut values = [Value::UNDEFINED; N];
        if total > parameters.len() {
            let most = parameters.len();
            let keyword = if given == 0 { "keyword " } else { "" };
            let text = format_args!("{name}() takes at most {most} {keyword}argument{} ({total} given)", plural(most));
            return Err(self.raise(ClassId::TypeError, text));
        }
        if given > positional {
            let bound = if required < positional { "at most" } else { "exactly" };
            let text = format_args!("{name}() takes {bound} {positional} positional argument{} ({given} given)", plural(positional));
            return Err(self.raise(ClassId::TypeError, text));
        }
        for (place, value) in values.iter_mut().enumerate().take(given) {
            *value = arguments.get(place.saturating_add(1));
        }
        // What is missing is said before what is too much.
        for (place, parameter) in parameters.iter().enumerate().take(required).skip(given) {
            let known = (0..named).any(|number| text::equals_text(self.tuple_item(arguments.names, number), parameter));
            if !known {
                let number = place.saturating_add(1);
                let text = format_args!("{name}() missing required argument '{parameter}' (pos {number})");
                return Err(self.raise(ClassId::TypeError, text));
            }
        }
        for number in 0..named {
            let word = self.tuple_item(arguments.names, number);
            let Some(place) = parameters.iter().position(|parameter| text::equals_text(word, parameter)) else {
                return Err(self.complain_unknown_keyword(name, word, parameters));
            };
            if place < given {
                let position = place.saturating_add(1);
                let text = format_args!("argument for {name}() given by name ('{}') and position ({position})", Display(word));
                return Err(self.raise(ClassId::TypeError, text));
            }
            if let Some(value) = values.get_mut(place) {
                *value = arguments.get(given.saturating_add(number).saturating_add(1));
            }
        }
        Ok(values)
    }

    /// How many arguments `__new__` of a class got besides it; names are for an `__init__` of a subclass's own.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn bind_positional(&mut self, arguments: &Arguments, id: ClassId, name: &str, least: usize, most: usize) -> Result<usize> {
        let named = self.named_count(arguments);
        if named != 0 {
            let base = self.late_class(id)?;
            let own = match as_class(arguments.get(0)) {
                Some(class) if class != base => match self.lookup_special(class, Special::Init)? {
                    Some(init) => !self.is_default_init(init),
                    None => false,
                },
                _ => false,
            };
            if !own {
                return Err(self.raise(ClassId::TypeError, format_args!("{name}() takes no keyword arguments")));
            }
        }
        let given = arguments.len().saturating_sub(1).saturating_sub(named);
        self.check_count(name, given, least, most)?;
        Ok(given)
    }
}

/// A count as a small integer; the largest one for more.
pub(crate) fn small(number: usize) -> Value {
    isize::try_from(number).ok().and_then(Value::from_int).unwrap_or(LARGEST)
}

/// The largest small integer.
const LARGEST: Value = match Value::from_int(Value::MAX_SMALL) {
    Some(value) => value,
    None => Value::NONE,
};
