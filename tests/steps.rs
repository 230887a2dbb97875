//! A limit of steps is met at the same step, and calls are too deep at the same call, whenever collections find finalisers to run and machine code
//! is made.

mod collector;

use copperhead::embed::Failure;
use copperhead::jit::JitOptions;
use copperhead::limits::Termination;
use copperhead::vm::{Options, Vm};
use copperhead_host_linux::LinuxCode;

use collector::Collector;

/// What a program prints until it has taken so many steps, with a collection after each so many allocations.
fn printed(program: &str, threshold: Option<u32>, every: u64, steps: u64) -> (Result<(), Failure>, String) {
    let mut memory = vec![0u8; 1 << 20];
    let (mut host, mut code) = (Collector::default(), LinuxCode::new());
    let ended = {
        let jit =
            JitOptions { enabled: threshold.is_some(), threshold: threshold.unwrap_or(1), stress: None, count: false, code_bytes: 1 << 20 };
        let options = Options { jit, hash_seed: Some(0), stack_bytes: Some(128 << 10), ..Options::default() };
        let mut vm = Vm::new(&mut memory, &mut host, &mut code, options).expect("the memory is enough");
        vm.limit_steps(Some(steps));
        vm.collect_often(every);
        vm.run(program)
    };
    (ended, host.0)
}

/// Generators that are left in a `try`, objects with `__del__` that calls and loops, and callbacks of weak references.
const FINALISERS: &str = "
import weakref
class Left:
    def __del__(self):
        for i in range(3):
            helper(i)
def helper(n):
    return n
def generator(n):
    try:
        yield n
        yield n + 1
    finally:
        helper(n)
for i in range(300):
    next(generator(i))
    left = Left()
    other = weakref.ref(Left(), helper)
    for j in range(12):
        helper(j)
    print(i)
";

#[test]
fn finalisers_take_their_steps_from_an_account_of_their_own() {
    for steps in [400, 401, 402] {
        let expected = printed(FINALISERS, None, 0, steps);
        assert_eq!(expected.0, Err(Failure::Terminated(Termination::Steps)));
        assert!(expected.1.lines().count() > 5, "{steps} steps end too early: {}", expected.1);
        for (threshold, every) in [(None, 1), (None, 40), (Some(1), 0), (Some(1), 7), (Some(1), 40), (Some(20), 90)] {
            assert_eq!(printed(FINALISERS, threshold, every, steps), expected, "{steps} steps, {threshold:?}, every {every}");
        }
    }
}

#[test]
fn finalisers_that_never_end_are_ended() {
    let program = "
class Endless:
    def __del__(self):
        while True:
            pass
for i in range(100):
    Endless()
    print(i)
";
    for threshold in [None, Some(1)] {
        let (ended, output) = printed(program, threshold, 20, 3000);
        assert_eq!(ended, Err(Failure::Terminated(Termination::Steps)));
        assert!((1..99).contains(&output.lines().count()), "{output}");
    }
}

#[test]
fn a_generator_that_has_nothing_to_close_takes_no_step() {
    let program = "
def plain(n):
    try:
        n += 1
    except TypeError:
        pass
    yield n
kept = [plain(i) for i in range(100)]
for each in kept:
    next(each)
print('closing')
for each in kept:
    each.close()
print('closed', next(kept[7], None))
";
    // Three loops of a hundred, a hundred calls and resumptions, and the module.
    let (ended, output) = printed(program, None, 0, 520);
    assert_eq!((ended, output.as_str()), (Ok(()), "closing\nclosed None\n"));
}

/// Frames of two sizes: where the stack was counted last decides which of the small ones is one too many.
const DEEP: &str = "
import sys
class Left:
    def __del__(self):
        deep(60)
def deep(n):
    if n: return deep(n - 1)
def wide(n):
    a=b=c=d=e=f=g=h=i=j=k=l=m=o=p=q=r=s=t=u=v=w=x=y=z=n
    if n % 20 == 0: Left()
    if n: return wide(n - 1)
    return a+b+c+d+e+f+g+h+i+j+k+l+m+o+p+q+r+s+t+u+v+w+x+y+z
def reached(n):
    try:
        deep(n)
        return 1
    except RecursionError:
        return 0
sys.setrecursionlimit(300)
found = []
for shift in range(150):
    for i in range(shift):
        pass
    wide(200)
    found.append(reached(320))
print(sum(found), found)
";

#[test]
fn calls_are_too_deep_at_the_same_call_in_all_modes() {
    let (ended, expected) = printed(DEEP, None, 0, 1_000_000);
    assert_eq!(ended, Ok(()));
    assert!(!expected.starts_with("0 ") && !expected.starts_with("150 "), "all alike: {expected}");
    for (threshold, every) in [(None, 40), (Some(1), 0), (Some(1), 90), (Some(20), 30)] {
        assert_eq!(printed(DEEP, threshold, every, 1_000_000), (Ok(()), expected.clone()), "{threshold:?}, every {every}");
    }
}

/// The last calls that are not too deep, of functions and of constructors, which take frames of several sizes; caches that collections empty have
/// calls go other ways. The construction of an instance has a frame, and `__init__` another.
const LAST: &str = "
class Made:
    def __init__(self, x=0):
        pass
def same(x):
    return x
def calls(n):
    global before, behind
    before += 1
    n = same(n)
    behind += 1
    return calls(n - 1)
def makes(n):
    global before, behind
    before += 1
    n = same(n)
    behind += 1
    return makes(n - 1) if Made(1.5) else n
def passes(n, made=None):
    global before, behind
    before += 1
    n = same(n)
    behind += 1
    return passes(n - 1, Made(1.5)), n
def walk(n):
    global before, behind
    before += 1
    n = same(n)
    behind += 1
    yield next(walk(n - 1))
def walks(n):
    return next(walk(n))
def deepest(function):
    global before, behind
    before = behind = 0
    try:
        function(0)
    except RecursionError:
        return before, behind
print([deepest(function) for function in (calls, makes, passes, walks) * 2])
";

#[test]
fn the_last_call_that_is_not_too_deep_is_the_same_in_all_modes() {
    let expected = "[(998, 997), (997, 997), (997, 997), (499, 498), (998, 997), (997, 997), (997, 997), (499, 498)]\n";
    for (threshold, every) in [(None, 0), (None, 37), (Some(1), 0), (Some(1), 29), (Some(1), 41), (Some(20), 33)] {
        for shift in 0..6 {
            let program = format!("kept = [{}]\n{LAST}", "[], ".repeat(shift));
            assert_eq!(printed(&program, threshold, every, 1_000_000), (Ok(()), expected.into()), "{threshold:?}, every {every}, {shift}");
        }
    }
}
