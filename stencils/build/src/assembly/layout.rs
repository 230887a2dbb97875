//! Lays a function out as the two parts of a stencil: the hot part, which falls through to the
//! stencil behind it, and the cold part, which ends in jumps.
//!
//! A block is *good* if control can go from it to the next stencil or to the branch target without
//! a call. If the entry is not good, an indirect jump counts as well (a call into other code), then
//! calls are allowed; if it still is not, the compiler's order decides. Hot is what is good and reached from
//! the entry through good blocks. Blocks may say otherwise by a [`Wish`].
//!
//! The order within the parts is made of chains, each block followed by one of its successors. In
//! the hot part a jump to the next stencil becomes a short jump to the part's end, and the last one
//! is dropped. Whatever the order, each block says where it goes on, so the meaning is the same.

use super::{Block, End, InstructionSet, Target, Wish};

/// The symbol that stands for the stencil behind this one.
pub const CONTINUE: &str = "hole_continue";
/// The symbol that stands for where a taken branch goes.
pub const TARGET: &str = "hole_target";
/// The symbol that stands for where a form goes that can not go on.
pub const SLOW_WAY: &str = "hole_slow";

/// The two parts of a stencil as assembly text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Begins with the entry and falls through to the stencil behind it, or never continues there.
    pub hot: Vec<String>,
    /// Everything else; falls nowhere.
    pub cold: Vec<String>,
}

/// Lays the blocks of the function `name` out.
pub fn lay_out(set: InstructionSet, name: &str, blocks: &[Block]) -> Parts {
    let blocks = thread_jumps(blocks);
    let hot = hot_blocks(&blocks);
    let mut hot_chains = chains(&blocks, &hot);
    // Only what ends at the next stencil may stand last without a jump.
    let falls_through =
        |chain: &Vec<usize>| chain.last().is_some_and(|last| blocks[*last].end.targets().any(|target| target.is_symbol(CONTINUE)));
    let mut order = Vec::new();
    let mut moved: Vec<usize> = Vec::new();
    if hot_chains.first().is_some_and(falls_through) {
        order.append(&mut hot_chains.remove(0));
        moved.extend(hot_chains.into_iter().flatten());
    } else if let Some(last) = hot_chains.iter().position(falls_through) {
        let last = hot_chains.remove(last);
        order.extend(hot_chains.into_iter().flatten());
        order.extend(last);
    } else {
        order.extend(hot_chains.into_iter().flatten());
    }
    let reached = reachable(&blocks);
    let rest: Vec<bool> = (0..blocks.len()).map(|block| reached[block] && !order.contains(&block)).collect();
    let mut cold_order: Vec<usize> = moved;
    let already: Vec<bool> = (0..blocks.len()).map(|block| rest[block] && !cold_order.contains(&block)).collect();
    cold_order.extend(chains(&blocks, &already).into_iter().flatten());
    let end = format!(".Lend_{name}");
    let writer = Writer { set, name, blocks: &blocks };
    Parts { hot: writer.part(&order, Some(&end)), cold: writer.part(&cold_order, None) }
}

/// Appends the blocks of `symbol`, a function of its own for the seldom part, as cold ones; jumps to it
/// become jumps inside.
///
/// The compiler saves registers for a whole function: what is seldom and needs them is better apart.
pub fn append_slow(blocks: &mut Vec<Block>, symbol: &str, slow: &[Block]) {
    let first = blocks.len();
    for block in slow {
        let mut block = block.clone();
        block.wish = block.wish.or(Some(Wish::Cold));
        for target in block.end.targets_mut() {
            if let Target::Block(index) = target {
                *index += first;
            }
        }
        blocks.push(block);
    }
    for target in blocks.iter_mut().flat_map(|block| block.end.targets_mut()) {
        if target.is_symbol(symbol) {
            *target = Target::Block(first);
        }
    }
}

impl Target {
    fn is_symbol(&self, name: &str) -> bool {
        matches!(self, Self::Symbol(symbol) if symbol == name)
    }
}

impl End {
    fn targets(&self) -> impl Iterator<Item = &Target> {
        let (one, other) = match self {
            Self::Conditional { taken, otherwise, .. } => (Some(otherwise), Some(taken)),
            Self::Jump(target) => (Some(target), None),
            Self::Indirect(_) => (None, None),
        };
        one.into_iter().chain(other)
    }

    fn targets_mut(&mut self) -> impl Iterator<Item = &mut Target> {
        let (one, other) = match self {
            Self::Conditional { taken, otherwise, .. } => (Some(otherwise), Some(taken)),
            Self::Jump(target) => (Some(target), None),
            Self::Indirect(_) => (None, None),
        };
        one.into_iter().chain(other)
    }
}

/// Lets whoever goes to a block that only jumps go straight on.
fn thread_jumps(blocks: &[Block]) -> Vec<Block> {
    let through = |target: &Target| {
        let mut target = target.clone();
        // Blocks that only jump can form a ring; no path through distinct blocks is longer than their number.
        for _ in 0..blocks.len() {
            match &target {
                Target::Block(block) if blocks[*block].lines.is_empty() => match &blocks[*block].end {
                    End::Jump(next) => target = next.clone(),
                    _ => break,
                },
                _ => break,
            }
        }
        target
    };
    let mut result = blocks.to_vec();
    for block in &mut result {
        match &mut block.end {
            End::Conditional { taken, otherwise, .. } => {
                *taken = through(taken);
                *otherwise = through(otherwise);
                if taken == otherwise {
                    block.end = End::Jump(taken.clone());
                }
            }
            End::Jump(target) => *target = through(target),
            End::Indirect(_) => {}
        }
    }
    result
}

fn successors(block: &Block) -> impl Iterator<Item = usize> {
    block.end.targets().filter_map(|target| match target {
        Target::Block(block) => Some(*block),
        Target::Symbol(_) => None,
    })
}

fn reachable(blocks: &[Block]) -> Vec<bool> {
    reach(blocks, |_| true)
}

/// The blocks that are reached from the entry through blocks that are `allowed`.
fn reach(blocks: &[Block], allowed: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut reached = vec![false; blocks.len()];
    let mut waiting = vec![0];
    while let Some(block) = waiting.pop() {
        if !reached[block] {
            reached[block] = true;
            waiting.extend(successors(&blocks[block]).filter(|next| allowed(*next)));
        }
    }
    reached
}

/// See the module's head.
fn hot_blocks(blocks: &[Block]) -> Vec<bool> {
    for (calls_allowed, indirect) in [(false, false), (false, true), (true, false)] {
        let good_end = |block: &Block| {
            block.wish == Some(Wish::Hot)
                || (indirect && matches!(block.end, End::Indirect(_)))
                || block.end.targets().any(|target| target.is_symbol(CONTINUE) || target.is_symbol(TARGET))
        };
        let allowed = |block: &Block| block.wish != Some(Wish::Cold) && (calls_allowed || !block.calls || block.wish == Some(Wish::Hot));
        let mut good = vec![false; blocks.len()];
        let mut changed = true;
        while changed {
            changed = false;
            for (index, block) in blocks.iter().enumerate() {
                if !good[index] && allowed(block) && (good_end(block) || successors(block).any(|next| good[next])) {
                    good[index] = true;
                    changed = true;
                }
            }
        }
        if good.first() == Some(&true) {
            return reach(blocks, |block| good[block]);
        }
    }
    // Nothing continues (a return, a raise, a call into other code), or the entry is cold by wish:
    // the compiler's order from the entry to the first jump away.
    let mut hot = vec![false; blocks.len()];
    let mut next = Some(0);
    while let Some(block) = next.filter(|block| !hot[*block]) {
        hot[block] = true;
        let warm = |target: &Target| match target {
            Target::Block(block) if blocks[*block].wish != Some(Wish::Cold) => Some(*block),
            _ => None,
        };
        next = blocks[block].end.targets().find_map(warm);
    }
    hot
}

/// Puts the chosen blocks in an order in which each is followed by one of its successors where possible.
fn chains(blocks: &[Block], chosen: &[bool]) -> Vec<Vec<usize>> {
    let mut placed: Vec<bool> = chosen.iter().map(|chosen| !chosen).collect();
    let mut result = Vec::new();
    for first in 0..blocks.len() {
        let mut chain = Vec::new();
        let mut next = Some(first);
        while let Some(block) = next.filter(|block| !placed[*block]) {
            placed[block] = true;
            chain.push(block);
            next = successors(&blocks[block]).find(|next| !placed[*next]);
        }
        if !chain.is_empty() {
            result.push(chain);
        }
    }
    result
}

struct Writer<'t> {
    set: InstructionSet,
    name: &'t str,
    blocks: &'t [Block],
}

impl Writer<'_> {
    fn label(&self, block: usize) -> String {
        match self.blocks[block].labels.first() {
            Some(label) => label.clone(),
            None => format!(".Lblock_{}_{block}", self.name),
        }
    }

    /// Writes the blocks in this order. `end` is the label behind the last one, if the part may fall
    /// through to the next stencil.
    fn part(&self, order: &[usize], end: Option<&str>) -> Vec<String> {
        let mut lines = Vec::new();
        let place = |target: &Target| match target {
            Target::Block(block) => self.label(*block),
            Target::Symbol(symbol) if symbol == CONTINUE => end.unwrap_or(CONTINUE).to_string(),
            Target::Symbol(symbol) => symbol.clone(),
        };
        let near = |target: &Target| match target {
            Target::Block(_) => true,
            Target::Symbol(symbol) => symbol == CONTINUE && end.is_some(),
        };
        for (position, index) in order.iter().enumerate() {
            let block = &self.blocks[*index];
            lines.push(format!("{}:", self.label(*index)));
            lines.extend(block.labels.iter().skip(1).map(|label| format!("{label}:")));
            lines.extend(block.lines.iter().cloned());
            let follows = |target: &Target| match (order.get(position + 1), target) {
                (Some(next), Target::Block(block)) => next == block,
                (None, target) => end.is_some() && target.is_symbol(CONTINUE),
                _ => false,
            };
            match &block.end {
                End::Jump(target) if follows(target) => {}
                End::Jump(target) => lines.push(self.set.jump(&place(target))),
                End::Indirect(line) => lines.push(line.clone()),
                End::Conditional { condition, taken, otherwise } => {
                    let inverted = self.set.invert(condition);
                    // Neither follows: the likely one is the target of the branch, not a block of the cold part or a form's slow way.
                    let unlikely = |target: &Target| match target {
                        Target::Block(block) => !order.contains(block),
                        Target::Symbol(symbol) => symbol == SLOW_WAY,
                    };
                    let swap = follows(taken) || (unlikely(taken) && otherwise.is_symbol(TARGET) && end.is_some());
                    let (condition, taken, otherwise) = match inverted {
                        Some(inverted) if swap => (inverted, otherwise, taken),
                        _ => (condition.clone(), taken, otherwise),
                    };
                    let across = matches!(taken, Target::Block(block) if !order.contains(block));
                    if across {
                        lines.extend(self.set.branch_across(&condition, &place(taken)));
                    } else if near(taken) || self.set.reaches_symbol(&condition) {
                        lines.push(format!("\t{condition}\t{}", place(taken)));
                    } else if let Some(inverted) = self.set.invert(&condition) {
                        let over = format!(".Lover_{}_{index}", self.name);
                        lines.push(format!("\t{inverted}\t{over}"));
                        lines.push(self.set.jump(&place(taken)));
                        lines.push(format!("{over}:"));
                    }
                    if !follows(otherwise) {
                        lines.push(self.set.jump(&place(otherwise)));
                    }
                }
            }
        }
        if let Some(end) = end {
            lines.push(format!("{end}:"));
        }
        lines
    }
}
