//! What memory views answer: attributes, conversions, comparison, casts.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::{byte_count, check, fields, flags, is_contiguous, item, item_of, items, product, release, row, row_bytes, rows, shape};
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::hash;
use crate::objects::byte_builder::ByteBuilder;
use crate::objects::bytes::{self, shared};
use crate::objects::class_list::ClassId;
use crate::objects::layout::MemoryView;
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::text::{self, Display};
use crate::objects::{access, object, operations, sequence};

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", new).unbound(),
    Method::new("__getitem__", items::getitem, 1, 1),
    Method::new("__setitem__", items::setitem, 2, 2),
    Method::new("__delitem__", delitem, 1, 1),
    Method::new("__len__", len, 0, 0),
    Method::new("__eq__", equal, 1, 1),
    Method::new("__ne__", unequal, 1, 1),
    Method::new("__hash__", dunder_hash, 0, 0),
    Method::new("__repr__", repr, 0, 0),
    Method::new("__iter__", iter, 0, 0),
    Method::new("__enter__", enter, 0, 0),
    Method::new("__exit__", method_release, 0, 3),
    Method::new("release", method_release, 0, 0),
    Method::named("tobytes", tobytes, &["order"], 0),
    Method::new("tolist", tolist, 0, 0),
    Method::named("hex", hex, &["sep", "bytes_per_sep"], 0),
    Method::named("cast", cast, &["format", "shape"], 1),
    Method::new("toreadonly", toreadonly, 0, 0),
    Method::new("__buffer__", super::super::bytes::shared::buffer, 1, 1),
    Method::new("__release_buffer__", release_buffer, 1, 1),
    Method::new("_from_flags", from_flags, 2, 2).of_class(),
];

/// `__release_buffer__(view)`: lets go of a view of the object.
pub(crate) fn release_buffer(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let view = arguments.get(1);
    if super::super::access::kind(view) != Some(Kind::MemoryView) {
        return Err(context.raise(ClassId::TypeError, format_args!("expected a memoryview object")));
    }
    // SAFETY: just checked; the view is alive.
    if unsafe { (*super::fields(view)).source } != arguments.get(0) {
        return Err(context.raise(ClassId::ValueError, format_args!("memoryview's buffer is not this object")));
    }
    let release = context.intern("release")?;
    let release = super::super::attribute::get_attribute(context, view, release)?;
    context.call(release, &[])
}

/// `_from_flags(object, flags)`: the flags only say what a caller could not do without.
fn from_flags(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    super::super::operations::index(context, arguments.get(2))?;
    context.new_memory_view(arguments.get(1))
}

/// An attribute of a view that is not released.
macro_rules! attribute {
    ($name:literal, $get:expr) => {
        Attribute {
            name: $name,
            get: |context, view| {
                check(context, view)?;
                let get: fn(&mut Context, Value) -> Result<Value> = $get;
                get(context, view)
            },
            set: None,
        }
    };
}

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    // SAFETY: the receiver is a view; so in all that follow.
    attribute!("obj", |_, view| Ok(unsafe { (*fields(view)).source })),
    // SAFETY: as above.
    attribute!("format", |_, view| Ok(unsafe { (*fields(view)).format })),
    // SAFETY: as above.
    attribute!("itemsize", |context, view| context.new_int_of_size(unsafe { (*fields(view)).item_size })),
    attribute!("nbytes", |context, view| context.new_int_of_size(byte_count(view))),
    // SAFETY: as above.
    attribute!("shape", |_, view| Ok(unsafe { (*fields(view)).shape })),
    attribute!("strides", strides),
    attribute!("suboffsets", |context, _| context.new_tuple(&[])),
    attribute!("ndim", |context, view| context.new_int_of_size(shape(view).len())),
    attribute!("readonly", |_, view| Ok(Value::from_bool(flags(view) & MemoryView::READ_ONLY != 0))),
    attribute!("c_contiguous", |_, view| Ok(Value::from_bool(is_contiguous(view)))),
    attribute!("contiguous", |_, view| Ok(Value::from_bool(is_contiguous(view)))),
    attribute!("f_contiguous", |_, view| {
        let real = shape(view).iter().filter(|length| length.as_int() > 1).count();
        Ok(Value::from_bool(is_contiguous(view) && real <= 1))
    }),
];

fn strides(context: &mut Context, view: Value) -> Result<Value> {
    let list = context.new_list(&[])?;
    let mut rest = row_bytes(view);
    for (number, _) in shape(view).iter().enumerate() {
        // SAFETY: as above.
        let stride = if number == 0 { unsafe { (*fields(view)).stride } } else { rest as isize };
        let stride = context.new_int_of(stride)?;
        context.list_append(list, stride)?;
        let next = shape(view).get(number.wrapping_add(1)).map_or(1, |length| length.as_int().max(1) as usize);
        rest = rest.checked_div(next).unwrap_or(rest);
    }
    context.list_to_tuple(list)
}

fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    let given = arguments.len().saturating_sub(1);
    if given > 1 {
        return Err(context.raise(ClassId::TypeError, format_args!("memoryview() takes at most 1 argument ({given} given)")));
    }
    let known = named == 0 || text::equals_text(context.tuple_item(arguments.names, 0), "object");
    match arguments.optional(1).filter(|_| known) {
        Some(source) => context.new_memory_view(source),
        None => Err(context.raise(ClassId::TypeError, format_args!("memoryview() missing required argument 'object' (pos 1)"))),
    }
}

fn delitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    let message =
        if flags(arguments.get(0)) & MemoryView::READ_ONLY != 0 { "cannot modify read-only memory" } else { "cannot delete memory" };
    Err(context.raise(ClassId::TypeError, format_args!("{message}")))
}

fn len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    if shape(arguments.get(0)).is_empty() {
        return Err(context.raise(ClassId::TypeError, format_args!("0-dim memory has no length")));
    }
    context.new_int_of_size(rows(arguments.get(0)))
}

fn equal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (one, other) = (arguments.get(0), arguments.get(1));
    let released = |view: Value| access::is(view, Kind::MemoryView) && flags(view) & MemoryView::RELEASED != 0;
    if released(one) || released(other) {
        return Ok(Value::from_bool(one == other));
    }
    if access::kind(other) != Some(Kind::MemoryView) && bytes::view(other).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let other = context.new_memory_view(other)?;
    let result = same(context, one, other);
    release(other);
    result.map(Value::from_bool)
}

/// Whether two views have the same form and equal items.
fn same(context: &mut Context, one: Value, other: Value) -> Result<bool> {
    if shape(one) != shape(other) {
        return Ok(false);
    }
    // SAFETY: both are views.
    let formats = unsafe { [(*fields(one)).format, (*fields(other)).format] };
    let [Some(first), Some(second)] = formats.map(item_of) else { return Ok(false) };
    let integers = !matches!(first.form, crate::modules::packing::Form::Float | crate::modules::packing::Form::Truth);
    if first.code == second.code && integers {
        return Ok((0..rows(one)).all(|index| row(one, index) == row(other, index)));
    }
    for index in 0..rows(one) {
        let pairs = row(one, index).chunks_exact(first.size).zip(row(other, index).chunks_exact(second.size));
        for (left, right) in pairs {
            let left = first.load(context, left, crate::modules::packing::NATIVE_LITTLE)?;
            let right = second.load(context, right, crate::modules::packing::NATIVE_LITTLE)?;
            if !operations::equal(context, left, right)? || number_is_nan(left) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn number_is_nan(value: Value) -> bool {
    crate::objects::number_glue::float_value(value).is_some_and(f64::is_nan)
}

fn unequal(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(match equal(context, arguments)? {
        Value::TRUE => Value::FALSE,
        Value::FALSE => Value::TRUE,
        other => other,
    })
}

fn dunder_hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let view = arguments.get(0);
    // SAFETY: the receiver is a view.
    let known = unsafe { (*fields(view)).hash };
    if known != 0 {
        return context.new_int(known as i128);
    }
    check(context, view)?;
    if flags(view) & MemoryView::READ_ONLY == 0 {
        return Err(context.raise(ClassId::ValueError, format_args!("cannot hash writable memoryview object")));
    }
    // SAFETY: the receiver is a view.
    let (format, source) = unsafe { ((*fields(view)).format, (*fields(view)).source) };
    if !matches!(text::ascii_text(format), Some("B" | "b" | "c")) {
        return Err(context.raise(ClassId::ValueError, format_args!("memoryview: hashing is restricted to formats 'B', 'b' or 'c'")));
    }
    operations::hash(context, source)?;
    let copy = context.view_bytes(view)?;
    let hash = hash::hash_bytes(context.hash_key, bytes::view(copy).unwrap_or(&[]));
    // SAFETY: as above.
    unsafe { (*fields(view)).hash = hash };
    context.new_int(hash as i128)
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let view = arguments.get(0);
    let what = if flags(view) & MemoryView::RELEASED != 0 { "released memory" } else { "memory" };
    context.format(format_args!("<{what} at {:#x}>", object::address(view)))
}

fn iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let view = arguments.get(0);
    check(context, view)?;
    match shape(view).len() {
        0 => return Err(context.raise(ClassId::TypeError, format_args!("invalid indexing of 0-dim memory"))),
        1 => {}
        _ => {
            let message = format_args!("multi-dimensional sub-views are not implemented");
            return Err(context.raise(ClassId::NotImplementedError, message));
        }
    }
    item(context, view)?;
    context.new_item_iterator(ClassId::MemoryIterator, view)
}

fn enter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    Ok(arguments.get(0))
}

fn method_release(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.release_view(arguments.get(0))?;
    Ok(Value::NONE)
}

fn tobytes(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let view = arguments.get(0);
    check(context, view)?;
    let mut first_fastest = false;
    if let Some(order) = arguments.optional(1).filter(|order| *order != Value::NONE) {
        if !text::is_str(order) {
            let class = context.class_name_of(order);
            let message = format_args!("tobytes() argument 'order' must be str or None, not {}", Display(class));
            return Err(context.raise(ClassId::TypeError, message));
        }
        if !matches!(text::ascii_text(order), Some("C" | "F" | "A")) {
            return Err(context.raise(ClassId::ValueError, format_args!("order must be 'C', 'F' or 'A'")));
        }
        first_fastest = text::ascii_text(order) == Some("F");
    }
    let copy = context.view_bytes(view)?;
    if first_fastest && shape(view).len() > 1 { first_index_fastest(context, view, copy) } else { Ok(copy) }
}

/// The items of a copy of a view, in which the last index runs fastest, in the order in which the first one does.
fn first_index_fastest(context: &mut Context, view: Value, copy: Value) -> Result<Value> {
    let size = item(context, view)?.size;
    let bytes = bytes::view(copy).unwrap_or(&[]);
    let mut builder = ByteBuilder::new(context);
    for index in 0..bytes.len().checked_div(size).unwrap_or(0) {
        let (mut rest, mut place) = (index, 0usize);
        let mut step = bytes.len() / size;
        for length in shape(view) {
            let length = usize::try_from(length.as_int()).unwrap_or(0).max(1);
            step /= length;
            place += rest % length * step;
            rest /= length;
        }
        builder.push_slice(bytes.get(place * size..(place + 1) * size).unwrap_or(&[]))?;
    }
    builder.finish_bytes()
}

fn tolist(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let view = arguments.get(0);
    check(context, view)?;
    let item = item(context, view)?;
    let copy = context.view_bytes(view)?;
    let mut rest = bytes::view(copy).unwrap_or(&[]);
    nested(context, shape(view), &mut |context| {
        let (first, behind) = rest.split_at_checked(item.size).unwrap_or((&[], &[]));
        rest = behind;
        item.load(context, first, crate::modules::packing::NATIVE_LITTLE)
    })
}

/// Lists in lists, as deep as there are dimensions.
fn nested(context: &mut Context, lengths: &[Value], next: &mut dyn FnMut(&mut Context) -> Result<Value>) -> Result<Value> {
    let Some((length, inner)) = lengths.split_first() else { return next(context) };
    let list = context.new_list(&[])?;
    for _ in 0..length.as_int() {
        let value = nested(context, inner, next)?;
        context.list_append(list, value)?;
    }
    Ok(list)
}

fn hex(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    let copy = context.view_bytes(arguments.get(0))?;
    shared::hex_of(context, bytes::view(copy).unwrap_or(&[]), arguments.optional(1), arguments.optional(2))
}

fn toreadonly(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    check(context, arguments.get(0))?;
    let view = context.view_like(arguments.get(0))?;
    // SAFETY: fresh.
    unsafe { (*fields(view)).object.header.flags |= MemoryView::READ_ONLY };
    Ok(view)
}

fn type_error(context: &mut Context, message: &str) -> Raised {
    context.raise(ClassId::TypeError, format_args!("{message}"))
}

fn cast(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (view, format) = (arguments.get(0), arguments.get(1));
    check(context, view)?;
    if !text::is_str(format) {
        let name = crate::objects::str::given_name(context, format);
        return Err(context.raise(ClassId::TypeError, format_args!("cast() argument 'format' must be str, not {name}")));
    }
    let lengths = arguments.optional(2).filter(|lengths| *lengths != Value::NONE);
    if !is_contiguous(view) {
        return Err(type_error(context, "memoryview: casts are restricted to C-contiguous views"));
    }
    if lengths.is_some_and(|lengths| !sequence::is_list_or_tuple(lengths)) {
        return Err(type_error(context, "shape must be a list or a tuple"));
    }
    let dimensions = shape(view).len();
    if lengths.is_some() && dimensions != 1 && lengths.is_some_and(|lengths| sequence::length(lengths) != 1) {
        return Err(type_error(context, "memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    let Some(item) = item_of(format) else {
        let message = "memoryview: destination format must be a native single character format prefixed with an optional '@'";
        return Err(context.raise(ClassId::ValueError, format_args!("{message}")));
    };
    // SAFETY: the receiver is a view.
    let own = item_of(unsafe { (*fields(view)).format });
    let is_byte = |code: u8| matches!(code, b'b' | b'B' | b'c');
    if !is_byte(item.code) && !own.is_some_and(|own| is_byte(own.code)) {
        return Err(type_error(context, "memoryview: cannot cast between two non-byte formats"));
    }
    let total = byte_count(view);
    if total.checked_rem(item.size) != Some(0) {
        return Err(type_error(context, "memoryview: length is not a multiple of itemsize"));
    }
    let shape = match lengths {
        Some(lengths) => given_shape(context, lengths, item.size, total)?,
        None => {
            let count = context.new_int_of_size(total.checked_div(item.size).unwrap_or(0))?;
            context.new_tuple(&[count])?
        }
    };
    let made = context.view_like(view)?;
    // SAFETY: fresh.
    unsafe {
        (*fields(made)).format = text::exact(context, format)?;
        (*fields(made)).shape = shape;
        (*fields(made)).item_size = item.size;
        (*fields(made)).stride = row_bytes(made) as isize;
    }
    Ok(made)
}

/// The shape that `cast` is given.
fn given_shape(context: &mut Context, lengths: Value, item_size: usize, total: usize) -> Result<Value> {
    if sequence::length(lengths) > 64 {
        return Err(context.raise(ClassId::ValueError, format_args!("memoryview: number of dimensions must not exceed 64")));
    }
    let list = context.new_list(&[])?;
    let mut index = 0usize;
    while let Some(length) = sequence::item(lengths, index) {
        let Some(number) = sequence::to_i128(length) else {
            return Err(type_error(context, "memoryview.cast(): elements of shape must be integers"));
        };
        if number <= 0 {
            return Err(context.raise(ClassId::ValueError, format_args!("memoryview.cast(): elements of shape must be integers > 0")));
        }
        let number = context.new_int(number.min(1 << 28))?;
        context.list_append(list, number)?;
        index = index.wrapping_add(1);
    }
    let shape = context.list_to_tuple(list)?;
    if product(crate::objects::construct::tuple_slice(shape)).saturating_mul(item_size) != total {
        return Err(type_error(context, "memoryview: product(shape) * itemsize != buffer size"));
    }
    Ok(shape)
}

impl Context {
    /// The bytes of all items of a view, in order.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn view_bytes(&mut self, view: Value) -> Result<Value> {
        let mut builder = ByteBuilder::new(self);
        builder.make_room(byte_count(view))?;
        if let Some(bytes) = super::contiguous(view) {
            builder.push_slice(bytes)?;
        } else {
            for index in 0..rows(view) {
                builder.push_slice(row(view, index))?;
            }
        }
        builder.finish_bytes()
    }

    /// The iterator that asks a view or an array for one item after the other.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_item_iterator(&mut self, id: ClassId, source: Value) -> Result<Value> {
        self.late_class(id)?;
        self.new_walk(id, source)
    }
}
