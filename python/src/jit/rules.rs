//! What the list says of each instruction, as the JIT asks for it: a few bytes each, made when the program is built.

use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::forms::{Class, FamilyInfo};
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::list::{BYTECODE_COUNT, BYTECODES, FAMILIES, Field, ORIGINS, Opcode};

/// One instruction's.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    flags: u16,
    /// The words that it takes, cells included.
    pub(super) words: u8,
    more: u8,
    /// The fields a, b and c.
    pub(super) fields: [Field; 3],
    /// What its family needs and leaves; of no meaning if it has none.
    info: FamilyInfo,
}

impl Rule {
    /// Field a is a slot that is read; b and c likewise, one bit higher each.
    pub(super) const READ: u16 = 1;
    /// Any of them is.
    pub(super) const READS: u16 = 7 * Rule::READ;
    /// Field a is the first of several slots; b and c likewise.
    pub(super) const BASE: u16 = 1 << 3;
    /// Any of them is.
    pub(super) const BASES: u16 = 7 * Rule::BASE;
    /// Field a is a slot that is written.
    pub(super) const WRITE: u16 = 1 << 6;
    /// It can jump, by 16 bits.
    const NEAR: u16 = 1 << 7;
    /// It can jump, by 32 bits.
    const FAR: u16 = 1 << 8;
    /// Control can go on behind it.
    const GOES_ON: u16 = 1 << 9;
    /// It is the end of a function, or raises.
    pub(super) const ENDS: u16 = 1 << 10;
    /// It reads the slot that it writes, too.
    pub(super) const CHANGES: u16 = 1 << 11;
    /// It makes calls that come back behind it.
    pub(super) const AFTER: u16 = 1 << 12;
    /// It has a family.
    const FAMILY: u16 = 1 << 13;
    /// It looks something up by its cells.
    pub(super) const LOOKS_UP: u16 = 1 << 14;
    /// It has a constant, which may be short.
    pub(super) const SHORT: u16 = 1 << 15;

    /// It fills the base, field a, and the receiver's slot behind the head, and no other.
    pub(super) const FILLS_BASE: u8 = 1;
    /// It reads the base, field b, and behind the head so many arguments as field c says.
    pub(super) const COUNTS: u8 = 2;
    /// Results of its calls only go to field a.
    pub(super) const CALLS: u8 = 4;

    /// For numbers that are no instructions: they take one word and end everything.
    const NONE: Rule = Rule {
        flags: 0,
        words: 1,
        more: 0,
        fields: [Field::None; 3],
        info: FamilyInfo { operands: [Class::None; 3], result: Class::None, slow: true },
    };

    const fn of(opcode: usize) -> Rule {
        const ENDS: [Opcode; 7] = [
            Opcode::Return,
            Opcode::ReturnNone,
            Opcode::ReturnGenerator,
            Opcode::Raise,
            Opcode::RaiseFrom,
            Opcode::RaiseAgain,
            Opcode::Reraise,
        ];
        let listed = &BYTECODES[opcode];
        let mut rule = Rule { words: listed.words() as u8, fields: listed.fields, ..Rule::NONE };
        let mut n = 0;
        while n < 3 {
            rule.flags |= match listed.fields[n] {
                Field::Read => Rule::READ << n,
                Field::Base => Rule::BASE << n,
                Field::Write if n == 0 => Rule::WRITE,
                Field::Target => Rule::NEAR,
                Field::FarTarget => Rule::FAR,
                Field::None | Field::Write | Field::Immediate | Field::Number => 0,
            };
            n += 1;
        }
        let mut ends = opcode == Opcode::Jump as usize || opcode == Opcode::Loop as usize;
        n = 0;
        while n < ENDS.len() {
            if ENDS[n] as usize == opcode {
                rule.flags |= Rule::ENDS;
                ends = true;
            }
            n += 1;
        }
        if !ends {
            rule.flags |= Rule::GOES_ON;
        }
        if opcode == Opcode::Send as usize || opcode == Opcode::MakeCell as usize {
            rule.flags |= Rule::CHANGES;
        }
        if listed.after {
            rule.flags |= Rule::AFTER;
        }
        if listed.calls {
            rule.more |= Rule::CALLS;
        }
        let generic = match &ORIGINS[opcode] {
            Some(origin) => origin.generic as usize,
            None => opcode,
        };
        if generic == Opcode::LoadMethod as usize {
            rule.more |= Rule::FILLS_BASE;
        } else if generic == Opcode::Call as usize || generic == Opcode::CallMethod as usize {
            rule.more |= Rule::COUNTS;
        }
        // Of back edges only those of some loops have the form.
        if let Some(info) = FAMILIES[opcode].info()
            && opcode != Opcode::Loop as usize
        {
            rule.flags |= Rule::FAMILY;
            rule.info = info;
            n = 0;
            while n < 3 {
                rule.flags |= match info.operands[n] {
                    Class::Shaped | Class::Names => Rule::LOOKS_UP,
                    Class::Short => Rule::SHORT,
                    _ => 0,
                };
                n += 1;
            }
        }
        rule
    }

    /// Whether one of these holds.
    #[inline(always)]
    pub(super) const fn is(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }

    /// The same for [`Rule::FILLS_BASE`] and what follows it.
    #[inline(always)]
    pub(super) const fn also(&self, more: u8) -> bool {
        self.more & more != 0
    }

    /// Which fields are slots that are read, a bit each.
    #[inline(always)]
    const fn reads(&self) -> u32 {
        (self.flags & Rule::READS) as u32
    }

    /// Whether control can go from it to what stands behind it.
    #[inline(always)]
    pub(super) const fn goes_on(&self) -> bool {
        self.is(Rule::GOES_ON)
    }

    /// What its family needs and leaves.
    #[inline(always)]
    pub(super) const fn info(&self) -> Option<&FamilyInfo> {
        if self.is(Rule::FAMILY) { Some(&self.info) } else { None }
    }
}

/// The rules of all instructions, by their numbers.
static RULES: [Rule; BYTECODE_COUNT] = {
    let mut rules = [Rule::NONE; BYTECODE_COUNT];
    let mut opcode = 0;
    while opcode < BYTECODE_COUNT {
        rules[opcode] = Rule::of(opcode);
        opcode += 1;
    }
    rules
};

/// One decoded instruction.
#[derive(Clone, Copy)]
pub(super) struct Instruction {
    pub(super) word: u64,
    pub(super) rule: &'static Rule,
}

impl Instruction {
    /// Its number.
    #[inline(always)]
    pub(super) fn opcode(&self) -> usize {
        usize::from(self.word as u16)
    }

    /// Field `n`, 0, 1 or 2.
    #[inline(always)]
    pub(super) fn field(&self, n: u32) -> u16 {
        (self.word >> (16 * (n + 1))) as u16
    }

    /// Whether it is this one.
    #[inline(always)]
    pub(super) fn is(&self, opcode: Opcode) -> bool {
        self.word as u16 == opcode as u16
    }

    /// Which fields are slots that are read and this one, a bit each.
    #[inline(always)]
    pub(super) fn readers(&self, slot: u16) -> u32 {
        let same = |n: u32| u32::from(self.field(n) == slot) << n;
        (same(0) | same(1) | same(2)) & self.rule.reads()
    }

    /// How far it jumps, in words from its start, if it is one that can.
    #[inline(always)]
    pub(super) fn distance(&self) -> Option<isize> {
        if self.rule.is(Rule::NEAR | Rule::FAR) { Some(jump_distance(self.word, self.rule.is(Rule::FAR))) } else { None }
    }
}

/// The instructions of a code object, and their cells.
///
/// # Safety
/// The code object is alive, and nothing runs as long as they are used.
#[inline(always)]
pub(super) unsafe fn text_of<'a>(code: *mut Code) -> &'a [u64] {
    // SAFETY: the caller's contract.
    unsafe { core::slice::from_raw_parts((*code).instructions, (*code).instruction_words as usize) }
}

/// Decodes the instruction at a word.
#[inline(always)]
pub(super) fn instruction_at(text: &[u64], word: usize) -> Option<Instruction> {
    let word = *text.get(word)?;
    Some(Instruction { word, rule: RULES.get(usize::from(word as u16))? })
}
