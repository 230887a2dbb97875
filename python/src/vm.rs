//! What an embedder sees: a VM over a piece of memory, running source, calling functions, its limits.

use core::marker::PhantomData;
use core::ptr::NonNull;
use core::sync::atomic::AtomicBool;

use copperhead_core::buffer::CodeBuffer;
use copperhead_core::shared::Share;
use copperhead_stencils::BYTECODE_COUNT;
use copperhead_stencils::layout::machine::{Entries, Landing, Machine};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::special::BUILT_IN_COUNT;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::host::Host;
use crate::interpret::helpers::HELPERS;
use crate::jit::home::{Home, Source};
use crate::jit::{Jit, JitOptions, JitStatistics};
use crate::limits::{Limits, Termination, request_interrupt};
use crate::memory::Heap;
use crate::numeric::hash::HashKey;
use crate::objects::class_list::{CLASS_COUNT, ClassId};
use crate::objects::intern::Interned;
use crate::objects::special;
use crate::objects::table::BUFFER_DATA;

/// Why a VM could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupError {
    /// The memory is too small for what every VM holds.
    MemoryTooSmall,
}

/// How a VM is made.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What is compiled, and when.
    pub jit: JitOptions,
    /// Bytes for the frames of Python functions; at least a few KiB. `None`: an eighth of the memory, a sixteenth of less than 128 KiB, at most
    /// 1 MiB.
    pub stack_bytes: Option<usize>,
    /// The seed of string hashing, as `PYTHONHASHSEED`; `None`: from the host's entropy.
    pub hash_seed: Option<u32>,
    /// How deep calls may nest.
    pub recursion_limit: usize,
    /// 0: programs are compiled whole; 1: without `assert`, and `__debug__` is false; 2: without docstrings, too.
    pub optimize: u8,
}

impl Default for Options {
    fn default() -> Self {
        Options { jit: JitOptions::default(), stack_bytes: None, hash_seed: None, recursion_limit: 1000, optimize: 0 }
    }
}

/// A Python virtual machine in memory that the embedder gave.
pub struct Vm<'m> {
    context: NonNull<Context>,
    memory: PhantomData<&'m mut [u8]>,
}

/// Asks a running VM to stop, from another thread or an interrupt handler.
#[derive(Clone, Copy)]
pub struct InterruptHandle<'m> {
    machine: *mut Machine,
    flag: *const AtomicBool,
    memory: PhantomData<&'m AtomicBool>,
}

// SAFETY: the handle only stores to an atomic flag and to the countdown, a single word that its owner reads and writes volatile; a
// lost store delays the interrupt to the next refill of the countdown. Both lie in memory that is borrowed for 'm.
unsafe impl Send for InterruptHandle<'_> {}
// SAFETY: as above.
unsafe impl Sync for InterruptHandle<'_> {}

impl InterruptHandle<'_> {
    /// Asks the VM to stop soon.
    pub fn interrupt(&self) {
        // SAFETY: context and flag live as long as the memory is lent.
        unsafe { request_interrupt(self.machine, &*self.flag) }
    }
}

impl<'m> Vm<'m> {
    /// Makes a VM in the memory, over a host's services and code memory.
    ///
    /// # Errors
    /// See [`SetupError`].
    pub fn new(
        memory: &'m mut [u8],
        host: &'m mut (dyn Host + 'm),
        code: &'m mut (dyn CodeBuffer + 'm),
        options: Options,
    ) -> core::result::Result<Vm<'m>, SetupError> {
        Self::with_source(memory, host, Source::Own(code), options)
    }

    /// Makes a VM in the memory, over a host's services and an arena for machine code that other VMs use, too, on other threads or cores:
    /// see [`copperhead_core::shared`]. The option [`JitOptions::code_bytes`] is of no meaning then. Machine code goes back when the VM is dropped.
    ///
    /// # Errors
    /// See [`SetupError`].
    pub fn with_shared_arena(
        memory: &'m mut [u8],
        host: &'m mut (dyn Host + 'm),
        arena: &'m (dyn Share + 'm),
        options: Options,
    ) -> core::result::Result<Vm<'m>, SetupError> {
        Self::with_source(memory, host, Source::Shared(arena), options)
    }

    fn with_source(
        memory: &'m mut [u8],
        host: &'m mut (dyn Host + 'm),
        source: Source<'m>,
        options: Options,
    ) -> core::result::Result<Vm<'m>, SetupError> {
        let start = memory.as_mut_ptr().expose_provenance();
        let end = start.saturating_add(memory.len());
        let context_start = start.next_multiple_of(16);
        let stack_start = context_start.saturating_add(size_of::<Context>()).next_multiple_of(16);
        let stack_bytes = options.stack_bytes.unwrap_or_else(|| usual_stack_bytes(memory.len())) & !15;
        let heap_start = stack_start.saturating_add(stack_bytes);
        if heap_start.saturating_add(4096) > end {
            return Err(SetupError::MemoryTooSmall);
        }
        let context: *mut Context = core::ptr::with_exposed_provenance_mut(context_start);
        let stack_base: *mut Value = core::ptr::with_exposed_provenance_mut(stack_start);
        let Some(heap_base) = NonNull::new(core::ptr::with_exposed_provenance_mut::<u8>(heap_start)) else {
            return Err(SetupError::MemoryTooSmall);
        };
        // SAFETY: the rest of the memory is the heap's alone.
        let Ok(mut heap) = (unsafe { Heap::new(heap_base, end - heap_start) }) else {
            return Err(SetupError::MemoryTooSmall);
        };
        heap.pace(true);
        heap.collect_early(!crate::memory::native_stack::SUPPORTED);
        // The context must not name 'm; the VM, which has the only handle to it, does.
        let host: *mut (dyn Host + 'm) = host;
        // SAFETY: only the lifetime changes.
        let host = unsafe { core::mem::transmute::<*mut (dyn Host + 'm), *mut dyn Host>(host) };
        // SAFETY: the source lives for 'm, and a buffer is borrowed for this VM alone.
        let home = unsafe { Home::new(source, options.jit.code_bytes) };
        // SAFETY: the host lives for 'm.
        let (native_limit, hash_key) = unsafe { ((*host).native_stack_limit(), hash_key(&mut *host, options.hash_seed)) };
        let machine = Machine {
            countdown: 0,
            stack_limit: stack_base,
            exception: Value::UNDEFINED,
            table: core::ptr::null(),
            fp: core::ptr::null_mut(),
            stress_countdown: 0,
            machine_bytecodes: 0,
            interpreted_bytecodes: 0,
            exits: 0,
            uncounted_table: core::ptr::null(),
            traces: false,
            names_epoch: 1,
            builtins: core::ptr::null_mut(),
            list_shape: core::ptr::null_mut(),
            generator_shape: core::ptr::null_mut(),
            super_class: Value::UNDEFINED,
            range_shape: core::ptr::null_mut(),
            range_iterator_shape: core::ptr::null_mut(),
            list_iterator_shape: core::ptr::null_mut(),
            attributes: core::ptr::null_mut(),
            characters: core::ptr::null(),
            tuple_shape: core::ptr::null_mut(),
            complex_shape: core::ptr::null_mut(),
            known: [Value(0); BUILT_IN_COUNT],
            landing: Landing { fp: core::ptr::null_mut(), pc: core::ptr::null_mut(), result: 0 },
            entries: Entries::default(),
            helpers: HELPERS,
        };
        // SAFETY: the memory at the context's address is large enough, aligned, and lent for 'm.
        unsafe {
            context.write(Context {
                machine,
                heap,
                stack_base,
                stack_end: stack_base.wrapping_byte_add(stack_bytes),
                native_limit,
                native_base: 0,
                host,
                classes: [core::ptr::null_mut(); CLASS_COUNT],
                shapes: [core::ptr::null_mut(); CLASS_COUNT],
                interned: Interned::EMPTY,
                special_names: [Value::UNDEFINED; special::COUNT],
                handled: Value::NONE,
                memory_error: Value::UNDEFINED,
                empty_tuple: Value::UNDEFINED,
                empty_str: Value::UNDEFINED,
                characters: [Value::UNDEFINED; 256],
                dict_version: 0,
                modules: Value::UNDEFINED,
                builtins: Value::UNDEFINED,
                hash_key,
                native_floor: core::ptr::null_mut(),
                limits: Limits::recursion_only(options.recursion_limit),
                optimize: options.optimize,
                jit: Jit::new(options.jit, home),
                codes: crate::interpret::codes::Codes::EMPTY,
                repr_stack: Value::UNDEFINED,
                slot_keys: Value::UNDEFINED,
                arguments: Value::UNDEFINED,
                known_returns: [(0, 0, core::ptr::null_mut()); crate::interpret::unwind::KNOWN_RETURNS],
                constant_names: crate::interpret::constant_names::ConstantNames::NONE,
                global_names: [Value::UNDEFINED; crate::interpret::globals::GLOBAL_NAMES],
                search_path: Value::UNDEFINED,
                stopped_by: Value::UNDEFINED,
                weak: crate::modules::weakref::WeakTable::EMPTY,
                nesting: 0,
                safe_nesting: 0,
                scans_native_stack: crate::memory::native_stack::SUPPORTED,
                collection_waits: false,
                stale_native_stack: false,
                called_by_instruction: false,
                collection_enabled: true,
                collections: 0,
                collector_flags: 0,
                finalising: false,
                escapes_bytes: false,
                foreign: core::ptr::null_mut(),
                lookups: core::ptr::null_mut(),
                lookup_mask: 0,
                builtins_complete: false,
                embedded_error: Value::UNDEFINED,
                pc: core::ptr::null_mut(),
                program: None,
                counting_table: core::ptr::null_mut(),
                tracing: crate::interpret::tracing::Tracing::NONE,
            });
            (*context).machine.characters = (&raw const (*context).characters).cast();
            crate::engine::install(&mut (*context).machine);
        }
        let Some(context) = NonNull::new(context) else {
            return Err(SetupError::MemoryTooSmall);
        };
        let mut vm = Vm { context, memory: PhantomData };
        match vm.enter(Context::bootstrap) {
            Ok(()) => Ok(vm),
            Err(Raised) => Err(SetupError::MemoryTooSmall),
        }
    }

    /// Runs something inside the VM: from here on the native stack is scanned by the collector.
    pub fn enter<T>(&mut self, function: impl FnOnce(&mut Context) -> T) -> T {
        let marker = 0usize;
        // SAFETY: the context is alive, and this VM has the only handle to it.
        let context = unsafe { self.context.as_mut() };
        let outermost = context.native_base == 0;
        if outermost {
            context.native_base = (&raw const marker).addr();
            // The marker's own frame belongs to what is scanned.
            context.native_base = context.native_base.saturating_add(256);
            context.begin_account();
        }
        let result = enter_frame(context, function);
        // SAFETY: as above.
        let context = unsafe { self.context.as_mut() };
        if outermost {
            context.native_base = 0;
        }
        result
    }

    /// A handle by which others stop this VM.
    pub fn interrupt_handle(&self) -> InterruptHandle<'m> {
        let context = self.context.as_ptr();
        // SAFETY: the context is alive.
        unsafe {
            InterruptHandle { machine: &raw mut (*context).machine, flag: &raw const (*context).limits.interrupted, memory: PhantomData }
        }
    }

    /// Limits the steps (back edges and calls) of what runs from now on; `None`: no limit. Finalisers that collections find may take as many
    /// beside it.
    pub fn limit_steps(&mut self, steps: Option<u64>) {
        let limits = &mut self.context_mut().limits;
        (limits.steps_left, limits.finaliser_steps_left) = (steps, steps);
    }

    /// Ends what runs at a time of the host's monotonic clock, in nanoseconds; `None`: never.
    pub fn limit_time(&mut self, deadline_nanoseconds: Option<u64>) {
        self.context_mut().limits.deadline_nanoseconds = deadline_nanoseconds;
    }

    /// Limits the heap, in bytes: above `soft` the program gets MemoryError, above `hard` its run is ended.
    pub fn limit_memory(&mut self, soft: usize, hard: usize) {
        self.context_mut().heap.set_limits(soft, hard);
    }

    /// Whether an [`InterruptHandle`] raises KeyboardInterrupt, which the program can catch, or ends the run.
    pub fn interrupts_raise(&mut self, raise: bool) {
        self.context_mut().limits.interrupt_raises = raise;
    }

    /// Why the last run was ended, if it was ended by a limit.
    pub fn termination(&self) -> Option<Termination> {
        // SAFETY: the context is alive.
        unsafe { (*self.context.as_ptr()).limits.terminated }
    }

    /// What the JIT did so far.
    pub fn jit_statistics(&self) -> JitStatistics {
        // SAFETY: the context is alive.
        unsafe { (*self.context.as_ptr()).jit.statistics }
    }

    /// Bytecodes run as machine code, bytecodes run interpreted (both only if counted), exits from machine code.
    pub fn executed(&self) -> (u64, u64, u64) {
        // SAFETY: the context is alive.
        let machine = unsafe { &(*self.context.as_ptr()).machine };
        (machine.machine_bytecodes, machine.interpreted_bytecodes, machine.exits)
    }

    /// What the heap holds, and how often it was collected.
    pub fn heap_usage(&self) -> crate::memory::Usage {
        // SAFETY: the context is alive.
        unsafe { (*self.context.as_ptr()).heap.usage() }
    }

    /// How full the memory for machine code is: of all VMs that share it.
    pub fn code_usage(&mut self) -> copperhead_core::arena::Usage {
        self.context_mut().jit.arena.with(|arena| arena.usage()).unwrap_or_default()
    }

    /// Compiles everything again that has machine code now, and frees what there was: for measuring the compiler. Returns how many functions that
    /// were.
    pub fn compile_again(&mut self) -> usize {
        self.enter(Context::compile_again)
    }

    /// Cells allocated so far.
    pub fn allocations(&self) -> u64 {
        // SAFETY: the context is alive.
        unsafe { (*self.context.as_ptr()).heap.usage().allocations }
    }

    /// For tests: the nth allocation from now on fails, and the attempt behind the collection that follows, too. 0: none fails any more.
    pub fn fail_allocation(&mut self, nth: u64) {
        self.context_mut().heap.inject_faults(nth, if nth == 0 { 0 } else { 2 });
    }

    /// For tests: a collection takes place at each nth allocation from now on. 0: only when one is due.
    pub fn collect_often(&mut self, every: u64) {
        self.context_mut().heap.collect_often(every);
    }

    /// For tests: whether values in native functions' variables are found, as they are where the machine's native stack can be scanned. If not,
    /// collections wait until the program is between two instructions and no native function is under way.
    pub fn scan_native_stack(&mut self, scan: bool) {
        self.context_mut().scan_native_stack(scan && crate::memory::native_stack::SUPPORTED);
    }

    fn context_mut(&mut self) -> &mut Context {
        // SAFETY: the context is alive, and this VM has the only handle to it.
        unsafe { self.context.as_mut() }
    }
}

impl Drop for Vm<'_> {
    fn drop(&mut self) {
        // SAFETY: nothing runs any more. The context is dropped once; what it holds in the heap goes with the memory.
        unsafe {
            self.context.as_mut().free_all_regions();
            core::ptr::drop_in_place(self.context.as_ptr());
        }
    }
}

/// Bytes for frames where the embedder names none.
fn usual_stack_bytes(memory: usize) -> usize {
    // Where memory is short, programs want it for their data; 4 KiB are some hundred frames of small functions.
    let share = if memory < 128 << 10 { 16 } else { 8 };
    (memory / share).min(1 << 20)
}

/// A frame of its own, so that everything `function` holds lies below the marker.
#[inline(never)]
fn enter_frame<T>(context: &mut Context, function: impl FnOnce(&mut Context) -> T) -> T {
    function(context)
}

/// The key of string hashing.
fn hash_key(host: &mut dyn Host, seed: Option<u32>) -> HashKey {
    match seed {
        Some(seed) => HashKey::from_seed(seed),
        None => {
            let mut bytes = [0u8; 16];
            // Without entropy the key is that of seed 0, documented with `Host::entropy`.
            let _ = host.entropy(&mut bytes);
            HashKey::from_bytes(bytes)
        }
    }
}

impl Context {
    /// Makes what every VM holds: classes, built-ins, modules.
    fn bootstrap(&mut self) -> Result<()> {
        self.empty_str = Value::UNDEFINED;
        crate::objects::class::bootstrap(self)?;
        self.empty_str = self.new_str_cell(0, 1, true)?;
        self.empty_tuple = self.new_tuple_of(0)?;
        self.memory_error = self.new_exception(ClassId::MemoryError, &[])?;
        self.modules = Value::from_pointer(self.new_dict()?);
        let builtins = self.new_dict()?;
        self.builtins = Value::from_pointer(builtins);
        self.machine.builtins = builtins;
        self.repr_stack = self.new_list(&[])?;
        self.slot_keys = self.new_list(&[])?;
        self.arguments = self.new_list(&[])?;
        self.search_path = self.new_list(&[])?;
        if self.jit.options.count { self.install_counting_table() } else { Ok(()) }
    }

    /// A dispatch table whose every handler counts and goes on to the real one.
    fn install_counting_table(&mut self) -> Result<()> {
        self.counting_table = self.new_table(crate::engine::counting_handler())?;
        self.machine.table = self.counting_table.cast();
        Ok(())
    }

    /// A dispatch table with one handler at every place: the data of a buffer.
    pub(crate) fn new_table(&mut self, handler: usize) -> Result<*mut usize> {
        let cell = self.allocate(Kind::Bytes8, BUFFER_DATA + BYTECODE_COUNT * size_of::<usize>())?;
        // SAFETY: the cell has room behind its header.
        unsafe {
            let table: *mut usize = cell.as_ptr().byte_add(BUFFER_DATA).cast();
            for place in 0..BYTECODE_COUNT {
                *table.add(place) = handler;
            }
            Ok(table)
        }
    }
}
