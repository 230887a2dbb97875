//! Marking: conservative words, deep and wide graphs, weak references, the native stack.

use super::super::native_stack;
use super::*;

#[test]
fn any_word_can_be_marked() {
    let mut region = Region::new(64 << 10, 0);
    let mut heap = region.heap();
    let mut random = Random(3);
    for round in 0..40 {
        let mut cells = Vec::new();
        for identity in 0..200 {
            let size = if identity % 50 == 0 { 300 } else { identity % 9 };
            cells.extend(new_node(&mut heap, identity, 0, size).map(|node| (node, identity, size)));
        }
        let low = region.memory.as_ptr().addr();
        // SAFETY: what was not marked is not used again.
        unsafe {
            heap.collect(
                trace,
                |marker| {
                    for _ in 0..100 {
                        marker.mark_conservative(random.next() as usize);
                        marker.mark_conservative(low.wrapping_sub(500) + random.below(66_000));
                        marker.mark_value(Value(low.wrapping_sub(500) + random.below(66_000)));
                        marker.mark_pointer((low + random.below(66_000)) as *const u8);
                    }
                    for word in [0, 1, usize::MAX, usize::MAX - 7, low, low + 1, low + region.memory.len()] {
                        marker.mark_conservative(word);
                        marker.mark_buffer(word as *const u8);
                    }
                    for (node, ..) in cells.iter().filter(|cell| cell.1 % 3 == round % 3) {
                        marker.mark_value(value(*node));
                    }
                },
                |_| {},
            );
        }
        for (node, identity, size) in cells.into_iter().filter(|cell| cell.1 % 3 == round % 3) {
            check_node(node, identity, 0, size);
        }
    }
}

#[test]
fn tagged_untagged_and_interior_pointers_keep_a_cell() {
    for size in [0, 3, 40, 250, 4000] {
        let mut region = Region::new(256 << 10, 0);
        let mut heap = region.heap();
        let _before = new_node(&mut heap, 1, 0, size).unwrap();
        let node = new_node(&mut heap, 2, 0, size).unwrap();
        let _behind = new_node(&mut heap, 3, 0, size).unwrap();
        let bytes = heap.cell_bytes(node);
        for offset in [0, 1, 8, bytes / 2, bytes - 8, bytes - 1] {
            let word = node.addr().get() + offset;
            // SAFETY: only `node` is used afterwards.
            let collected = unsafe { heap.collect(trace, |marker| marker.mark_conservative(word), |_| {}) };
            assert_eq!(collected.live, bytes, "offset {offset} of {bytes}");
            check_node(node, 2, 0, size);
        }
    }
}

#[test]
fn the_end_of_a_buffer_keeps_it() {
    let mut region = Region::new(64 << 10, 0);
    let mut heap = region.heap();
    let cells: Vec<_> = (0..10).map(|_| heap.allocate(Kind::Values, 64).unwrap()).collect();
    let end = cells[4].addr().get() + 64;
    // SAFETY: nothing is used afterwards.
    let collected = unsafe { heap.collect(trace, |marker| marker.mark_conservative(end), |_| {}) };
    assert_eq!(collected.live, 128, "the buffer that ends there and the one that begins there");
}

#[test]
fn buffers_of_values_are_followed_to_their_ends() {
    let mut region = Region::new(256 << 10, 0);
    let mut heap = region.heap();
    for bytes in [32, 256, 20_000] {
        let buffer = heap.allocate(Kind::Values, bytes).unwrap();
        let words = (heap.cell_bytes(buffer) - size_of::<Header>()) / size_of::<usize>();
        let first = new_node(&mut heap, 1, 0, 1).unwrap();
        let last = new_node(&mut heap, 2, 0, 1).unwrap();
        // SAFETY: the buffer has that many words.
        unsafe {
            let data = buffer.add(1).cast::<Value>();
            data.write(value(first));
            data.add(words - 1).write(value(last));
            // A word that is no pointer to a cell's start does no harm.
            data.add(1).write(Value((first.addr().get() + 8) | 1));
            heap.collect(trace, |marker| marker.mark_buffer(data.as_ptr()), |_| {});
        }
        check_node(first, 1, 0, 1);
        check_node(last, 2, 0, 1);
        assert_eq!(heap.usage().in_use, heap.cell_bytes(buffer) + 2 * heap.cell_bytes(first));
        collect(&mut heap, &[]);
    }
}

#[test]
fn long_chains_and_wide_objects_are_marked_with_a_small_stack() {
    let mut region = Region::new(1 << 20, 0);
    let mut heap = region.heap();
    // Wide: an object with references to thousands, each of which refers to one more.
    let wide = new_node(&mut heap, 0, 6000, 0).unwrap();
    let mut nodes = Vec::new();
    for index in 0..6000 {
        let near = new_node(&mut heap, index, 1, 0).unwrap();
        let far = new_node(&mut heap, index + 10_000, 1, 0).unwrap();
        set_reference(near, 0, value(far));
        set_reference(wide, index, value(near));
        nodes.push((near, far));
    }
    // A long chain behind the last.
    let mut end = nodes[5999].1;
    let mut chain = 0;
    while let Some(next) = new_node(&mut heap, 77, 1, 0) {
        set_reference(end, 0, value(next));
        end = next;
        chain += 1;
    }
    // Fill what is left of the pool, so that the mark stack is the reserve.
    while heap.allocate(Kind::Bytes8, 2048).is_some() {}
    let node = heap.cell_bytes(nodes[0].0);
    let expected = heap.cell_bytes(wide) + (12_000 + chain) * node;
    let collected = collect(&mut heap, &[wide]);
    assert!(collected.overflows > 0, "the stack was too small");
    assert_eq!(collected.live, expected);
    for (index, (near, far)) in nodes.iter().enumerate() {
        check_node(*near, index, 1, 0);
        check_node(*far, index + 10_000, 1, 0);
    }
    assert_eq!(collect(&mut heap, &[nodes[5999].0]).live, (chain + 2) * node);
}

#[test]
fn weak_references_can_be_cleared() {
    let mut region = Region::new(64 << 10, 0);
    let mut heap = region.heap();
    let holder = new_node(&mut heap, 1, 1, 0).unwrap();
    let held = new_node(&mut heap, 2, 0, 0).unwrap();
    let lost = new_node(&mut heap, 3, 0, 0).unwrap();
    set_reference(holder, 0, value(held));
    let mut weak = [Some(value(held)), Some(value(lost)), Some(Value::TRUE)];
    let outside = 0u64;
    // SAFETY: only what is reachable from the holder is used afterwards.
    unsafe {
        heap.collect(
            trace,
            |marker| marker.mark_pointer(holder.as_ptr()),
            |survivors| {
                assert!(survivors.is_marked(holder.as_ptr()));
                assert!(survivors.is_marked(&outside));
                for place in &mut weak {
                    *place = place.filter(|value| survivors.is_value_marked(*value));
                }
            },
        );
    }
    assert_eq!(weak, [Some(value(held)), None, Some(Value::TRUE)]);
    check_node(held, 2, 0, 0);
}

#[test]
fn old_marks_are_not_taken_for_new_ones() {
    // Garbage dies beside a cell that is kept, and nobody asks for its class until the numbers of epochs come round.
    let room_after = |collections: usize| {
        let mut region = Region::new(64 << 10, 0);
        let mut heap = region.heap();
        let kept = new_node(&mut heap, 1, 0, 2).unwrap();
        (0..20).for_each(|_| assert!(new_node(&mut heap, 9, 0, 2).is_some()));
        for _ in 0..collections {
            assert_eq!(collect(&mut heap, &[kept]).live, heap.cell_bytes(kept));
        }
        check_node(kept, 1, 0, 2);
        core::iter::from_fn(|| new_node(&mut heap, 4, 0, 2)).count()
    };
    let room = room_after(1);
    for collections in (120..135).chain(250..260) {
        assert_eq!(room_after(collections), room, "after {collections} collections");
    }
}

/// Keeps the only pointer in this frame, or in a register that is saved, while the collector runs.
#[inline(never)]
fn keep_on_the_stack(heap: &mut Heap, high: *const u8) {
    let node = new_node(heap, 42, 0, 3).unwrap();
    collect_from_stack(heap, high);
    check_node(core::hint::black_box(node), 42, 0, 3);
}

#[inline(never)]
fn collect_from_stack(heap: &mut Heap, high: *const u8) {
    native_stack::with_native_stack(high, &mut |low, high| {
        assert!(low < high && high.addr() - low.addr() < 1 << 20);
        // SAFETY: the range is this thread's stack; what is used afterwards lies on it.
        unsafe { heap.collect(trace, |marker| marker.mark_range_conservative(low, high), |_| {}) };
    });
}

#[test]
fn the_native_stack_keeps_objects() {
    if !native_stack::SUPPORTED {
        return;
    }
    let mut region = Region::new(64 << 10, 0);
    let mut heap = region.heap();
    let high = 0usize;
    keep_on_the_stack(&mut heap, (&raw const high).cast());
    assert!(heap.usage().live > 0);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn callee_saved_registers_are_seen() {
    // Each register in turn holds a word that is nowhere else.
    const SECRET: usize = 0x1234_5678;
    extern "C" fn scan_from_here(found: *mut bool) {
        let high = 0usize;
        // The range ends in this frame: what the caller holds is not in it, unless a register brought it here.
        native_stack::with_native_stack((&raw const high).cast(), &mut |low, high| {
            let mut at = low;
            while at < high {
                // SAFETY: this thread's stack, and the caller's bool.
                unsafe { *found |= !at.read_volatile() == core::hint::black_box(SECRET) };
                at = at.wrapping_add(1);
            }
        });
    }
    macro_rules! with {
        ($register:literal) => {{
            let mut found = false;
            // SAFETY: calls a C function with an aligned stack and restores the register.
            unsafe {
                core::arch::asm!(
                    concat!("push ", $register),
                    concat!("push ", $register),
                    "not rax",
                    concat!("mov ", $register, ", rax"),
                    "xor eax, eax",
                    "call rdx",
                    concat!("pop ", $register),
                    concat!("pop ", $register),
                    in("rax") core::hint::black_box(SECRET),
                    in("rdx") scan_from_here as extern "C" fn(*mut bool),
                    in("rdi") &raw mut found,
                    clobber_abi("C"),
                );
            }
            found
        }};
    }
    assert!(with!("rbx"), "rbx");
    assert!(with!("rbp"), "rbp");
    assert!(with!("r12"), "r12");
    assert!(with!("r13"), "r13");
    assert!(with!("r14"), "r14");
    assert!(with!("r15"), "r15");
    assert!(!with!("r11"), "without a register there is nothing to find");
}
