//! Roots, finalisers, chunks.

use super::super::HeapChunks;
use super::*;
use crate::source::arena::{Arena, List};

#[test]
fn roots_keep_values_until_released() {
    let mut region = Region::new(64 << 10, 0);
    let mut heap = region.heap();
    let mut roots = Vec::new();
    for identity in 0..200 {
        let node = new_node(&mut heap, identity, 0, 2).unwrap();
        roots.push((heap.root(value(node)).unwrap(), node, identity));
        if identity % 10 == 0 {
            collect(&mut heap, &[]);
        }
    }
    collect(&mut heap, &[]);
    for (root, node, identity) in &roots {
        assert_eq!(heap.root_value(root), Some(value(*node)));
        check_node(*node, *identity, 0, 2);
    }
    let table = heap.usage().in_use - 200 * heap.cell_bytes(roots[0].1);
    let rest = roots.split_off(100);
    for (root, node, _) in roots {
        assert_eq!(heap.release_root(root), Some(value(node)));
    }
    collect(&mut heap, &[]);
    assert_eq!(heap.usage().in_use, table + 100 * heap.cell_bytes(rest[0].1));
    // Released slots are used again.
    let more: Vec<_> = (0..100).map(|number| heap.root(Value::from_i32_small(number)).unwrap()).collect();
    assert_eq!(heap.usage().in_use, table + 100 * heap.cell_bytes(rest[0].1));
    assert!(heap.set_root(&more[7], Value::NONE));
    assert_eq!(heap.root_value(&more[7]), Some(Value::NONE));
    assert_eq!(heap.root_value(&more[8]), Some(Value::from_i32_small(8)));
    for (root, node, identity) in rest {
        check_node(node, identity, 0, 2);
        assert_eq!(heap.release_root(root), Some(value(node)));
    }
}

#[test]
fn stale_and_foreign_handles_find_nothing() {
    let mut region = Region::new(64 << 10, 0);
    let mut other_region = Region::new(64 << 10, 0);
    let mut heap = region.heap();
    let mut other = other_region.heap();
    let root = heap.root(Value::TRUE).unwrap();
    assert_eq!(other.root_value(&root), None);
    assert!(!other.set_root(&root, Value::NONE));
    let mine = other.root(Value::FALSE).unwrap();
    assert_eq!(other.release_root(mine), Some(Value::FALSE));
    assert_eq!(other.release_root(root), None, "its generation is over");
}

#[test]
fn roots_report_exhaustion() {
    let mut region = Region::new(16 << 10, 0);
    let mut heap = region.heap();
    let mut roots = Vec::new();
    while let Ok(root) = heap.root(Value::TRUE) {
        roots.push(root);
    }
    assert!(roots.len() > 100);
    assert!(roots.iter().all(|root| heap.root_value(root) == Some(Value::TRUE)));
    heap.release_root(roots.pop().unwrap());
    assert!(heap.root(Value::NONE).is_ok());
}

#[test]
fn objects_with_finalisers_live_once_more() {
    let mut region = Region::new(64 << 10, 0);
    let mut heap = region.heap();
    let mut nodes = Vec::new();
    for identity in 0..60 {
        let node = new_node(&mut heap, identity, 1, 0).unwrap();
        let behind = new_node(&mut heap, identity + 100, 0, 0).unwrap();
        set_reference(node, 0, value(behind));
        heap.register_finaliser(node).unwrap();
        nodes.push((node, behind));
    }
    assert!(!heap.has_finalisable());
    let kept: Vec<_> = nodes[..20].iter().map(|pair| pair.0).collect();
    collect(&mut heap, &kept);
    assert!(heap.has_finalisable());
    // Waiting for long does not lose them.
    collect(&mut heap, &kept);
    let mut seen = Vec::new();
    while let Some(node) = heap.next_finalisable() {
        let index = nodes.iter().position(|pair| pair.0 == node).unwrap();
        check_node(node, index, 1, 0);
        check_node(nodes[index].1, index + 100, 0, 0);
        seen.push(index);
    }
    seen.sort();
    assert_eq!(seen, (20..60).collect::<Vec<_>>());
    assert!(!heap.has_finalisable());
    let before = heap.usage().in_use;
    collect(&mut heap, &kept);
    assert_eq!(heap.next_finalisable(), None, "a finaliser runs once");
    let pair = heap.cell_bytes(nodes[0].0) + heap.cell_bytes(nodes[0].1);
    assert_eq!(before - heap.usage().in_use, 40 * pair);
    collect(&mut heap, &[]);
    assert_eq!(core::iter::from_fn(|| heap.next_finalisable()).count(), 20);
}

#[test]
fn arenas_live_in_the_heap_and_go_back_to_it() {
    let mut region = Region::new(256 << 10, 0);
    let mut heap = region.heap();
    let heap_pointer = &raw mut heap;
    // SAFETY: here and below all goes through this pointer.
    let heap = || unsafe { &mut *heap_pointer };
    {
        // SAFETY: the heap outlives the chunks, and no reference to it is in use when they allocate.
        let first = unsafe { HeapChunks::new(NonNull::new(heap_pointer).unwrap()) };
        // SAFETY: the same.
        let second = unsafe { HeapChunks::new(NonNull::new(heap_pointer).unwrap()) };
        let arena = Arena::new(&first);
        let other = Arena::new(&second);
        let mut list = List::new();
        let mut strings = Vec::new();
        for number in 0..1000u32 {
            list.push(&arena, number).unwrap();
            strings.push(other.store(number * 3).unwrap());
            if number % 100 == 0 {
                collect(heap(), &[]);
                assert!(heap().allocate(Kind::Bytes8, 100).is_some());
            }
        }
        assert!(list.as_slice().iter().copied().eq(0..1000));
        assert!(strings.iter().map(|number| **number).eq((0..1000).map(|number| number * 3)));
        assert!(arena.store_slice(&[0u8; 300 << 10]).is_err(), "memory is out");
        assert!(arena.store_slice(&[0u8; 50 << 10]).is_ok());
        drop(first);
        collect(heap(), &[]);
        assert!(strings.iter().map(|number| **number).eq((0..1000).map(|number| number * 3)));
    }
    collect(heap(), &[]);
    assert_eq!(heap().usage().in_use, 0);
}
