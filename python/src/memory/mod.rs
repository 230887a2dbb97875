//! The heap: a non-moving mark-sweep collector over size classes inside one region that the embedder gives.
//!
//! ```text
//!   region:  block table │ mark stack │ block │ block │ block …
//!   block:   free, or cells of one size class, or part of one large cell
//!   cell:    Header (kind, mark, flags, extra), contents
//! ```
//!
//! [`Heap::allocate`] takes the next cell of its class's *hole*, a run of free cells that was zeroed as a whole.
//! [`Heap::collect`] marks what the roots reach and returns blocks without a live cell to the pool; blocks with some are
//! searched for holes later, when their class needs one (lazy sweeping). A cell is alive if its mark names the
//! current epoch, so sweeping writes nothing but the zeros of a hole about to be used, and full blocks are never looked at.
//!
//! | file | idea |
//! |---|---|
//! | `classes` | sizes of small cells |
//! | `blocks` | which block is used for what; the pool of free runs |
//! | `heap` | the region, allocation, explicit freeing |
//! | `holes` | where free small cells come from: lazy sweeping |
//! | `limits` | accounting, limits, when to collect, injected faults |
//! | `lookup` | from any word to the cell it points into |
//! | `collect` | marking, and what follows it |
//! | `finalise` | objects with finalisers |
//! | `roots` | handles that keep a value alive |
//! | `native_stack`, `registers/` | finding values on the native stack |
//! | `chunks` | memory for the arenas of parser and compiler |

mod blocks;
mod chunks;
mod classes;
mod collect;
mod finalise;
mod heap;
mod holes;
mod limits;
mod lookup;
pub mod native_stack;
mod roots;
mod survey;

pub use chunks::HeapChunks;
pub use collect::{Collected, Marker, Survivors, Trace};
pub use heap::{Heap, RegionTooSmall, store_field};
pub use limits::{OutOfMemory, Refusal, Usage};
pub use roots::Root;

#[cfg(test)]
mod tests;
