//! Before machine code is measured: which instructions can be jumped to, and which temporaries nobody reads any more.
//!
//! The plan has a word for each word of the instructions. All of it is exact about temporaries or says "still in use", which is always right.

use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::Tuple;
use copperhead_stencils::list::{BYTECODES, Field, Opcode};

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
/// The first bit of the cell's number.
pub(super) const CELL: u32 = 16;

/// One decoded instruction.
#[derive(Clone, Copy)]
pub(super) struct Instruction {
    pub(super) word: u64,
    pub(super) opcode: usize,
    pub(super) words: usize,
    pub(super) fields: [Field; 3],
}

impl Instruction {
    /// Field `n`, 0, 1 or 2.
    #[inline(always)]
    pub(super) fn field(&self, n: u32) -> u16 {
        (self.word >> (16 * (n + 1))) as u16
    }

    /// Whether a field is a slot that is read, this one.
    pub(super) fn reads(&self, slot: u16) -> bool {
        (0u32..).zip(self.fields).any(|(n, field)| field == Field::Read && self.field(n) == slot)
    }

    /// How far it jumps, in words from its start, if it is one that can.
    #[inline(always)]
    pub(super) fn distance(&self) -> Option<isize> {
        match self.fields {
            [_, Field::FarTarget, _] => Some(jump_distance(self.word, true)),
            [_, _, Field::Target] => Some(jump_distance(self.word, false)),
            _ => None,
        }
    }
}

/// Decodes the instruction at a word.
///
/// # Safety
/// The code object is alive.
#[inline(always)]
pub(super) unsafe fn instruction_at(code: *mut Code, word: usize) -> Option<Instruction> {
    // SAFETY: the caller's contract; the index is checked.
    unsafe {
        if word >= (*code).instruction_words as usize {
            return None;
        }
        let text = *(*code).instructions.add(word);
        let opcode = (text & 0xffff) as usize;
        let info = BYTECODES.get(opcode)?;
        Some(Instruction { word: text, opcode, words: info.words(), fields: info.fields })
    }
}

/// The first slot that is a temporary: behind the variables, those of enclosing functions included.
///
/// # Safety
/// The code object is alive.
pub(super) unsafe fn first_temporary(code: *mut Code) -> u32 {
    // SAFETY: the caller's contract; the names are a tuple.
    unsafe { (*code).variable_count.saturating_add((*(*code).free_names.as_pointer::<Tuple>()).length as u32) }
}

/// Marks where instructions start and what can be jumped to. False if a jump leads outside the code.
///
/// # Safety
/// The code object is alive.
pub(super) unsafe fn mark(code: *mut Code, plan: &mut [Plan]) -> bool {
    plan.fill(0);
    let mut word = 0;
    // SAFETY: the caller's contract.
    while let Some(instruction) = unsafe { instruction_at(code, word) } {
        let Some(entry) = plan.get_mut(word) else { return false };
        *entry |= START;
        if let Some(distance) = instruction.distance() {
            match word.checked_add_signed(distance).and_then(|target| plan.get_mut(target)) {
                Some(target) => {
                    let again = *target & LEADER != 0 || distance <= 0;
                    *target |= if again { LEADER | JOIN } else { LEADER };
                }
                None => return false,
            }
        }
        word += instruction.words;
    }
    // SAFETY: the caller's contract.
    for [_, _, target, _] in unsafe { handlers(code) } {
        if let Some(entry) = plan.get_mut(target as usize) {
            *entry |= LEADER | JOIN;
        }
    }
    // A function starts with nothing but its frame.
    if let Some(first) = plan.first_mut() {
        *first |= LEADER | JOIN;
    }
    word == plan.len()
}

/// A set of temporaries, from the first on. Those beyond count as always in use, as variables do.
#[derive(Clone, Copy)]
struct Slots(u64);

impl Slots {
    const ALL: Slots = Slots(u64::MAX);
    const NONE: Slots = Slots(0);

    fn one(temporary: Option<u32>) -> u64 {
        temporary.and_then(|temporary| 1_u64.checked_shl(temporary)).unwrap_or(0)
    }

    /// Those before a temporary.
    fn before(temporary: u32) -> Slots {
        Slots(1_u64.checked_shl(temporary).map_or(u64::MAX, |bit| bit.wrapping_sub(1)))
    }
}

/// The sets at the last of the places that were met, which is where most jumps lead.
struct Places {
    places: [(usize, Slots); 16],
    next: usize,
}

impl Places {
    fn note(&mut self, word: usize, slots: Slots) {
        if let Some(place) = self.places.get_mut(self.next & 15) {
            *place = (word, slots);
        }
        self.next = self.next.wrapping_add(1);
    }

    fn at(&self, word: usize) -> Slots {
        self.places.iter().find(|(place, _)| *place == word).map_or(Slots::ALL, |(_, slots)| *slots)
    }
}

/// Marks the operands that are temporaries which nobody reads any more behind the instruction: backwards over the code. At a back edge the
/// instruction says what is in use; another jump backwards counts as if all were.
///
/// # Safety
/// The code object is alive, and the plan was marked.
pub(super) unsafe fn mark_dead(code: *mut Code, plan: &mut [Plan]) {
    // SAFETY: the caller's contract.
    let (first, protected) = unsafe { (first_temporary(code), handlers(code).next().is_some()) };
    let temporary = |slot: u16| u32::from(slot).checked_sub(first);
    let mut places = Places { places: [(usize::MAX, Slots::ALL); 16], next: 0 };
    let mut live = Slots::NONE;
    for word in (0..plan.len()).rev() {
        let Some(entry) = plan.get_mut(word) else { return };
        if *entry & START == 0 {
            continue;
        }
        // SAFETY: the caller's contract.
        let Some(instruction) = (unsafe { instruction_at(code, word) }) else { return };
        let opcode = instruction.opcode;
        let fields = [instruction.field(0), instruction.field(1), instruction.field(2)];
        let is = |other: Opcode| opcode == other as usize;
        let mut behind = live.0;
        if instruction.fields[0] == Field::Write {
            behind &= !Slots::one(temporary(fields[0]));
        }
        if is(Opcode::Loop) {
            behind = Slots::before(temporary(fields[0]).unwrap_or(0)).0;
        } else if let Some(distance) = instruction.distance() {
            let target = word.checked_add_signed(distance).map_or(Slots::ALL, |target| places.at(target));
            behind = if is(Opcode::Jump) { target.0 } else { behind | target.0 };
        } else if ENDS.iter().any(|&end| is(end)) {
            behind = 0;
        }
        // What a handler finds lies below the slot of its exception; the rest is forgotten on the way.
        // SAFETY: the caller's contract.
        if protected && let Some((_, slot)) = unsafe { handler_for(code, word) } {
            behind |= Slots::before(u32::try_from(slot).unwrap_or(u32::MAX).saturating_sub(first)).0;
        }
        let mut before = behind;
        // Two write what they read.
        if is(Opcode::Send) || is(Opcode::MakeCell) {
            before |= Slots::one(temporary(fields[0]));
        }
        for (n, field) in instruction.fields.into_iter().enumerate() {
            let slot = temporary(fields.get(n).copied().unwrap_or(0));
            match field {
                Field::Read => {
                    let bit = Slots::one(slot);
                    if bit & !behind != 0 {
                        *entry |= DEAD << n;
                    }
                    before |= bit;
                }
                // It and those above are arguments.
                Field::Base => before |= !Slots::before(slot.unwrap_or(0)).0,
                _ => {}
            }
        }
        live = Slots(before);
        if *entry & LEADER != 0 {
            places.note(word, live);
        }
    }
}

/// Whether control can go from an instruction to the one behind it.
pub(super) fn goes_on(opcode: usize) -> bool {
    !ENDS.iter().chain(&[Opcode::Jump, Opcode::Loop]).any(|&end| end as usize == opcode)
}

/// What control never goes on behind, other than jumps.
const ENDS: [Opcode; 7] =
    [Opcode::Return, Opcode::ReturnNone, Opcode::ReturnGenerator, Opcode::Raise, Opcode::RaiseFrom, Opcode::RaiseAgain, Opcode::Reraise];
