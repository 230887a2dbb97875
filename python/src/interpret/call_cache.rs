//! What instructions that call remember of whom they met.
//!
//! A call begins unspecialised. It becomes one for the function that it meets, and, should it meet another, one for any function of
//! Python; or one for a native function, of which the most usual are instructions themselves. Its cell keeps nothing alive.

use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::frame::{self, HEAD_WORDS};
use copperhead_stencils::layout::instance::Instance;
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::list::Opcode;
use copperhead_stencils::ops::call::{BARE_MARK, FORGOTTEN, NATIVE_MARK};
use copperhead_stencils::ops::keywords::{Plan, SEVERAL};
use copperhead_stencils::special::{BUILT_INS, BuiltIn};
use copperhead_stencils::value::Value;

use super::quicken::opcode;
use crate::context::Context;
use crate::error::Result;
use crate::jit::hot::MISSES;
use crate::objects::access::{add_class_flags, as_class, class_flags, has_flag, is_built_in};
use crate::objects::class_list::ClassId;
use crate::objects::class_lookup::known_special;
use crate::objects::instance::{is_native, object_new};
use crate::objects::layout::{Class, NativeFunction};
use crate::objects::native::{Binding, Method, Parameters};
use crate::objects::native_function;
use crate::objects::shape::INSTANCE_SLOTS;
use crate::objects::special::Special;
use crate::objects::text::equals_text;

/// The cell of a call that takes any function: no callable, and not empty.
const ANY: u64 = NATIVE_MARK as u64;

/// In a receiver's place: there is none.
pub(crate) const NO_RECEIVER: Value = Value::UNDEFINED;
// (Other callables than objects raise an error.)
pub(crate) use copperhead_stencils::ops::call::NO_RECEIVER_MARKED;

/// Whether an instruction is of the family of `CallMethod`.
pub(crate) fn calls_method(opcode: Option<Opcode>) -> bool {
    opcode.is_some_and(|opcode| opcode.generic() == Opcode::CallMethod)
}

/// Whether an instruction's first cell names a function of Python.
fn knows_function(opcode: Option<Opcode>) -> bool {
    matches!(opcode, Some(Opcode::CallKnown | Opcode::CallMethodKnown))
}

/// How many arguments a native function takes by position, the receiver aside: at least and at most.
fn takes_by_position(parameters: Parameters) -> (u8, u8) {
    match parameters {
        Parameters::Positional(least, most) => (least, most),
        Parameters::Named(parameters, required) => (required, u8::try_from(parameters.len()).unwrap_or(0)),
        // Without names they take what is there.
        Parameters::Raw => (0, u8::MAX),
    }
}

/// Whether an instruction calls native functions, or anything yet.
fn is_open(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::Call | Opcode::CallMethod | Opcode::CallNative | Opcode::CallMethodNative)
        || BUILT_INS.iter().any(|one| one.opcode == opcode)
}

impl Context {
    /// Specialises the call at `pc` by its callable: `count` arguments, of a method call the receiver counted, which is there.
    ///
    /// # Safety
    /// The instruction is of the family of `Call` or `CallMethod`, running in a frame.
    pub(crate) unsafe fn specialise_call(&mut self, pc: *mut u64, callable: Value, count: usize) {
        // SAFETY: the caller's contract; the callable is alive.
        unsafe {
            let current = opcode(pc);
            let method = calls_method(current);
            match callable.kind() {
                Some(Kind::Function) => {
                    let code: *mut Code = (*callable.as_pointer::<Function>()).code;
                    // A site that met functions of both kinds stays with the simpler ones.
                    let settled = matches!(current, Some(Opcode::CallFunction | Opcode::CallMethodFunction));
                    let takes = (*code).simple_arguments as usize;
                    if takes != count {
                        let has_defaults = (*callable.as_pointer::<Function>()).defaults != Value::NONE;
                        if takes > count && takes != Code::NOT_SIMPLE as usize && has_defaults && !settled {
                            let wanted = if method { Opcode::CallMethodDefaults } else { Opcode::CallDefaults };
                            self.fill_call(pc, current, wanted, ANY);
                        }
                        return;
                    }
                    let cell = pc.add(1);
                    let another = knows_function(current) && *cell > FORGOTTEN as u64 && *cell != callable.0 as u64;
                    let any = settled || matches!(current, Some(Opcode::CallDefaults | Opcode::CallMethodDefaults));
                    let large = !frame::is_small((*code).frame_bytes);
                    let any = any || another || large;
                    let wanted = match (any, method) {
                        (true, false) => Opcode::CallFunction,
                        (true, true) => Opcode::CallMethodFunction,
                        (false, false) => Opcode::CallKnown,
                        (false, true) => Opcode::CallMethodKnown,
                    };
                    self.fill_call(pc, current, wanted, if any { ANY } else { callable.0 as u64 });
                }
                Some(Kind::NativeFunction) => {
                    let function: *mut NativeFunction = callable.as_pointer();
                    let declared: &Method = (*function).method;
                    let place = self.place_of(if method { Opcode::CallMethod } else { Opcode::Call }, count, callable);
                    let (minimum, maximum) = takes_by_position(declared.parameters);
                    let receiver = usize::from(declared.binding != Binding::Static);
                    let given = count.wrapping_sub(receiver);
                    // A site that has met functions of Python stays with them.
                    if !current.is_some_and(is_open) || given < minimum as usize || given > maximum as usize {
                        return;
                    }
                    let general = match method {
                        // It may go on with a frame, where instructions for native functions do not.
                        _ if super::call::resumes(callable) => None,
                        true => Some(Opcode::CallMethodNative),
                        false => Some(Opcode::CallNative),
                    };
                    let Some(wanted) = self.know(place, callable).or(general) else { return };
                    self.fill_call(pc, current, wanted, callable.0.wrapping_add(NATIVE_MARK) as u64);
                }
                Some(Kind::Class) if !method => {
                    let Some(current) = current else { return };
                    let built_in = BUILT_INS.iter().any(|one| one.opcode == current);
                    let place = if built_in || current == Opcode::Call { self.place_of(Opcode::Call, count, callable) } else { None };
                    if let Some(wanted) = self.know(place, callable) {
                        // Where the instruction does not do it, the usual way should be a short one.
                        self.learn_construction(callable.as_pointer());
                        self.fill_call(pc, Some(current), wanted, ANY);
                    } else if (built_in || matches!(current, Opcode::Call | Opcode::CallClass))
                        && self.learn_construction(callable.as_pointer())
                    {
                        self.fill_call(pc, Some(current), Opcode::CallClass, ANY);
                    }
                }
                _ => {}
            }
        }
    }

    /// The place of a native function or a built-in class among those that are instructions, called so with so many arguments, a receiver counted.
    fn place_of(&self, generic: Opcode, count: usize, callable: Value) -> Option<usize> {
        let class = as_class(callable);
        if class.is_some_and(|class| !is_built_in(class) || class_flags(class) & Class::EXCEPTION != 0) {
            return None;
        }
        let fits = |one: &BuiltIn| one.opcode.generic() == generic && (usize::from(one.least)..=usize::from(one.most)).contains(&count);
        // Slow paths come here each time: mostly it is one that is known.
        if let Some(place) = self.machine.known.iter().position(|known| *known == callable) {
            // Of some there are several instructions, by the number of arguments.
            let known = BUILT_INS.get(place)?;
            return BUILT_INS.iter().position(|one| fits(one) && one.name == known.name && one.owner == known.owner);
        }
        let is_function = class.is_none();
        if is_function && has_flag(callable, NativeFunction::NO_INSTRUCTION) {
            return None;
        }
        let names = |one: &BuiltIn| match class {
            Some(class) => one.owner == "builtins" && equals_text(self.class_name(class), one.name),
            None => {
                let owner = native_function::owner(callable);
                let owner = as_class(owner).map_or(owner, |class| self.class_name(class));
                native_function::method(callable).name == one.name && equals_text(owner, one.owner)
            }
        };
        if is_function && !BUILT_INS.iter().any(names) {
            // SAFETY: it is alive: it is being called.
            unsafe { (*callable.as_pointer::<Object>()).header.flags |= NativeFunction::NO_INSTRUCTION };
            return None;
        }
        BUILT_INS.iter().position(|one| fits(one) && names(one))
    }

    /// Notes that the built-in at a place is this one: its instruction.
    fn know(&mut self, place: Option<usize>, callable: Value) -> Option<Opcode> {
        let place = place?;
        *self.machine.known.get_mut(place)? = callable;
        if let Some(class) = as_class(callable) {
            add_class_flags(class, Class::INSTRUCTION);
        }
        Some(BUILT_INS.get(place)?.opcode)
    }

    /// The same for a method's call whose callable was found without a receiver: `count` arguments.
    ///
    /// # Safety
    /// The instruction is of the family of `CallMethod`, running in a frame.
    pub(crate) unsafe fn specialise_bare_call(&mut self, pc: *mut u64, callable: Value, count: usize) {
        // SAFETY: the caller's contract; the callable is alive.
        unsafe {
            let current = opcode(pc);
            // A site that has met receivers stays with them.
            if !matches!(current, Some(Opcode::CallMethod | Opcode::CallBareFunction | Opcode::CallBareNative)) {
                return;
            }
            match callable.kind() {
                Some(Kind::Function) if (*(*callable.as_pointer::<Function>()).code).simple_arguments as usize == count => {
                    self.fill_call(pc, current, Opcode::CallBareFunction, ANY);
                }
                Some(Kind::NativeFunction) if current != Some(Opcode::CallBareFunction) && !super::call::resumes(callable) => {
                    let declared: &Method = (*callable.as_pointer::<NativeFunction>()).method;
                    let (least, most) = takes_by_position(declared.parameters);
                    if declared.binding == Binding::Static && (usize::from(least)..=usize::from(most)).contains(&count) {
                        self.fill_call(pc, current, Opcode::CallBareNative, (callable.0 & !1).wrapping_add(BARE_MARK) as u64);
                    }
                }
                _ => {}
            }
        }
    }

    /// Specialises the call with keywords at `pc` for the function that it meets, if it binds by a [`Plan`]. One that meets several goes the
    /// usual way.
    ///
    /// # Safety
    /// The instruction is of the family of `CallKeywords`, running in a frame; `count` is of all arguments.
    pub(crate) unsafe fn specialise_keywords(&mut self, pc: *mut u64, callable: Value, count: usize) {
        // SAFETY: the caller's contract; the callable is alive.
        unsafe {
            let current = opcode(pc);
            let (known, plan) = (pc.add(2), pc.add(3));
            if !callable.is_kind(Kind::Function) || *plan == SEVERAL {
                return;
            }
            if current == Some(Opcode::CallKeywordsKnown) && *known > FORGOTTEN as u64 && *known != callable.0 as u64 {
                *plan = SEVERAL;
                self.specialise(pc, Opcode::CallKeywords);
                self.note_miss(MISSES);
                return;
            }
            let code: *mut Code = (*callable.as_pointer::<Function>()).code;
            if (*code).object.header.flags & (Code::VARARGS | Code::VARKEYWORDS) != 0 {
                // It has no plan, however it is called.
                *plan = SEVERAL;
                return;
            }
            let names = Value(*pc.add(1) as usize);
            if let Some(found) = self.plan_keywords(callable.as_pointer(), names, count) {
                *plan = found.0;
                if core::mem::replace(&mut *known, callable.0 as u64) == callable.0 as u64 || current != Some(Opcode::CallKeywordsKnown) {
                    self.specialise(pc, Opcode::CallKeywordsKnown);
                }
            }
        }
    }

    /// How a function that takes no rest binds so many arguments, the last of them with these names: none if what it lacks is no default of a
    /// parameter by position, or if it does not take them.
    unsafe fn plan_keywords(&self, function: *mut Function, names: Value, count: usize) -> Option<Plan> {
        // SAFETY: the caller holds the function; its code is alive.
        unsafe {
            let code: *mut Code = (*function).code;
            let positional = (*code).positional_count as usize;
            let parameters = positional + (*code).keyword_only_count as usize;
            let named = self.tuple_length(names);
            let given = count.checked_sub(named)?;
            let defaults = (*function).defaults;
            let defaults = if defaults == Value::NONE { 0 } else { self.tuple_length(defaults) };
            if given > positional || named > Plan::PARAMETERS {
                return None;
            }
            // Bit n: parameter n has a value.
            let mut bound = (1u32 << given.min(15)) - 1;
            let mut places = [0u8; Plan::PARAMETERS];
            for (index, place) in places.iter_mut().enumerate().take(named) {
                let name = self.tuple_item(names, index);
                let parameter = self.parameter_named(code, name, (*code).positional_only_count as usize, parameters)?;
                if parameter > 15 || bound & 1 << parameter != 0 {
                    return None;
                }
                bound |= 1 << parameter;
                *place = parameter as u8;
            }
            // Those by position without a value must have defaults, and all others a value.
            let first = (bound.trailing_ones() as usize).min(positional);
            if positional - first > defaults || (positional..parameters).any(|parameter| bound >> parameter.min(31) & 1 == 0) {
                return None;
            }
            let mut plan = Plan::new(given, parameters, positional - first)?;
            for (index, place) in places.into_iter().enumerate().take(named) {
                plan = plan.with(usize::from(place).checked_sub(given)?, index);
            }
            Some(plan)
        }
    }

    /// Finds out what making an instance of a class takes, and notes it in the class. Whether it is a call of `__init__` at most.
    fn learn_construction(&mut self, class: *mut Class) -> bool {
        // SAFETY: the class is alive.
        unsafe {
            if (*class).quick_init.0 == 0 {
                // Without memory for the search nothing is learnt, and nothing is pending: the call itself looks for both.
                let (Some(new), Some(init)) = (self.known_special(class, Special::New), self.known_special(class, Special::Init)) else {
                    return false;
                };
                (*class).quick_init = self.construction(class, new, init);
            }
            let init = (*class).quick_init;
            init == Value::NONE || init.is_pointer()
        }
    }

    /// What [`Class::quick_init`] is for a class with these methods.
    unsafe fn construction(&mut self, class: *mut Class, new: Value, init: Value) -> Value {
        // SAFETY: the class is alive.
        unsafe {
            if self.class_of(Value::from_pointer(class)) != self.class(ClassId::Type) || class_flags(class) & Class::EXCEPTION != 0 {
                return Value::FALSE;
            }
            let default = self.is_default_init(init);
            if (*class).id != Class::NOT_BUILT_IN {
                // `__init__` gets the arguments that `__new__` got: it must have left them where they were.
                let raw = new.is_kind(Kind::NativeFunction)
                    && matches!((*new.as_pointer::<NativeFunction>()).method.parameters, Parameters::Raw | Parameters::Positional(..));
                let special = class == self.class(ClassId::Type) || class == self.class(ClassId::Super) || self.is_uninstantiable(class);
                let native = new.is_kind(Kind::NativeFunction) && !is_native(new, object_new) && init.is_kind(Kind::NativeFunction);
                return Value::from_bool(native && !special && (default || raw));
            }
            if (*class).kind != Kind::Instance
                || class_flags(class) & (Class::FINALISED | Class::ABSTRACT) != 0
                || !is_native(new, object_new)
                || (*class).root_shape.is_null()
                || (*(*class).root_shape).slots_offset != INSTANCE_SLOTS
                || (*class).slot_hint == 0
            {
                return Value::FALSE;
            }
            let bytes = size_of::<Instance>() + usize::from((*class).slot_hint) * size_of::<Value>();
            let Some((hole, cell)) = self.heap.hole_for(bytes) else { return Value::FALSE };
            (*class).quick_hole = hole;
            (*class).quick_bytes = cell;
            match init.kind() {
                Some(Kind::Function) => init,
                _ if default => Value::NONE,
                _ => Value::FALSE,
            }
        }
    }

    /// Makes an object of the built-in class at the base, of which it is known that its native `__new__` and `__init__` do all of it.
    ///
    /// # Errors
    /// What they raise.
    ///
    /// # Safety
    /// `count` arguments stand behind the head, which is not in use.
    pub(crate) unsafe fn construct_built_in(&mut self, base: *mut Value, count: usize) -> Result<Value> {
        // SAFETY: the caller's contract; both methods were found when it became known.
        unsafe {
            let class_value = *base;
            let class: *mut Class = class_value.as_pointer();
            let first = base.add(HEAD_WORDS - 1);
            let (Some(new), Some(init)) = (self.known_special(class, Special::New), self.known_special(class, Special::Init)) else {
                return Err(self.raise_system("a class that is known has no methods"));
            };
            *first = class_value;
            let object = self.call_native_directly(new.as_pointer(), first, count + 1, Value::UNDEFINED)?;
            if !self.is_default_init(init) {
                *first = object;
                self.call_native_directly(init.as_pointer(), first, count + 1, Value::UNDEFINED)?;
            }
            Ok(object)
        }
    }

    /// A special method of a class that calls have looked up already.
    fn known_special(&mut self, class: *mut Class, special: Special) -> Option<Value> {
        // SAFETY: the class is alive.
        let found = unsafe { known_special(class, special) };
        if found.0 == 0 || found == Value::UNDEFINED { None } else { Some(found) }
    }

    /// Changes the opcode and the cell; notes that machine code, if there is some, was made for something else.
    unsafe fn fill_call(&mut self, pc: *mut u64, current: Option<Opcode>, wanted: Opcode, cell: u64) {
        // SAFETY: all of a family have the same operands and cells.
        unsafe {
            // A site that meets one callable after another gains nothing from other machine code.
            if core::mem::replace(&mut *pc.add(1), cell) == cell || current != Some(wanted) {
                self.specialise(pc, wanted);
                // Machine code that looks for one function where there are several would look in vain each time.
                if current != Some(wanted) && knows_function(current) {
                    self.note_miss(MISSES);
                }
            }
        }
    }

    /// Forgets which functions calls met: one of them changed.
    pub(crate) fn forget_calls(&mut self) {
        self.for_each_code(|code| {
            // SAFETY: code objects that are walked over are alive; instructions and their cells lie within the buffer.
            unsafe {
                super::codes::for_each_instruction(code, |pc| {
                    if knows_function(opcode(pc)) {
                        *pc.add(1) = FORGOTTEN as u64;
                    } else if opcode(pc) == Some(Opcode::CallKeywordsKnown) {
                        *pc.add(2) = FORGOTTEN as u64;
                    }
                });
            }
        });
    }
}
