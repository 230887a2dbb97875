//! What the instruction `Intrinsic` does.

use copperhead_stencils::layout::callable::Function;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::bytecode::intrinsic::Intrinsic;
use crate::context::Context;
use crate::error::Result;
use crate::objects::awaitable::Awaiter;
use crate::objects::class_list::ClassId;
use crate::objects::layout::Exception;
use crate::objects::special::Special;
use crate::objects::text::Display;
use crate::objects::{access, attribute, operations};

impl Context {
    /// Does intrinsic `number` with an operand.
    ///
    /// # Errors
    /// What it raises.
    pub(crate) fn intrinsic(&mut self, number: usize, operand: Value) -> Result<Value> {
        match u16::try_from(number).ok().and_then(Intrinsic::from_number) {
            Some(Intrinsic::Display) => {
                if let Some(hook) = crate::modules::sys::own(self, "displayhook")? {
                    self.call(hook, &[operand])?;
                } else if operand != Value::NONE {
                    let name = self.intern("_")?;
                    let builtins = self.machine.builtins;
                    self.table_store_name(builtins, name, operand)?;
                    let text = operations::repr(self, operand)?;
                    let line = self.format(format_args!("{}\n", Display(text)))?;
                    self.write_str_value(crate::host::Stream::Output, line);
                }
                Ok(Value::NONE)
            }
            Some(Intrinsic::LoadEnter) => self.load_context_method(operand, Special::Enter, ""),
            Some(Intrinsic::LoadExit) => self.load_context_method(operand, Special::Exit, " (missed __exit__ method)"),
            Some(Intrinsic::ExceptionClass) => Ok(Value::from_pointer(self.class_of(operand))),
            Some(Intrinsic::ExceptionTraceback) => {
                // SAFETY: the operand is alive.
                Ok(unsafe { if operand.is_kind(Kind::Exception) { (*operand.as_pointer::<Exception>()).traceback } else { Value::NONE } })
            }
            Some(Intrinsic::SetupAnnotations) => self.setup_annotations(operand),
            Some(Intrinsic::RaiseThrown) => self.raise_thrown(operand),
            Some(Intrinsic::GetDelegate) => self.get_delegate(operand),
            Some(Intrinsic::GetAwaitable) => self.get_awaitable(operand, Awaiter::Expression),
            Some(Intrinsic::GetAwaitableEnter) => self.get_awaitable(operand, Awaiter::Enter),
            Some(Intrinsic::GetAwaitableExit) => self.get_awaitable(operand, Awaiter::Exit),
            Some(Intrinsic::GetAsyncIterator) => self.get_async_iterator(operand),
            Some(Intrinsic::GetAsyncNext) => self.get_async_next(operand),
            Some(Intrinsic::EndsAsyncIteration) => Ok(Value::from_bool(self.is_instance_of(operand, ClassId::StopAsyncIteration))),
            Some(Intrinsic::LoadAsyncEnter) => self.load_async_method(operand, Special::AEnter),
            Some(Intrinsic::LoadAsyncExit) => self.load_async_method(operand, Special::AExit),
            Some(Intrinsic::IsSequence) => Ok(Value::from_bool(self.is_sequence_for_patterns(operand))),
            Some(Intrinsic::IsMapping) => Ok(Value::from_bool(self.is_mapping_for_patterns(operand))),
            Some(Intrinsic::Length) => {
                let length = operations::length(self, operand)?;
                self.new_int(length as i128)
            }
            Some(Intrinsic::MatchGroup) => self.match_group(operand),
            Some(Intrinsic::EndGroup) => self.end_group(operand),
            Some(Intrinsic::TypeParameter) => self.call_typing("_make_parameter", operand),
            Some(Intrinsic::SubscriptGeneric) => self.call_typing("_subscript_generic", operand),
            Some(Intrinsic::TypeAlias) => self.call_typing("_make_alias", operand),
            Some(Intrinsic::LeaveFrame) => {
                let (fp, pc) = (self.machine.fp, self.pc);
                // SAFETY: the frame runs.
                unsafe { self.note_left_frame(fp, pc) };
                Ok(Value::NONE)
            }
            Some(Intrinsic::SetTypeParameters) => {
                let (function, parameters) = (self.tuple_item(operand, 0), self.tuple_item(operand, 1));
                if access::is(function, Kind::Function) {
                    // SAFETY: just checked; the operand holds it.
                    unsafe { (*function.as_pointer::<Function>()).type_parameters = parameters };
                }
                Ok(function)
            }
            Some(Intrinsic::WrapYielded) => self.wrap_yielded(operand),
            None => Err(self.raise_system("unknown intrinsic")),
        }
    }

    fn load_context_method(&mut self, manager: Value, special: Special, missed: &str) -> Result<Value> {
        let class = self.class_of(manager);
        match self.lookup_special(class, special)? {
            Some(method) => self.bind_descriptor(method, manager),
            None => {
                let name = self.class_name(class);
                Err(self.raise(
                    ClassId::TypeError,
                    format_args!("'{}' object does not support the context manager protocol{missed}", Display(name)),
                ))
            }
        }
    }

    /// Calls a function of `_typing` (in Python) with a value and the name of the running module.
    fn call_typing(&mut self, function: &str, operand: Value) -> Result<Value> {
        let name = self.intern("_typing")?;
        let module = self.import_absolute(name)?;
        let function = self.intern(function)?;
        let function = attribute::get_attribute(self, module, function)?;
        let key = self.intern("__name__")?;
        let own = self.current_globals().and_then(|globals| self.table_load_name(globals, key));
        self.call(function, &[operand, own.unwrap_or(Value::NONE)])
    }

    fn setup_annotations(&mut self, namespace: Value) -> Result<Value> {
        let name = self.intern("__annotations__")?;
        if namespace == Value::NONE {
            if let Some(globals) = self.current_globals()
                && self.table_load_name(globals, name).is_none()
            {
                let dict = Value::from_pointer(self.new_dict()?);
                self.table_store_name(globals, name, dict)?;
            }
        } else if !operations::contains(self, namespace, name)? {
            let dict = Value::from_pointer(self.new_dict()?);
            operations::set_item(self, namespace, name, dict)?;
        }
        Ok(Value::NONE)
    }

    /// Writes a str to a stream, as UTF-8; lone surrogates as `\udc80`, as the error stream has them.
    pub(crate) fn write_str_value(&mut self, stream: crate::host::Stream, string: Value) -> bool {
        if let Some(text) = crate::objects::text::ascii_text(string) {
            return self.write(stream, text);
        }
        let mut buffer = [0u8; 256];
        let mut used = 0usize;
        for point in crate::objects::text::code_points(string) {
            if used + 6 > buffer.len() {
                if !self.write_bytes(stream, buffer.get(..used).unwrap_or(&[])) {
                    return false;
                }
                used = 0;
            }
            match (char::from_u32(point), buffer.get_mut(used..used + 6)) {
                (Some(character), Some(place)) => used += character.encode_utf8(place).len(),
                (None, Some(place)) => used += write_escape(place, point),
                (_, None) => {}
            }
        }
        self.write_bytes(stream, buffer.get(..used).unwrap_or(&[]))
    }

    /// Writes bytes to a stream.
    pub(crate) fn write_bytes(&mut self, stream: crate::host::Stream, bytes: &[u8]) -> bool {
        // SAFETY: the host outlives the context.
        unsafe { (*self.host).write(stream, bytes).is_ok() }
    }
}

/// Writes a code point below 65536 as an escape sequence of six characters.
fn write_escape(place: &mut [u8], point: u32) -> usize {
    let digits = [12, 8, 4, 0].map(|shift| b"0123456789abcdef".get(point as usize >> shift & 15).copied().unwrap_or(b'?'));
    for (place, byte) in place.iter_mut().zip(b"\\u".iter().chain(&digits)) {
        *place = *byte;
    }
    6
}
