//! One arena for several VMs, each on a thread or core of its own, behind a lock.
//!
//! A VM has the arena alone while it writes one region, from reserving to publishing, and while it frees one: microseconds. Code that is
//! published runs without the lock, on all of them. So the host must be one where writing disturbs no other region: see
//! [`CodeBuffer::others_execute_while_writing`]. Elsewhere each VM gets an arena of its own.
//!
//! The lock is whatever `lock_api` knows: `spin`'s on bare machines, one that puts the thread to sleep on a system. Do not use a VM from an
//! interrupt handler that may interrupt another VM of the same arena: it would wait for ever.

use lock_api::{Mutex, RawMutex};

use crate::arena::{Arena, Budget, Usage};
use crate::buffer::{CodeBuffer, CodeError};

/// The lock, if no other is named. Machines without compare-and-swap have none here: name one that turns interrupts off.
#[cfg(target_has_atomic = "ptr")]
pub type DefaultLock = spin::Mutex<()>;

/// An arena that many may use, one at a time.
pub trait Share: Sync {
    /// Calls the action once, with the arena to itself.
    fn with(&self, action: &mut dyn FnMut(&mut Arena<&mut dyn CodeBuffer>));
}

/// An arena behind a lock.
pub struct SharedArena<'b, L: RawMutex> {
    arena: Mutex<L, Behind<'b>>,
}

/// The arena of a buffer that may go from thread to thread.
struct Behind<'b>(Arena<&'b mut dyn CodeBuffer>);

// SAFETY: `SharedArena::with_lock` takes only buffers that are `Send`; all else in an arena is numbers.
unsafe impl Send for Behind<'_> {}

#[cfg(target_has_atomic = "ptr")]
impl<'b> SharedArena<'b, DefaultLock> {
    /// An arena over the host's buffer, behind a lock that waits actively.
    ///
    /// # Errors
    /// [`CodeError::Refused`] if writing in this buffer would disturb code that others run.
    pub fn new(buffer: &'b mut (dyn CodeBuffer + Send + 'b), budget: Budget) -> Result<Self, CodeError> {
        Self::with_lock(buffer, budget)
    }
}

impl<'b, L: RawMutex> SharedArena<'b, L> {
    /// An arena over the host's buffer, behind a lock of this kind.
    ///
    /// # Errors
    /// [`CodeError::Refused`] if writing in this buffer would disturb code that others run.
    pub fn with_lock(buffer: &'b mut (dyn CodeBuffer + Send + 'b), budget: Budget) -> Result<Self, CodeError> {
        if !buffer.others_execute_while_writing() {
            return Err(CodeError::Refused);
        }
        Ok(SharedArena { arena: Mutex::new(Behind(Arena::new(buffer, budget))) })
    }

    /// How full the arena is.
    pub fn usage(&self) -> Usage {
        self.arena.lock().0.usage()
    }
}

impl<L: RawMutex + Sync> Share for SharedArena<'_, L> {
    fn with(&self, action: &mut dyn FnMut(&mut Arena<&mut dyn CodeBuffer>)) {
        action(&mut self.arena.lock().0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ModelBuffer;

    #[test]
    fn a_host_where_writing_disturbs_others_is_refused() {
        let budget = Budget::new(1 << 16);
        assert!(SharedArena::new(&mut ModelBuffer::new(1 << 16, 4096), budget).is_ok());
        let mut suspending = ModelBuffer::new(1 << 16, 4096).suspending();
        assert_eq!(SharedArena::new(&mut suspending, budget).err(), Some(CodeError::Refused));
        // What is suspended is then the region's own pages alone.
        let mut apart = ModelBuffer::new(1 << 16, 4096).suspending().separating();
        assert!(SharedArena::new(&mut apart, budget).is_ok());
    }

    #[test]
    fn each_has_the_arena_alone() {
        let mut buffer = ModelBuffer::new(1 << 20, 4096);
        let arena = SharedArena::new(&mut buffer, Budget::new(1 << 20)).unwrap();
        std::thread::scope(|scope| {
            for thread in 0..2_u8 {
                let arena: &dyn Share = &arena;
                scope.spawn(move || {
                    for round in 0..200 {
                        let mut kept = None;
                        arena.with(&mut |arena| {
                            let mut region = arena.reserve(100 + round).unwrap();
                            region.parts().0.fill(thread);
                            assert!(region.parts().0.iter().all(|byte| *byte == thread));
                            kept = Some(region.publish().unwrap());
                        });
                        arena.with(&mut |arena| {
                            // SAFETY: nothing can be executed in a model.
                            kept.take().into_iter().for_each(|region| unsafe { arena.free(region) }.unwrap());
                        });
                    }
                });
            }
        });
        assert_eq!(arena.usage().used, 0);
    }
}
