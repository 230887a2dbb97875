//! Classes: their bodies are functions of one parameter, the namespace.

use super::collect::address;
use super::emit::Slot;
use super::scope::Scope;
use super::table::{Table, hash_bytes};
use super::{Compiler, Done};
use crate::bytecode::unit::Constant;
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::tree::{ClassDefinition, Expression, ExpressionKind};
use copperhead_stencils::Opcode;
use copperhead_stencils::layout::callable::Code;

/// In a class body: the slot of the namespace.
pub(super) const NAMESPACE: Slot = 0;

/// In a class body whose methods need it: the slot of the `__class__` cell.
pub(super) const CLASS_CELL: Slot = 1;

/// In a class body whose annotation scopes need it: the slot of the cell with the namespace.
pub(super) fn namespace_cell(class: &Scope<'_>) -> Slot {
    if class.needs_class_cell { CLASS_CELL.saturating_add(1) } else { CLASS_CELL }
}

/// The attributes that the methods of a class give `self`, each once.
pub(super) struct Attributes<'a> {
    names: List<'a, &'a str>,
    table: Table<'a>,
}

impl Attributes<'_> {
    pub(super) const fn new() -> Self {
        Attributes { names: List::new(), table: Table::new() }
    }
}

impl<'a> Compiler<'a, '_> {
    pub(super) fn class_statement(&mut self, class: &'a ClassDefinition<'a>, span: Span) -> Done {
        let name = self.mangle(class.name)?;
        self.decorated(class.decorators, name, span, |compiler, base| {
            if class.type_parameters.is_empty() {
                compiler.build_class(class, span, base, None)
            } else {
                compiler.generic_class(class, span, base)
            }
        })
    }

    /// Calls `__build_class__`; `generic` holds one more base.
    pub(super) fn build_class(&mut self, class: &'a ClassDefinition<'a>, span: Span, base: Slot, generic: Option<Slot>) -> Done {
        self.at(span);
        self.emit(Opcode::LoadBuildClass, [base, 0, 0])?;
        self.reserve_head()?;
        let function = self.temporaries(2)?;
        self.class_body(class, span, function)?;
        self.load_constant(function.saturating_add(1), Constant::Name(class.name))?;
        self.arguments_and(&class.arguments, 2, generic, base, base, span)
    }

    fn class_body(&mut self, class: &'a ClassDefinition<'a>, span: Span, to: Slot) -> Done {
        let Some(scope) = self.scopes.of_node(address(class)) else { return Ok(()) };
        let mark = self.mark();
        let slots = self.temporaries(4)?;
        let start = class.decorators.first().map_or(span, |decorator| decorator.span).start.line;
        let attributes_around = core::mem::replace(&mut self.class_attributes, Attributes::new());
        let outer = self.begin_unit(scope, class.name, start)?;
        self.unit.flags |= Code::CLASS_BODY;
        self.unit.positional_count = 1;
        self.place_variables(None)?;
        let value = self.temporary()?;
        self.emit_name(Opcode::LoadName, [value, 0, 0], "__name__")?;
        self.set_in_namespace("__module__", value)?;
        let qualified = self.unit.qualified_name;
        self.load_text(value, qualified.as_bytes())?;
        self.set_in_namespace("__qualname__", value)?;
        self.load_constant(value, Constant::Integer(i64::from(start)))?;
        self.set_in_namespace("__firstlineno__", value)?;
        if !class.type_parameters.is_empty()
            && let Some(parameters) = self.cell_slot(super::type_parameter::TYPE_PARAMETERS)
        {
            self.emit(Opcode::LoadCell, [value, parameters, 0])?;
            self.set_in_namespace("__type_params__", value)?;
        }
        if self.scopes.get(scope).is_some_and(|scope| scope.has_annotations) {
            self.setup_annotations()?;
        }
        let body = self.take_docstring(class.body)?;
        if let Some(doc) = self.unit.doc {
            self.load_text(value, doc)?;
            self.set_in_namespace("__doc__", value)?;
        }
        self.block(body)?;
        let mut attributes = List::new();
        for &name in core::mem::replace(&mut self.class_attributes, attributes_around).names.as_slice() {
            attributes.push(self.arena, Constant::Name(name))?;
        }
        let attributes = Constant::Tuple(attributes.finish(self.arena)?);
        self.load_constant(value, attributes)?;
        self.set_in_namespace("__static_attributes__", value)?;
        if self.scopes.get(scope).is_some_and(|scope| scope.needs_class_cell) {
            self.set_in_namespace("__classcell__", CLASS_CELL)?;
        }
        if let Some(cell) = self.scopes.get(scope).filter(|scope| scope.needs_namespace_cell).map(namespace_cell) {
            self.set_in_namespace("__classdictcell__", cell)?;
        }
        let code = self.end_unit(outer)?;
        self.at(span);
        self.make_function(code, slots, 0, to)?;
        self.release(mark);
        Ok(())
    }

    fn set_in_namespace(&mut self, name: &'a str, value: Slot) -> Done {
        self.emit_name(Opcode::StoreClassName, [NAMESPACE, value, 0], name)
    }

    pub(super) fn place_class_variables(&mut self) -> Done {
        self.new_slot()?;
        self.unit.variable_names.push(self.arena, ".namespace")?;
        if self.scopes.get(self.unit.scope).is_some_and(|scope| scope.needs_class_cell) {
            self.new_slot()?;
            self.unit.variable_names.push(self.arena, "__class__")?;
        }
        if self.scopes.get(self.unit.scope).is_some_and(|scope| scope.needs_namespace_cell) {
            self.new_slot()?;
            self.unit.variable_names.push(self.arena, super::type_parameter::NAMESPACE_CELL)?;
        }
        Ok(())
    }

    pub(super) fn class_prologue(&mut self) -> Done {
        if self.scopes.get(self.unit.scope).is_some_and(|scope| scope.needs_class_cell) {
            self.emit(Opcode::Clear, [CLASS_CELL, 0, 0])?;
            self.emit(Opcode::MakeCell, [CLASS_CELL, 0, 0])?;
        }
        let cell = self.scopes.get(self.unit.scope).filter(|scope| scope.needs_namespace_cell).map(namespace_cell);
        if let Some(cell) = cell {
            self.emit(Opcode::Copy, [cell, NAMESPACE, 0])?;
            self.emit(Opcode::MakeCell, [cell, 0, 0])?;
        }
        Ok(())
    }

    /// Notes an attribute that code gives `self`, for the `__static_attributes__` of the class around it.
    pub(super) fn note_attribute(&mut self, object: &'a Expression<'a>, name: &'a str) -> Done {
        if !matches!(object.kind, ExpressionKind::Name("self")) {
            return Ok(());
        }
        let name = self.mangle(name)?;
        let hash = hash_bytes(0, name.as_bytes());
        let Attributes { names, table } = &mut self.class_attributes;
        if table.find(hash, |index| names.as_slice().get(index as usize) == Some(&name)).is_none() {
            table.insert(self.arena, hash, names.len() as u32)?;
            names.push(self.arena, name)?;
        }
        Ok(())
    }
}
