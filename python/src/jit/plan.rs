//! Before machine code is measured: which instructions can be jumped to, and which temporaries nobody reads any more.
//!
//! There is a place for each word of the instructions. All of it is exact about temporaries or says "still in use", which is always right.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::Tuple;
use copperhead_stencils::layout::frame::HEAD_WORDS;
use copperhead_stencils::list::Opcode;

use super::loops::Loops;
use super::rules::{Rule, instruction_at, text_of};
use crate::bytecode::materialise::{handler_for, handlers};

/// A word of the plan: the number of the form that stands for the instruction (0: the plain stencil), flags, and in the upper half
/// which of the region's own cells the form looks at, plus one.
pub(super) type Plan = u32;

/// An instruction starts here.
pub(super) const START: Plan = 1 << 8;
/// It can be jumped to.
pub(super) const LEADER: Plan = 1 << 9;
/// Its machine code relies on nothing but the frame: it can be entered.
pub(super) const CLEAN: Plan = 1 << 10;
/// Its plain stencil is needed beside the form.
pub(super) const PLAIN: Plan = 1 << 11;
/// When it starts, a value lies in the accumulator only.
pub(super) const ONLY: Plan = 1 << 12;
/// Field a is a slot that nobody reads any more once the instruction is done; fields b and c likewise, one bit higher each.
pub(super) const DEAD: Plan = 1 << 13;
/// Not shifted: it can be jumped to from more than one place, or from behind.
pub(super) const JOIN: Plan = 1 << 7;
/// The bits of the form's number.
pub(super) const FORM: Plan = 0x7f;
/// In place of the form's number: a call of a function that is known.
pub(super) const CERTAIN: Plan = 1;
/// Beside that: the result of a call is left in the accumulator only.
pub(super) const KEPT: Plan = 2;
/// The first bit of the cell's number.
pub(super) const CELL: u32 = 16;

/// What is known of one word of the instructions while a region is made. All are 0 at first.
#[derive(Clone, Copy)]
#[repr(C)]
pub(super) struct Place {
    pub(super) plan: Plan,
    /// Where the instruction lies in the first part, and in the second. Before that is known: which temporaries are in use here.
    pub(super) first: u32,
    pub(super) second: u32,
    /// Where its plain stencil lies, if it has a form, too.
    pub(super) slow: u32,
}

/// The first slot that is a temporary: behind the variables, those of enclosing functions included.
///
/// # Safety
/// The code object is alive.
pub(super) unsafe fn first_temporary(code: *mut Code) -> u32 {
    // SAFETY: the caller's contract; the names are a tuple.
    unsafe { u32::from((*code).variable_count).saturating_add((*(*code).free_names.as_pointer::<Tuple>()).length as u32) }
}

/// Marks where instructions start and what can be jumped to, in a plan of zeros, and notes loops. False if a jump leads outside the code.
///
/// # Safety
/// The code object is alive.
pub(super) unsafe fn mark(code: *mut Code, places: &mut [Place], loops: &mut Loops) -> bool {
    // SAFETY: the caller's contract.
    let text = unsafe { text_of(code) };
    let mut word = 0;
    while let Some(instruction) = instruction_at(text, word) {
        let Some(place) = places.get_mut(word) else { return false };
        place.plan |= START;
        if let Some(distance) = instruction.distance() {
            match places.get_mut(word.wrapping_add_signed(distance)) {
                Some(target) => {
                    if instruction.is(Opcode::Loop) {
                        loops.note(word.wrapping_add_signed(distance), word);
                    }
                    let again = target.plan & LEADER != 0 || distance <= 0;
                    target.plan |= if again { LEADER | JOIN } else { LEADER };
                }
                None => return false,
            }
        }
        word += usize::from(instruction.rule.words);
    }
    // SAFETY: the caller's contract.
    for [_, _, target, _] in unsafe { handlers(code) } {
        if let Some(place) = places.get_mut(target as usize) {
            place.plan |= LEADER | JOIN;
        }
    }
    // A function starts with nothing but its frame.
    if let Some(first) = places.first_mut() {
        first.plan |= LEADER | JOIN;
    }
    word == places.len()
}

/// Sets of temporaries, a bit for each of the first 64 of them. Those beyond count as always in use, as variables do.
mod slots {
    /// The set of one.
    #[inline(always)]
    pub(super) fn one(temporary: u32) -> u64 {
        if temporary < 64 { 1 << temporary } else { 0 }
    }

    /// The set of those before one.
    #[inline(always)]
    pub(super) fn before(temporary: u32) -> u64 {
        if temporary < 64 { (1 << temporary) - 1 } else { u64::MAX }
    }
}

/// Marks the operands that are temporaries which nobody reads any more behind the instruction: backwards over the code. At a back edge the
/// instruction says what is in use; another jump backwards counts as if all were.
///
/// # Safety
/// The code object is alive, and the places were marked.
pub(super) unsafe fn mark_dead(code: *mut Code, places: &mut [Place]) {
    // SAFETY: the caller's contract.
    let (text, first, protected) = unsafe { (text_of(code), first_temporary(code), handlers(code).next().is_some()) };
    // Variables are no temporaries: far beyond the last.
    let temporary = |slot: u16| u32::from(slot).wrapping_sub(first);
    let mut next = 0_u64;
    let mut word = places.len();
    while word > 0 {
        word -= 1;
        let Some(place) = places.get(word) else { return };
        let mut plan = place.plan;
        if plan & START == 0 {
            continue;
        }
        let Some(instruction) = instruction_at(text, word) else { return };
        let rule = instruction.rule;
        let mut behind = next;
        if rule.is(Rule::WRITE) {
            behind &= !slots::one(temporary(instruction.field(0)));
        } else if rule.also(Rule::FILLS_BASE) {
            let base = temporary(instruction.field(0));
            behind &= !(slots::one(base) | slots::one(base.saturating_add(HEAD_WORDS as u32)));
        }
        if let Some(distance) = instruction.distance() {
            // What lies ahead was looked at already.
            let target = match places.get(word.wrapping_add_signed(distance)) {
                Some(target) if distance > 0 => u64::from(target.first) | u64::from(target.second) << 32,
                _ => u64::MAX,
            };
            behind = match rule.goes_on() {
                true => behind | target,
                false if instruction.is(Opcode::Loop) => slots::before(u32::from(instruction.field(0)).saturating_sub(first)),
                false => target,
            };
        } else if rule.is(Rule::ENDS) {
            behind = 0;
        }
        // What a handler finds lies below the slot of its exception; the rest is forgotten on the way.
        // SAFETY: the caller's contract.
        if protected && let Some((_, slot)) = unsafe { handler_for(code, word) } {
            behind |= slots::before(u32::try_from(slot).unwrap_or(u32::MAX).saturating_sub(first));
        }
        next = behind;
        if rule.is(Rule::READS | Rule::BASES | Rule::CHANGES) {
            if rule.is(Rule::CHANGES) {
                next |= slots::one(temporary(instruction.field(0)));
            }
            let mut n = 0;
            while n < 3 {
                if rule.is(Rule::READ << n) {
                    let bit = slots::one(temporary(instruction.field(n)));
                    plan |= if bit & !behind != 0 { DEAD << n } else { 0 };
                    next |= bit;
                } else if rule.also(Rule::COUNTS) && n == 1 {
                    let base = u32::from(instruction.field(n)).saturating_sub(first);
                    let arguments = base.saturating_add(HEAD_WORDS as u32);
                    let end = arguments.saturating_add(u32::from(instruction.field(2)));
                    next |= slots::one(base) | slots::before(end) & !slots::before(arguments);
                } else if rule.is(Rule::BASE << n) && !rule.also(Rule::FILLS_BASE) {
                    // It and those above are arguments.
                    next |= !slots::before(u32::from(instruction.field(n)).saturating_sub(first));
                }
                n += 1;
            }
        }
        if let Some(place) = places.get_mut(word) {
            (place.plan, place.first, place.second) = (plan, next as u32, (next >> 32) as u32);
        }
    }
}
