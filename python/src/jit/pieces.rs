//! What a region consists of: the stencils of each instruction, in order.
//!
//! A region has two parts. In the first stands each instruction once, in the order of the bytecode. In the second stand copies of those
//! instructions whose stencil in the first may not be able to go on: plain ones, each followed by the next, until the first
//! part can take over again.

use copperhead_core::relocation::NativeKind;
use copperhead_core::table::STENCILS;
use copperhead_stencils::layout::callable::Code;

use super::baseline::Refusal;
use super::plan::{CLEAN, FORM, ONLY, PLAIN, Place, Plan};
use super::rules::{Instruction, instruction_at};
use super::select::forms_of;

/// A stencil of this target.
pub(super) type Stencil = copperhead_core::stencil::Stencil<NativeKind>;

/// The stencils that stand before each bytecode, the one in place of a bytecode without stencils, and the way back to the first part.
#[derive(Clone, Copy)]
pub(super) struct Extras {
    pub(super) count: Option<&'static Stencil>,
    /// Before an instruction that relies on the frame, on more, and on a value that lies in the accumulator only.
    pub(super) stress: Option<[&'static Stencil; 3]>,
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

/// The stencils of one instruction in one part, in order.
#[derive(Clone, Copy)]
pub(super) struct Pieces {
    pub(super) word: usize,
    /// Whether they belong to the second part.
    pub(super) second: bool,
    /// The way from what stands before to the instruction in the first part.
    pub(super) back: Option<&'static Stencil>,
    /// What stands before the instruction, of which these are two at most.
    pub(super) before: [Option<(Role, &'static Stencil)>; 2],
    /// The instruction's own, if it stands here.
    pub(super) body: Option<&'static Stencil>,
    /// What its calls come back to.
    pub(super) after: Option<&'static Stencil>,
}

impl Pieces {
    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = (Role, &'static Stencil)> {
        let back = self.back.map(|back| (Role::Back, back));
        let [first, second] = self.before;
        let [body, after] = [(Role::Body, self.body), (Role::After, self.after)].map(|(role, stencil)| Some((role, stencil?)));
        [back, first, second, body, after].into_iter().flatten()
    }
}

impl Extras {
    /// Calls the action with the region's stencils, in order.
    ///
    /// # Safety
    /// The code object is alive, and the plan was made for it.
    #[inline(always)]
    pub(super) unsafe fn each(
        &self,
        code: *mut Code,
        places: &[Place],
        mut action: impl FnMut(&Instruction, Plan, &Pieces) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        for second in [false, true] {
            let mut places = places.iter();
            // Whether the piece before goes on to the next instruction; in the first part every instruction is there.
            let mut runs = false;
            let mut word = 0;
            while let Some(place) = places.next() {
                // SAFETY: the caller's contract.
                let instruction = unsafe { instruction_at(code, word) }.ok_or(Refusal::Impossible)?;
                if let Some(pieces) = self.pieces(&instruction, word, place.plan, second, &mut runs) {
                    action(&instruction, place.plan, &pieces)?;
                }
                let words = usize::from(instruction.rule.words);
                word += words;
                if words > 1 {
                    places.nth(words - 2);
                }
            }
        }
        Ok(())
    }

    /// The stencils of an instruction in one part; `runs`: whether what stands before goes on to it, and then, whether it goes on.
    #[inline(always)]
    pub(super) fn pieces(&self, instruction: &Instruction, word: usize, plan: Plan, second: bool, runs: &mut bool) -> Option<Pieces> {
        let mut pieces = Pieces { word, second, back: None, before: [None; 2], body: None, after: None };
        if second {
            if *runs && plan & CLEAN != 0 {
                pieces.back = Some(self.back);
                *runs = false;
            }
            if !*runs && plan & PLAIN == 0 {
                return if pieces.back.is_some() { Some(pieces) } else { None };
            }
            *runs = instruction.rule.goes_on();
        }
        let Some(Some(group)) = STENCILS.get(instruction.opcode()) else {
            // The interpreter does it, counts it, and goes on until it meets machine code again.
            return Some(Pieces { body: Some(self.resume), ..pieces });
        };
        let form = if second { None } else { form_of(instruction, plan) };
        pieces.body = Some(form.map_or(&group.body, |(_, form)| form));
        pieces.after = group.after.as_ref();
        if self.count.is_some() || self.stress.is_some() {
            let stress = self.stress.map(|[exit, slow, spill]| match plan {
                plan if second || plan & CLEAN != 0 => (Role::Before, exit),
                plan if plan & ONLY == 0 => (Role::Before, slow),
                _ => (Role::Spill, spill),
            });
            pieces.before = [self.count.map(|count| (Role::Before, count)), stress];
        }
        Some(pieces)
    }
}

/// The form that the plan has for an instruction.
#[inline(always)]
pub(super) fn form_of(instruction: &Instruction, plan: Plan) -> Option<&'static (u8, Stencil)> {
    let index = ((plan & FORM) as usize).checked_sub(1)?;
    forms_of(instruction.opcode()).stencils.get(index)
}
