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
use copperhead_stencils::list::{BYTECODES, FAMILIES, Field};

use super::plan::{CELL, CLEAN, DEAD, Instruction, JOIN, LEADER, ONLY, PLAIN, Plan, first_temporary, goes_on, instruction_at};

/// The forms of a bytecode.
pub(super) fn forms_of(opcode: usize) -> Forms<NativeKind> {
    STENCILS.get(opcode).and_then(Option::as_ref).map_or(Forms::NONE, |group| group.forms)
}

/// How many slots are known at most; those known longest are forgotten.
const KNOWN: usize = 8;

/// Offsets that every instruction set can burn in are smaller than this.
const REACH: u64 = 2048;

/// What the cells of an instruction say that looks something up by them.
#[derive(Clone, Copy)]
pub(super) struct Site {
    /// The address of a shape, or the epoch of names.
    pub(super) guard: u64,
    /// Where in the slots the value lies, in bytes; for a name, where it lies in memory.
    pub(super) place: u64,
}

impl Site {
    /// # Safety
    /// The instruction at the word is one of the code object's and has the cells of its family.
    pub(super) unsafe fn of(code: *mut Code, word: usize, info: &FamilyInfo) -> Option<Site> {
        let shaped = info.operands.contains(&Class::Shaped);
        if !shaped && !info.operands.contains(&Class::Names) {
            return None;
        }
        // SAFETY: the caller's contract.
        if unsafe { (*code).instruction_words } >= Cells::MOST_WORDS {
            return None;
        }
        let guarded = if shaped { word + 2 } else { word + 4 };
        // SAFETY: as above.
        let (guard, place) = unsafe { (*(*code).instructions.add(guarded), *(*code).instructions.add(word + 3)) };
        // Marked shapes are those of other instructions with the same cells, and of caches that were cleared.
        if guard == 0 || (shaped && (guard & 7 != 0 || place >= REACH)) {
            return None;
        }
        Some(Site { guard, place })
    }
}

/// What is known of a slot: that its value is of a class, and for [`Class::Shaped`] of which shape.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Fact(Class, u64);

impl Fact {
    const NOTHING: Fact = Fact(Class::Any, 0);
}

/// What is known before an instruction.
#[derive(Clone, Copy)]
struct State {
    /// Slots, and what they hold.
    known: [(u16, Fact); KNOWN],
    /// How many there are, and which is the next to be forgotten.
    count: usize,
    next: usize,
    /// The slot whose value is in the accumulator.
    accumulator: Option<u16>,
    /// Whether it is there only.
    only: bool,
    /// The epoch of names; 0 if it was not looked at.
    epoch: u64,
}

impl State {
    const NOTHING: State = State { known: [(0, Fact::NOTHING); KNOWN], count: 0, next: 0, accumulator: None, only: false, epoch: 0 };

    /// Forgets everything: cheaper than to copy nothing.
    fn clear(&mut self) {
        (self.count, self.next, self.accumulator, self.only, self.epoch) = (0, 0, None, false, 0);
    }

    fn is_nothing(&self) -> bool {
        let facts = self.known.iter().take(self.count).any(|known| known.1 != Fact::NOTHING);
        !facts && self.accumulator.is_none() && self.epoch == 0
    }

    fn fact(&self, slot: u16) -> Fact {
        self.known.iter().take(self.count).find(|known| known.0 == slot).map_or(Fact::NOTHING, |known| known.1)
    }

    /// From now on this is known of the slot.
    fn learn(&mut self, slot: u16, fact: Fact) {
        if let Some(known) = self.known.iter_mut().take(self.count).find(|known| known.0 == slot) {
            known.1 = fact;
        } else if fact != Fact::NOTHING {
            let place = if self.count < KNOWN { self.count } else { self.next % KNOWN };
            if let Some(known) = self.known.get_mut(place) {
                *known = (slot, fact);
            }
            if self.count < KNOWN { self.count += 1 } else { self.next += 1 }
        }
    }

    /// The slot and those behind it are written.
    fn forget_from(&mut self, slot: u16) {
        for known in self.known.iter_mut().take(self.count).filter(|known| known.0 >= slot) {
            known.1 = Fact::NOTHING;
        }
        self.accumulator = self.accumulator.filter(|accumulator| *accumulator < slot);
    }

    /// The shape that would use all that is known, but for the result.
    fn shape(&self, instruction: &Instruction, info: &FamilyInfo, site: Option<Site>, first_temporary: u32) -> Shape {
        let mut shape = Shape(0);
        let mut taken = false;
        for (n, class) in (0u32..).zip(info.operands) {
            if class == Class::None {
                continue;
            }
            let slot = instruction.field(n);
            let guard = site.map_or(0, |site| site.guard);
            let known = match class {
                Class::None | Class::Any => false,
                // A temporary that is iterated over was made for that.
                Class::Iterator => u32::from(slot) >= first_temporary,
                Class::Names => self.epoch == guard,
                Class::Shaped => self.fact(slot) == Fact(class, guard),
                _ => self.fact(slot) == Fact(class, 0),
            };
            let in_register = class != Class::Names && !taken && self.accumulator == Some(slot);
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
    fn follow(&mut self, instruction: &Instruction, info: &FamilyInfo, site: Option<Site>, form: Option<Shape>) {
        let [a, b] = [instruction.field(0), instruction.field(1)];
        if form.is_some() {
            for (n, class) in (0u32..).zip(info.operands) {
                let guard = site.map_or(0, |site| site.guard);
                match class {
                    Class::Int | Class::Float | Class::List | Class::Tuple => self.learn(instruction.field(n), Fact(class, 0)),
                    Class::Shaped => self.learn(instruction.field(n), Fact(class, guard)),
                    Class::Names => self.epoch = guard,
                    Class::None | Class::Any | Class::Iterator => (),
                }
            }
        }
        self.only = false;
        if instruction.fields[0] == Field::Base {
            self.forget_from(a);
        }
        if instruction.fields[0] == Field::Write {
            let copied = info.operands == [Class::None, Class::Any, Class::None] && !info.slow;
            let fact = if copied { self.fact(b) } else { Fact(info.result, 0) };
            self.learn(a, fact);
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
pub(super) unsafe fn select(code: *mut Code, plan: &mut [Plan], stress: bool) -> Cells {
    // SAFETY: the caller's contract.
    let first_temporary = unsafe { first_temporary(code) };
    let mut state = State::NOTHING;
    let mut waiting = Waiting::new();
    let mut cells = Cells::default();
    let mut arrives = false;
    let mut word = 0;
    // SAFETY: the caller's contract.
    let mut following = unsafe { instruction_at(code, word) };
    while let Some(instruction) = following {
        let behind = word + instruction.words;
        // SAFETY: the caller's contract.
        following = unsafe { instruction_at(code, behind) };
        let next_flags = plan.get(behind).copied().unwrap_or(LEADER);
        let Some(entry) = plan.get_mut(word) else { return cells };
        if *entry & LEADER != 0 {
            // What is known where the one jump stands that comes here.
            match waiting.at(word) {
                Some(known) if *entry & JOIN == 0 && !arrives => state = *known,
                _ => state.clear(),
            }
        }
        arrives = goes_on(instruction.opcode);
        let Some(info) = FAMILIES.get(instruction.opcode).and_then(|family| family.info()) else {
            state.clear();
            // The result of a call is in the accumulator, too.
            let result = instruction.field(0);
            if BYTECODES.get(instruction.opcode).is_some_and(|info| info.after)
                && next_flags & LEADER == 0
                && following.is_some_and(|next| next.reads(result))
            {
                state.accumulator = Some(result);
            }
            *entry |= CLEAN;
            word = behind;
            continue;
        };
        if state.is_nothing() {
            *entry |= CLEAN;
        } else if stress || *entry & LEADER != 0 {
            // Plain stencils jump to a plain one.
            *entry |= PLAIN;
        }
        if state.only {
            *entry |= ONLY;
        }
        let next = following.filter(|_| next_flags & LEADER == 0);
        let next = next.and_then(|next| Some((next, FAMILIES.get(next.opcode)?.info()?)));
        let forms = forms_of(instruction.opcode);
        // SAFETY: the caller's contract.
        let site = unsafe { Site::of(code, word, &info) };
        if site.is_none() && info.operands.iter().any(|class| matches!(class, Class::Shaped | Class::Names)) {
            // Nothing is known there yet.
            *entry |= CLEAN;
            *entry &= !PLAIN;
            state.clear();
            word = behind;
            continue;
        }
        let wanted = state.shape(&instruction, &info, site, first_temporary);
        let choose = |wanted: Shape| {
            let index = *forms.serving.get(usize::from(wanted.0))?;
            Some((index, Shape(forms.stencils.get(usize::from(index).checked_sub(1)?)?.0)))
        };
        let mut chosen = None;
        if let Some((next, next_info)) = &next
            && instruction.fields[0] == Field::Write
            && let Some(reader) = last_reader(next, next_flags, instruction.field(0))
            && let Some((index, shape)) = choose(Shape(wanted.0 | Shape::KEEPS))
            && shape.keeps()
        {
            let mut after = state;
            after.follow(&instruction, &info, site, Some(shape));
            // SAFETY: the caller's contract.
            let next_site = unsafe { Site::of(code, behind, next_info) };
            if takes(&after, next, next_info, next_site, first_temporary, reader) {
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
                if site.is_some() {
                    *entry |= cells.number(&info, shape) << CELL;
                }
                state.follow(&instruction, &info, site, Some(shape));
                // Where it jumps, it has given no result.
                if instruction.fields[0] != Field::Write
                    && let Some(target) = instruction.distance().and_then(|distance| word.checked_add_signed(distance))
                    && plan.get(target).is_some_and(|flags| flags & JOIN == 0)
                {
                    waiting.note(target, &state);
                }
            }
            None if info.slow => {
                // Its slow path comes back behind it, with anything.
                *entry |= CLEAN;
                *entry &= !PLAIN;
                state.clear();
            }
            None => state.follow(&instruction, &info, None, None),
        }
        word = behind;
    }
    cells
}

/// How many cells of its own a region has: machine code looks at these where it relies on what they say until they are cleared,
/// which the bytecode's cells, which change, do not allow.
#[derive(Clone, Copy, Default)]
pub(super) struct Cells {
    /// Cells with addresses of shapes.
    pub(super) shapes: u16,
    /// Cells with epochs, behind those.
    pub(super) epochs: u16,
}

impl Cells {
    /// Longer code has no cells of its own: they are numbered with 16 bits.
    const MOST_WORDS: u32 = 0xFFFF;

    /// The number of a new cell among those of its kind, plus one; 0 if the form needs none.
    fn number(&mut self, info: &FamilyInfo, shape: Shape) -> Plan {
        let known = (0u32..)
            .zip(info.operands)
            .any(|(n, class)| matches!(class, Class::Shaped | Class::Names) && shape.place(n) & Place::Known as u8 != 0);
        if known {
            return 0;
        }
        let count = if info.operands.contains(&Class::Shaped) { &mut self.shapes } else { &mut self.epochs };
        *count = count.saturating_add(1);
        Plan::from(*count)
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
            (known.accumulator, known.only) = (None, false);
        }
        self.next = self.next.wrapping_add(1);
    }

    fn at(&self, word: usize) -> Option<&State> {
        self.places.iter().find(|(place, _)| *place == word).map(|(_, state)| state)
    }
}

/// The bits that say that an operand is in the accumulator.
const REGISTERS: u8 = 0b10_1010;

/// The same shape with all operands in their slots.
fn without_register(shape: Shape) -> Shape {
    Shape(shape.0 & !REGISTERS)
}

/// The one operand by which the next instruction reads a slot, if it is the last to read it.
fn last_reader(next: &Instruction, flags: Plan, slot: u16) -> Option<u32> {
    let mut reads = (0u32..).zip(next.fields).filter(|(n, field)| *field == Field::Read && next.field(*n) == slot);
    let (n, _) = reads.next()?;
    if reads.next().is_some() || flags & (DEAD << n) == 0 { None } else { Some(n) }
}

/// Whether the next instruction will take operand `reader` from the accumulator.
fn takes(after: &State, next: &Instruction, info: &FamilyInfo, site: Option<Site>, first_temporary: u32, reader: u32) -> bool {
    if site.is_none() && info.operands.iter().any(|class| matches!(class, Class::Shaped | Class::Names)) {
        return false;
    }
    let wanted = after.shape(next, info, site, first_temporary);
    let Some((shape, _)) = forms_of(next.opcode).serving(wanted.0) else { return false };
    Shape(*shape).place(reader) & Place::Register as u8 != 0
}
