//! Which stencil stands for each instruction: its plain one, or a form that uses what is known there.
//!
//! Forwards over the code, once. What is known of slots holds on the fast way only: a form whose guard fails goes to the plain stencil of its
//! instruction, a copy of which lies in the second part of the region, and from there on by plain stencils until an
//! instruction that relies on nothing. Where control can come from elsewhere, nothing is known.

use copperhead_core::relocation::NativeKind;
use copperhead_core::stencil::Forms;
use copperhead_core::table::STENCILS;
use copperhead_stencils::forms::{self, Class, FamilyInfo, Shape};
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;
use copperhead_stencils::ops::attribute::SEVERAL;
use copperhead_stencils::value::Value;

use super::baseline::Refusal;
use super::known::Known;
use super::loops::{InnerLoop, Loops};
use super::plan::{CELL, CERTAIN, CLEAN, DEAD, FORM, JOIN, KEPT, LEADER, ONLY, PLAIN, Place, Plan, first_temporary};
use super::rules::{Instruction, Rule, instruction_at, text_of};
use crate::interpret::constant_names::ConstantNames;

/// The forms of a bytecode.
#[inline(always)]
pub(super) fn forms_of(opcode: usize) -> Forms<NativeKind> {
    STENCILS.get(opcode).and_then(Option::as_ref).map_or(Forms::NONE, |group| group.forms)
}

/// Offsets that every instruction set can burn in are smaller than this.
const REACH: u64 = 2048;
/// The same for short numbers.
const SHORT: u64 = 1024;
/// The greatest epoch of names that every instruction set can burn in. There are no forms for later ones.
const MOST_EPOCHS: u64 = 0xFFF;

/// What the cells of an instruction say that looks something up by them.
#[derive(Clone, Copy)]
pub(super) struct Site {
    /// The address of a shape, or the epoch of names.
    pub(super) guard: u64,
    /// Where in the slots the value lies, in bytes; for a name, where it lies in memory; or a method itself.
    pub(super) place: u64,
}

impl Site {
    /// # Safety
    /// The instruction at the word is one of the code object's and looks something up.
    #[inline(always)]
    pub(super) unsafe fn of(code: *mut Code, word: usize, info: &FamilyInfo) -> Option<Site> {
        // SAFETY: the caller's contract.
        if unsafe { (*code).instruction_words } >= Cells::MOST_WORDS {
            return None;
        }
        let shaped = is_shaped(info);
        let guarded = if shaped { word + 2 } else { word + 4 };
        // SAFETY: an instruction that looks something up has these cells.
        let (guard, place) = unsafe { (*(*code).instructions.add(guarded), *(*code).instructions.add(word + 3)) };
        // Marked shapes are those of other instructions with the same cells, and of caches that were cleared.
        let reaches = if shaped { guard & 7 == 0 && (is_method(info) || place < REACH) } else { guard <= MOST_EPOCHS };
        if guard == 0 || !reaches {
            return None;
        }
        Some(Site { guard, place })
    }
}

/// Whether an instruction that looks something up does so by a shape; else by the epoch of names.
#[inline(always)]
pub(super) fn is_shaped(info: &FamilyInfo) -> bool {
    matches!(info.operands, [Class::Shaped, ..] | [_, Class::Shaped, _])
}

/// Whether a form of an instruction that looks something up by a shape looks in the machine's table.
#[inline(always)]
pub(super) fn looks_in_table(shape: Shape) -> bool {
    shape.place(2) & forms::Place::Known as u8 != 0
}

/// Whether what it looks up is a method.
#[inline(always)]
pub(super) fn is_method(info: &FamilyInfo) -> bool {
    matches!(info.operands, [Class::Method, ..])
}

/// The constant of an instruction that has one, if it is short: then it can be burned in.
///
/// # Safety
/// The instruction at the word is one of the code object's and has a constant.
#[inline(always)]
pub(super) unsafe fn short_constant(code: *mut Code, word: usize) -> Option<u64> {
    // SAFETY: the constant is in the first cell.
    Some(unsafe { *(*code).instructions.add(word + 1) }).filter(|constant| *constant < SHORT)
}

/// No slot.
const NO_SLOT: u32 = u32::MAX;

/// What is known before an instruction.
#[derive(Clone, Copy)]
struct State {
    /// Of slots.
    known: Known,
    /// The slot whose value is in the accumulator.
    accumulator: u32,
    /// Whether it is there only.
    only: bool,
    /// The epoch of names; 0 if it was not looked at.
    epoch: u64,
}

impl State {
    const NOTHING: State = State { known: Known::NOTHING, accumulator: NO_SLOT, only: false, epoch: 0 };

    #[inline(always)]
    fn clear(&mut self) {
        self.known.clear();
        (self.accumulator, self.only, self.epoch) = (NO_SLOT, false, 0);
    }

    #[inline(always)]
    fn is_nothing(&self) -> bool {
        self.known.is_nothing() && self.accumulator == NO_SLOT && self.epoch == 0
    }

    /// The shape that would use all that is known, but for the result. `guard`: what the instruction's cells say. `short`: whether its constant, or
    /// what its name means, is short.
    #[inline(always)]
    fn shape(&self, instruction: &Instruction, info: &FamilyInfo, guard: u64, short: bool, first_temporary: u32) -> Shape {
        let mut shape = 0;
        for (n, class) in (0u32..).zip(info.operands) {
            if !matches!(class, Class::None | Class::Method) {
                let slot = instruction.field(n);
                let known = match class {
                    // A temporary that is iterated over was made for that.
                    Class::Iterator => u32::from(slot) >= first_temporary,
                    Class::Names => self.epoch == guard,
                    Class::Short | Class::Constant | Class::Several => short,
                    _ => self.known.is(slot, class, guard),
                };
                let in_register = self.accumulator == u32::from(slot) && is_operand(class) && shape & REGISTERS == 0;
                shape |=
                    ((u8::from(known) * forms::Place::Known as u8) | (u8::from(in_register) * forms::Place::Register as u8)) << (2 * n);
            }
        }
        Shape(shape)
    }

    /// What is known behind the instruction, on the fast way. `value`: what its name means, if that is a constant. `form`: by a form. `dead`: the
    /// operands that nobody reads any more.
    #[inline(always)]
    fn follow(&mut self, instruction: &Instruction, info: &FamilyInfo, guard: u64, value: Option<Value>, form: Option<Shape>, dead: Plan) {
        let a = instruction.field(0);
        let rule = instruction.rule;
        if form.is_some() {
            for (n, class) in (0u32..).zip(info.operands) {
                match class {
                    Class::None | Class::Any | Class::Iterator | Class::Range | Class::Method => (),
                    Class::Short | Class::Constant | Class::Several => (),
                    Class::Shaped if form.is_some_and(looks_in_table) => (),
                    Class::Names => self.epoch = guard,
                    _ if dead & DEAD << n == 0 => self.known.learn(instruction.field(n), class, guard),
                    _ => (),
                }
            }
        } else {
            self.accumulator = NO_SLOT;
        }
        self.only = false;
        if rule.is(Rule::BASE) {
            self.known.forget_from(a);
            if self.accumulator >= u32::from(a) {
                self.accumulator = NO_SLOT;
            }
            if let Some(method) = value {
                self.known.learn(a, Class::Function, method.0 as u64);
            }
        }
        if rule.is(Rule::WRITE) {
            match info.result {
                _ if value.is_some_and(Value::is_int) => self.known.learn(a, Class::Int, 0),
                _ if let Some(value) = value
                    && value.is_pointer() =>
                {
                    self.known.learn(a, Class::Function, value.0 as u64)
                }
                _ if is_copy(info) => self.known.copy(instruction.field(1), a),
                Class::None | Class::Any => self.known.forget(a),
                result => self.known.learn(a, result, 0),
            }
            if let Some(form) = form {
                (self.accumulator, self.only) = (u32::from(a), form.keeps());
            }
        }
        // What nobody reads needs no knowledge, and no second way for the sake of it.
        if dead & DEAD_ANY != 0 {
            self.forget_dead(instruction, dead);
        }
    }

    fn forget_dead(&mut self, instruction: &Instruction, dead: Plan) {
        for n in 0..3 {
            let slot = instruction.field(n);
            // A result may go where an operand was.
            if dead & DEAD << n != 0 && !(instruction.rule.is(Rule::WRITE) && slot == instruction.field(0)) {
                self.known.forget(slot);
                if self.accumulator == u32::from(slot) {
                    self.accumulator = NO_SLOT;
                }
            }
        }
    }
}

/// The three marks of [`DEAD`].
const DEAD_ANY: Plan = 7 * DEAD;

/// Chooses a stencil for each instruction, and tells of each when the plan says which.
///
/// # Safety
/// The code object is alive, and the plan and the loops were made for it.
#[inline(always)]
pub(super) unsafe fn select(
    code: *mut Code,
    places: &mut [Place],
    loops: &Loops,
    stress: bool,
    table: bool,
    mut names: Names<'_>,
    mut chosen: impl FnMut(usize, &Instruction, &mut Place) -> Result<(), Refusal>,
) -> Result<Cells, Refusal> {
    // SAFETY: the caller's contract.
    let (text, first_temporary) = unsafe { (text_of(code), first_temporary(code)) };
    let mut state = State::NOTHING;
    let mut waiting = Waiting::new();
    let mut cells = Cells::default();
    let mut arrives = false;
    let mut word = 0;
    let mut following = instruction_at(text, word);
    while let Some(instruction) = following {
        let rule = instruction.rule;
        let behind = word + usize::from(rule.words);
        following = instruction_at(text, behind);
        let mut flags = places.get(word).map_or(LEADER, |place| place.plan);
        // What is behind a place that can be jumped to is nobody's next.
        let next_flags = places.get(behind).map_or(LEADER, |place| place.plan);
        let next = following.as_ref().filter(|_| next_flags & LEADER == 0);
        if flags & LEADER != 0 {
            // What is known where the one jump stands that comes here.
            match waiting.at(word) {
                Some(known) if flags & JOIN == 0 && !arrives => state = *known,
                _ => state.clear(),
            }
        }
        arrives = rule.goes_on();
        // At the head of an inner loop guards say what is known in it.
        let inner = loops.around(word);
        if let Some(inner) = inner {
            inner.facts().iter().for_each(|(slot, class)| state.known.learn(*slot, *class, 0));
        }
        flags = match rule.info() {
            // SAFETY: the caller's contract.
            Some(info) => unsafe {
                let around = Around { code, word, behind, flags, next, next_flags, inner, first_temporary, stress, table };
                select_form(around, &instruction, info, &mut names, &mut state, &mut cells)?
            },
            None if inner.is_some() => {
                state.clear();
                let form = if instruction.is(Opcode::Loop) { forms_of(instruction.opcode()).serving.first().copied() } else { Some(0) };
                flags | PLAIN | Plan::from(form.ok_or(Refusal::Impossible)?)
            }
            None => {
                // SAFETY: the caller's contract.
                let certain = if flags & LEADER == 0 { unsafe { calls_certain(code, word, &instruction, &state) } } else { 0 };
                state.clear();
                // The result of a call is in the accumulator, too, or only there.
                let result = instruction.field(0);
                if rule.is(Rule::AFTER)
                    && let Some(next) = next
                    && next.readers(result) != 0
                {
                    state.accumulator = u32::from(result);
                    // SAFETY: the caller's contract.
                    if rule.also(Rule::CALLS) && unsafe { takes(code, behind, next_flags, result, next, |_| false) } {
                        state.only = true;
                        flags |= KEPT;
                    }
                }
                match certain {
                    0 => flags | CLEAN,
                    certain if stress => flags | PLAIN | certain,
                    certain => flags | certain,
                }
            }
        };
        // Where it jumps, it has given no result.
        if flags & FORM != 0
            && !rule.is(Rule::WRITE)
            && let Some(target) = instruction.distance().map(|distance| word.wrapping_add_signed(distance))
            && places.get(target).is_some_and(|place| place.plan & JOIN == 0)
        {
            waiting.note(target, &state);
        }
        if let Some(place) = places.get_mut(word) {
            place.plan = flags;
            chosen(word, &instruction, place)?;
        }
        word = behind;
    }
    Ok(cells)
}

/// [`CERTAIN`] if an instruction calls the function in its cell, and that is known to be the one at the base; else 0.
///
/// # Safety
/// The code object is alive, and the instruction stands there.
#[inline(always)]
unsafe fn calls_certain(code: *mut Code, word: usize, instruction: &Instruction, state: &State) -> Plan {
    if state.only || !(instruction.is(Opcode::CallKnown) || instruction.is(Opcode::CallMethodKnown)) {
        return 0;
    }
    // SAFETY: such an instruction has a cell.
    let callee = unsafe { *(*code).instructions.add(word + 1) };
    if state.known.is(instruction.field(1), Class::Function, callee) { CERTAIN } else { 0 }
}

/// Where an instruction stands.
struct Around<'a> {
    code: *mut Code,
    word: usize,
    /// The word behind it.
    behind: usize,
    flags: Plan,
    /// What is behind it, if that comes only from it.
    next: Option<&'a Instruction>,
    next_flags: Plan,
    /// The loop around it about which something is known.
    inner: Option<&'a InnerLoop>,
    first_temporary: u32,
    stress: bool,
    /// Whether the machine has a table of attributes.
    table: bool,
}

/// Chooses the stencil of an instruction that has forms; what the plan says of it then.
///
/// # Safety
/// The code object is alive, and the instruction stands there.
#[inline(always)]
unsafe fn select_form(
    around: Around<'_>,
    instruction: &Instruction,
    info: &FamilyInfo,
    names: &mut Names<'_>,
    state: &mut State,
    cells: &mut Cells,
) -> Result<Plan, Refusal> {
    let (rule, mut flags) = (instruction.rule, around.flags);
    let looks_up = rule.is(Rule::LOOKS_UP);
    // SAFETY: the caller's contract.
    let site = if looks_up { unsafe { Site::of(around.code, around.word, info) } } else { None };
    if looks_up && site.is_none() {
        // Nothing is known there yet.
        state.clear();
        return if around.inner.is_some() { Err(Refusal::Impossible) } else { Ok(flags | CLEAN) };
    }
    if around.inner.is_some_and(|inner| inner.head == around.word) {
        flags |= CLEAN | PLAIN;
    } else if state.is_nothing() {
        flags |= CLEAN;
    } else if around.stress || flags & LEADER != 0 {
        // Plain stencils jump to a plain one.
        flags |= PLAIN;
    }
    if state.only {
        flags |= ONLY;
    }
    let guard = match site {
        Some(site) => site.guard,
        // SAFETY: the caller's contract.
        None => u64::from(rule.is(Rule::SHORT) && unsafe { short_constant(around.code, around.word) }.is_some()),
    };
    let forms = forms_of(instruction.opcode());
    let choose = |wanted: u8| {
        let index = *forms.serving.get(usize::from(wanted))?;
        Some((index, Shape(forms.stencils.get(usize::from(index).checked_sub(1)?)?.0)))
    };
    let value = site.and_then(|site| match info.operands {
        // SAFETY: the site is that of a name, the name's if its epoch is the one that stands.
        [Class::None, Class::Names, _] => unsafe { names.value(&site) },
        // The method that lies at the base then.
        [Class::Method, ..] => Some(Value(site.place as usize)),
        _ => None,
    });
    let short = match site {
        None => guard != 0,
        // What was met before is the rule where it is known.
        Some(site) if is_shaped(info) => {
            let object = instruction.field(if matches!(info.operands, [Class::Shaped, ..]) { 0 } else { 1 });
            around.table && instruction.field(2) == SEVERAL && !state.known.is(object, Class::Shaped, site.guard)
        }
        Some(_) => value.is_some_and(|value| !value.is_pointer()),
    };
    let wanted = state.shape(instruction, info, guard, short, around.first_temporary).0;
    let mut found = None;
    if rule.is(Rule::WRITE)
        && let Some(next) = around.next
        // SAFETY: the caller's contract.
        && unsafe {
            let class = if value.is_some_and(Value::is_int) { Class::Int } else { info.result };
            takes(around.code, around.behind, around.next_flags, instruction.field(0), next, |wanted| {
                wanted == class || (is_copy(info) && state.known.is(instruction.field(1), wanted, 0))
            })
        }
    {
        found = choose(wanted | Shape::KEEPS).filter(|(_, shape)| shape.keeps());
    }
    let found = found.or_else(|| choose(wanted)).or_else(|| if state.only { None } else { choose(wanted & !REGISTERS) });
    // A form without advantage only makes code longer; but an inner loop has nothing else, and where a function is known, its call is near.
    let next_is_formed =
        || around.inner.is_some() || state.known.has_function() || around.next.is_some_and(|next| next.rule.info().is_some());
    let found = found.filter(|(_, shape)| shape.0 != 0 || info.slow && next_is_formed());
    // What a form takes for an iterator must be one.
    let iterates = info.operands[1] != Class::Range || u32::from(instruction.field(1)) >= around.first_temporary;
    let found = found.filter(|_| iterates);
    match found {
        Some((index, shape)) => {
            flags |= Plan::from(index) | if info.slow { PLAIN } else { 0 };
            if looks_up && is_shaped(info) {
                flags |= cells.number(info, shape) << CELL;
            }
            let value = value.filter(|_| !(is_method(info) && looks_in_table(shape)));
            state.follow(instruction, info, guard, value, Some(shape), flags);
        }
        None if info.slow && around.inner.is_some() => return Err(Refusal::Impossible),
        None if info.slow => {
            // Its slow path comes back behind it, with anything.
            flags = flags & !PLAIN | CLEAN;
            state.clear();
        }
        None => state.follow(instruction, info, guard, None, None, flags),
    }
    Ok(flags)
}

/// Whether the next instruction, at the word, will take a result from the accumulator, and is the last to read its slot. `is`: whether the result is
/// known to be of a class.
///
/// # Safety
/// The code object is alive, and the instruction stands there.
#[inline(always)]
unsafe fn takes(code: *mut Code, word: usize, flags: Plan, result: u16, next: &Instruction, is: impl Fn(Class) -> bool) -> bool {
    let readers = next.readers(result);
    if !readers.is_power_of_two() {
        return false;
    }
    let reader = readers.trailing_zeros();
    let Some(next_info) = next.rule.info() else { return false };
    if flags & DEAD << reader == 0 {
        return false;
    }
    let class = next_info.operands.get(reader as usize).copied().unwrap_or(Class::None);
    if class == Class::None || !is_operand(class) {
        return false;
    }
    // Of slots beyond those of `Known` nothing will be known then.
    let known = Known::has(result) && is(class);
    let wanted = Shape(0).with(reader, if known { forms::Place::KnownRegister } else { forms::Place::Register });
    // SAFETY: the caller's contract.
    forms_of(next.opcode()).serving(wanted.0).is_some()
        && (!next.rule.is(Rule::LOOKS_UP) || unsafe { Site::of(code, word, next_info) }.is_some())
}

/// Whether a class is one of values, and not of what else an instruction knows.
#[inline(always)]
fn is_operand(class: Class) -> bool {
    !matches!(class, Class::Names | Class::Short | Class::Constant | Class::Several)
}

/// What names mean that are bound once.
pub(super) struct Names<'a> {
    /// The epoch that stands.
    pub(super) epoch: u64,
    /// Which are constants.
    pub(super) constants: &'a mut ConstantNames,
}

impl Names<'_> {
    /// The value at a name's place, if machine code may take it for granted: a short one, or a function of Python.
    ///
    /// # Safety
    /// The site is a name's.
    #[inline(always)]
    unsafe fn value(&mut self, site: &Site) -> Option<Value> {
        if site.guard != self.epoch {
            return None;
        }
        let place: *mut Value = core::ptr::with_exposed_provenance_mut(site.place as usize);
        // SAFETY: as long as the epoch stands, the place lies in the dict that has the name; values are alive.
        let (value, serves) = unsafe { (*place, is_short(*place) || (*place).is_kind(Kind::Function)) };
        Some(value).filter(|_| serves && self.constants.burn(place))
    }
}

/// Whether a value can be burned in on every instruction set.
#[inline(always)]
pub(super) fn is_short(value: Value) -> bool {
    (value.0 as u64) < SHORT
}

/// Whether the result is the operand.
#[inline(always)]
fn is_copy(info: &FamilyInfo) -> bool {
    info.operands == [Class::None, Class::Any, Class::None] && !info.slow
}

/// How many cells of its own a region has, for addresses of shapes: machine code looks at these where it relies on what they say until they
/// are cleared, which the bytecode's cells, which change, do not allow.
#[derive(Clone, Copy, Default)]
pub(super) struct Cells(pub(super) u16);

impl Cells {
    /// Longer code has no cells of its own: they are numbered with 16 bits.
    const MOST_WORDS: u32 = 0xFFFF;

    /// The number of a new cell, plus one; 0 if the form needs none.
    #[inline(always)]
    fn number(&mut self, info: &FamilyInfo, shape: Shape) -> Plan {
        // The operand that is looked at is a or b.
        let place = if matches!(info.operands, [Class::Shaped, ..]) { 0 } else { 1 };
        if looks_in_table(shape) || shape.place(place) & forms::Place::Known as u8 != 0 {
            return 0;
        }
        self.0 = self.0.saturating_add(1);
        Plan::from(self.0)
    }
}

/// What is known at jumps that were met, for their targets.
struct Waiting {
    places: [(usize, State); WAITING],
    next: usize,
}

/// How many jumps are remembered: those met last.
const WAITING: usize = 4;

impl Waiting {
    fn new() -> Waiting {
        Waiting { places: [(usize::MAX, State::NOTHING); WAITING], next: 0 }
    }

    fn note(&mut self, target: usize, state: &State) {
        if let Some((place, known)) = self.places.get_mut(self.next % WAITING) {
            *place = target;
            *known = *state;
            (known.accumulator, known.only) = (NO_SLOT, false);
        }
        self.next = self.next.wrapping_add(1);
    }

    fn at(&self, word: usize) -> Option<&State> {
        self.places.iter().find(|(place, _)| *place == word).map(|(_, state)| state)
    }
}

/// The bits that say that an operand is in the accumulator.
const REGISTERS: u8 = 0b10_1010;
