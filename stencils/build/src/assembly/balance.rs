//! Follows pushes and pops through the blocks: every path must leave with the stack as it was.
//!
//! The compiler's frame directives do not know what an `asm!` does to the stack; this does, as long as
//! the stack pointer only moves by constants.

use super::{Block, End, Frame, InstructionSet, Target};

/// What an instruction does to the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StackChange {
    /// As many bytes more are on it; negative if fewer.
    By(i64),
    /// The instruction sets the stack pointer to what only the running program knows.
    Unknown,
}

/// The frame at the first way out, or meeting of ways, where the stack is not what it must be, with
/// the last instruction before.
///
/// Says nothing of functions that move the stack pointer by what is not a constant.
pub fn unbalanced(set: InstructionSet, blocks: &[Block]) -> Option<(String, Frame)> {
    let initial = set.initial_frame();
    let mut depths: Vec<Option<i64>> = vec![None; blocks.len()];
    let mut waiting = vec![(0, 0)];
    while let Some((index, depth)) = waiting.pop() {
        let mut depth: i64 = depth;
        let block = &blocks[index];
        let wrong = |depth: i64, block: &Block| {
            let line = block.lines.last().map_or_else(String::new, |line| line.trim().to_string());
            Some((line, Frame { register: initial.register.clone(), offset: initial.offset + depth }))
        };
        match depths[index] {
            Some(known) if known == depth => continue,
            Some(_) => return wrong(depth, block),
            None => depths[index] = Some(depth),
        }
        for line in &block.lines {
            match set.stack_change(line.trim()) {
                StackChange::By(bytes) => depth += bytes,
                StackChange::Unknown => return None,
            }
        }
        let mut leave = |target: &Target| match target {
            Target::Block(next) => {
                waiting.push((*next, depth));
                true
            }
            Target::Symbol(_) => depth == 0,
        };
        let right = match &block.end {
            End::Jump(target) => leave(target),
            End::Indirect(_) => depth == 0,
            End::Conditional { taken, otherwise, .. } => leave(taken) & leave(otherwise),
        };
        if !right {
            return wrong(depth, block);
        }
    }
    None
}
