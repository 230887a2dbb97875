//! What is said of calls with the wrong arguments.

use core::fmt;

use copperhead_stencils::layout::callable::Function;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, is};
use super::class_list::ClassId;
use super::layout::NativeFunction;
use super::native::{Binding, Method, Parameters};
use super::suggestion::closest_word;
use super::text::{self, Display};
use crate::context::Context;
use crate::error::Raised;

/// How a native function is named in messages: `list.append`, `len`.
struct NativeName {
    class: Value,
    name: &'static str,
}

impl fmt::Display for NativeName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is(self.class, Kind::Str) {
            write!(out, "{}.", Display(self.class))?;
        }
        write!(out, "{}()", self.name)
    }
}

/// "s" unless the number is one.
fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}

/// Which parameters are missing.
struct Missing<'c> {
    context: &'c Context,
    names: Value,
    fp: *mut Value,
    first: usize,
    end: usize,
}

impl Missing<'_> {
    fn slots(&self) -> impl Iterator<Item = usize> + '_ {
        // SAFETY: the parameters' slots are initialised.
        (self.first..self.end).filter(|&slot| unsafe { *self.fp.add(slot) } == Value::UNDEFINED)
    }
}

impl fmt::Display for Missing<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.slots().count();
        for (index, slot) in self.slots().enumerate() {
            if index != 0 {
                out.write_str(match (count, index + 1 == count) {
                    (2, _) => " and ",
                    (_, true) => ", and ",
                    (_, false) => ", ",
                })?;
            }
            write!(out, "'{}'", Display(self.context.tuple_item(self.names, slot)))?;
        }
        Ok(())
    }
}

/// Positional-only parameters that were given by name.
struct GivenByName<'c> {
    context: &'c Context,
    parameters: Value,
    positional_only: usize,
    names: Value,
}

impl GivenByName<'_> {
    fn matches(&self) -> impl Iterator<Item = Value> + '_ {
        (0..self.positional_only).map(|slot| self.context.tuple_item(self.parameters, slot)).filter(|&parameter| {
            (0..self.context.tuple_length(self.names)).any(|index| text::equal(self.context.tuple_item(self.names, index), parameter))
        })
    }
}

impl fmt::Display for GivenByName<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in self.matches().enumerate() {
            if index != 0 {
                out.write_str(", ")?;
            }
            write!(out, "{}", Display(name))?;
        }
        Ok(())
    }
}

/// The name of a native function or, of a constructor, of its class.
pub(crate) struct CalledName {
    class: Option<Value>,
    name: &'static str,
}

impl fmt::Display for CalledName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.class {
            Some(class) => write!(formatter, "{}", Display(class)),
            None => formatter.write_str(self.name),
        }
    }
}

/// Special methods behind which no operator stands: they count their arguments as others do.
const NO_OPERATORS: [&str; 30] = [
    "__alloc__",
    "__bytes__",
    "__ceil__",
    "__class_getitem__",
    "__complex__",
    "__copy__",
    "__deepcopy__",
    "__dir__",
    "__enter__",
    "__exit__",
    "__floor__",
    "__format__",
    "__getformat__",
    "__getnewargs__",
    "__getstate__",
    "__init_subclass__",
    "__instancecheck__",
    "__length_hint__",
    "__prepare__",
    "__reduce__",
    "__reduce_ex__",
    "__reversed__",
    "__round__",
    "__setstate__",
    "__set_name__",
    "__sizeof__",
    "__subclasscheck__",
    "__subclasses__",
    "__subclasshook__",
    "__trunc__",
];

/// Whether a method stands for an operator: CPython makes such methods of the class's slots, and says so of them.
pub(crate) fn is_wrapper(context: &Context, owner: Value, method: &Method) -> bool {
    let name = method.name;
    let special = name.len() > 4 && name.starts_with("__") && name.ends_with("__");
    if !special || method.binding != Binding::Instance || NO_OPERATORS.contains(&name) {
        return false;
    }
    // Those that have a method beside the slot, as it is faster to call.
    let beside: &[ClassId] = match name {
        "__contains__" => &[ClassId::Dict, ClassId::Set, ClassId::FrozenSet],
        "__getitem__" => &[ClassId::Dict, ClassId::List],
        _ => &[],
    };
    !beside.iter().any(|&class| owner == Value::from_pointer(context.class(class)))
}

impl Context {
    fn native_name(&self, function: *mut NativeFunction) -> NativeName {
        // SAFETY: the function is being called.
        let (method, owner) = unsafe { ((*function).method, (*function).owner) };
        let class = match as_class(owner) {
            // `list() takes …`, not `list.__new__()`.
            Some(class) if method.name == "__new__" || method.name == "__init__" => {
                let _ = class;
                Value::NONE
            }
            Some(class) => self.short_name(class),
            // Functions of modules are named with them.
            None if is(owner, Kind::Str) && !text::equals_text(owner, "builtins") => owner,
            None => Value::NONE,
        };
        NativeName { class, name: method.name }
    }

    /// A function that takes no keywords got some.
    #[cold]
    pub(crate) fn complain_no_keywords(&mut self, function: *mut NativeFunction) -> Raised {
        let name = self.native_name(function);
        if let Some(class) = self.constructed_by(function) {
            return self.raise(ClassId::TypeError, format_args!("{}() takes no keyword arguments", Display(class)));
        }
        // SAFETY: the function is being called.
        let (method, owner) = unsafe { ((*function).method, (*function).owner) };
        if is_wrapper(self, owner, method) {
            return self.raise(ClassId::TypeError, format_args!("wrapper {}() takes no keyword arguments", method.name));
        }
        self.raise(ClassId::TypeError, format_args!("{name} takes no keyword arguments"))
    }

    /// A method got no object.
    #[cold]
    pub(crate) fn complain_no_receiver(&mut self, function: *mut NativeFunction) -> Raised {
        // SAFETY: the function is being called.
        let (method, owner) = unsafe { ((*function).method, (*function).owner) };
        let class = as_class(owner).map_or(Value::NONE, |class| self.short_name(class));
        if is_wrapper(self, owner, method) {
            return self
                .raise(ClassId::TypeError, format_args!("descriptor '{}' of '{}' object needs an argument", method.name, Display(class)));
        }
        self.raise(ClassId::TypeError, format_args!("unbound method {}.{}() needs an argument", Display(class), method.name))
    }

    /// The name of the class whose `__new__` or `__init__` a native function is.
    fn constructed_by(&self, function: *mut NativeFunction) -> Option<Value> {
        // SAFETY: the function is being called.
        let (method, owner) = unsafe { ((*function).method, (*function).owner) };
        let class = as_class(owner)?;
        if matches!(method.name, "__new__" | "__init__") { Some(self.short_name(class)) } else { None }
    }

    /// Whether a native function is the `__new__` of a class.
    pub(crate) fn constructs(&self, function: *mut NativeFunction) -> bool {
        // SAFETY: the function is being called.
        unsafe { (*function).method }.binding == Binding::Static && self.constructed_by(function).is_some()
    }

    /// What a native function is called when it is called: a class instead of its `__new__` or `__init__`.
    pub(crate) fn called_name(&self, function: *mut NativeFunction) -> CalledName {
        // SAFETY: the function is being called.
        CalledName { class: self.constructed_by(function), name: unsafe { (*function).method }.name }
    }

    /// A native function got too few or too many positional arguments.
    #[cold]
    pub(crate) fn complain_native_count(&mut self, function: *mut NativeFunction, given: usize, minimum: usize, maximum: usize) -> Raised {
        let full = self.native_name(function);
        // SAFETY: the function is being called.
        let (method, owner) = unsafe { ((*function).method, (*function).owner) };
        if is_wrapper(self, owner, method) && self.constructed_by(function).is_none() {
            // Special methods count as the operators behind them do; those with more than one argument by a function
            // that would name them, and is given no name.
            let (few, wanted) = if given < minimum { (true, minimum) } else { (false, maximum) };
            let word = match (minimum == maximum, few) {
                (true, _) if maximum < 2 => "",
                (true, _) => " ",
                (false, true) => " at least ",
                (false, false) => " at most ",
            };
            let (space, word) = if word.is_empty() { ("", " ") } else { (" ", word) };
            return self.raise(ClassId::TypeError, format_args!("{space}expected{word}{wanted} argument{}, got {given}", plural(wanted)));
        }
        if let Some(class) = self.constructed_by(function) {
            // The class itself is no argument that a program gave.
            let own = usize::from(method.binding == Binding::Static);
            let (given, maximum, minimum) = (given.saturating_sub(own), maximum.saturating_sub(own), minimum.saturating_sub(own));
            let (word, wanted) = if given < minimum { ("at least", minimum) } else { ("at most", maximum) };
            if maximum == 0 {
                return self.raise(ClassId::TypeError, format_args!("{}() takes no arguments", Display(class)));
            }
            if given > maximum
                && minimum != maximum
                && let Parameters::Named(names, _) = method.parameters
                && !names.iter().any(|name| name.starts_with('*'))
                // These two count for themselves.
                && !["int", "str"].iter().any(|name| super::text::equals_text(class, name))
            {
                return self.raise(
                    ClassId::TypeError,
                    format_args!("{}() takes at most {maximum} argument{} ({given} given)", Display(class), plural(maximum)),
                );
            }
            if minimum == maximum {
                return self.raise(
                    ClassId::TypeError,
                    format_args!("{} expected {maximum} argument{}, got {given}", Display(class), plural(maximum)),
                );
            }
            return self.raise(
                ClassId::TypeError,
                format_args!("{} expected {word} {wanted} argument{}, got {given}", Display(class), plural(wanted)),
            );
        }
        let name = method.name;
        if let Parameters::Named(names, _) = method.parameters {
            let few = given < minimum;
            let (word, wanted) = match (minimum == maximum, few) {
                (true, _) => ("exactly", maximum),
                (false, true) => ("at least", minimum),
                (false, false) => ("at most", maximum),
            };
            let positional = if few || names.iter().any(|name| name.starts_with('*')) { "positional " } else { "" };
            return self.raise(
                ClassId::TypeError,
                format_args!("{name}() takes {word} {wanted} {positional}argument{} ({given} given)", plural(wanted)),
            );
        }
        if minimum == maximum {
            return match maximum {
                0 => self.raise(ClassId::TypeError, format_args!("{full} takes no arguments ({given} given)")),
                1 => self.raise(ClassId::TypeError, format_args!("{full} takes exactly one argument ({given} given)")),
                _ => self.raise(ClassId::TypeError, format_args!("{name} expected {maximum} arguments, got {given}")),
            };
        }
        let (word, wanted) = if given < minimum { ("at least", minimum) } else { ("at most", maximum) };
        self.raise(ClassId::TypeError, format_args!("{name} expected {word} {wanted} argument{}, got {given}", plural(wanted)))
    }

    /// A Python function got a keyword that it does not know.
    #[cold]
    pub(crate) fn complain_unexpected_keyword(&mut self, function: *mut Function, name: Value, names: Value, _: usize) -> Raised {
        // SAFETY: the function is being called.
        let (code, qualified_name) = unsafe { ((*function).code, (*function).qualified_name) };
        // SAFETY: a function has a code.
        let (parameters, positional_only) = unsafe { ((*code).variable_names, (*code).positional_only_count as usize) };
        let by_name = GivenByName { context: self, parameters, positional_only, names };
        if by_name.matches().next().is_some() {
            // The text is made before anything else is, as it borrows the context.
            let mut buffer = Line::new();
            let _ = fmt::Write::write_fmt(&mut buffer, format_args!("{by_name}"));
            return self.raise(
                ClassId::TypeError,
                format_args!(
                    "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                    Display(qualified_name),
                    buffer.text()
                ),
            );
        }
        // SAFETY: as above.
        let end = unsafe { ((*code).positional_count as usize).saturating_add((*code).keyword_only_count as usize) };
        if let Some(close) = self.closest_parameter(name, parameters, positional_only, end) {
            return self.raise(
                ClassId::TypeError,
                format_args!(
                    "{}() got an unexpected keyword argument '{}'. Did you mean '{}'?",
                    Display(qualified_name),
                    Display(name),
                    Display(close)
                ),
            );
        }
        self.raise(ClassId::TypeError, format_args!("{}() got an unexpected keyword argument '{}'", Display(qualified_name), Display(name)))
    }

    /// What is called `called` got a keyword `name` that is none of those it has.
    #[cold]
    pub(crate) fn complain_unknown_keyword(&mut self, called: impl fmt::Display, name: Value, known: &[&str]) -> Raised {
        let text = format_args!("{called}() got an unexpected keyword argument '{}'", Display(name));
        match closest_word(name, known) {
            Some(close) => self.raise(ClassId::TypeError, format_args!("{text}. Did you mean '{close}'?")),
            None => self.raise(ClassId::TypeError, text),
        }
    }

    /// A Python function got too many positional arguments.
    #[cold]
    pub(crate) fn complain_too_many(&mut self, function: *mut Function, given: usize, fp: *mut Value) -> Raised {
        // SAFETY: the function is being called; the slots of its parameters are initialised.
        unsafe {
            let code = (*function).code;
            let name = (*function).qualified_name;
            let positional = (*code).positional_count as usize;
            let keyword_only = (*code).keyword_only_count as usize;
            let defaults = (*function).defaults;
            let default_count = if is(defaults, Kind::Tuple) { self.tuple_length(defaults) } else { 0 };
            let named = (positional..positional + keyword_only).filter(|&slot| *fp.add(slot) != Value::UNDEFINED).count();
            let verb = if given == 1 && named == 0 { "was" } else { "were" };
            let mut tail = Line::new();
            if named > 0 {
                let _ = fmt::Write::write_fmt(
                    &mut tail,
                    format_args!(" positional argument{} (and {named} keyword-only argument{})", plural(given), plural(named)),
                );
            }
            if default_count != 0 {
                // A program may give a function more defaults than it has parameters.
                let least = (positional as isize).wrapping_sub(default_count as isize);
                return self.raise(
                    ClassId::TypeError,
                    format_args!(
                        "{}() takes from {least} to {positional} positional arguments but {given}{} {verb} given",
                        Display(name),
                        tail.text()
                    ),
                );
            }
            self.raise(
                ClassId::TypeError,
                format_args!(
                    "{}() takes {positional} positional argument{} but {given}{} {verb} given",
                    Display(name),
                    plural(positional),
                    tail.text()
                ),
            )
        }
    }

    /// A Python function lacks arguments.
    #[cold]
    pub(crate) fn complain_missing(&mut self, function: *mut Function, fp: *mut Value, keyword_only: bool) -> Raised {
        // SAFETY: the function is being called; the slots of its parameters are initialised.
        unsafe {
            let code = (*function).code;
            let name = (*function).qualified_name;
            let positional = (*code).positional_count as usize;
            let (first, end) = if keyword_only { (positional, positional + (*code).keyword_only_count as usize) } else { (0, positional) };
            let names = (*code).variable_names;
            let missing = Missing { context: self, names, fp, first, end };
            let count = missing.slots().count();
            let mut line = Line::new();
            let _ = fmt::Write::write_fmt(&mut line, format_args!("{missing}"));
            let kind = if keyword_only { "keyword-only" } else { "positional" };
            self.raise(
                ClassId::TypeError,
                format_args!("{}() missing {count} required {kind} argument{}: {}", Display(name), plural(count), line.text()),
            )
        }
    }
}

/// A piece of text on the native stack; what does not fit is left out.
pub(crate) struct Line {
    bytes: [u8; 512],
    length: usize,
}

impl Line {
    pub(crate) const fn new() -> Line {
        Line { bytes: [0; 512], length: 0 }
    }

    /// What was written.
    pub(crate) fn text(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

impl fmt::Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            let end = self.length.saturating_add(character.len_utf8());
            let Some(place) = self.bytes.get_mut(self.length..end) else { return Ok(()) };
            character.encode_utf8(place);
            self.length = end;
        }
        Ok(())
    }
}
