//! Memory that runs out at any allocation, one after the other: always a clean MemoryError or the right result, never anything else.

use copperhead::embed::Failure;
use copperhead::host::{Host, HostError, Stream};
use copperhead::jit::JitOptions;
use copperhead::vm::{Options, Vm};
use copperhead_host_linux::LinuxCode;

/// Collects what the program prints.
#[derive(Default)]
struct Collector {
    output: String,
}

impl Host for Collector {
    fn write(&mut self, _: Stream, bytes: &[u8]) -> Result<(), HostError> {
        self.output.push_str(&String::from_utf8_lossy(bytes));
        Ok(())
    }

    fn native_stack_limit(&mut self) -> usize {
        copperhead_host_linux::native_stack_limit().unwrap_or(0) + (128 << 10)
    }
}

const PROGRAM: &str = r#"
class Shape:
    def __init__(self, name, *sides):
        self.name = name
        self.sides = list(sides)

    def area(self):
        total = 1.5
        for side in self.sides:
            total *= side
        return total

    @property
    def title(self):
        return f"{self.name!r:>10} has {self.area():.2f}"

class Square(Shape):
    def __init__(self, side):
        super().__init__("square", side, side)

def count(words):
    table = {}
    for word in words.split():
        table[word] = table.get(word, 0) + 1
    return sorted(table.items(), key=lambda item: (-item[1], item[0]))

def outer(n):
    def inner(k):
        nonlocal n
        n += k
        return n
    return [inner(k) for k in range(10)]

def risky(n):
    try:
        if n % 3 == 0:
            raise ValueError(n)
        return {n: str(n) * 3}[n]
    except ValueError as error:
        return error.args
    finally:
        big.append(n ** 40)

big = []
print(Square(3).title, Shape("box", 1, 2, 3).title)
print(count("the cat and the dog and the bird " * 5))
print(outer(3), {x * x for x in range(5)}, (1, 2.5, "three")[::-1])
print([risky(n) for n in range(7)], sum(big) % 1000007)
print("%05d|%s|%r" % (42, "text", 1e100))
"#;

/// The same for the modules whose objects are records.
const MODULES: &str = r#"
from itertools import accumulate, batched, chain, combinations, count, cycle, groupby, islice, pairwise, permutations, product, tee, zip_longest
from operator import attrgetter, itemgetter, methodcaller
from _collections import OrderedDict, _count_elements, deque
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

ring = deque(range(20), 7)
ring.rotate(3)
ring.appendleft([1])
ring.insert(2, "in") if len(ring) < 7 else ring.pop()
print(ring, ring + ring, ring.index(ring[3]), list(reversed(ring)))
order = OrderedDict((n, str(n)) for n in range(12))
order.move_to_end(3)
order.move_to_end(5, last=False)
print(order.popitem(False), order.popitem(), list(order.items()), order.copy() == order)
counts = {}
_count_elements(counts, "abracadabra")
kept = _lru_cache_wrapper(lambda n, k=0: [n, k], 3, False, tuple)
print(counts, [kept(n % 5, k=n % 2) for n in range(12)])
print(list(chain(islice(count(5, 2), 4), zip_longest("ab", "c"))), list(islice(cycle("xyz"), 7)), list(accumulate(range(9))))
print([(k, list(g)) for k, g in groupby("aabccc")], [list(t) for t in tee(iter("pq"), 3)], list(pairwise("abc")), list(batched("abcde", 2)))
print(len(list(product("ab", repeat=4))), list(permutations("abc", 2)), list(combinations(range(4), 3)))
print(sorted(["b", "a", "c"], key=cmp_to_key(lambda a, b: (a < b) - (a > b))), reduce(lambda a, b: a + [b], "xyz", []), partial(max, 5, key=abs)(-9))
print(itemgetter(1, 0)("ab"), attrgetter("real", "imag.real")(1j), methodcaller("split", "b", maxsplit=1)("abcb"))
"#;

/// Runs a program with the `nth` allocation failing (0: none). Returns what it printed, how it ended, and how many allocations there were.
fn run(program: &str, nth: u64, options: JitOptions) -> (String, Result<(), String>, u64) {
    let mut memory = vec![0u8; 1 << 20];
    let (mut host, mut code) = (Collector::default(), LinuxCode::new());
    let options = Options { jit: options, hash_seed: Some(0), ..Options::default() };
    let (ended, allocations) = {
        let mut vm = Vm::new(&mut memory, &mut host, &mut code, options).expect("a MiB is enough");
        let before = vm.allocations();
        if nth != 0 {
            vm.fail_allocation(nth);
        }
        let result = vm.run(program);
        let ended = match result {
            Ok(()) => Ok(()),
            Err(Failure::Exception) => {
                let mut text = [0u8; 200];
                Err(vm.error_text(&mut text).to_string())
            }
            Err(other) => Err(format!("{other:?}")),
        };
        // Whatever happened, the VM is still good for more. (Who can do without the memory does not ask again: a fault may be left.)
        vm.fail_allocation(0);
        let after = vm.run("x = [1, 2, 3]\ny = sum(x)\n");
        let mut text = [0u8; 200];
        assert_eq!(after, Ok(()), "after allocation {nth} failed: {}", vm.error_text(&mut text));
        (ended, vm.allocations() - before)
    };
    (host.output, ended, allocations)
}

fn every_allocation(program: &str, options: JitOptions) {
    let (expected, ended, allocations) = run(program, 0, options);
    assert_eq!(ended, Ok(()), "without a fault");
    assert!(allocations > 100, "the program allocates ({allocations})");
    let mut failures = 0;
    for nth in 1..=allocations {
        let (output, ended, _) = run(program, nth, options);
        match ended {
            Ok(()) => assert_eq!(output, expected, "allocation {nth} failed and was survived"),
            Err(text) => {
                failures += 1;
                assert!(text.starts_with("MemoryError"), "allocation {nth} failed: {text}");
                assert!(expected.starts_with(&output), "allocation {nth} failed: printed {output:?}");
            }
        }
    }
    assert!(failures > 50, "faults were seen by the program ({failures})");
}

#[test]
fn the_nth_allocation_fails_interpreted() {
    every_allocation(PROGRAM, JitOptions { enabled: false, ..JitOptions::default() });
}

#[test]
fn the_nth_allocation_fails_jitted() {
    every_allocation(PROGRAM, JitOptions { threshold: 1, ..JitOptions::default() });
}

#[test]
fn the_nth_allocation_of_modules_fails() {
    every_allocation(MODULES, JitOptions { enabled: false, ..JitOptions::default() });
}
