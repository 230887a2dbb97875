//! Which stencil stands for each instruction: its plain one, or a form that uses what is known there.
//!
//! Forwards over the code, once. What is known of slots holds on the fast way only: a form whose guard fails goes to the plain stencil of its
//! instruction, a copy of which lies in the second part of the region, and from there on by plain stencils until an
//! instruction that relies on nothing. Where control can come from elsewhere, nothing is known.

use copperhead_core::relocation::NativeKind;
use copperhead_core::stencil::Forms;
use copperhead_core::table::STENCILS;
use copperhead_stencils::forms::{Class, FamilyInfo, Place, Shape};
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::list::{FAMILIES, Field};

use super::plan::{CLEAN, DEAD, Instruction, LEADER, ONLY, PLAIN, Plan, instruction_at};

/// The forms of a bytecode.
pub(super) fn forms_of(opcode: usize) -> Forms<NativeKind> {
    STENCILS.get(opcode).and_then(Option::as_ref).map_or(Forms::NONE, |group| group.forms)
}

/// How many slots are known at most; those known longest are forgotten.
const KNOWN: usize = 8;

/// What is known before an instruction.
#[derive(Clone, Copy)]
struct State {
    /// Slots, and what they hold.
    known: [(u16, Class); KNOWN],
    /// How many there are, and which is the next to be forgotten.
    count: usize,
    next: usize,
    /// The slot whose value is in the accumulator.
    accumulator: Option<u16>,
    /// Whether it is there only.
    only: bool,
}

impl State {
    const NOTHING: State = State { known: [(0, Class::Any); KNOWN], count: 0, next: 0, accumulator: None, only: false };

    fn is_nothing(&self) -> bool {
        self.count == 0 && self.accumulator.is_none()
    }

    fn class(&self, slot: u16) -> Class {
        self.known.iter().take(self.count).find(|known| known.0 == slot).map_or(Class::Any, |known| known.1)
    }

    /// From now on the slot holds a value of the class.
    fn learn(&mut self, slot: u16, class: Class) {
        if let Some(known) = self.known.iter_mut().take(self.count).find(|known| known.0 == slot) {
            known.1 = class;
        } else if class != Class::Any {
            let place = if self.count < KNOWN { self.count } else { self.next % KNOWN };
            if let Some(known) = self.known.get_mut(place) {
                *known = (slot, class);
            }
            if self.count < KNOWN { self.count += 1 } else { self.next += 1 }
        }
    }

    /// The shape that would use all that is known, but for the result.
    fn shape(&self, instruction: &Instruction, info: &FamilyInfo, first_temporary: u32) -> Shape {
        let mut shape = Shape(0);
        let mut taken = false;
        for (n, class) in (0u32..).zip(info.operands) {
            if class == Class::None {
                continue;
            }
            let slot = instruction.field(n);
            // A temporary that is iterated over was made for that.
            let known = if class == Class::Iterator {
                u32::from(slot) >= first_temporary
            } else {
                class != Class::Any && self.class(slot) == class
            };
            let in_register = !taken && self.accumulator == Some(slot);
            taken |= in_register;
            shape = shape.with(
                n,
                match (in_register, known) {
                    (false, false) => Place::Slot,
                    (false, true) => Place::Known,
                    (true, false) => Place::Register,
                    (true, true) => Place::KnownRegister,
                },
            );
        }
        shape
    }

    /// What is known behind the instruction, on the fast way. `form`: by a form.
    fn follow(&mut self, instruction: &Instruction, info: &FamilyInfo, form: Option<Shape>) {
        let [a, b] = [instruction.field(0), instruction.field(1)];
        if form.is_some() {
            for (n, class) in (0u32..).zip(info.operands) {
                if matches!(class, Class::Int | Class::Float | Class::List | Class::Tuple) {
                    self.learn(instruction.field(n), class);
                }
            }
        }
        self.only = false;
        if instruction.fields[0] == Field::Write {
            let copied = info.operands == [Class::None, Class::Any, Class::None] && !info.slow;
            let class = if copied { self.class(b) } else { info.result };
            self.learn(a, class);
            self.accumulator = form.map(|_| a);
            self.only = form.is_some_and(Shape::keeps);
        }
        if form.is_none() {
            self.accumulator = None;
        }
    }
}

/// Chooses a stencil for each instruction.
///
/// # Safety
/// The code object is alive, and the plan was made for it.
pub(super) unsafe fn select(code: *mut Code, plan: &mut [Plan], stress: bool) {
    // SAFETY: the caller's contract.
    let first_temporary = unsafe { (*code).variable_count };
    let mut state = State::NOTHING;
    let mut word = 0;
    // SAFETY: the caller's contract.
    let mut following = unsafe { instruction_at(code, word) };
    while let Some(instruction) = following {
        let behind = word + instruction.words;
        // SAFETY: the caller's contract.
        following = unsafe { instruction_at(code, behind) };
        let next_flags = plan.get(behind).copied().unwrap_or(LEADER);
        let Some(entry) = plan.get_mut(word) else { return };
        if *entry & LEADER != 0 {
            state = State::NOTHING;
        }
        let Some(info) = FAMILIES.get(instruction.opcode).and_then(|family| family.info()) else {
            state = State::NOTHING;
            *entry |= CLEAN;
            word = behind;
            continue;
        };
        if state.is_nothing() {
            *entry |= CLEAN;
        } else if stress {
            *entry |= PLAIN;
        }
        if state.only {
            *entry |= ONLY;
        }
        let next = following.filter(|_| next_flags & LEADER == 0);
        let next = next.and_then(|next| Some((next, FAMILIES.get(next.opcode)?.info()?)));
        let forms = forms_of(instruction.opcode);
        let wanted = state.shape(&instruction, &info, first_temporary);
        let choose = |wanted: Shape| {
            let index = *forms.serving.get(usize::from(wanted.0))?;
            Some((index, Shape(forms.stencils.get(usize::from(index).checked_sub(1)?)?.0)))
        };
        let mut chosen = None;
        if let Some((next, next_info)) = &next
            && instruction.fields[0] == Field::Write
            && let Some((index, shape)) = choose(Shape(wanted.0 | Shape::KEEPS))
            && shape.keeps()
        {
            let mut after = state;
            after.follow(&instruction, &info, Some(shape));
            if takes(&after, next, next_info, next_flags, instruction.field(0), first_temporary) {
                chosen = Some((index, shape));
            }
        }
        let chosen = chosen.or_else(|| choose(wanted)).or_else(|| if state.only { None } else { choose(without_register(wanted)) });
        // A form without advantage only makes code longer.
        let chosen =
            chosen.filter(|(_, shape)| if info.slow { shape.0 != 0 || next.is_some() } else { shape.keeps() || shape.0 & REGISTERS != 0 });
        match chosen {
            Some((index, shape)) => {
                *entry |= Plan::from(index) | if info.slow { PLAIN } else { 0 };
                state.follow(&instruction, &info, Some(shape));
            }
            None if info.slow => {
                // Its slow path comes back behind it, with anything.
                *entry |= CLEAN;
                *entry &= !PLAIN;
                state = State::NOTHING;
            }
            None => state.follow(&instruction, &info, None),
        }
        word = behind;
    }
}

/// The bits that say that an operand is in the accumulator.
const REGISTERS: u8 = 0b10_1010;

/// The same shape with all operands in their slots.
fn without_register(shape: Shape) -> Shape {
    Shape(shape.0 & !REGISTERS)
}

/// Whether the next instruction takes the value of a slot from the accumulator, and is the last to read it.
fn takes(after: &State, next: &Instruction, info: &FamilyInfo, flags: Plan, slot: u16, first_temporary: u32) -> bool {
    let mut reads = (0u32..).zip(next.fields).filter(|(n, field)| *field == Field::Read && next.field(*n) == slot);
    let Some((n, _)) = reads.next() else { return false };
    if reads.next().is_some() || flags & (DEAD << n) == 0 {
        return false;
    }
    let wanted = after.shape(next, info, first_temporary);
    let Some((shape, _)) = forms_of(next.opcode).serving(wanted.0) else { return false };
    Shape(*shape).place(n) & Place::Register as u8 != 0
}
