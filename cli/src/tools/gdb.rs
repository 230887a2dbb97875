//! GDB's JIT interface (GDB manual, "JIT Compilation Interface"): a list of object files in memory, and a function at which the debugger
//! stops to read what is new in it.

use copperhead::jit::view::RegionView;

use super::{Tool, code_of, disassembler, elf, symbol};

/// `struct jit_code_entry`.
#[repr(C)]
struct Entry {
    next: *mut Entry,
    previous: *mut Entry,
    file: *const u8,
    bytes: u64,
}

/// `struct jit_descriptor`.
#[repr(C)]
pub struct Descriptor {
    version: u32,
    action: u32,
    relevant: *mut Entry,
    first: *mut Entry,
}

const REGISTER: u32 = 1;
const UNREGISTER: u32 = 2;

/// The debugger finds both by their names.
#[allow(non_upper_case_globals)]
#[unsafe(no_mangle)]
#[used]
pub static mut __jit_debug_descriptor: Descriptor =
    Descriptor { version: 1, action: 0, relevant: std::ptr::null_mut(), first: std::ptr::null_mut() };

/// The debugger has a breakpoint here.
#[unsafe(no_mangle)]
#[inline(never)]
pub extern "C" fn __jit_debug_register_code() {
    // A body, so that calls are neither dropped nor folded with those of another empty function.
    std::hint::black_box(&raw const __jit_debug_descriptor);
}

/// A region that the debugger knows.
struct Known {
    address: usize,
    entry: Box<Entry>,
    /// What the entry points to.
    _file: Vec<u8>,
}

/// All of them.
#[derive(Default)]
pub struct Registered(Vec<Known>);

impl Tool for Registered {
    fn made(&mut self, region: &RegionView<'_>) {
        let code = code_of(region);
        let mut entries = vec![region.islands()];
        region.for_each(|piece| entries.push(piece.hot.start));
        let depths = disassembler::stack_depths(code, region.address() as u64, &entries);
        // With the line at its end: GDB takes `.py` there for a compiler's suffix.
        let name = format!("{}:{}", symbol(region), region.line());
        let file = elf::object_file(&name, region.address() as u64, code.len() as u64, &depths);
        let mut entry =
            Box::new(Entry { next: std::ptr::null_mut(), previous: std::ptr::null_mut(), file: file.as_ptr(), bytes: file.len() as u64 });
        // SAFETY: the command runs one VM on one thread, so nobody else changes the list; its entries live in `self` until they are taken out.
        unsafe {
            let descriptor = &raw mut __jit_debug_descriptor;
            entry.next = (*descriptor).first;
            if !entry.next.is_null() {
                (*entry.next).previous = &raw mut *entry;
            }
            (*descriptor).first = &raw mut *entry;
            tell(descriptor, REGISTER, &raw mut *entry);
        }
        self.0.push(Known { address: region.address(), entry, _file: file });
    }

    fn freed(&mut self, address: usize) {
        let Some(index) = self.0.iter().position(|known| known.address == address) else { return };
        let mut known = self.0.swap_remove(index);
        // SAFETY: as above.
        unsafe {
            let descriptor = &raw mut __jit_debug_descriptor;
            let entry = &raw mut *known.entry;
            if !(*entry).next.is_null() {
                (*(*entry).next).previous = (*entry).previous;
            }
            if (*entry).previous.is_null() {
                (*descriptor).first = (*entry).next;
            } else {
                (*(*entry).previous).next = (*entry).next;
            }
            tell(descriptor, UNREGISTER, entry);
        }
    }
}

/// Calls the function that the debugger watches.
///
/// # Safety
/// Nobody else uses the descriptor.
unsafe fn tell(descriptor: *mut Descriptor, action: u32, entry: *mut Entry) {
    // SAFETY: the caller's contract. Volatile: the debugger reads it, not the program.
    unsafe {
        (&raw mut (*descriptor).relevant).write_volatile(entry);
        (&raw mut (*descriptor).action).write_volatile(action);
    }
    __jit_debug_register_code();
}
