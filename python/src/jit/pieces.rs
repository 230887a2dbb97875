//! What a region consists of: the stencils of each instruction, in order.
//!
//! A region has two parts. In the first stands each instruction once, in the order of the bytecode. In the second stand copies of those
//! instructions whose stencil in the first may not be able to go on: plain ones, each followed by the next, until the first
//! part can take over again.

use copperhead_core::relocation::NativeKind;
use copperhead_core::table::STENCILS;
use copperhead_stencils::forms::Class;
use copperhead_stencils::layout::callable::Code;

use super::baseline::Refusal;
use super::loops::Loops;
use super::plan::{CERTAIN, CLEAN, FORM, KEPT, ONLY, PLAIN, Place, Plan, START};
use super::rules::{Instruction, instruction_at, text_of};
use super::select::forms_of;

/// A stencil of this target.
pub(super) type Stencil = copperhead_core::stencil::Stencil<NativeKind>;

/// The stencils that stand before each bytecode, the one in place of a bytecode without stencils, and the way back to the first part.
#[derive(Clone, Copy)]
pub(super) struct Extras {
    pub(super) count: Option<&'static Stencil>,
    /// Before an instruction that relies on the frame, on more, and on a value that lies in the accumulator only.
    pub(super) stress: Option<[&'static Stencil; 3]>,
    /// Those that look at a variable before a loop: for a small integer, a list, a tuple, an iterator over a range.
    pub(super) guards: [&'static Stencil; 4],
    /// In place of a call of the function in its cell, where the function is known.
    pub(super) certain: &'static Stencil,
    pub(super) resume: &'static Stencil,
    pub(super) back: &'static Stencil,
}

/// What a stencil in a region is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It stands before the instruction.
    Before,
    /// The same, and takes the accumulator's slot for operand 0.
    Spill,
    /// The instruction's own.
    Body,
    /// What its calls come back to.
    After,
    /// From the second part to the instruction in the first.
    Back,
}

/// The stencils of an instruction itself.
#[derive(Clone, Copy)]
pub(super) struct Pieces {
    pub(super) body: &'static Stencil,
    /// What its calls come back to, if not to the next instruction.
    pub(super) after: Option<&'static Stencil>,
    /// Whether it makes calls.
    pub(super) calls: bool,
}

/// One stencil of a region.
pub(super) struct Placed {
    pub(super) word: usize,
    pub(super) role: Role,
    /// Whether it belongs to the second part.
    pub(super) second: bool,
    pub(super) stencil: &'static Stencil,
}

/// The way through the second part.
#[derive(Default)]
pub(super) struct Second {
    /// Whether what stands before goes on to the next instruction.
    runs: bool,
}

impl Second {
    /// Whether the way leads back to the instruction in the first part, and whether the instruction stands here.
    #[inline(always)]
    pub(super) fn step(&mut self, plan: Plan) -> [bool; 2] {
        let back = self.runs && plan & CLEAN != 0;
        self.runs &= !back;
        [back, self.runs || plan & PLAIN != 0]
    }

    /// The instruction stands here.
    #[inline(always)]
    pub(super) fn follow(&mut self, instruction: &Instruction) {
        self.runs = instruction.rule.goes_on();
    }

    /// Whether there is nothing to do at a word.
    #[inline(always)]
    pub(super) fn skips(&self, plan: Plan) -> bool {
        plan & if self.runs { START } else { PLAIN } == 0
    }
}

impl Extras {
    /// The stencils of an instruction in one part.
    #[inline(always)]
    pub(super) fn pieces(&self, instruction: &Instruction, plan: Plan, second: bool) -> Pieces {
        let Some(Some(group)) = STENCILS.get(instruction.opcode()) else {
            // The interpreter does it, counts it, and goes on until it meets machine code again.
            return Pieces { body: self.resume, after: None, calls: false };
        };
        let calls = group.after.is_some();
        // Calls have no forms but this one.
        if !second && plan & FORM != 0 && group.forms.stencils.is_empty() {
            let body = if plan & CERTAIN != 0 { self.certain } else { &group.body };
            return Pieces { body, after: group.after.as_ref().filter(|_| plan & KEPT == 0), calls };
        }
        let form = if second { None } else { ((plan & FORM) as usize).checked_sub(1).and_then(|index| group.forms.stencils.get(index)) };
        Pieces { body: form.map_or(&group.body, |(_, form)| form), after: group.after.as_ref(), calls }
    }

    /// The stencil that looks whether a variable is what a loop takes it for.
    pub(super) fn guard(&self, class: Class) -> &'static Stencil {
        let [int, list, tuple, range] = self.guards;
        match class {
            Class::List => list,
            Class::Tuple => tuple,
            Class::Range => range,
            _ => int,
        }
    }

    /// Whether anything stands before instructions.
    #[inline(always)]
    pub(super) fn any(&self) -> bool {
        self.count.is_some() || self.stress.is_some()
    }

    /// What stands before an instruction.
    #[cold]
    pub(super) fn before(&self, instruction: &Instruction, plan: Plan, second: bool) -> impl Iterator<Item = (Role, &'static Stencil)> {
        let stress = self.stress.map(|[exit, slow, spill]| match plan {
            plan if second || plan & CLEAN != 0 => (Role::Before, exit),
            plan if plan & ONLY == 0 => (Role::Before, slow),
            _ => (Role::Spill, spill),
        });
        let all = [self.count.map(|count| (Role::Before, count)), stress];
        // What the interpreter does, it counts.
        let has_stencil = STENCILS.get(instruction.opcode()).is_some_and(Option::is_some);
        all.into_iter().flatten().filter(move |_| has_stencil)
    }

    /// Calls the action with the region's stencils, in order.
    ///
    /// # Safety
    /// The code object is alive, and the plan was made for it.
    pub(super) unsafe fn each(
        &self,
        code: *mut Code,
        places: &[Place],
        loops: &Loops,
        action: &mut dyn FnMut(Placed) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        // SAFETY: the caller's contract.
        let text = unsafe { text_of(code) };
        for second in [false, true] {
            let mut way = Second::default();
            for (word, place) in places.iter().enumerate().filter(|(_, place)| place.plan & START != 0) {
                let mut put = |role, stencil| action(Placed { word, role, second, stencil });
                if second {
                    let [back, here] = way.step(place.plan);
                    if back {
                        put(Role::Back, self.back)?;
                    }
                    if !here {
                        continue;
                    }
                }
                let instruction = instruction_at(text, word).ok_or(Refusal::Impossible)?;
                way.follow(&instruction);
                if !second && let Some(head) = loops.at(word) {
                    head.facts().iter().try_for_each(|(_, class)| put(Role::Before, self.guard(*class)))?;
                }
                if self.any() {
                    self.before(&instruction, place.plan, second).try_for_each(|(role, stencil)| put(role, stencil))?;
                }
                let pieces = self.pieces(&instruction, place.plan, second);
                put(Role::Body, pieces.body)?;
                pieces.after.map_or(Ok(()), |after| put(Role::After, after))?;
            }
        }
        Ok(())
    }
}

/// The form that the plan has for an instruction.
pub(super) fn form_of(instruction: &Instruction, plan: Plan) -> Option<&'static (u8, Stencil)> {
    let index = ((plan & FORM) as usize).checked_sub(1)?;
    forms_of(instruction.opcode()).stencils.get(index)
}
