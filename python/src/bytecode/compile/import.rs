//! Imports.

use super::{CompileErrorKind, Compiler, Done};
use crate::bytecode::unit::Constant;
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::tree::{Alias, Block, StatementKind};
use copperhead_stencils::Opcode;

/// What `from __future__` knows. Only `annotations` changes anything.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl<'a> Compiler<'a, '_> {
    /// Reads the `from __future__` imports at the start of a module, or of its next part if nothing else stood before. Whether nothing else
    /// stands here, either.
    pub(super) fn check_future(&mut self, body: Block<'a>, is_first: bool) -> Done<bool> {
        for (index, statement) in body.iter().enumerate() {
            match statement.kind {
                StatementKind::ImportFrom { module: Some("__future__"), names, level: 0 } => {
                    for alias in names {
                        if alias.name == "annotations" {
                            self.future_annotations = true;
                        } else if alias.name == "barry_as_FLUFL" {
                            self.future_flufl = true;
                        } else if alias.name == "braces" {
                            return Err(self.fail(CompileErrorKind::SyntaxOfStatement, statement.span, format_args!("not a chance")));
                        } else if !FEATURES.contains(&alias.name) {
                            let message = format_args!("future feature {} is not defined", alias.name);
                            return Err(self.fail(CompileErrorKind::SyntaxOfStatement, statement.span, message));
                        }
                    }
                    self.future_end = statement.span.end;
                }
                StatementKind::Expression(value) if is_first && index == 0 && super::fold::literal_text(value).is_some() => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    pub(super) fn import(&mut self, names: &'a [Alias<'a>], span: Span) -> Done {
        for alias in names {
            let mark = self.mark();
            self.at(span);
            let module = self.import_module(alias.name, 0, Constant::None)?;
            let mut parts = alias.name.split('.');
            let first = parts.next().unwrap_or(alias.name);
            if alias.as_name.is_some() {
                for part in parts {
                    self.emit_name(Opcode::ImportFrom, [module, module, 0], part)?;
                }
            }
            let name = self.mangle(alias.as_name.unwrap_or(first))?;
            self.store_name(name, module)?;
            self.release(mark);
        }
        Ok(())
    }

    fn import_module(&mut self, name: &'a str, level: u32, names: Constant<'a>) -> Done<u16> {
        let module = self.temporary()?;
        let wanted = self.temporary()?;
        self.load_constant(module, Constant::Integer(i64::from(level)))?;
        self.load_constant(wanted, names)?;
        let name = self.mangle(name)?;
        self.emit_name(Opcode::ImportName, [module, module, wanted], name)?;
        self.release(wanted);
        Ok(module)
    }

    pub(super) fn import_from(&mut self, module: Option<&'a str>, names: &'a [Alias<'a>], level: u32, span: Span) -> Done {
        if module == Some("__future__") && level == 0 && span.end > self.future_end {
            let message = format_args!("from __future__ imports must occur at the beginning of the file");
            return Err(self.syntax_error(span, message));
        }
        let mut wanted = List::new();
        for alias in names {
            wanted.push(self.arena, Constant::Name(alias.name))?;
        }
        let wanted = Constant::Tuple(wanted.finish(self.arena)?);
        let module = self.import_module(module.unwrap_or(""), level, wanted)?;
        let value = self.temporary()?;
        for alias in names {
            self.at(span);
            if alias.name == "*" {
                self.emit(Opcode::ImportStar, [module, 0, 0])?;
                continue;
            }
            let imported = self.mangle(alias.name)?;
            self.emit_name(Opcode::ImportFrom, [value, module, 0], imported)?;
            let name = self.mangle(alias.as_name.unwrap_or(alias.name))?;
            self.store_name(name, value)?;
        }
        Ok(())
    }
}
