//! What each kind of object refers to, for the collector.

use copperhead_stencils::layout::callable::{BoundMethod, Code, Function};
use copperhead_stencils::layout::container::{Cell, Dict, List, Range, SequenceIterator, Tuple};
use copperhead_stencils::layout::generator::Generator;
use copperhead_stencils::layout::instance::{Instance, Shape};
use copperhead_stencils::layout::object::{Header, Kind, Object};
use copperhead_stencils::list::{BYTECODES, CellKind};
use copperhead_stencils::ops::call::forgotten;
use copperhead_stencils::value::Value;

use super::layout::{
    ByteArray, Class, DictIterator, DictView, Exception, Member, MethodWrapper, Module, NativeFunction, Property, Record, Slice, Str,
    StrIterator, Super, ToolIterator, Traceback,
};
use super::table::BUFFER_DATA;
use crate::memory::Marker;

/// Marks what an object refers to.
///
/// # Safety
/// The header is that of a live cell, all of whose fields are initialised (zero counts).
pub(crate) unsafe fn trace(header: *mut Header, marker: &mut Marker<'_>) {
    // SAFETY: the kind says which layout the cell has.
    unsafe {
        let kind = (*header).kind;
        if !matches!(kind, Kind::Free | Kind::Bytes8 | Kind::Values | Kind::Shape) {
            marker.mark_pointer((*header.cast::<Object>()).shape);
        }
        match kind {
            Kind::Free | Kind::Bytes8 | Kind::Values | Kind::RangeIterator => {}
            Kind::MemoryView => {
                let view = &*header.cast::<super::layout::MemoryView>();
                for value in [view.source, view.owner, view.format, view.shape, view.exporter] {
                    marker.mark_value(value);
                }
            }
            Kind::Shape => {
                let shape = &*header.cast::<Shape>();
                marker.mark_value(shape.class);
                marker.mark_pointer(shape.parent);
                marker.mark_value(shape.name);
                marker.mark_pointer(shape.first_child);
                marker.mark_pointer(shape.next_sibling);
                marker.mark_value(shape.index);
            }
            Kind::Class => {
                let class = &*header.cast::<Class>();
                for value in [class.name, class.qualified_name, class.bases, class.mro, class.subclasses] {
                    marker.mark_value(value);
                }
                marker.mark_pointer(class.dict);
                marker.mark_pointer(class.root_shape);
                buffer(class.specials, marker);
            }
            Kind::Float | Kind::Complex => {
                // Instances of subclasses keep the pointer to their slots behind the number.
                let object = header.cast::<Object>();
                let shape = (*object).shape;
                if !shape.is_null() && (*shape).slots_offset != 0 {
                    slots(*object.byte_add((*shape).slots_offset as usize).cast::<*mut Value>(), marker);
                }
            }
            Kind::BigInt => slots((*header.cast::<super::layout::BigInt>()).slots, marker),
            Kind::Str => slots((*header.cast::<Str>()).slots, marker),
            Kind::Bytes => slots((*header.cast::<super::layout::Bytes>()).slots, marker),
            Kind::ByteArray => {
                let array = &*header.cast::<ByteArray>();
                buffer(array.data, marker);
                slots(array.slots, marker);
            }
            Kind::List if (*header).flags & List::WEAK != 0 => {
                let list = header.cast::<List>();
                marker.keep_buffer((*list).items);
                (*list).slots = marker.chain_weak(header).cast();
            }
            Kind::List => {
                let list = &*header.cast::<List>();
                buffer(list.items, marker);
                slots(list.slots, marker);
            }
            Kind::Tuple => {
                let tuple = header.cast::<Tuple>();
                marker.mark_values(tuple.byte_add(Tuple::ITEMS).cast(), (*tuple).length);
                slots((*tuple).slots, marker);
            }
            Kind::Dict | Kind::Set | Kind::FrozenSet => {
                let dict = &*header.cast::<Dict>();
                buffer(dict.entries, marker);
                buffer(dict.indices, marker);
                for number in 0..dict.used as usize {
                    let entry = *dict.entries.add(number);
                    marker.mark_value(entry.key);
                    marker.mark_value(entry.value);
                }
                slots(dict.slots, marker);
            }
            Kind::Range => {
                let range = &*header.cast::<Range>();
                for value in [range.start, range.stop, range.step, range.length] {
                    marker.mark_value(value);
                }
            }
            Kind::Slice => {
                let slice = &*header.cast::<Slice>();
                for value in [slice.start, slice.stop, slice.step] {
                    marker.mark_value(value);
                }
            }
            Kind::Function => {
                let function = &*header.cast::<Function>();
                slots(function.slots, marker);
                marker.mark_pointer(function.code);
                marker.mark_pointer(function.globals);
                for value in [
                    function.closure,
                    function.defaults,
                    function.keyword_defaults,
                    function.name,
                    function.qualified_name,
                    function.module,
                    function.doc,
                    function.annotations,
                    function.type_parameters,
                ] {
                    marker.mark_value(value);
                }
            }
            Kind::NativeFunction => marker.mark_value((*header.cast::<NativeFunction>()).owner),
            Kind::BoundMethod => {
                let method = &*header.cast::<BoundMethod>();
                marker.mark_value(method.function);
                marker.mark_value(method.receiver);
            }
            Kind::Code => code(&*header.cast::<Code>(), marker),
            Kind::Cell => marker.mark_value((*header.cast::<Cell>()).value),
            Kind::Instance | Kind::Foreign => attributes(header, size_of::<Instance>(), marker),
            Kind::Generator => {
                let generator = header.cast::<Generator>();
                for value in
                    [(*generator).function, (*generator).result, (*generator).thrown, (*generator).name, (*generator).qualified_name]
                {
                    marker.mark_value(value);
                }
                // Slots that are not in use hold whatever lay on the stack: they are looked at as the stack is.
                let slots = Generator::slots(generator);
                for index in 0..(*generator).count {
                    marker.mark_conservative((*slots.add(index)).0);
                }
            }
            Kind::Exception => {
                let exception = &*header.cast::<Exception>();
                slots(exception.slots, marker);
                for value in [exception.arguments, exception.cause, exception.context, exception.traceback] {
                    marker.mark_value(value);
                }
                for value in exception.extra {
                    marker.mark_value(value);
                }
            }
            Kind::Traceback => {
                let traceback = &*header.cast::<Traceback>();
                marker.mark_value(traceback.next);
                marker.mark_value(traceback.code);
                marker.mark_value(traceback.function);
            }
            Kind::Property => {
                let property = &*header.cast::<Property>();
                slots(property.slots, marker);
                for value in [property.getter, property.setter, property.deleter, property.doc, property.name] {
                    marker.mark_value(value);
                }
            }
            Kind::StaticMethod | Kind::ClassMethod => {
                let wrapper = &*header.cast::<MethodWrapper>();
                slots(wrapper.slots, marker);
                marker.mark_value(wrapper.function);
            }
            Kind::Member => marker.mark_value((*header.cast::<Member>()).owner),
            Kind::Super => {
                let object = &*header.cast::<Super>();
                for value in [object.class, object.receiver, object.receiver_class] {
                    marker.mark_value(value);
                }
            }
            Kind::Module => {
                let module = &*header.cast::<Module>();
                marker.mark_pointer(module.dict);
                marker.mark_value(module.name);
            }
            Kind::Record => {
                let record = header.cast::<Record>();
                marker.mark_values(record.byte_add(Record::FIELDS).cast(), (*record).count);
                slots((*record).slots, marker);
            }
            Kind::SequenceIterator => marker.mark_value((*header.cast::<SequenceIterator>()).sequence),
            Kind::StrIterator => marker.mark_value((*header.cast::<StrIterator>()).string),
            Kind::DictIterator | Kind::SetIterator => marker.mark_value((*header.cast::<DictIterator>()).table),
            Kind::ToolIterator => {
                for value in (*header.cast::<ToolIterator>()).state {
                    marker.mark_value(value);
                }
            }
            Kind::DictView => marker.mark_value((*header.cast::<DictView>()).dict),
        }
    }
}

/// A buffer by its data; null is nothing.
unsafe fn buffer<T>(data: *mut T, marker: &mut Marker<'_>) {
    if !data.is_null() {
        marker.mark_pointer(data.wrapping_byte_sub(BUFFER_DATA));
    }
}

/// Attribute slots in a buffer of values; null is nothing.
unsafe fn slots(data: *mut Value, marker: &mut Marker<'_>) {
    // SAFETY: the slots of every kind but instances lie in a buffer.
    unsafe { buffer(data, marker) }
}

/// The attribute slots of an instance: words behind its fixed part, or a buffer.
unsafe fn attributes(header: *mut Header, fixed: usize, marker: &mut Marker<'_>) {
    // SAFETY: an instance's `extra` says how many slots there are.
    unsafe {
        let instance = header.cast::<Instance>();
        let data = (*instance).slots;
        if data == instance.byte_add(fixed).cast::<Value>() {
            marker.mark_values(data, (*header).extra as usize);
        } else {
            buffer(data, marker);
        }
    }
}

/// Code: its tables, its constants, and what the caches of its instructions hold.
unsafe fn code(code: &Code, marker: &mut Marker<'_>) {
    // SAFETY: the instructions are initialised, and verified.
    unsafe {
        for value in [
            code.name,
            code.qualified_name,
            code.file_name,
            code.variable_names,
            code.free_names,
            code.doc,
            code.exception_table,
            code.position_table,
            code.source,
        ] {
            marker.mark_value(value);
        }
        buffer(code.region, marker);
        buffer(code.instructions, marker);
        let mut word = 0usize;
        while word < code.instruction_words as usize {
            let text = *code.instructions.add(word);
            let Some(info) = BYTECODES.get((text & 0xffff) as usize) else { return };
            for (place, kind) in info.cells.iter().enumerate() {
                let content = *code.instructions.add(word + 1 + place) as usize;
                match kind {
                    // What a shape's class has for a name lives as long as the class, see `interpret::codes`.
                    CellKind::Value if content != 0 && !(place > 0 && info.cells.contains(&CellKind::Shape)) => {
                        marker.mark_value(Value(content));
                    }
                    // What the cell knows may be dead after this collection.
                    CellKind::Weak => *code.instructions.add(word + 1 + place) = forgotten(content) as u64,
                    _ => {}
                }
            }
            word += info.words();
        }
    }
}
