//! Subscripts, iteration, unpacking.

use core::mem::offset_of;

use copperhead_stencils::layout::container::{List, RangeIterator, SequenceIterator, Tuple};
use copperhead_stencils::layout::machine::{Helpers, Machine};
use copperhead_stencils::layout::object::Kind;

use super::{Instruction, Maker, TAG};
use crate::ir::{Binary, FRAME, Relation, Value};

impl Maker<'_> {
    pub(super) fn subscript(&mut self, instruction: Instruction, kind: Kind, store: bool) {
        let slow = self.block();
        let first = usize::from(!store);
        let (object, key) = (self.read(instruction, first), self.read(instruction, first + 1));
        self.guard_bits(key, 1, 0, slow);
        self.guard_kind(object, kind, slow);
        self.guard_flag(object, 1, slow);
        let tuple = kind == Kind::Tuple;
        let length = self.load(object, if tuple { offset_of!(Tuple, length) } else { offset_of!(List, length) } as i32 - TAG);
        let place = self.with_constant(Binary::ShiftRightUnsigned, key, 1);
        let (inside, negative) = (self.block(), self.block());
        self.branch(Relation::Below, place, length, inside, negative);
        // An index from the end: what is said of the fast path holds behind it, so the item is found twice.
        self.begin(negative);
        let signed = self.with_constant(Binary::ShiftRight, key, 1);
        let place_from_end = self.binary(Binary::Add, signed, length);
        self.guard(Relation::Below, place_from_end, length, slow);
        self.item(instruction, object, place_from_end, tuple, store);
        self.begin(inside);
        self.item(instruction, object, place, tuple, store);
        self.begin(slow);
        if store {
            self.ask(instruction, helper!(store_subscript), &[0, 1, 2]);
        } else {
            self.ask(instruction, helper!(load_subscript), &[1, 2]);
        }
    }

    pub(super) fn item(&mut self, instruction: Instruction, object: Value, place: Value, tuple: bool, store: bool) {
        let offset = self.with_constant(Binary::ShiftLeft, place, 3);
        let (base, beyond) =
            if tuple { (object, Tuple::ITEMS as i32 - TAG) } else { (self.load(object, offset_of!(List, items) as i32 - TAG), 0) };
        let address = self.binary(Binary::Add, base, offset);
        if store {
            let value = self.read(instruction, 2);
            self.store(value, address, beyond);
        } else {
            let value = self.load(address, beyond);
            self.write(instruction, value);
        }
        self.jump(instruction.next);
    }

    pub(super) fn ask_item(&mut self, instruction: Instruction) {
        let target = self.target(instruction);
        let pc = self.constant(self.pc(instruction));
        let back = self.constant(0);
        self.follow(instruction, helper!(iterate), &[FRAME, pc, back], Some(target));
    }

    pub(super) fn iterate_range(&mut self, instruction: Instruction) {
        let (target, slow) = (self.target(instruction), self.block());
        let iterator = self.read(instruction, 1);
        self.guard_kind(iterator, Kind::RangeIterator, slow);
        let item = self.load(iterator, offset_of!(RangeIterator, next) as i32 - TAG);
        let end = self.load(iterator, offset_of!(RangeIterator, end) as i32 - TAG);
        self.guard_not(item, end, target);
        let step = self.load(iterator, offset_of!(RangeIterator, step) as i32 - TAG);
        let next = self.binary(Binary::Add, item, step);
        self.store(next, iterator, offset_of!(RangeIterator, next) as i32 - TAG);
        self.write(instruction, item);
        self.jump(instruction.next);
        self.begin(slow);
        self.ask_item(instruction);
    }

    pub(super) fn iterate_list(&mut self, instruction: Instruction) {
        let slow = self.block();
        let iterator = self.read(instruction, 1);
        self.guard_kind(iterator, Kind::SequenceIterator, slow);
        let list = self.load(iterator, offset_of!(SequenceIterator, sequence) as i32 - TAG);
        self.guard_kind(list, Kind::List, slow);
        let index = self.load(iterator, offset_of!(SequenceIterator, index) as i32 - TAG);
        let length = self.load(list, offset_of!(List, length) as i32 - TAG);
        self.guard(Relation::Below, index, length, slow);
        let next = self.with_constant(Binary::Add, index, 1);
        self.store(next, iterator, offset_of!(SequenceIterator, index) as i32 - TAG);
        self.item(instruction, list, index, false, false);
        self.begin(slow);
        self.ask_item(instruction);
    }

    pub(super) fn unpack(&mut self, instruction: Instruction) {
        let count = i32::from(self.field(instruction, 2));
        if !(2..=3).contains(&count) {
            return self.general(instruction);
        }
        let slow = self.block();
        let object = self.read(instruction, 1);
        self.guard_kind(object, Kind::Tuple, slow);
        self.guard_flag(object, 1, slow);
        let length = self.load(object, offset_of!(Tuple, length) as i32 - TAG);
        self.guard_is(Relation::Equal, length, count.into(), slow);
        let items: Vec<Value> = (0..count).map(|index| self.load(object, Tuple::ITEMS as i32 - TAG + index * 8)).collect();
        for (index, item) in (0..).zip(items) {
            self.store(item, FRAME, self.slot(instruction, 0) + index * 8);
        }
        self.jump(instruction.next);
        self.begin(slow);
        self.general(instruction);
    }
}
