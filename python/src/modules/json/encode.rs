//! Writing JSON.

use copperhead_stencils::layout::container::List;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::string;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::native::Arguments;
use crate::objects::text::{self, Display, TextBuilder};
use crate::objects::{access, attribute, construct, dict, float, number_glue, operations, sequence};

/// What a program wants of the text.
struct Writer {
    /// Called for what JSON does not know.
    default: Value,
    ascii: bool,
    /// A str, or None for all in one line.
    indent: Value,
    key_separator: Value,
    item_separator: Value,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
    /// The containers that are being written: a list, or None if nobody looks for circles.
    open: Value,
}

/// `encode(value, default, ensure_ascii, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan, check_circular)`.
pub(super) fn encode(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let mut flag = |index: usize| operations::truth(context, arguments.get(index));
    let (ascii, sort_keys, skip_keys, allow_nan, circular) = (flag(2)?, flag(6)?, flag(7)?, flag(8)?, flag(9)?);
    let open = if circular { context.new_list(&[])? } else { Value::NONE };
    let writer = Writer {
        default: arguments.get(1),
        ascii,
        indent: arguments.get(3),
        key_separator: arguments.get(4),
        item_separator: arguments.get(5),
        sort_keys,
        skip_keys,
        allow_nan,
        open,
    };
    for separator in [writer.key_separator, writer.item_separator] {
        if !text::is_str(separator) {
            let name = context.type_name(separator);
            return Err(context.raise(ClassId::TypeError, format_args!("separators must be str, not {name}")));
        }
    }
    let mut builder = TextBuilder::new(context);
    writer.value(&mut builder, arguments.get(0), 0)?;
    builder.finish()
}

/// The kinds of values that JSON knows.
enum Known {
    Word(&'static str),
    Text,
    Int,
    Float(f64),
    Sequence,
    Mapping,
    Other,
}

fn kind_of(context: &mut Context, value: Value) -> Known {
    match value {
        Value::NONE => return Known::Word("null"),
        Value::TRUE => return Known::Word("true"),
        Value::FALSE => return Known::Word("false"),
        _ => {}
    }
    if text::is_str(value) {
        return Known::Text;
    }
    if context.is_instance_of(value, ClassId::Int) {
        return Known::Int;
    }
    if context.is_instance_of(value, ClassId::Float) {
        return Known::Float(number_glue::float_value(value).unwrap_or(0.0));
    }
    if sequence::is_list_or_tuple(value) {
        return Known::Sequence;
    }
    if dict::is_dict(value) { Known::Mapping } else { Known::Other }
}

impl Writer {
    fn value(&self, builder: &mut TextBuilder<'_>, value: Value, level: usize) -> Result<()> {
        match kind_of(builder.context, value) {
            Known::Word(word) => builder.push_text(word),
            Known::Text => string::push(builder, value, self.ascii),
            Known::Int => {
                let shown = integer(builder.context, value)?;
                builder.push_str(shown)
            }
            Known::Float(number) => {
                let shown = self.float(builder.context, number)?;
                builder.push_str(shown)
            }
            Known::Sequence => {
                if sequence::length(value) == 0 {
                    return builder.push_text("[]");
                }
                self.enter(builder.context, value, " while encoding a JSON object")?;
                builder.push(0x5b)?;
                let mut index = 0usize;
                while let Some(item) = sequence::item(value, index) {
                    self.before_item(builder, index == 0, level.saturating_add(1))?;
                    self.value(builder, item, level.saturating_add(1))?;
                    index = index.saturating_add(1);
                    if index.is_multiple_of(sequence::POLL_INTERVAL) {
                        builder.context.poll_native()?;
                    }
                }
                self.new_line(builder, level)?;
                builder.push(0x5d)?;
                self.leave()
            }
            Known::Mapping => self.mapping(builder, value, level),
            Known::Other => {
                self.enter(builder.context, value, " while encoding a JSON object")?;
                let made = builder.context.call(self.default, &[value])?;
                self.value(builder, made, level)?;
                self.leave()
            }
        }
    }

    fn mapping(&self, builder: &mut TextBuilder<'_>, value: Value, level: usize) -> Result<()> {
        if operations::length(builder.context, value)? == 0 {
            return builder.push_text("{}");
        }
        self.enter(builder.context, value, " while encoding a JSON object")?;
        let items = self.items(builder.context, value)?;
        builder.push(0x7b)?;
        let (mut index, mut first) = (0usize, true);
        while let Some(pair) = sequence::item(items, index) {
            index = index.saturating_add(1);
            let [key, item] = match construct::tuple_slice(pair) {
                [key, item] if access::is(pair, Kind::Tuple) => [*key, *item],
                _ => return Err(builder.context.raise(ClassId::ValueError, format_args!("items must return 2-tuples"))),
            };
            let Some(name) = self.key(builder.context, key)? else { continue };
            self.before_item(builder, first, level.saturating_add(1))?;
            first = false;
            string::push(builder, name, self.ascii)?;
            builder.push_str(self.key_separator)?;
            self.value(builder, item, level.saturating_add(1))?;
        }
        if !first {
            self.new_line(builder, level)?;
        }
        builder.push(0x7d)?;
        self.leave()
    }

    /// A list of pairs.
    fn items(&self, context: &mut Context, mapping: Value) -> Result<Value> {
        let name = context.intern("items")?;
        let method = attribute::get_attribute(context, mapping, name)?;
        let items = context.call(method, &[])?;
        let list = context.new_list(&[])?;
        context.list_extend(list, items)?;
        if self.sort_keys {
            let name = context.intern("sort")?;
            let method = attribute::get_attribute(context, list, name)?;
            context.call(method, &[])?;
        }
        Ok(list)
    }

    /// A key as a str; none if it is left out.
    fn key(&self, context: &mut Context, key: Value) -> Result<Option<Value>> {
        match kind_of(context, key) {
            Known::Text => Ok(Some(key)),
            Known::Word(word) => context.new_str(word).map(Some),
            Known::Int => integer(context, key).map(Some),
            Known::Float(number) => self.float(context, number).map(Some),
            _ if self.skip_keys => Ok(None),
            _ => {
                let name = context.type_name(key);
                Err(context.raise(ClassId::TypeError, format_args!("keys must be str, int, float, bool or None, not {name}")))
            }
        }
    }

    fn float(&self, context: &mut Context, number: f64) -> Result<Value> {
        if number.is_finite() {
            return float::repr(context, number);
        }
        if !self.allow_nan {
            let shown = float::repr(context, number)?;
            let text = format_args!("Out of range float values are not JSON compliant: {}", Display(shown));
            return Err(context.raise(ClassId::ValueError, text));
        }
        context.new_str(if number.is_nan() {
            "NaN"
        } else if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        })
    }

    /// What stands before an item: a separator, unless it is the first, and a new line where lines are wanted.
    fn before_item(&self, builder: &mut TextBuilder<'_>, first: bool, level: usize) -> Result<()> {
        if !first {
            builder.push_str(self.item_separator)?;
        }
        self.new_line(builder, level)
    }

    fn new_line(&self, builder: &mut TextBuilder<'_>, level: usize) -> Result<()> {
        if self.indent == Value::NONE {
            return Ok(());
        }
        builder.push(10)?;
        for _ in 0..level {
            builder.push_str(self.indent)?;
        }
        Ok(())
    }

    fn enter(&self, context: &mut Context, value: Value, doing: &str) -> Result<()> {
        context.check_depth(doing)?;
        if self.open == Value::NONE {
            return Ok(());
        }
        let is_open = (0..sequence::length(self.open)).rev().any(|index| sequence::item(self.open, index) == Some(value));
        if is_open {
            return Err(context.raise(ClassId::ValueError, format_args!("Circular reference detected")));
        }
        context.list_append(self.open, value)
    }

    fn leave(&self) -> Result<()> {
        if self.open != Value::NONE {
            // SAFETY: the list is this writer's own.
            unsafe {
                let list = self.open.as_pointer::<List>();
                (*list).length = (*list).length.saturating_sub(1);
            }
        }
        Ok(())
    }
}

/// `int.__repr__`, for subclasses, too.
fn integer(context: &mut Context, value: Value) -> Result<Value> {
    let exact = context.exact_int(value)?;
    operations::repr(context, exact)
}
