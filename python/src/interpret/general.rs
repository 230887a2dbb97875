//! What has no fast path: the instructions that are a helper's work from beginning to end.

use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::container::Cell;
use copperhead_stencils::layout::frame::HEAD_WORDS;
use copperhead_stencils::layout::machine::Transfer;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::{BYTECODE_COUNT, Opcode};
use copperhead_stencils::value::Value;

use super::call::transfer;
use super::call_cache::{NO_RECEIVER, NO_RECEIVER_MARKED};
use super::quicken::opcode;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::access::class_flags;
use crate::objects::class_list::ClassId;
use crate::objects::layout::Class;
use crate::objects::special::Special;
use crate::objects::text::Display;
use crate::objects::{attribute, operations};

/// A running instruction's operands.
struct Operands {
    fp: *mut Value,
    pc: *mut u64,
    word: u64,
}

impl Operands {
    /// The raw field 0, 1 or 2.
    fn field(&self, place: u32) -> usize {
        usize::from((self.word >> (16 * (place + 1))) as u16)
    }

    /// The slot named by a field, or one behind it.
    fn slot(&self, place: u32, behind: usize) -> *mut Value {
        self.fp.wrapping_add(self.field(place)).wrapping_add(behind)
    }

    /// The value in the slot named by a field.
    fn read(&self, place: u32) -> Value {
        // SAFETY: verified bytecode names slots of its frame.
        unsafe { *self.slot(place, 0) }
    }

    /// The value in the first cell.
    fn constant(&self) -> Value {
        // SAFETY: only instructions with a value cell ask.
        Value(unsafe { *self.pc.add(1) } as usize)
    }

    /// So many values from a field's slot on. Valid as long as nothing runs that may write to the frame.
    fn values(&self, place: u32, count: usize) -> &[Value] {
        // SAFETY: verified bytecode names slots of its frame.
        unsafe { core::slice::from_raw_parts(self.slot(place, 0), count) }
    }
}

/// What an instruction without a fast path does. Its operands are those that the list of bytecodes gives for its opcode.
type Work = fn(&mut Context, &Operands) -> Result<Value>;

/// The work of every opcode, by number: a function each, so that none pays for the others' frames.
static WORK: [Work; BYTECODE_COUNT] = {
    let mut work: [Work; BYTECODE_COUNT] = [|context, _| Err(context.raise_system("instruction without a definition")); BYTECODE_COUNT];
    let mut number = 0;
    while number < BYTECODE_COUNT {
        work[number] = work_of(Opcode::ALL[number]);
        number += 1;
    }
    work
};

// SAFETY of all blocks here: the instruction runs, so its operands are slots of its frame that hold what the compiler put there.
#[allow(clippy::undocumented_unsafe_blocks)]
const fn work_of(opcode: Opcode) -> Work {
    match opcode {
        Opcode::CheckBound => |context, o| unsafe { Err(context.complain_unbound(o.fp, o.field(0))) },
        Opcode::MakeCell => |context, o| context.new_cell(o.read(0)),
        Opcode::LoadCell => |context, o| unsafe { Err(context.complain_unbound_cell(o.fp, o.field(1))) },
        Opcode::DeleteCell => |context, o| unsafe {
            let cell: *mut Cell = o.read(0).as_pointer();
            if (*cell).value == Value::UNDEFINED {
                return Err(context.complain_unbound_cell(o.fp, o.field(0)));
            }
            (*cell).value = Value::UNDEFINED;
            Ok(Value::NONE)
        },
        Opcode::StoreGlobal | Opcode::StoreGlobalKnown => |context, o| unsafe {
            context.store_global(o.pc, o.read(0))?;
            Ok(Value::NONE)
        },
        Opcode::DeleteGlobal => |context, o| unsafe {
            let name = o.constant();
            let entry =
                context.current_globals().and_then(|globals| crate::objects::table::find_name(globals, name).map(|entry| (globals, entry)));
            match entry {
                Some((globals, entry)) => context.table_remove(globals, entry),
                None => return Err(context.complain_undefined(name)),
            }
            Ok(Value::NONE)
        },
        Opcode::LoadClassName => |context, o| {
            if let Some(value) = context.load_from_namespace(o.read(1), o.constant())? {
                return Ok(value);
            }
            context.load_global_by_name(o.constant())
        },
        Opcode::LoadClassCell => |context, o| unsafe {
            if let Some(value) = context.load_from_namespace(o.read(1), o.constant())? {
                return Ok(value);
            }
            let value = (*o.read(2).as_pointer::<Cell>()).value;
            if value == Value::UNDEFINED {
                return Err(context.complain_unbound_cell(o.fp, o.field(2)));
            }
            Ok(value)
        },
        Opcode::StoreClassName => |context, o| {
            operations::set_item(context, o.read(0), o.constant(), o.read(1))?;
            Ok(Value::NONE)
        },
        Opcode::DeleteClassName => |context, o| {
            let name = o.constant();
            if let Err(raised) = operations::delete_item(context, o.read(0), name) {
                if context.limits.terminated.is_some() {
                    return Err(raised);
                }
                // CPython says so of everything that the namespace says.
                context.machine.exception = Value::UNDEFINED;
                return Err(context.complain_undefined(name));
            }
            Ok(Value::NONE)
        },
        Opcode::Is => |_, o| Ok(Value::from_bool(operations::same(o.read(1), o.read(2)))),
        Opcode::IsNot => |_, o| Ok(Value::from_bool(!operations::same(o.read(1), o.read(2)))),
        Opcode::Contains | Opcode::ContainsTable | Opcode::ContainsStr => |context, o| unsafe {
            context.specialise_contains(o.pc, o.read(2), o.read(1), [Opcode::ContainsTable, Opcode::ContainsStr]);
            operations::contains(context, o.read(2), o.read(1)).map(Value::from_bool)
        },
        Opcode::NotContains | Opcode::NotContainsTable | Opcode::NotContainsStr => |context, o| unsafe {
            context.specialise_contains(o.pc, o.read(2), o.read(1), [Opcode::NotContainsTable, Opcode::NotContainsStr]);
            operations::contains(context, o.read(2), o.read(1)).map(|found| Value::from_bool(!found))
        },
        Opcode::DeleteAttribute => |context, o| {
            attribute::delete_attribute(context, o.read(0), o.constant())?;
            Ok(Value::NONE)
        },
        Opcode::DeleteSubscript => |context, o| {
            operations::delete_item(context, o.read(0), o.read(1))?;
            Ok(Value::NONE)
        },
        Opcode::LoadSuper => |context, o| unsafe { context.load_super(o.slot(1, 0)) },
        Opcode::LoadSuperMethod | Opcode::LoadSuperMethodCached => |context, o| unsafe {
            context.load_super_method_at(o.pc, o.slot(0, 0))?;
            Ok(Value::NONE)
        },
        Opcode::BuildSlice => |context, o| unsafe {
            let [start, stop, step] = [*o.slot(1, 0), *o.slot(1, 1), *o.slot(1, 2)];
            context.build_slice(start, stop, step)
        },
        Opcode::LoadSlice | Opcode::LoadSliceLazy => {
            |context, o| unsafe { context.load_slice(o.read(1), [*o.slot(2, 0), *o.slot(2, 1), *o.slot(2, 2)]) }
        }
        Opcode::StoreSlice => |context, o| unsafe {
            context.store_slice(o.read(0), [*o.slot(1, 0), *o.slot(1, 1), *o.slot(1, 2)], o.read(2))?;
            Ok(Value::NONE)
        },
        Opcode::StoreSliceLazy => |context, o| unsafe {
            let mut value = o.read(2);
            if value == Value::UNPACKED {
                value = context.load_slice(*o.slot(1, 6), [*o.slot(1, 3), *o.slot(1, 4), *o.slot(1, 5)])?;
            }
            context.store_slice(o.read(0), [*o.slot(1, 0), *o.slot(1, 1), *o.slot(1, 2)], value)?;
            Ok(Value::NONE)
        },
        Opcode::GetIterator => |context, o| context.get_iterator(o.read(1)),
        Opcode::Unpack => |context, o| unsafe {
            context.unpack_into(o.read(1), o.slot(0, 0), o.field(2))?;
            Ok(Value::NONE)
        },
        Opcode::UnpackRest => |context, o| unsafe {
            let counts = o.field(2);
            context.unpack_rest(o.read(1), o.slot(0, 0), counts & 0xff, counts >> 8)?;
            Ok(Value::NONE)
        },
        Opcode::BuildList => |context, o| context.new_list(o.values(1, o.field(2))),
        Opcode::BuildTuple => |context, o| context.new_tuple(o.values(1, o.field(2))),
        Opcode::BuildSet => |context, o| unsafe {
            let set = context.new_set()?;
            if o.field(2) > 4 {
                context.table_rebuild(set.as_pointer(), o.field(2))?;
            }
            for index in 0..o.field(2) {
                context.set_add(set, *o.slot(1, index))?;
            }
            Ok(set)
        },
        Opcode::BuildDict => |context, o| unsafe {
            let dict = Value::from_pointer(context.new_dict()?);
            for index in 0..o.field(2) {
                context.dict_insert(dict, *o.slot(1, 2 * index), *o.slot(1, 2 * index + 1))?;
            }
            Ok(dict)
        },
        Opcode::BuildString => |context, o| unsafe { context.build_string(o.slot(1, 0), o.field(2)) },
        Opcode::ListAppend => |context, o| {
            context.list_append(o.read(0), o.read(1))?;
            Ok(Value::NONE)
        },
        Opcode::ListExtend => |context, o| {
            context.list_extend_starred(o.read(0), o.read(1))?;
            Ok(Value::NONE)
        },
        Opcode::SetAdd => |context, o| {
            context.set_add(o.read(0), o.read(1))?;
            Ok(Value::NONE)
        },
        Opcode::SetUpdate => |context, o| {
            context.set_update(o.read(0), o.read(1))?;
            Ok(Value::NONE)
        },
        Opcode::DictInsert => |context, o| {
            context.dict_insert(o.read(0), o.read(1), o.read(2))?;
            Ok(Value::NONE)
        },
        Opcode::DictUpdate => |context, o| {
            context.dict_update(o.read(0), o.read(1))?;
            Ok(Value::NONE)
        },
        Opcode::DictMerge => |context, o| {
            context.dict_merge(o.read(0), o.read(1), o.read(2))?;
            Ok(Value::NONE)
        },
        Opcode::ListToTuple => |context, o| context.list_to_tuple(o.read(1)),
        Opcode::BuildArguments => |context, o| unsafe { context.build_arguments_at(o.fp, o.pc, o.slot(1, 0), o.field(2)) },
        Opcode::BuildKeywords => |context, o| {
            let dict = Value::from_pointer(context.new_dict()?);
            context.dict_merge(dict, o.read(1), o.read(2))?;
            Ok(dict)
        },
        Opcode::FormatValue => |context, o| unsafe {
            let flags = o.field(2);
            let spec = if flags & 4 != 0 { Some(*o.slot(1, 1)) } else { None };
            context.format_value(o.read(1), (flags & 3) as u8, spec)
        },
        Opcode::MakeFunction => |context, o| unsafe { context.make_function(o) },
        Opcode::MakeGenerator => |context, o| unsafe { context.make_generator(o.fp, o.pc) },
        Opcode::MatchKeys => |context, o| unsafe { context.match_keys(o.slot(1, 0), o.field(2)) },
        Opcode::MatchClass => |context, o| unsafe { context.match_class(*o.slot(1, 0), *o.slot(1, 1), o.field(2), o.constant()) },
        Opcode::LoadBuildClass => |context, _| context.build_class_function(),
        Opcode::Raise => |context, o| Err(context.raise_object(o.read(0), None)),
        Opcode::RaiseFrom => |context, o| Err(context.raise_object(o.read(0), Some(o.read(1)))),
        Opcode::RaiseAgain => |context, _| Err(context.raise_again()),
        Opcode::Reraise => |context, o| {
            context.machine.exception = o.read(0);
            Err(Raised)
        },
        Opcode::PushException => |context, o| {
            let previous = context.handled;
            context.handled = o.read(1);
            Ok(previous)
        },
        Opcode::PopException => |context, o| {
            context.handled = o.read(0);
            Ok(Value::NONE)
        },
        Opcode::JumpUnlessMatches => |context, o| context.exception_matches(o.read(0), o.read(1)).map(|matches| Value::from_bool(!matches)),
        Opcode::LoadAssertionError => |context, _| context.late_class_value(ClassId::AssertionError),
        Opcode::ImportName => |context, o| context.import_name(o.constant(), o.read(1), o.read(2)),
        Opcode::ImportFrom => |context, o| context.import_from(o.read(1), o.constant()),
        Opcode::ImportStar => |context, o| {
            context.import_star(o.read(0))?;
            Ok(Value::NONE)
        },
        Opcode::Intrinsic => |context, o| context.intrinsic(o.field(2), o.read(1)),
        // Machine code for an operator's method may be older than what the instruction became: any of the family.
        _ => |context, o| unsafe {
            match super::quicken::opcode(o.pc).map(Opcode::generic) {
                Some(Opcode::Binary | Opcode::BinaryImmediate) => context.operate_otherwise(o.fp, o.pc),
                _ => Err(context.raise_system("instruction without a definition")),
            }
        },
    }
}

impl Context {
    /// The unary operation of the instruction at `pc`.
    ///
    /// # Errors
    /// What the operation raises.
    ///
    /// # Safety
    /// The instruction is a unary operation.
    pub(crate) unsafe fn unary_at(&mut self, pc: *mut u64, operand: Value) -> Result<Value> {
        // SAFETY: the caller's contract.
        let special = match unsafe { opcode(pc) } {
            Some(Opcode::Negative) => Special::Neg,
            Some(Opcode::Positive) => Special::Pos,
            _ => Special::Invert,
        };
        operations::unary(self, special, operand)
    }

    /// Does what the instruction at `pc` says, in frame `fp`. Returns its result; TRUE or FALSE for branches.
    ///
    /// # Errors
    /// What the instruction raises.
    ///
    /// # Safety
    /// The instruction runs in the frame.
    pub(crate) unsafe fn general_at(&mut self, fp: *mut Value, pc: *mut u64) -> Result<Value> {
        // SAFETY: the caller's contract.
        let (operands, number) = unsafe { (Operands { fp, pc, word: *pc }, *pc as u16) };
        match WORK.get(usize::from(number)) {
            Some(work) => work(self, &operands),
            None => Err(self.raise_system("unknown opcode")),
        }
    }

    /// A name in a class body's namespace, a dict or any mapping.
    fn load_from_namespace(&mut self, namespace: Value, name: Value) -> Result<Option<Value>> {
        // SAFETY: a running class body holds its namespace.
        unsafe {
            if namespace.is_kind(Kind::Dict) {
                // A subclass may read its items in a way of its own.
                if crate::objects::construct::is_exact(namespace) || self.reads_items_plainly(namespace)? {
                    return Ok(self.table_load_name(namespace.as_pointer(), name));
                }
            }
        }
        match operations::get_item(self, namespace, name) {
            Ok(value) => Ok(Some(value)),
            Err(Raised) if self.exception_is(ClassId::KeyError) => {
                self.machine.exception = Value::UNDEFINED;
                Ok(None)
            }
            Err(Raised) => Err(Raised),
        }
    }

    /// Whether a dict of a subclass reads its items as `dict` does: without `__getitem__` or `__missing__` of its own.
    fn reads_items_plainly(&mut self, dict: Value) -> Result<bool> {
        let class = self.class_of(dict);
        // SAFETY: what is found on classes is alive.
        let native = self.lookup_special(class, Special::GetItem)?.is_some_and(|method| unsafe { method.is_kind(Kind::NativeFunction) });
        Ok(native && self.lookup_special(class, Special::Missing)?.is_none())
    }

    /// A global or built-in, not cached.
    pub(crate) fn load_global_by_name(&mut self, name: Value) -> Result<Value> {
        if let Some(globals) = self.current_globals() {
            if let Some(value) = self.table_load_name(globals, name) {
                return Ok(value);
            }
            let builtins = self.builtins_for(globals);
            if builtins != self.machine.builtins {
                return match self.table_load_name(builtins, name) {
                    Some(value) => Ok(value),
                    None => Err(self.complain_undefined(name)),
                };
            }
        }
        match (self.find_builtin(name)?, self.current_globals()) {
            (Some(value), _) => Ok(value),
            (None, Some(globals)) => self.own_builtins(globals, name),
            (None, None) => Err(self.complain_undefined(name)),
        }
    }

    /// A new cell.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_cell(&mut self, value: Value) -> Result<Value> {
        let cell: *mut Cell = self.new_object(ClassId::Cell, Kind::Cell, size_of::<Cell>())?;
        // SAFETY: fresh.
        unsafe { (*cell).value = value };
        Ok(Value::from_pointer(cell))
    }

    unsafe fn make_function(&mut self, o: &Operands) -> Result<Value> {
        let code: *mut Code = o.constant().as_pointer();
        let flags = o.field(2);
        let function: *mut Function = self.new_object(ClassId::Function, Kind::Function, size_of::<Function>())?;
        let globals = self.current_globals().unwrap_or(core::ptr::null_mut());
        // SAFETY: fresh; the instruction names what it brings.
        unsafe {
            self.note_globals(code, globals);
            (*function).code = code;
            (*function).globals = globals;
            (*function).defaults = if flags & 1 != 0 { *o.slot(1, 0) } else { Value::NONE };
            (*function).keyword_defaults = if flags & 2 != 0 { *o.slot(1, 1) } else { Value::NONE };
            (*function).annotations = if flags & 4 != 0 { *o.slot(1, 2) } else { Value::UNDEFINED };
            (*function).closure = if flags & 8 != 0 { *o.slot(1, 3) } else { Value::UNDEFINED };
            (*function).name = (*code).name;
            (*function).qualified_name = (*code).qualified_name;
            (*function).doc = (*code).doc;
            (*function).type_parameters = self.empty_tuple;
            let module_name = self.global_name(super::globals::GlobalName::Name)?;
            (*function).module =
                if globals.is_null() { Value::NONE } else { self.table_load_name(globals, module_name).unwrap_or(Value::NONE) };
        }
        Ok(Value::from_pointer(function))
    }

    /// A new function of a code object without closure or defaults: a module's body, an expression.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_function(
        &mut self,
        code: *mut Code,
        globals: *mut copperhead_stencils::layout::container::Dict,
    ) -> Result<*mut Function> {
        let function: *mut Function = self.new_object(ClassId::Function, Kind::Function, size_of::<Function>())?;
        // SAFETY: fresh; the code is alive.
        unsafe {
            self.note_globals(code, globals);
            (*function).code = code;
            (*function).globals = globals;
            (*function).defaults = Value::NONE;
            (*function).keyword_defaults = Value::NONE;
            (*function).annotations = Value::UNDEFINED;
            (*function).closure = Value::UNDEFINED;
            (*function).name = (*code).name;
            (*function).qualified_name = (*code).qualified_name;
            (*function).doc = (*code).doc;
            (*function).module = Value::NONE;
            (*function).type_parameters = self.empty_tuple;
        }
        Ok(function)
    }

    /// The call of the instruction at `pc`: callable at the base, `count` arguments behind the head.
    ///
    /// # Safety
    /// The instruction is of the family of `Call` or `CallMethod`, running in the frame.
    pub(crate) unsafe fn call_at(
        &mut self,
        fp: *mut Value,
        pc: *mut u64,
        base: *mut Value,
        count: usize,
        return_address: usize,
    ) -> Transfer {
        // SAFETY: the caller's contract.
        unsafe {
            let wanting = super::call_cache::calls_method(opcode(pc)) && Self::lacks_receiver(base);
            let count = if wanting { Self::drop_missing_receiver(base, count) } else { count };
            let callable = *base;
            if callable.is_kind(Kind::Class) {
                if (*callable.as_pointer::<Class>()).quick_init == Value::TRUE {
                    if opcode(pc) == Some(Opcode::Call) && class_flags(callable.as_pointer()) & Class::INSTRUCTION != 0 {
                        self.specialise_call(pc, callable, count);
                    }
                    return transfer(self.construct_built_in(base, count));
                }
                if count == 1 && callable == self.class_value(ClassId::Type) {
                    return transfer(Ok(Value::from_pointer(self.class_of(*base.add(HEAD_WORDS)))));
                }
            }
            if wanting {
                self.specialise_bare_call(pc, callable, count);
            } else {
                self.specialise_call(pc, callable, count);
            }
            if callable.is_kind(Kind::NativeFunction) && !super::call::resumes(callable) {
                // The most usual callee that is no Python function: nothing is in its way.
                let result = self.call_native_directly(callable.as_pointer(), base.add(HEAD_WORDS), count, Value::UNDEFINED);
                return transfer(result);
            }
            self.begin_call(fp, pc, base, count, Value::UNDEFINED, return_address)
        }
    }

    /// Whether `LoadMethod` found no method but a plain attribute: the receiver's place says so.
    ///
    /// # Safety
    /// A method's call begins at the base.
    unsafe fn lacks_receiver(base: *mut Value) -> bool {
        // SAFETY: the receiver's place is behind the head.
        unsafe { matches!(*base.add(HEAD_WORDS), NO_RECEIVER | NO_RECEIVER_MARKED) }
    }

    /// Then the arguments move down.
    ///
    /// # Safety
    /// `count` arguments stand behind the head.
    unsafe fn drop_missing_receiver(base: *mut Value, count: usize) -> usize {
        // SAFETY: the caller's contract.
        unsafe {
            let first = base.add(HEAD_WORDS);
            if *first == NO_RECEIVER_MARKED {
                *base = Value((*base).0 | 1);
            }
            let rest = count.saturating_sub(1);
            core::ptr::copy(first.add(1), first, rest);
            rest
        }
    }

    /// A call with keywords or unpacked arguments, or of an operator's method.
    ///
    /// # Errors
    /// What binding raises.
    ///
    /// # Safety
    /// The instruction is of the family of `CallKeywords`, `CallUnpacked`, `LoadSubscript`, `BinaryMethod` or `BinaryImmediateMethod`, running in the frame.
    pub(crate) unsafe fn call_special_at(&mut self, fp: *mut Value, pc: *mut u64, return_address: usize) -> Result<Transfer> {
        // SAFETY: the caller's contract.
        unsafe {
            // Machine code for an operator's method may be older than what the instruction became.
            let generic = opcode(pc).map(Opcode::generic);
            if generic == Some(Opcode::LoadSubscript) {
                return self.load_subscript_by_method(fp, pc, return_address);
            }
            if !matches!(generic, Some(Opcode::CallKeywords | Opcode::CallUnpacked)) {
                return self.operate_at(fp, pc, return_address);
            }
            let o = Operands { fp, pc, word: *pc };
            let base = o.slot(1, 0);
            if generic == Some(Opcode::CallKeywords) {
                let mut count = o.field(2) & 0x7fff;
                if o.field(2) & 0x8000 != 0 && Self::lacks_receiver(base) {
                    count = Self::drop_missing_receiver(base, count);
                } else {
                    self.specialise_keywords(pc, *base, count);
                }
                return Ok(self.begin_call(fp, pc, base, count, o.constant(), return_address));
            }
            let first = base.add(HEAD_WORDS);
            let arguments = *first;
            let keywords = if o.field(2) != 0 { *first.add(1) } else { Value::UNDEFINED };
            if !arguments.is_kind(Kind::Tuple) {
                return Err(self.raise_system("unpacked arguments are no tuple"));
            }
            let positional = self.tuple_length(arguments);
            let mut names = Value::UNDEFINED;
            let mut named = 0;
            if keywords != Value::UNDEFINED && keywords.is_kind(Kind::Dict) {
                named = (*keywords.as_pointer::<copperhead_stencils::layout::container::Dict>()).length as usize;
            }
            if first.wrapping_add(positional + named) > self.stack_end {
                return Err(self.raise_recursion_error());
            }
            if named != 0 {
                names = self.new_tuple_of(named)?;
                let (mut from, mut index) = (0, 0);
                while let Some((number, entry)) = self.table_next(keywords.as_pointer(), from) {
                    let items = names.as_pointer::<u8>().add(copperhead_stencils::layout::container::Tuple::ITEMS).cast::<Value>();
                    if !entry.key.is_kind(Kind::Str) {
                        if !self.is_callable(*base)? {
                            return Ok(self.begin_call(fp, pc, base, 0, Value::UNDEFINED, return_address));
                        }
                        return Err(self.raise(ClassId::TypeError, format_args!("keywords must be strings")));
                    }
                    if index < named {
                        *items.add(index) = entry.key;
                        *first.add(positional + index) = entry.value;
                    }
                    from = number + 1;
                    index += 1;
                }
            }
            for index in 0..positional {
                *first.add(index) = self.tuple_item(arguments, index);
            }
            Ok(self.begin_call(fp, pc, base, positional + named, names, return_address))
        }
    }

    /// UnboundLocalError for the variable in a slot.
    #[cold]
    unsafe fn complain_unbound(&mut self, fp: *mut Value, slot: usize) -> Raised {
        // SAFETY: the frame runs a function.
        let name = unsafe { self.variable_name(fp, slot) };
        self.raise(
            ClassId::UnboundLocalError,
            format_args!("cannot access local variable '{}' where it is not associated with a value", Display(name)),
        )
    }

    /// The same for a variable in a cell: free variables are another matter.
    #[cold]
    unsafe fn complain_unbound_cell(&mut self, fp: *mut Value, slot: usize) -> Raised {
        // SAFETY: the frame runs a function.
        unsafe {
            let Some(code) = self.code_of_frame(fp) else {
                return self.raise_system("no frame");
            };
            let variables = (*code).variable_count as usize;
            if slot < variables {
                return self.complain_unbound(fp, slot);
            }
            let name = self.tuple_item((*code).free_names, slot - variables);
            self.raise_with_name(
                ClassId::NameError,
                name,
                format_args!("cannot access free variable '{}' where it is not associated with a value in enclosing scope", Display(name)),
            )
        }
    }

    unsafe fn variable_name(&self, fp: *mut Value, slot: usize) -> Value {
        // SAFETY: the caller's contract.
        match unsafe { self.code_of_frame(fp) } {
            // SAFETY: a running code object is alive.
            Some(code) => self.tuple_item(unsafe { (*code).variable_names }, slot),
            None => self.empty_str,
        }
    }
}
