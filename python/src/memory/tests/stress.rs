//! Random graphs against an oracle that knows what is reachable.

use super::*;

struct Known {
    cell: NonNull<Header>,
    identity: usize,
    references: Vec<Option<usize>>,
    padding: usize,
    bytes: usize,
}

struct Oracle {
    nodes: Vec<Option<Known>>,
    roots: Vec<usize>,
}

impl Oracle {
    fn reachable(&self) -> Vec<bool> {
        let mut seen = std::vec![false; self.nodes.len()];
        let mut todo = self.roots.clone();
        while let Some(index) = todo.pop() {
            if !std::mem::replace(&mut seen[index], true) {
                todo.extend(self.nodes[index].as_ref().unwrap().references.iter().flatten());
            }
        }
        seen
    }

    fn collect(&mut self, heap: &mut Heap) {
        let roots: Vec<_> = self.roots.iter().map(|&root| self.nodes[root].as_ref().unwrap().cell).collect();
        let collected = collect(heap, &roots);
        let reachable = self.reachable();
        for (node, alive) in self.nodes.iter_mut().zip(&reachable) {
            if !alive {
                *node = None;
            }
        }
        let live: usize = self.nodes.iter().flatten().map(|node| node.bytes).sum();
        assert_eq!(collected.live, live, "exactly what is reachable survives");
        assert_eq!(heap.usage().in_use, live);
        self.check(heap);
    }

    fn check(&self, heap: &Heap) {
        for node in self.nodes.iter().flatten() {
            check_node(node.cell, node.identity, node.references.len(), node.padding);
            for (index, to) in node.references.iter().enumerate() {
                let expected = to.map_or(Value::NONE, |to| value(self.nodes[to].as_ref().unwrap().cell));
                // SAFETY: the node is alive.
                assert_eq!(unsafe { words(node.cell).add(index).read() }, expected.0);
            }
            assert_eq!(heap.cell_containing(node.cell.addr().get() + node.bytes - 1), Some(node.cell));
        }
    }
}

fn run(region_bytes: usize, offset: usize, steps: usize, largest: usize, seed: u64) -> (u64, usize) {
    let mut region = Region::new(region_bytes, offset);
    let mut heap = region.heap();
    let mut random = Random(seed);
    let mut oracle = Oracle { nodes: Vec::new(), roots: Vec::new() };
    let mut failures = 0;
    let mut identity = 0;
    for step in 0..steps {
        match random.below(16) {
            0..=9 => {
                identity += 1;
                let references = random.below(4);
                let padding = match random.below(20) {
                    0 => random.below(largest / size_of::<usize>()),
                    1..=3 => random.below(64),
                    _ => random.below(4),
                };
                let mut cell = new_node(&mut heap, identity, references, padding);
                if cell.is_none() {
                    oracle.collect(&mut heap);
                    cell = new_node(&mut heap, identity, references, padding);
                }
                let Some(cell) = cell else {
                    failures += 1;
                    // Full of live objects: forget some.
                    oracle.roots.truncate(oracle.roots.len() / 2);
                    continue;
                };
                let bytes = heap.cell_bytes(cell);
                let references = std::vec![None; references];
                let known = Known { cell, identity, references, padding, bytes };
                let place = oracle.nodes.iter().position(Option::is_none).unwrap_or(oracle.nodes.len());
                if place == oracle.nodes.len() {
                    oracle.nodes.push(None);
                }
                oracle.nodes[place] = Some(known);
                if random.below(3) == 0 {
                    oracle.roots.push(place);
                }
            }
            10..=13 => {
                // An edge between objects that are still known; also from and to garbage.
                let alive: Vec<usize> = (0..oracle.nodes.len()).filter(|&index| oracle.nodes[index].is_some()).collect();
                if alive.is_empty() {
                    continue;
                }
                let from = alive[random.below(alive.len())];
                let to = alive[random.below(alive.len())];
                let to_cell = oracle.nodes[to].as_ref().unwrap().cell;
                let node = oracle.nodes[from].as_mut().unwrap();
                if !node.references.is_empty() {
                    let index = random.below(node.references.len());
                    node.references[index] = Some(to);
                    set_reference(node.cell, index, value(to_cell));
                }
            }
            14 if !oracle.roots.is_empty() => {
                let index = random.below(oracle.roots.len());
                oracle.roots.swap_remove(index);
            }
            15 if random.below(20) == 0 => oracle.collect(&mut heap),
            _ => {
                // Free something that nothing refers to, or resize it.
                let index = random.below(oracle.nodes.len().max(1));
                let referred =
                    oracle.roots.contains(&index) || oracle.nodes.iter().flatten().any(|node| node.references.contains(&Some(index)));
                if let Some(Some(node)) = oracle.nodes.get_mut(index) {
                    if !referred && random.below(2) == 0 {
                        // SAFETY: nothing refers to it, and the oracle forgets it.
                        unsafe { heap.free(node.cell) };
                        oracle.nodes[index] = None;
                    } else {
                        let padding = random.below(largest / size_of::<usize>());
                        let bytes = node_bytes(node.references.len(), padding);
                        // SAFETY: the oracle forgets what lies beyond.
                        if unsafe { heap.resize_in_place(node.cell, bytes) } {
                            for index in node.references.len()..node.references.len() + padding {
                                // SAFETY: the cell has room for that many words.
                                unsafe { words(node.cell).add(index).write(pattern(node.identity, index)) };
                            }
                            node.padding = padding;
                            node.bytes = heap.cell_bytes(node.cell);
                            assert!(node.bytes >= bytes);
                        }
                    }
                }
            }
        }
        if step % 512 == 0 {
            oracle.check(&heap);
        }
    }
    oracle.collect(&mut heap);
    oracle.roots.clear();
    oracle.collect(&mut heap);
    assert_eq!(heap.usage().in_use, 0);
    (heap.usage().collections, failures)
}

#[test]
fn random_graphs_in_tiny_regions() {
    for seed in 0..6 {
        let (collections, failures) = run(16 << 10, seed as usize * 3, 12_000, 2000, seed);
        assert!(collections > 127, "the epochs start again: {collections}");
        assert!(failures > 0, "memory is out at times");
    }
}

#[test]
fn random_graphs_in_small_regions() {
    for seed in 0..3 {
        let (collections, _) = run(64 << 10, 8, 20_000, 9000, 100 + seed);
        assert!(collections > 20);
    }
}

#[test]
fn random_graphs_in_a_larger_region() {
    run(1 << 20, 1, 20_000, 60_000, 7);
}
