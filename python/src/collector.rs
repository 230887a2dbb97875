//! When memory is short: the roots of a collection, and what happens if it does not help.
//!
//! Native functions hold values in Rust variables, which lie in registers and on the native stack, and both are scanned. Some targets let nobody see them
//! (a WebAssembly module's locals are the engine's own): there a collection that is due waits for the next *safepoint*, a step of the program
//! at which no native function holds values. Until then the heap grows, and collections fall due earlier, so that there is room to grow into.

use core::ptr::NonNull;

use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;
use crate::limits::Termination;
use crate::memory::native_stack::with_native_stack;
use crate::memory::{OutOfMemory, Refusal};
use crate::objects::trace::trace;

impl Context {
    /// Collects, and allocates then.
    #[cold]
    #[inline(never)]
    pub(crate) fn allocate_slow(&mut self, kind: Kind, bytes: usize) -> Result<NonNull<Header>> {
        self.collect();
        match self.heap.allocate_anyway(kind, bytes) {
            Ok(cell) => Ok(cell),
            Err(OutOfMemory::Hard) => Err(self.terminate(Termination::Memory)),
            Err(_) => Err(self.raise_memory()),
        }
    }

    /// Allocates for the VM's own purposes: no exception is raised if there is no memory.
    pub(crate) fn allocate_quietly(&mut self, kind: Kind, bytes: usize) -> Option<NonNull<Header>> {
        if let Some(cell) = self.heap.allocate(kind, bytes) {
            return Some(cell);
        }
        if self.heap.refusal() == Refusal::CollectionDue {
            self.collect();
        }
        self.heap.allocate_anyway(kind, bytes).ok()
    }

    /// Frees what nothing refers to. Values may be held in Rust variables of native functions: the native stack is scanned. Where it cannot be,
    /// nothing is freed before the next safepoint.
    #[inline(never)]
    pub(crate) fn collect(&mut self) {
        if self.scans_native_stack {
            self.collect_garbage(true);
        } else {
            self.collection_waits = true;
            self.poll_soon();
        }
    }

    /// The collection that waits, if one does and this is a safepoint: the VM is between two instructions, or about to begin. Machine code that is
    /// not on a stack may be gone then.
    pub(crate) fn collect_at_safepoint(&mut self) {
        if self.collection_waits && self.nesting == self.safe_nesting {
            self.collect_garbage(false);
        }
    }

    /// Runs a call that is the embedder's own and holds no values: the loop that it starts has safepoints.
    pub(crate) fn with_safepoints<T>(&mut self, call: impl FnOnce(&mut Context) -> T) -> T {
        let outermost = self.nesting == 0;
        if outermost {
            // The call itself counts, and the entry into interpreter or machine code.
            self.safe_nesting = 2;
        }
        let result = call(self);
        if outermost {
            self.safe_nesting = 0;
        }
        result
    }

    /// Whether Rust variables of native functions are found. If not, collections wait for safepoints.
    pub(crate) fn scan_native_stack(&mut self, scan: bool) {
        self.scans_native_stack = scan;
        self.heap.collect_early(!scan);
    }

    /// The same for a native function that a program called. If its call stands in code that the embedder's own call runs, no other native
    /// function holds values, and the native stack, where dead ones linger, is not looked at: what is dead dies.
    pub(crate) fn collect_now(&mut self) {
        if self.called_by_instruction && self.nesting == self.safe_nesting {
            self.collect_garbage(false);
        } else {
            self.collect();
        }
    }

    #[inline(never)]
    fn collect_garbage(&mut self, native: bool) {
        // Much was allocated since the last look at the clock, perhaps in few steps.
        self.poll_soon();
        self.collections = self.collections.wrapping_add(1);
        self.collection_waits = false;
        let context: *mut Context = self;
        let high = self.native_base as *const u8;
        with_native_stack(high, &mut |low, high| {
            // SAFETY: the context is not used otherwise meanwhile; the roots are all there are: the fields of the context, the VM's stack, and
            // the native stack from here to where the embedder entered.
            unsafe {
                let stack_top = (*context).stack_top();
                let stack_base = (*context).stack_base;
                (*context).heap.collect(
                    trace,
                    |marker| {
                        if native {
                            marker.mark_range_conservative(low, high);
                        }
                        marker.mark_range_conservative(stack_base.cast(), stack_top.cast());
                        let context = &*context;
                        for class in context.classes {
                            marker.mark_pointer(class);
                        }
                        for shape in context.shapes {
                            marker.mark_pointer(shape);
                        }
                        for value in context
                            .special_names
                            .iter()
                            .chain(&context.global_names)
                            .chain(&context.characters)
                            .chain(&context.machine.known)
                        {
                            marker.mark_value(*value);
                        }
                        for value in [
                            context.machine.exception,
                            context.handled,
                            context.memory_error,
                            context.empty_tuple,
                            context.empty_str,
                            context.modules,
                            context.builtins,
                            context.repr_stack,
                            context.slot_keys,
                            context.arguments,
                            context.search_path,
                            context.stopped_by,
                            context.embedded_error,
                            Value(context.machine.landing.result),
                        ] {
                            marker.mark_value(value);
                        }
                        let mut region = context.jit.retired;
                        while !region.is_null() {
                            marker.mark_pointer(region.wrapping_byte_sub(crate::objects::table::BUFFER_DATA));
                            // SAFETY: the list holds live records.
                            marker.mark_pointer((*region).code);
                            region = (*region).next;
                        }
                        context.codes.mark(marker);
                        context.weak.mark(marker);
                        context.tracing.mark(marker);
                        if !context.counting_table.is_null() {
                            marker.mark_pointer(context.counting_table.wrapping_byte_sub(crate::objects::table::BUFFER_DATA));
                        }
                        if !context.machine.attributes.is_null() {
                            marker.mark_pointer(context.machine.attributes.wrapping_byte_sub(crate::objects::table::BUFFER_DATA));
                        }
                        if !context.lookups.is_null() {
                            marker.mark_pointer(context.lookups.wrapping_byte_sub(crate::objects::table::BUFFER_DATA));
                        }
                        if !context.interned.places.is_null() {
                            marker.mark_pointer(context.interned.places.wrapping_byte_sub(crate::objects::table::BUFFER_DATA));
                        }
                    },
                    |survivors| {
                        let context = &mut *context;
                        context.codes.clear(survivors, |region| context.jit.retire_dead(region));
                        context.forget_dead_classes(survivors);
                        context.weak.clear(survivors);
                        context.forget_dead_globals(survivors);
                    },
                );
                let stack = (stack_base.cast::<usize>().cast_const(), stack_top.cast::<usize>().cast_const());
                (*context).free_cold_code([(low, high), stack]);
                (*context).free_retired([(low, high), stack]);
            }
        });
    }

    /// A native loop that may run long: looks at limits and interrupts.
    ///
    /// # Errors
    /// The run's end.
    pub(crate) fn poll_native(&mut self) -> Result<()> {
        self.machine.countdown = self.machine.countdown.wrapping_sub(1);
        if self.machine.countdown < 0 { self.poll() } else { Ok(()) }
    }
}
