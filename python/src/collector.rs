//! When memory is short: the roots of a collection, and what happens if it does not help.

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

    /// Frees what nothing refers to. Values may be held in Rust variables of native functions: the native stack is scanned.
    #[inline(never)]
    pub(crate) fn collect(&mut self) {
        self.collect_garbage(true);
    }

    /// The same for a native function that a program called. If its call stands in code that the embedder's own call runs, no other native
    /// function holds values, and the native stack, where dead ones linger, is not looked at: what is dead dies.
    pub(crate) fn collect_now(&mut self) {
        let native = !self.called_by_instruction || self.nesting != 2;
        self.collect_garbage(native);
    }

    /// The same where native functions hold values.
    pub(crate) fn collect_with_native_stack(&mut self) {
        self.collect_garbage(true);
    }

    #[inline(never)]
    fn collect_garbage(&mut self, native: bool) {
        // Much was allocated since the last look at the clock, perhaps in few steps.
        self.poll_soon();
        self.collections = self.collections.wrapping_add(1);
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
                        for value in context.special_names.iter().chain(&context.characters).chain(&context.machine.known) {
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
                            let kept = (*region).kept;
                            if !kept.is_null() {
                                marker.mark_pointer(kept.wrapping_byte_sub(crate::objects::table::BUFFER_DATA));
                            }
                            region = (*region).next;
                        }
                        context.codes.mark(marker);
                        context.weak.mark(marker);
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
                        context.weak.clear(survivors);
                        context.forget_dead_globals(survivors);
                    },
                );
                let stack = (stack_base.cast::<usize>().cast_const(), stack_top.cast::<usize>().cast_const());
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
