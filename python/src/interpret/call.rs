//! Calls of every kind: binding arguments to parameters, making frames, constructing instances.

use copperhead_stencils::layout::callable::{BoundMethod, Code, Function};
use copperhead_stencils::layout::container::{Dict, Tuple};
use copperhead_stencils::layout::frame::HEAD_WORDS;
use copperhead_stencils::layout::machine::Transfer;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::ops::call::last_defaults;
use copperhead_stencils::value::Value;

use super::frames;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::class_list::ClassId;
use crate::objects::layout::{Class, NativeFunction};
use crate::objects::native::{Arguments, Binding, Parameters};
use crate::objects::special::Special;
use crate::objects::text::Display;

/// A result or an exception, as machine code takes it.
pub(crate) fn transfer(result: Result<Value>) -> Transfer {
    match result {
        Ok(value) => Transfer { code: Transfer::VALUE, value: value.0 },
        Err(Raised) => Transfer { code: Transfer::RAISE, value: 0 },
    }
}

const RAISE: Transfer = Transfer { code: Transfer::RAISE, value: 0 };

/// Whether a native function goes on with a generator, if it is called with one.
///
/// # Safety
/// The value is a native function.
#[inline]
pub(crate) unsafe fn resumes(function: Value) -> bool {
    // SAFETY: the caller's contract.
    unsafe { (*function.as_pointer::<NativeFunction>()).object.header.flags & (NativeFunction::RESUMES | NativeFunction::SENDS) != 0 }
}

impl Context {
    /// Begins a call: the callable stands at `base`, its `count` arguments behind the head, the last of them named by the tuple
    /// `names` (UNDEFINED: none). Natives run to their end; for a Python function the frame is made and left to be entered.
    /// The frame comes back to `return_address` in frame `caller` at instruction `pc`.
    ///
    /// # Safety
    /// `base` lies on the VM's stack above everything in use, with the arguments initialised; `caller` is linked to the frames below.
    pub(crate) unsafe fn begin_call(
        &mut self,
        caller: *mut Value,
        pc: *mut u64,
        base: *mut Value,
        count: usize,
        names: Value,
        return_address: usize,
    ) -> Transfer {
        // Whatever runs on the way to the callee lays its frames above the arguments.
        let floor = self.native_floor;
        self.native_floor = base.wrapping_add(HEAD_WORDS).wrapping_add(count).max(floor);
        // SAFETY: the caller's contract.
        let transfer = unsafe { self.begin_call_above_floor(caller, pc, base, count, names, return_address) };
        self.native_floor = floor;
        transfer
    }

    unsafe fn begin_call_above_floor(
        &mut self,
        caller: *mut Value,
        pc: *mut u64,
        base: *mut Value,
        mut count: usize,
        names: Value,
        return_address: usize,
    ) -> Transfer {
        let fp = base.wrapping_add(HEAD_WORDS);
        let mut turns = self.limits.recursion_limit;
        // SAFETY: the caller's contract, for the whole loop: each turn replaces the callable by what it stands for.
        unsafe {
            loop {
                // An object's `__call__` may be the object itself.
                if turns == 0 {
                    let _ = self.raise_recursion_error();
                    return RAISE;
                }
                turns -= 1;
                let callable = *base;
                match callable.kind() {
                    Some(Kind::Function) => {
                        let code = (*callable.as_pointer::<Function>()).code;
                        let bound = (*code).simple_arguments as usize == count && names == Value::UNDEFINED;
                        if self.check_frame(fp, code, caller).is_err() {
                            return RAISE;
                        }
                        if !bound && self.bind(callable.as_pointer(), fp, count, names).is_err() {
                            return RAISE;
                        }
                        self.machine.countdown = self.machine.countdown.wrapping_sub(1);
                        if self.machine.countdown < 0 && self.poll().is_err() {
                            return RAISE;
                        }
                        frames::link(fp, return_address, caller, pc);
                        return Transfer { code: (*code).entry, value: fp.expose_provenance() };
                    }
                    Some(Kind::NativeFunction) => {
                        if resumes(callable)
                            && names == Value::UNDEFINED
                            && let Some(transfer) = self.begin_resume(caller, pc, base, count, return_address)
                        {
                            return transfer;
                        }
                        return transfer(self.call_native_directly(callable.as_pointer(), fp, count, names));
                    }
                    Some(Kind::BoundMethod) => {
                        let method = callable.as_pointer::<BoundMethod>();
                        if self.insert_argument(fp, &mut count, (*method).receiver).is_err() {
                            return RAISE;
                        }
                        *base = (*method).function;
                    }
                    Some(Kind::Class) => match self.construct(caller, pc, base, count, names, return_address) {
                        Ok(transfer) => return transfer,
                        Err(Raised) => return RAISE,
                    },
                    _ => {
                        let class = self.class_of(callable);
                        match self.lookup_special(class, Special::Call) {
                            Ok(Some(method)) => {
                                if self.insert_argument(fp, &mut count, callable).is_err() {
                                    return RAISE;
                                }
                                match self.unwrap_static(method, fp, &mut count) {
                                    Ok(function) => *base = function,
                                    Err(Raised) => return RAISE,
                                }
                            }
                            Ok(None) => {
                                let name = self.class_name(class);
                                let _ = self.raise(ClassId::TypeError, format_args!("'{}' object is not callable", Display(name)));
                                return RAISE;
                            }
                            Err(Raised) => return RAISE,
                        }
                    }
                }
            }
        }
    }

    /// Puts an argument before the others.
    ///
    /// # Errors
    /// RecursionError, if the stack has no room.
    ///
    /// # Safety
    /// `count` arguments start at `fp`.
    unsafe fn insert_argument(&mut self, fp: *mut Value, count: &mut usize, argument: Value) -> Result<()> {
        if fp.wrapping_add(*count + 1) > self.stack_end {
            return Err(self.raise_recursion_error());
        }
        // SAFETY: there is room for one more.
        unsafe {
            core::ptr::copy(fp, fp.add(1), *count);
            *fp = argument;
        }
        *count += 1;
        self.native_floor = fp.wrapping_add(*count).max(self.native_floor);
        Ok(())
    }

    /// `__call__` found on a class may be a static method or another descriptor: then the object is no argument.
    ///
    /// # Safety
    /// The object stands first among the arguments at `fp`.
    unsafe fn unwrap_static(&mut self, method: Value, fp: *mut Value, count: &mut usize) -> Result<Value> {
        // SAFETY: the method was found on a live class; the arguments are initialised.
        unsafe {
            let binds = match method.kind() {
                Some(Kind::Function) => true,
                Some(Kind::NativeFunction) => (*method.as_pointer::<NativeFunction>()).object.header.flags & NativeFunction::METHOD != 0,
                _ => false,
            };
            if binds {
                return Ok(method);
            }
            let receiver = *fp;
            *count -= 1;
            core::ptr::copy(fp.add(1), fp, *count);
            self.bind_descriptor(method, receiver)
        }
    }

    /// Runs a native function that an instruction calls, with nothing of Rust's between.
    ///
    /// # Errors
    /// As [`call_native`](Self::call_native).
    ///
    /// # Safety
    /// As [`call_native`](Self::call_native).
    pub(crate) unsafe fn call_native_directly(
        &mut self,
        function: *mut NativeFunction,
        fp: *mut Value,
        count: usize,
        names: Value,
    ) -> Result<Value> {
        self.called_by_instruction = true;
        // SAFETY: the caller's contract.
        let result = unsafe { self.call_native(function, fp, count, names) };
        self.called_by_instruction = false;
        result
    }

    /// Runs the native function at the base, which an instruction calls. It is known to take `count` arguments by position.
    ///
    /// # Errors
    /// What it raises, or TypeError for a receiver of another class.
    ///
    /// # Safety
    /// The callable and the arguments behind the head are alive, above everything else on the VM's stack.
    pub(crate) unsafe fn call_native_known(&mut self, base: *mut Value, count: usize) -> Result<Value> {
        // SAFETY: the caller's contract.
        unsafe {
            let function: *mut NativeFunction = (*base).as_pointer();
            let fp = base.add(HEAD_WORDS);
            let mut arguments = Arguments { first: fp, count, names: Value::UNDEFINED, data: (*function).data };
            self.check_native_receiver(function, &arguments)?;
            let method = (*function).method;
            if let Parameters::Named(parameters, _) = method.parameters {
                arguments.count = usize::from(method.binding != Binding::Static).saturating_add(parameters.len());
                self.check_parameters(fp, arguments.count, count)?;
                for place in count..arguments.count {
                    *fp.add(place) = Value::UNDEFINED;
                }
            }
            let saved_floor = self.native_floor;
            self.native_floor = fp.wrapping_add(arguments.count).max(saved_floor);
            self.called_by_instruction = true;
            let result = (method.code)(self, &arguments);
            self.called_by_instruction = false;
            self.native_floor = saved_floor;
            result
        }
    }

    /// Runs a native function.
    ///
    /// # Errors
    /// What it raises, or TypeError for wrong arguments.
    ///
    /// # Safety
    /// `count` arguments start at `fp`, above everything else on the VM's stack.
    pub(crate) unsafe fn call_native(
        &mut self,
        function: *mut NativeFunction,
        fp: *mut Value,
        count: usize,
        names: Value,
    ) -> Result<Value> {
        // SAFETY: the function is alive while it is called.
        let (method, data) = unsafe { ((*function).method, (*function).data) };
        let receiver = usize::from(method.binding != Binding::Static);
        if receiver > count {
            return Err(self.complain_no_receiver(function));
        }
        let mut arguments = Arguments { first: fp, count, names: Value::UNDEFINED, data };
        self.check_native_receiver(function, &arguments)?;
        match method.parameters {
            Parameters::Positional(minimum, maximum) => {
                if names != Value::UNDEFINED && self.tuple_length(names) != 0 {
                    return Err(self.complain_no_keywords(function));
                }
                let given = count - receiver;
                if given < minimum as usize || given > maximum as usize {
                    return Err(self.complain_native_count(function, given, minimum as usize, maximum as usize));
                }
            }
            Parameters::Named(parameters, required) => {
                self.check_parameters(fp, receiver + parameters.len(), count)?;
                // SAFETY: there is room for all parameters behind what was given.
                unsafe { self.bind_native(function, fp.add(receiver), count - receiver, names, parameters, required as usize)? };
                arguments.count = receiver + parameters.len();
            }
            Parameters::Raw => arguments.names = names,
        }
        // While it runs, the arguments must be below what it calls itself: the stack's top is computed from the machine's fp, and
        // arguments of calls lie inside the caller's frame. Entries from Rust have no frame of their own: see `stack_top`.
        let saved_floor = self.native_floor;
        let end = fp.wrapping_add(arguments.count);
        if end > self.native_floor {
            self.native_floor = end;
        }
        let result = (method.code)(self, &arguments);
        self.native_floor = saved_floor;
        result
    }

    /// Whether the stack has room at `fp` for named parameters and, behind them, for what was given: as much whatever way a call takes, lest that
    /// decide which one is too deep.
    ///
    /// # Errors
    /// RecursionError.
    #[inline(always)]
    fn check_parameters(&mut self, fp: *mut Value, parameters: usize, given: usize) -> Result<()> {
        if fp.wrapping_add(parameters).wrapping_add(given) > self.stack_end { Err(self.raise_recursion_error()) } else { Ok(()) }
    }

    /// Binds the arguments of a native function with named parameters in place.
    unsafe fn bind_native(
        &mut self,
        function: *mut NativeFunction,
        first: *mut Value,
        count: usize,
        names: Value,
        parameters: &'static [&'static str],
        required: usize,
    ) -> Result<()> {
        let named = if names == Value::UNDEFINED { 0 } else { self.tuple_length(names) };
        let positional = count - named;
        // The class that `__new__` is given is no argument that a program gave.
        let own = usize::from(parameters.first() == Some(&"") && self.constructs(function));
        if named != 0 && count > parameters.len() {
            let (method, most, given) = (self.called_name(function), parameters.len() - own, count - own);
            let (keyword, plural) = (if positional == own { "keyword " } else { "" }, if most == 1 { "" } else { "s" });
            let text = format_args!("{method}() takes at most {most} {keyword}argument{plural} ({given} given)");
            return Err(self.raise(ClassId::TypeError, text));
        }
        let most = parameters.iter().position(|name| name.as_bytes().first() == Some(&b'*')).unwrap_or(parameters.len());
        if positional > most {
            return Err(self.complain_native_count(function, positional, required, most));
        }
        // SAFETY: the caller made room for `parameters.len() + count` values.
        unsafe {
            // The named values move out of the way, then find their places.
            let spare = first.add(parameters.len());
            core::ptr::copy(first.add(positional), spare, named);
            for place in positional..parameters.len() {
                *first.add(place) = Value::UNDEFINED;
            }
            let (mut unknown, mut twice) = (Value::UNDEFINED, None);
            for index in 0..named {
                let name = self.tuple_item(names, index);
                let place = parameters
                    .iter()
                    .position(|known| !known.is_empty() && crate::objects::text::equals_text(name, known.trim_start_matches('*')));
                match place {
                    None if unknown == Value::UNDEFINED => unknown = name,
                    None => {}
                    Some(place) if *first.add(place) != Value::UNDEFINED => twice = Some((place, name)),
                    Some(place) => *first.add(place) = *spare.add(index),
                }
            }
            // What is missing is said before what is too much.
            for place in 0..required {
                if *first.add(place) == Value::UNDEFINED {
                    let method = self.called_name(function);
                    let name = parameters.get(place).copied().unwrap_or("");
                    if name.is_empty() {
                        return Err(self.complain_native_count(function, positional, required, most));
                    }
                    return Err(self.raise(
                        ClassId::TypeError,
                        format_args!("{}() missing required argument '{}' (pos {})", method, name, place + 1 - own),
                    ));
                }
            }
            if let Some((place, name)) = twice {
                let method = self.called_name(function);
                return Err(self.raise(
                    ClassId::TypeError,
                    format_args!("argument for {}() given by name ('{}') and position ({})", method, Display(name), place + 1 - own),
                ));
            }
            if unknown != Value::UNDEFINED {
                let method = self.called_name(function);
                return Err(self.complain_unknown_keyword(method, unknown, parameters));
            }
        }
        Ok(())
    }

    /// Begins the construction of an instance: calls `__new__`, and leaves `__init__` to be entered if it is a Python function.
    unsafe fn construct(
        &mut self,
        caller: *mut Value,
        pc: *mut u64,
        base: *mut Value,
        count: usize,
        names: Value,
        return_address: usize,
    ) -> Result<Transfer> {
        let fp = base.wrapping_add(HEAD_WORDS);
        // SAFETY: the callable at the base is a class; the arguments are initialised.
        unsafe {
            let class_value = *base;
            let class: *mut Class = class_value.as_pointer();
            // `type(x)` and metaclasses with a `__call__` of their own.
            let metaclass = self.class_of(class_value);
            if metaclass != self.class(ClassId::Type)
                && let Some(method) = self.lookup_special(metaclass, Special::Call)?
                && !method.is_kind(Kind::NativeFunction)
            {
                let mut count = count;
                self.insert_argument(fp, &mut count, class_value)?;
                *base = self.unwrap_static(method, fp, &mut count)?;
                return Ok(self.begin_call(caller, pc, base, count, names, return_address));
            }
            if names == Value::UNDEFINED
                && let Some(object) = self.construct_quickly(class, fp, count)?
            {
                return Ok(transfer(Ok(object)));
            }
            let object = self.new_instance(class, fp, count, names)?;
            if self.class_of(object) != class && !self.is_subclass(self.class_of(object), class) {
                return Ok(transfer(Ok(object)));
            }
            let object_class = self.class_of(object);
            let Some(init) = self.lookup_special(object_class, Special::Init)? else {
                return Ok(transfer(Ok(object)));
            };
            if self.is_default_init(init) {
                // `object.__init__` complains of arguments that nobody takes.
                if count != 0 {
                    self.check_default_init(object_class, count)?;
                }
                return Ok(transfer(Ok(object)));
            }
            if init.is_kind(Kind::Function) {
                // A frame between caller and `__init__` keeps the object: fp[0]. The arguments move up behind a second head.
                let init_base = fp.add(1);
                let init_fp = init_base.add(HEAD_WORDS);
                if init_fp.wrapping_add(count + 1) > self.stack_end {
                    return Err(self.raise_recursion_error());
                }
                core::ptr::copy(fp, init_fp.add(1), count);
                *fp = object;
                *init_base = init;
                *init_fp = object;
                frames::link(fp, return_address, caller, pc);
                let return_to = self.machine.entries.construct_return;
                return Ok(self.begin_call(fp, core::ptr::null_mut(), init_base, count + 1, names, return_to));
            }
            let mut count = count;
            self.insert_argument(fp, &mut count, object)?;
            let init = self.unwrap_static(init, fp, &mut count)?;
            let result = self.call_from_stack(init, fp, count, names)?;
            if result != Value::NONE {
                let name = self.class_name(self.class_of(result));
                return Err(self.raise(ClassId::TypeError, format_args!("__init__() should return None, not '{}'", Display(name))));
            }
            Ok(transfer(Ok(object)))
        }
    }

    /// Calls something with arguments that lie on the VM's stack already.
    ///
    /// # Safety
    /// `count` arguments start at `first`.
    pub(crate) unsafe fn call_from_stack(&mut self, callable: Value, first: *mut Value, count: usize, names: Value) -> Result<Value> {
        let saved_floor = self.native_floor;
        let end = first.wrapping_add(count);
        if end > self.native_floor {
            self.native_floor = end;
        }
        // SAFETY: the arguments are initialised; calls lay out their frames above the floor.
        let arguments = unsafe { core::slice::from_raw_parts(first, count) };
        let result = self.call_with_names(callable, arguments, names);
        self.native_floor = saved_floor;
        result
    }

    /// Binds arguments to the parameters of a Python function, in place: `count` of them stand at `fp`, the last ones named.
    ///
    /// # Errors
    /// TypeError, as CPython words it.
    ///
    /// # Safety
    /// The stack has room for the function's frame and for the arguments given.
    unsafe fn bind(&mut self, function: *mut Function, fp: *mut Value, count: usize, names: Value) -> Result<()> {
        // SAFETY: the function is alive; slots up to the frame's end and the arguments are on the VM's stack.
        unsafe {
            let code: *mut Code = (*function).code;
            let flags = (*code).object.header.flags;
            let positional = (*code).positional_count as usize;
            let keyword_only = (*code).keyword_only_count as usize;
            let named = if names == Value::UNDEFINED { 0 } else { self.tuple_length(names) };
            let given = count - named;
            let parameters = positional + keyword_only;
            let varargs_slot = parameters;
            let varkeywords_slot = parameters + usize::from(flags & Code::VARARGS != 0);
            let total = varkeywords_slot + usize::from(flags & Code::VARKEYWORDS != 0);
            if named == 0 && self.bind_rest(function, fp, count)? {
                return Ok(());
            }
            // Everything given moves above the frame's parameters, so that parameters can be filled in any order.
            let spare = fp.add(total.max(count));
            if spare.wrapping_add(count) > self.stack_end {
                return Err(self.raise_recursion_error());
            }
            core::ptr::copy(fp, spare, count);
            let floor = self.native_floor;
            self.native_floor = spare.wrapping_add(count).max(floor);
            let result = self.bind_spare(function, fp, spare, given, named, names, [varargs_slot, varkeywords_slot]);
            self.native_floor = floor;
            result
        }
    }

    /// Binds arguments without names to parameters of which none is to be given by name only, where the rest goes to a tuple or there is
    /// none. Whether that was all there is to do.
    unsafe fn bind_rest(&mut self, function: *mut Function, fp: *mut Value, given: usize) -> Result<bool> {
        // SAFETY: as in `bind`.
        unsafe {
            let code: *mut Code = (*function).code;
            let flags = (*code).object.header.flags;
            let positional = (*code).positional_count as usize;
            let (taken, missing) = (given.min(positional), positional.saturating_sub(given));
            let defaults = last_defaults(function, missing);
            let has_rest = flags & Code::VARARGS != 0;
            if (*code).keyword_only_count != 0 || given > positional && !has_rest || missing != 0 && defaults.is_null() {
                return Ok(false);
            }
            let rest = if has_rest { self.new_tuple(core::slice::from_raw_parts(fp.add(taken), given - taken))? } else { Value::UNDEFINED };
            let keywords = if flags & Code::VARKEYWORDS != 0 { Value::from_pointer(self.new_dict()?) } else { Value::UNDEFINED };
            if missing != 0 {
                core::ptr::copy_nonoverlapping(defaults, fp.add(taken), missing);
            }
            let mut slot = fp.add(positional);
            for value in [rest, keywords] {
                if value != Value::UNDEFINED {
                    *slot = value;
                    slot = slot.add(1);
                }
            }
            Ok(true)
        }
    }

    #[allow(clippy::too_many_arguments)]
    unsafe fn bind_spare(
        &mut self,
        function: *mut Function,
        fp: *mut Value,
        spare: *mut Value,
        given: usize,
        named: usize,
        names: Value,
        [varargs_slot, varkeywords_slot]: [usize; 2],
    ) -> Result<()> {
        // SAFETY: as in `bind`.
        unsafe {
            let code: *mut Code = (*function).code;
            let flags = (*code).object.header.flags;
            let positional = (*code).positional_count as usize;
            let positional_only = (*code).positional_only_count as usize;
            let keyword_only = (*code).keyword_only_count as usize;
            let taken = given.min(positional);
            core::ptr::copy_nonoverlapping(spare, fp, taken);
            for slot in taken..positional + keyword_only {
                *fp.add(slot) = Value::UNDEFINED;
            }
            if flags & Code::VARARGS != 0 {
                *fp.add(varargs_slot) = self.new_tuple(core::slice::from_raw_parts(spare.add(taken), given - taken))?;
            }
            let rest: *mut Dict = if flags & Code::VARKEYWORDS != 0 {
                let dict = self.new_dict()?;
                *fp.add(varkeywords_slot) = Value::from_pointer(dict);
                dict
            } else {
                core::ptr::null_mut()
            };
            for index in 0..named {
                let name = self.tuple_item(names, index);
                let value = *spare.add(given + index);
                match self.parameter_named(code, name, positional_only, positional + keyword_only) {
                    Some(slot) => {
                        if *fp.add(slot) != Value::UNDEFINED {
                            return Err(self.raise(
                                ClassId::TypeError,
                                format_args!(
                                    "{}() got multiple values for argument '{}'",
                                    Display((*function).qualified_name),
                                    Display(name)
                                ),
                            ));
                        }
                        *fp.add(slot) = value;
                    }
                    None if !rest.is_null() => {
                        let hash = crate::objects::text::hash(self, name);
                        self.table_store(rest, name, hash, value)?;
                    }
                    None => return Err(self.complain_unexpected_keyword(function, name, names, given)),
                }
            }
            if given > positional && flags & Code::VARARGS == 0 {
                return Err(self.complain_too_many(function, given, fp));
            }
            let defaults = (*function).defaults;
            if defaults != Value::NONE {
                let count = self.tuple_length(defaults);
                let first = positional.saturating_sub(count);
                for slot in first.max(taken)..positional {
                    if *fp.add(slot) == Value::UNDEFINED {
                        *fp.add(slot) = self.tuple_item(defaults, slot - first + count.saturating_sub(positional));
                    }
                }
            }
            let keyword_defaults = (*function).keyword_defaults;
            for slot in positional..positional + keyword_only {
                if *fp.add(slot) == Value::UNDEFINED && keyword_defaults != Value::NONE {
                    let name = self.tuple_item((*code).variable_names, slot);
                    if let Some(value) = self.table_load_name(keyword_defaults.as_pointer(), name) {
                        *fp.add(slot) = value;
                    }
                }
            }
            for slot in 0..positional + keyword_only {
                if *fp.add(slot) == Value::UNDEFINED {
                    return Err(self.complain_missing(function, fp, slot >= positional));
                }
            }
            Ok(())
        }
    }

    /// The slot of a parameter that may be given by name.
    pub(super) unsafe fn parameter_named(&self, code: *mut Code, name: Value, first: usize, end: usize) -> Option<usize> {
        // SAFETY: the code object is alive; parameter names are interned strs.
        unsafe {
            (first..end).find(|&slot| {
                let candidate = self.tuple_item((*code).variable_names, slot);
                candidate == name || crate::objects::text::equal(candidate, name)
            })
        }
    }

    /// The number of items of a tuple.
    #[inline]
    pub(crate) fn tuple_length(&self, tuple: Value) -> usize {
        // SAFETY: the caller holds a tuple.
        unsafe { (*tuple.as_pointer::<Tuple>()).length }
    }

    /// An item of a tuple; UNDEFINED beyond the end.
    #[inline]
    pub(crate) fn tuple_item(&self, tuple: Value, index: usize) -> Value {
        // SAFETY: the caller holds a tuple; the index is checked.
        unsafe {
            let object = tuple.as_pointer::<Tuple>();
            if index < (*object).length { *object.byte_add(Tuple::ITEMS).cast::<Value>().add(index) } else { Value::UNDEFINED }
        }
    }
}
