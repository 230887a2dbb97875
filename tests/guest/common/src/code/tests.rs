//! Tests on a desk, with a machine that records what it is asked: who gets which pages, and in which order code becomes executable.

use super::*;
use core::alloc::Layout;
use std::sync::{Mutex, MutexGuard, OnceLock};

/// What the machine was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Event {
    Accessed(Range<usize>, Access),
    Withdrawn(Range<usize>),
    /// With what was stored there by then.
    Cleaned(Range<usize>, Vec<u8>),
    Invalidated(Range<usize>),
}
use Event::{Accessed, Cleaned, Invalidated, Withdrawn};

/// A machine with eight pages of four granules.
#[derive(Debug)]
struct Recorder;

static EVENTS: Mutex<Vec<Event>> = Mutex::new(Vec::new());
/// The access that is refused.
static REFUSED: Mutex<Option<Access>> = Mutex::new(None);

const GRANULE: usize = 64;
const PAGE: usize = 256;

fn record(event: Event) {
    EVENTS.lock().unwrap().push(event);
}

/// What was asked since the last time.
fn asked() -> Vec<Event> {
    core::mem::take(&mut EVENTS.lock().unwrap())
}

// SAFETY: the memory is leaked for this alone; nothing is executed.
unsafe impl Protection for Recorder {
    const GRANULE: usize = GRANULE;
    const PAGE: usize = PAGE;

    fn memory() -> Range<usize> {
        static START: OnceLock<usize> = OnceLock::new();
        let layout = Layout::from_size_align(8 * PAGE, PAGE).unwrap();
        // SAFETY: the size is not zero.
        let start = *START.get_or_init(|| unsafe { std::alloc::alloc_zeroed(layout) }.expose_provenance());
        assert_ne!(start, 0);
        start..start + layout.size()
    }

    unsafe fn set_access(range: Range<usize>, access: Access) -> bool {
        let allowed = *REFUSED.lock().unwrap() != Some(access);
        if allowed {
            record(Accessed(range, access));
        }
        allowed
    }

    unsafe fn withdraw(pages: Range<usize>) {
        record(Withdrawn(pages));
    }

    unsafe fn clean_data(range: Range<usize>) {
        record(Cleaned(range.clone(), stored(range)));
    }

    unsafe fn invalidate_instructions(range: Range<usize>) {
        record(Invalidated(range));
    }
}

fn stored(range: Range<usize>) -> Vec<u8> {
    // SAFETY: the range lies in the memory, to which only this thread writes now.
    unsafe { core::slice::from_raw_parts(core::ptr::with_exposed_provenance(range.start), range.len()) }.to_vec()
}

/// The code memory, which one test has at a time, and where it starts.
fn take() -> (MutexGuard<'static, ()>, CodeMemory<Recorder>, usize) {
    static ONE: Mutex<()> = Mutex::new(());
    let guard = ONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    *REFUSED.lock().unwrap() = None;
    let memory = CodeMemory::take(usize::MAX).expect("nobody else has it");
    asked();
    (guard, memory, Recorder::memory().start)
}

/// Stores bytes in a span's part that is writable.
fn store(span: &Span, offset: usize, bytes: &[u8]) {
    // SAFETY: the part is inside, and was made writable.
    unsafe { span.write.as_ptr().add(offset).copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) }
}

#[test]
fn code_is_stored_cleaned_allowed_to_run_and_only_then_are_instructions_fetched_anew() {
    let (_guard, mut memory, start) = take();
    let span = memory.reserve(PAGE).unwrap();
    asked();
    // A region of 32 bytes across the border of two granules, and whole granules around it.
    let (offset, region) = (112, 64..192);
    let granules = start + region.start..start + region.end;
    // SAFETY: nothing executes.
    unsafe { memory.begin_write(&span, offset, 32) }.unwrap();
    assert_eq!(asked(), [Accessed(granules.clone(), Access::ReadWrite)]);
    store(&span, offset, &[0x5a; 32]);
    // SAFETY: nothing refers to the region.
    unsafe { memory.publish(&span, offset, 32) }.unwrap();
    let content = [[TRAP; 48].as_slice(), &[0x5a; 32], &[TRAP; 48]].concat();
    let expected = [Cleaned(granules.clone(), content), Accessed(granules.clone(), Access::ReadExecute), Invalidated(granules)];
    assert_eq!(asked(), expected);
}

#[test]
fn what_the_machine_refuses_is_not_published() {
    let (_guard, mut memory, _) = take();
    let span = memory.reserve(1).unwrap();
    // SAFETY: nothing executes.
    unsafe { memory.begin_write(&span, 0, 32) }.unwrap();
    *REFUSED.lock().unwrap() = Some(Access::ReadExecute);
    // SAFETY: nothing refers to the region.
    assert_eq!(unsafe { memory.publish(&span, 0, 32) }, Err(CodeError::Refused));
    *REFUSED.lock().unwrap() = Some(Access::ReadWrite);
    // SAFETY: nothing executes.
    assert_eq!(unsafe { memory.begin_write(&span, 0, 32) }, Err(CodeError::Refused));
    assert_eq!(memory.reserve(1), Err(CodeError::Refused));
    asked();
    for (offset, length) in [(PAGE, 1), (0, PAGE + 1), (usize::MAX, 2)] {
        // SAFETY: as above.
        let both = unsafe { [memory.begin_write(&span, offset, length), memory.publish(&span, offset, length)] };
        assert_eq!(both, [Err(CodeError::Refused); 2], "outside of the span");
    }
    assert_eq!(asked(), []);
}

#[test]
fn a_discarded_region_becomes_traps_that_the_caches_show() {
    let (_guard, mut memory, start) = take();
    let span = memory.reserve(PAGE).unwrap();
    // SAFETY: nothing executes or refers to the region.
    unsafe {
        memory.begin_write(&span, 64, 64).unwrap();
        store(&span, 64, &[0x5a; 64]);
        memory.publish(&span, 64, 64).unwrap();
        asked();
        memory.discard(&span, 64, 64);
    }
    let granule = start + 64..start + 128;
    let expected = [
        Accessed(granule.clone(), Access::ReadWrite),
        Cleaned(granule.clone(), vec![TRAP; 64]),
        Accessed(granule.clone(), Access::ReadExecute),
        Invalidated(granule),
    ];
    assert_eq!(asked(), expected);
}

#[test]
fn spans_are_the_first_pages_that_are_free_full_of_traps_and_not_executable() {
    let (_guard, mut memory, start) = take();
    let first = memory.reserve(PAGE + 1).unwrap();
    let pages = start..start + 2 * PAGE;
    assert_eq!((first.execute, first.length), (start, 2 * PAGE));
    assert_eq!(asked(), [Accessed(pages.clone(), Access::ReadWrite), Withdrawn(pages.clone())]);
    assert_eq!(stored(pages.clone()), [TRAP; 2 * PAGE]);
    let second = memory.reserve(1).unwrap();
    assert_eq!((second.execute, second.length), (start + 2 * PAGE, PAGE));
    asked();
    // SAFETY: nothing executes in it.
    unsafe { memory.release(first) }.unwrap();
    assert_eq!(asked(), [Withdrawn(pages)]);
    assert_eq!(memory.reserve(3 * PAGE).map(|span| span.execute), Ok(start + 3 * PAGE), "the gap is too short");
    assert_eq!(memory.reserve(2 * PAGE).map(|span| span.execute), Ok(start));
    assert_eq!(memory.reserve(3 * PAGE), Err(CodeError::NoMemory));
    assert_eq!(memory.reserve(8 * PAGE + 1), Err(CodeError::TooLarge));
    assert_eq!(memory.reserve(usize::MAX), Err(CodeError::TooLarge));
}

#[test]
fn one_has_the_code_memory_and_gives_it_back() {
    let (_guard, memory, start) = take();
    assert!(CodeMemory::<Recorder>::take(usize::MAX).is_none());
    drop(memory);
    assert_eq!(asked(), [Withdrawn(start..start + 8 * PAGE)]);
    let mut small = CodeMemory::<Recorder>::take(2 * PAGE + 10).unwrap();
    assert!(small.regions_share_granules() && small.writing_suspends_execution());
    assert_eq!(small.reserve(2 * PAGE + 1), Err(CodeError::TooLarge));
    assert!(!small.apart().regions_share_granules());
}
