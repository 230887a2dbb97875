//! How instruction fetches come to see what was stored: on x86-64 by themselves.
//!
//! "A write to a memory location in a code segment that is currently cached in the processor causes the associated cache line (or lines) to be
//! invalidated", and what was prefetched of it too (SDM volume 3, "Self-Modifying Code"): the check is by physical address, and the
//! prefetched instructions are matched by linear address. This machine writes and executes code at the same address, so the core that
//! wrote it needs nothing at all.
//!
//! Another core needs a serialising instruction between the store and the moment at which it runs the new code ("Cross-Modifying
//! Code"). It executes one: [`cores::flush_other`](crate::cores::flush_other) interrupts it for each change of permissions, and the `iretq` with which the handler
//! ends is on the list in "Serializing Instructions".
//!
//! So there is nothing to call. Code that is written at another address than it runs at wants `copperhead_core::instruction_cache`.
