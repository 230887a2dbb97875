//! Tests of the whole heap: a small object model, and one file for each question.

extern crate std;

mod allocation;
mod collection;
mod handles;
mod stress;

use core::ptr::NonNull;
use std::vec::Vec;

use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::value::Value;

use super::{Heap, Marker};

/// Memory for a heap, dirty: old contents look like live cells of the first epoch.
struct Region {
    memory: Vec<u8>,
    offset: usize,
}

impl Region {
    fn new(bytes: usize, offset: usize) -> Region {
        Region { memory: std::vec![1; bytes + offset], offset }
    }

    fn heap(&mut self) -> Heap {
        let bytes = self.memory.len() - self.offset;
        let base = NonNull::new(self.memory.as_mut_ptr().wrapping_add(self.offset)).unwrap();
        // SAFETY: the tests keep the region for as long as they use the heap.
        unsafe { Heap::new(base, bytes).unwrap() }
    }
}

/// A test object: header (`extra`: how many references), an identity, the references, then a pattern made of the identity.
#[repr(C)]
struct Node {
    header: Header,
    identity: usize,
}

const NODE: Kind = Kind::Instance;

/// The words behind the identity.
fn words(node: NonNull<Header>) -> *mut usize {
    node.as_ptr().cast::<Node>().wrapping_add(1).cast()
}

fn node_bytes(references: usize, padding: usize) -> usize {
    size_of::<Node>() + (references + padding) * size_of::<usize>()
}

fn pattern(identity: usize, index: usize) -> usize {
    // Looks like a tagged pointer at times; precise tracing must not care.
    identity.wrapping_mul(0x9e37_79b9) ^ index << 4 | 1
}

/// A node; its memory is checked to be zero, and filled.
fn new_node(heap: &mut Heap, identity: usize, references: usize, padding: usize) -> Option<NonNull<Header>> {
    let node = heap.allocate(NODE, node_bytes(references, padding))?;
    let capacity = heap.cell_bytes(node);
    assert!(capacity >= node_bytes(references, padding));
    assert_eq!(node.addr().get() % 16, 0);
    // SAFETY: the cell is ours and has that many bytes.
    unsafe {
        for index in 0..(capacity - size_of::<Node>()) / size_of::<usize>() {
            assert_eq!(words(node).add(index).read(), 0, "a new cell is zero");
        }
        assert_eq!((*node.as_ptr().cast::<Node>()).identity, 0);
        (*node.as_ptr().cast::<Node>()).identity = identity;
        (*node.as_ptr()).extra = references as u32;
        for index in 0..references {
            words(node).add(index).write(Value::NONE.0);
        }
        for index in references..references + padding {
            words(node).add(index).write(pattern(identity, index));
        }
    }
    Some(node)
}

fn value(node: NonNull<Header>) -> Value {
    Value::from_pointer(node.as_ptr())
}

fn set_reference(node: NonNull<Header>, index: usize, to: Value) {
    // SAFETY: the tests stay below the number of references.
    unsafe { super::store_field(node.as_ptr(), words(node).add(index).cast(), to) };
}

/// A node is what `new_node` made.
fn check_node(node: NonNull<Header>, identity: usize, references: usize, padding: usize) {
    // SAFETY: the tests say that it is alive.
    unsafe {
        let header = *node.as_ptr();
        assert_eq!(header.kind, NODE);
        assert_eq!(header.extra as usize, references);
        assert_eq!((*node.as_ptr().cast::<Node>()).identity, identity);
        for index in references..references + padding {
            assert_eq!(words(node).add(index).read(), pattern(identity, index));
        }
    }
}

unsafe fn trace(cell: *mut Header, marker: &mut Marker<'_>) {
    // SAFETY: the heap calls this for allocated cells only, and all that are traced here are nodes.
    unsafe {
        assert_eq!((*cell).kind, NODE);
        let node = NonNull::new(cell).unwrap();
        marker.mark_values(words(node).cast(), (*cell).extra as usize);
    }
}

/// Collects with these roots.
fn collect(heap: &mut Heap, roots: &[NonNull<Header>]) -> super::Collected {
    // SAFETY: the tests use nothing afterwards that these roots do not reach.
    unsafe { heap.collect(trace, |marker| roots.iter().for_each(|root| marker.mark_value(value(*root))), |_| {}) }
}

/// Numbers that look random, the same in every run (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}
