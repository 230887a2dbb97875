//! Where machine code lies: in an arena of the VM's own, or in one that several VMs share.

use copperhead_core::arena::{Arena, Budget};
use copperhead_core::buffer::CodeBuffer;
use copperhead_core::shared::Share;

/// What the embedder gave for machine code.
#[derive(Clone, Copy)]
pub(crate) enum Source<'m> {
    /// A host's code memory, for this VM alone.
    Own(*mut (dyn CodeBuffer + 'm)),
    /// An arena that others use, too.
    Shared(&'m (dyn Share + 'm)),
}

/// The arena. It lies in the context, which is made once: nothing is moved.
#[allow(clippy::large_enum_variant)]
pub(crate) enum Home {
    Own(Arena<&'static mut dyn CodeBuffer>),
    Shared(&'static dyn Share),
}

impl Home {
    /// The home that a source gives, of at most `bytes` bytes if it is the VM's own.
    ///
    /// # Safety
    /// The source outlives the home, and nobody else uses a source of its own.
    pub(crate) unsafe fn new(source: Source<'_>, bytes: usize) -> Home {
        match source {
            // SAFETY: the caller's contract; only the lifetime changes.
            Source::Own(buffer) => unsafe {
                let buffer: *mut dyn CodeBuffer = core::mem::transmute::<*mut (dyn CodeBuffer + '_), *mut dyn CodeBuffer>(buffer);
                Home::Own(Arena::new(&mut *buffer, Budget::new(bytes)))
            },
            // SAFETY: as above.
            Source::Shared(share) => Home::Shared(unsafe { core::mem::transmute::<&(dyn Share + '_), &'static dyn Share>(share) }),
        }
    }

    /// Calls the action with the arena to itself. It must not come back here. `None` if a lock of the embedder's does not do what it must.
    pub(crate) fn with<T>(&mut self, action: impl FnOnce(&mut Arena<&mut dyn CodeBuffer>) -> T) -> Option<T> {
        match self {
            Home::Own(arena) => Some(action(arena)),
            Home::Shared(share) => {
                let (mut action, mut result) = (Some(action), None);
                share.with(&mut |arena| {
                    if let Some(action) = action.take() {
                        result = Some(action(arena));
                    }
                });
                result
            }
        }
    }

    /// Whether the arena outlives the VM.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(self, Home::Shared(_))
    }
}
