//! `super().name(…)`: the method is looked up at once, without an object between.

use crate::definition::{Flow, Form, State};
use crate::layout::frame::HEAD_WORDS;
use crate::layout::object::Object;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = what `super` in slot b gives for the class behind it and the receiver behind the head.
            LoadSuper [] (Write, Base, None) |s| general::general::<F>(s);
            /// The method that what `super` in slot a gives for the class behind it and the receiver behind the head, for a call at base a. Not yet
            /// specialised. Cells: name; shape of the receiver; method; class.
            LoadSuperMethod [Value Shape Value Weak] (Base, None, None) |s| general::effect::<F>(s);
            /// The same for the built-in `super`, the class and the shape in the cells.
            LoadSuperMethodCached [Value Shape Value Weak] (Base, None, None) |s| super_method::cached::<F>(s)
                => general::effect::<F>(s), (LoadSuperMethod);
        } }
    };
}
pub(crate) use bytecodes;

/// The method in the cell, if all is as it was.
#[inline(always)]
pub unsafe fn cached<F: Form>(s: State) -> Flow {
    unsafe {
        let (base, cells) = (F::slot::<0>(&s), F::cell(&s));
        let receiver = *base.add(HEAD_WORDS);
        if *base == (*s.vm).super_class
            && (*base.add(1)).0 as u64 == *cells.add(3)
            && receiver.is_pointer()
            && (*receiver.as_pointer::<Object>()).shape.expose_provenance() as u64 == *cells.add(1)
        {
            (*base).0 = *cells.add(2) as usize;
            return Flow::Next;
        }
    }
    Flow::Slow
}
