//! Calls with keywords. Which parameter a keyword names is looked up once for a function: the cells of the instruction keep function and [`Plan`].

use crate::definition::{Flow, Form, State, count_down, link_frame};
use crate::layout::callable::{Code, Function};
use crate::layout::frame::HEAD_WORDS;
use crate::ops::allocate::copy;
use crate::ops::call::last_defaults;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// The same as Call, the last arguments by keywords: the first cell is the tuple of their names. Bit 15 of c: as CallMethod.
            CallKeywords [Value Weak Number] (Write, Base, Number) |s| call::call_special::<F>(s), call;
            /// The same for the function of Python in the second cell, to whose parameters the third one leads.
            CallKeywordsKnown [Value Weak Number] (Write, Base, Number) |s| keywords::call_known::<F>(s)
                => call::call_special::<F>(s), call, (CallKeywords);
        } }
    };
}
pub(crate) use bytecodes;

/// In the third cell of a call that met several functions: no plan.
pub const SEVERAL: u64 = u64::MAX;

/// From where the parameters of a function have their values in calls with certain keywords. From the lowest bits on, four each: how many
/// arguments are given by position, how many parameters there are, for how many of those by position the defaults are looked at, and for each
/// parameter behind those given by position which of the arguments with names it is, or [`Plan::DEFAULT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan(pub u64);

impl Plan {
    /// A parameter that has its default.
    pub const DEFAULT: usize = 15;
    /// How many parameters behind those given by position there can be.
    pub const PARAMETERS: usize = 13;
    const HEAD: u32 = 12;

    /// A plan for these numbers, in which all other parameters have their defaults.
    pub const fn new(given: usize, parameters: usize, missing: usize) -> Option<Plan> {
        if given > 15 || parameters > 15 || missing > 15 || parameters.wrapping_sub(given) > Plan::PARAMETERS {
            return None;
        }
        Some(Plan(given as u64 | (parameters as u64) << 4 | (missing as u64) << 8 | u64::MAX << Plan::HEAD))
    }

    /// The same, the parameter so far behind those given by position being an argument with a name; both are below [`Plan::PARAMETERS`].
    pub const fn with(self, place: usize, named: usize) -> Plan {
        let shift = (Plan::HEAD + 4 * (place as u32 & 15)) & 63;
        Plan(self.0 & !(15 << shift) | (named as u64 & 15) << shift)
    }
}

/// a = the result of calling the function at base b, which is the one in the second cell, with c arguments, the last by keywords.
#[inline(always)]
pub unsafe fn call_known<F: Form>(s: State) -> Flow {
    unsafe {
        let base = F::slot::<1>(&s);
        let cells = F::cell(&s);
        let callee = *base;
        if callee.0 as u64 != *cells.add(1) {
            return Flow::Slow;
        }
        let mut plan = *cells.add(2);
        let given = plan as usize & 15;
        let parameters = plan as usize >> 4 & 15;
        let missing = plan as usize >> 8 & 15;
        plan >>= Plan::HEAD;
        let function = callee.as_pointer::<Function>();
        let code: *mut Code = (*function).code;
        let new_fp = base.add(HEAD_WORDS);
        let defaults = if missing == 0 { core::ptr::null() } else { last_defaults(function, missing) };
        let end = new_fp.wrapping_byte_add((*code).frame_bytes);
        if missing != 0 && defaults.is_null() || end > (*s.vm).stack_limit || count_down(s.vm) {
            return Flow::Slow;
        }
        // The arguments with names stand aside until each has its place. Behind the limit there is room for them.
        let named = (F::number::<2>(&s) & 0x7FFF).wrapping_sub(given);
        let aside = end.add(Plan::PARAMETERS + 2);
        copy(new_fp.add(given), 1, aside, named);
        let first_default = ((*code).positional_count as usize).wrapping_sub(missing);
        let mut place = given;
        while place < parameters {
            let named = plan as usize & 15;
            plan >>= 4;
            let from = if named == Plan::DEFAULT { defaults.wrapping_add(place.wrapping_sub(first_default)) } else { aside.add(named) };
            new_fp.add(place).write_volatile(from.read_volatile());
            place = place.wrapping_add(1);
        }
        link_frame::<F>(&s, new_fp);
        Flow::Go((*code).entry, State { fp: new_fp, ..s })
    }
}
