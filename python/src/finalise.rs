//! What runs for objects that nothing refers to any more: `__del__`, the callbacks of weak references, what generators still have to do.
//!
//! A collection finds such objects; here, at a safepoint between two instructions, their finalisers run.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::{Raised, Result};
use crate::objects::special::Special;
use crate::objects::{access, generator, operations, traceback};

impl Context {
    /// Has `__del__` of an object called once nothing refers to it.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn register_finaliser(&mut self, object: Value) -> Result<()> {
        let Some(cell) = core::ptr::NonNull::new(object.as_pointer()) else { return Ok(()) };
        match self.heap.register_finaliser(cell) {
            Ok(()) => Ok(()),
            Err(_) => Err(self.raise_memory()),
        }
    }

    /// Runs the finalisers and callbacks that a collection found to be due. Their exceptions are reported and forgotten.
    ///
    /// # Errors
    /// The run's end.
    #[inline]
    pub(crate) fn run_finalisers(&mut self) -> Result<()> {
        if self.finalising || !(self.heap.has_finalisable() || self.weak.has_dead()) { Ok(()) } else { self.run_due() }
    }

    #[cold]
    fn run_due(&mut self) -> Result<()> {
        self.finalising = true;
        let result = self.apart(|context| {
            loop {
                if context.limits.terminated.is_some() {
                    break Err(Raised);
                }
                if let Some((reference, callback)) = context.weak.take_dead() {
                    context.run_ignoring(callback, |context| context.call(callback, &[reference]));
                } else if let Some(object) = context.heap.next_finalisable() {
                    context.finalise(Value::from_pointer(object.as_ptr()));
                } else {
                    break Ok(());
                }
            }
        });
        self.finalising = false;
        result
    }

    /// Runs the finaliser of one object.
    fn finalise(&mut self, object: Value) {
        if access::is(object, Kind::Generator) {
            if generator::waits(object) && !generator::is_fresh(object) {
                self.run_ignoring(object, |context| {
                    if context.give_to_async_hook(object)? { Ok(Value::NONE) } else { context.close_generator(object) }
                });
            } else if generator::is_fresh(object) && self.is_coroutine(object) {
                self.run_ignoring(object, |context| context.call_in_module("warnings", "_warn_unawaited_coroutine", &[object]));
            }
            return;
        }
        let class = self.class_of(object);
        match self.lookup_special(class, Special::Del) {
            Ok(Some(method)) => self.run_ignoring(method, |context| context.call_method_value(method, &[object])),
            Ok(None) => {}
            Err(Raised) => self.machine.exception = Value::UNDEFINED,
        }
    }

    /// Runs something whose exceptions nobody is there to catch; they are reported as the culprit's.
    pub(crate) fn run_ignoring(&mut self, culprit: Value, function: impl FnOnce(&mut Context) -> Result<Value>) {
        let pending = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        let handled = core::mem::replace(&mut self.handled, Value::NONE);
        if function(self).is_err() && self.limits.terminated.is_none() {
            let exception = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
            self.report_ignored(exception, culprit);
        }
        self.handled = handled;
        if self.limits.terminated.is_none() {
            self.machine.exception = pending;
        }
    }

    /// Says on the error stream that an exception was raised where nobody can catch it.
    fn report_ignored(&mut self, exception: Value, culprit: Value) {
        if let Ok(Some(hook)) = crate::modules::sys::own(self, "unraisablehook") {
            if self.call_unraisable_hook(hook, exception, culprit).is_err() && self.limits.terminated.is_none() {
                let failed = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
                self.say_ignored(failed, hook, true);
            }
            return;
        }
        self.say_ignored(exception, culprit, false);
    }

    /// The usual report; `hooked`: of what the program's own hook raised.
    fn say_ignored(&mut self, exception: Value, culprit: Value, hooked: bool) {
        match operations::repr(self, culprit) {
            Ok(text) => traceback::report_ignored(self, exception, if hooked { " sys.unraisablehook" } else { "" }, text),
            Err(Raised) => self.machine.exception = Value::UNDEFINED,
        }
    }

    fn call_unraisable_hook(&mut self, hook: Value, exception: Value, culprit: Value) -> Result<Value> {
        let module = self.intern("_syshooks")?;
        let module = self.import_absolute(module)?;
        let name = self.intern("_unraisable")?;
        let make = crate::objects::attribute::get_attribute(self, module, name)?;
        let about = self.call(make, &[exception, Value::NONE, culprit])?;
        self.call(hook, &[about])
    }

    /// Runs the finalisers of all objects that have one and did not run it, as at the end of a program.
    pub(crate) fn finalise_all(&mut self) {
        let pending = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        self.heap.make_all_finalisable();
        // What a finaliser makes anew is not waited for.
        let _ = self.run_finalisers();
        if self.limits.terminated.is_none() {
            self.machine.exception = pending;
        }
    }
}
