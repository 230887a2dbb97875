//! Scopes: which names a function, class body, module or comprehension binds, and where each name is found.
//!
//! Comprehensions are scopes, but not frames: their variables live in the frame of the function (class body, module)
//! around them. A variable is kept in a cell only if a function of its own frame's inside uses it.

use super::table::{Table, hash_bytes};
use super::{Compiler, Done};
use crate::source::arena::List;
use crate::source::span::Span;

/// No scope, no symbol, no free variable.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Function,
    Lambda,
    Class,
    /// Of a list, set or dictionary; inlined.
    Comprehension,
    /// A generator expression: a function of its own.
    Generator,
    /// Around what has type parameters, or a part of it that is evaluated when somebody asks: a function of its own.
    Annotation,
}

impl ScopeKind {
    /// Its names are variables in slots.
    pub(super) fn has_slots(self) -> bool {
        !matches!(self, ScopeKind::Module | ScopeKind::Class)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub kind: ScopeKind,
    pub parent: u32,
    /// The scope whose frame this one lives in; itself unless inlined.
    pub frame: u32,
    /// Of the class around, for names that begin with two underscores.
    pub class_name: Option<&'a str>,
    pub first_symbol: u32,
    pub last_symbol: u32,
    pub first_free: u32,
    pub last_free: u32,
    pub free_count: u32,
    /// The next scope that is inlined into the same frame.
    pub next_inlined: u32,
    pub last_inlined: u32,
    /// A function inside needs the `__class__` cell of this class.
    pub needs_class_cell: bool,
    /// Parameters that positional arguments go to.
    pub positional_count: u32,
    /// Names that are annotated in this scope itself.
    pub has_annotations: bool,
    /// `async def`; of comprehensions: awaits or iterates asynchronously.
    pub is_coroutine: bool,
    /// There is a `yield`.
    pub yields: bool,
    /// Of a comprehension or an annotation scope: what it is called.
    pub word: &'static str,
    /// It asks for its own frame: `sys._getframe`, `inspect.currentframe`.
    pub takes_frame: bool,
    /// Of an annotation scope: the class whose namespace its names are looked for in first.
    pub sees_class: u32,
    /// The annotation scope around a generic class whose bases the scope belongs to, where only type parameters have its name in theirs.
    pub parameters_of: u32,
    /// Of a class: an annotation scope inside needs the namespace.
    pub needs_namespace_cell: bool,
}

/// Bits of [`Symbol::flags`].
pub(super) mod flag {
    pub const LOCAL: u16 = 1;
    pub const PARAMETER: u16 = 2;
    pub const GLOBAL: u16 = 4;
    pub const NONLOCAL: u16 = 8;
    pub const USE: u16 = 16;
    pub const ANNOTATED: u16 = 32;
    /// The target of a comprehension's `for`.
    pub const ITERATION: u16 = 64;
    /// Kept in a cell.
    pub const CAPTURED: u16 = 128;
    /// Deleted somewhere: may become unbound again.
    pub const DELETED: u16 = 256;
    /// Bound inside an expression.
    pub const WALRUS: u16 = 512;
    /// A type parameter.
    pub const TYPE_PARAMETER: u16 = 1024;
    pub const BOUND: u16 = LOCAL | PARAMETER;
}

/// Where a name used in a scope lives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// Not resolved yet, or the names of a module or class body themselves.
    Own,
    /// Globals and built-ins.
    Global,
    /// Declared global.
    DeclaredGlobal,
    /// Bound by an outer scope, at this symbol.
    Outer(u32),
    /// The `__class__` or the namespace (`__classdict__`) of this class scope.
    ClassCell(u32),
}

#[derive(Clone, Copy)]
pub(super) struct Symbol<'a> {
    pub name: &'a str,
    pub scope: u32,
    pub flags: u16,
    pub home: Home,
    pub slot: u16,
    pub next: u32,
}

/// A variable that a frame gets by its closure.
#[derive(Clone, Copy)]
pub(super) struct Free<'a> {
    pub name: &'a str,
    pub frame: u32,
    pub slot: u16,
    pub next: u32,
}

pub(super) struct Scopes<'a> {
    pub list: List<'a, Scope<'a>>,
    pub symbols: List<'a, Symbol<'a>>,
    pub free: List<'a, Free<'a>>,
    /// Symbols that were declared global or nonlocal, and where.
    declared: List<'a, (u32, Span)>,
    symbol_table: Table<'a>,
    free_table: Table<'a>,
    /// From the address of a node to its scope.
    nodes: List<'a, (usize, u32)>,
    node_table: Table<'a>,
}

impl<'a> Scopes<'a> {
    pub(super) const fn new() -> Scopes<'a> {
        Scopes {
            list: List::new(),
            symbols: List::new(),
            free: List::new(),
            declared: List::new(),
            symbol_table: Table::new(),
            free_table: Table::new(),
            nodes: List::new(),
            node_table: Table::new(),
        }
    }

    pub(super) fn get(&self, scope: u32) -> Option<&Scope<'a>> {
        self.list.as_slice().get(scope as usize)
    }

    pub(super) fn get_mut(&mut self, scope: u32) -> Option<&mut Scope<'a>> {
        self.list.as_mut_slice().get_mut(scope as usize)
    }

    pub(super) fn symbol(&self, index: u32) -> Option<&Symbol<'a>> {
        self.symbols.as_slice().get(index as usize)
    }

    pub(super) fn symbol_mut(&mut self, index: u32) -> Option<&mut Symbol<'a>> {
        self.symbols.as_mut_slice().get_mut(index as usize)
    }

    /// The symbol of this name in this very scope.
    pub(super) fn find(&self, scope: u32, name: &str) -> Option<u32> {
        self.symbol_table.find(hash_bytes(scope, name.as_bytes()), |index| {
            self.symbol(index).is_some_and(|symbol| symbol.scope == scope && symbol.name == name)
        })
    }

    /// Where a symbol was first declared global or nonlocal.
    fn declaration_of(&self, symbol: &Symbol<'a>) -> Span {
        let index = self.find(symbol.scope, symbol.name);
        self.declared.as_slice().iter().find(|declared| Some(declared.0) == index).map_or(Span::default(), |declared| declared.1)
    }

    /// The free variable of this name in this frame.
    pub(super) fn find_free(&self, frame: u32, name: &str) -> Option<u32> {
        self.free_table.find(hash_bytes(frame, name.as_bytes()), |index| {
            let free = self.free.as_slice().get(index as usize);
            free.is_some_and(|free| free.frame == frame && free.name == name)
        })
    }

    /// The scope that belongs to a node of the tree.
    pub(super) fn of_node(&self, address: usize) -> Option<u32> {
        let hash = hash_bytes(0, &address.to_le_bytes());
        let index = self.node_table.find(hash, |index| self.nodes.as_slice().get(index as usize).is_some_and(|node| node.0 == address))?;
        self.nodes.as_slice().get(index as usize).map(|node| node.1)
    }

    pub(super) fn frame_of(&self, scope: u32) -> u32 {
        self.get(scope).map_or(NONE, |scope| scope.frame)
    }

    fn kind_of(&self, scope: u32) -> ScopeKind {
        self.get(scope).map_or(ScopeKind::Module, |scope| scope.kind)
    }
}

/// Where code finds a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// In a slot.
    Local {
        slot: u16,
        /// May be unbound when it is used.
        check: bool,
        /// May be rebound inside an expression.
        rebound: bool,
    },
    /// In the cell in a slot.
    Cell(u16),
    /// Among globals and built-ins.
    Global,
    /// In the namespace of the class body, then among globals and built-ins.
    Class,
    /// In the namespace of the class body, then in the cell in a slot.
    ClassCell(u16),
    /// In the namespace in the cell in the first slot, then in the cell in the second one, if any, else among globals and built-ins.
    Seen(u16, Option<u16>),
}

impl<'a> Compiler<'a, '_> {
    /// Opens a scope inside the current one, for the node at this address.
    pub(super) fn open_scope(&mut self, kind: ScopeKind, node: usize, class_name: Option<&'a str>) -> Done<u32> {
        let index = self.scopes.list.len() as u32;
        let parent = if index == 0 { NONE } else { self.scope };
        let frame = if kind == ScopeKind::Comprehension { self.scopes.frame_of(parent) } else { index };
        let outer_class = self.scopes.get(parent).and_then(|scope| scope.class_name);
        let scope = Scope {
            kind,
            parent,
            frame,
            class_name: class_name.or(outer_class),
            first_symbol: NONE,
            last_symbol: NONE,
            first_free: NONE,
            last_free: NONE,
            free_count: 0,
            next_inlined: NONE,
            last_inlined: index,
            needs_class_cell: false,
            positional_count: 0,
            has_annotations: false,
            is_coroutine: false,
            yields: false,
            word: "",
            takes_frame: false,
            sees_class: NONE,
            parameters_of: if kind == ScopeKind::Class { NONE } else { self.scopes.get(parent).map_or(NONE, |scope| scope.parameters_of) },
            needs_namespace_cell: false,
        };
        self.scopes.list.push(self.arena, scope)?;
        if frame != index {
            let last = self.scopes.get(frame).map_or(NONE, |scope| scope.last_inlined);
            if let Some(last) = self.scopes.get_mut(last) {
                last.next_inlined = index;
            }
            if let Some(frame) = self.scopes.get_mut(frame) {
                frame.last_inlined = index;
            }
        }
        let place = self.scopes.nodes.len() as u32;
        self.scopes.nodes.push(self.arena, (node, index))?;
        self.scopes.node_table.insert(self.arena, hash_bytes(0, &node.to_le_bytes()), place)?;
        self.scope = index;
        Ok(index)
    }

    /// The symbol of a (mangled) name in a scope, made if it is not there.
    pub(super) fn symbol_in(&mut self, scope: u32, name: &'a str) -> Done<u32> {
        if let Some(index) = self.scopes.find(scope, name) {
            return Ok(index);
        }
        let index = self.scopes.symbols.len() as u32;
        let symbol = Symbol { name, scope, flags: 0, home: Home::Own, slot: 0, next: NONE };
        self.scopes.symbols.push(self.arena, symbol)?;
        self.scopes.symbol_table.insert(self.arena, hash_bytes(scope, name.as_bytes()), index)?;
        let last = self.scopes.get(scope).map_or(NONE, |scope| scope.last_symbol);
        if let Some(last) = self.scopes.symbol_mut(last) {
            last.next = index;
        }
        if let Some(scope) = self.scopes.get_mut(scope) {
            if scope.first_symbol == NONE {
                scope.first_symbol = index;
            }
            scope.last_symbol = index;
        }
        Ok(index)
    }

    /// Adds a flag that declares a symbol global or nonlocal. Complaints later on are about the first declaration.
    pub(super) fn declare(&mut self, index: u32, bit: u16, span: Span) -> Done {
        let Some(symbol) = self.scopes.symbol_mut(index) else { return Ok(()) };
        let is_first = symbol.flags & (flag::GLOBAL | flag::NONLOCAL) == 0;
        symbol.flags |= bit;
        if is_first {
            self.scopes.declared.push(self.arena, (index, span))?;
        }
        Ok(())
    }

    /// A name as it is looked up: `__name` inside class `C` is `_C__name`.
    pub(super) fn mangle(&mut self, name: &'a str) -> Done<&'a str> {
        if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
            return Ok(name);
        }
        let Some(scope) = self.scopes.get(self.scope).copied() else { return Ok(name) };
        let Some(class) = scope.class_name else { return Ok(name) };
        let own = class.trim_start_matches('_');
        if own.is_empty() {
            return Ok(name);
        }
        let mangled = self.join(&["_", own, name])?;
        // Around a class its name is part of its type parameters only.
        let parameters = scope.parameters_of;
        if parameters == NONE {
            return Ok(mangled);
        }
        let symbol = self.scopes.find(parameters, mangled).and_then(|index| self.scopes.symbol(index));
        if symbol.is_some_and(|symbol| symbol.flags & flag::TYPE_PARAMETER != 0) {
            return Ok(mangled);
        }
        let around = self.scopes.get(parameters).and_then(|scope| self.scopes.get(scope.parent)).and_then(|scope| scope.class_name);
        match around.map(|class| class.trim_start_matches('_')) {
            Some(class) if !class.is_empty() => self.join(&["_", class, name]),
            _ => Ok(name),
        }
    }

    /// The pieces one after the other, in the arena.
    pub(super) fn join(&mut self, pieces: &[&str]) -> Done<&'a str> {
        let mut text = List::new();
        for piece in pieces {
            text.extend(self.arena, piece.as_bytes())?;
        }
        Ok(core::str::from_utf8(text.finish(self.arena)?).unwrap_or(""))
    }

    /// Finds out where every name lives, outer scopes first.
    pub(super) fn resolve_scopes(&mut self) -> Done {
        let mut index = 0;
        while let Some(symbol) = self.scopes.symbol(index).copied() {
            let home = self.resolve(symbol)?;
            if let Some(symbol) = self.scopes.symbol_mut(index) {
                symbol.home = home;
            }
            index = index.wrapping_add(1);
        }
        Ok(())
    }

    fn resolve(&mut self, symbol: Symbol<'a>) -> Done<Home> {
        let name = symbol.name;
        if symbol.flags & flag::GLOBAL != 0 {
            if symbol.flags & flag::NONLOCAL != 0 {
                return Err(self.syntax_error(self.scopes.declaration_of(&symbol), format_args!("name '{name}' is nonlocal and global")));
            }
            return Ok(Home::DeclaredGlobal);
        }
        let nonlocal = symbol.flags & flag::NONLOCAL != 0;
        if symbol.flags & flag::BOUND != 0 && !nonlocal {
            return Ok(Home::Own);
        }
        // What the class around an annotation scope binds hides what stands further out.
        let class = self.scopes.get(symbol.scope).map_or(NONE, |scope| scope.sees_class);
        let in_class = self.scopes.find(class, name).and_then(|index| self.scopes.symbol(index)).map_or(0, |symbol| symbol.flags);
        if in_class & flag::GLOBAL != 0 {
            return Ok(Home::DeclaredGlobal);
        }
        if in_class & flag::BOUND != 0 && in_class & flag::NONLOCAL == 0 {
            return Ok(Home::Global);
        }
        let home = self.find_outer(symbol.scope, name);
        if let Home::Outer(owner) = home
            && nonlocal
            && self.scopes.symbol(owner).is_some_and(|owner| owner.flags & flag::TYPE_PARAMETER != 0)
        {
            let message = format_args!("nonlocal binding not allowed for type parameter '{name}'");
            return Err(self.syntax_error(self.scopes.declaration_of(&symbol), message));
        }
        match home {
            Home::Outer(_) | Home::ClassCell(_) => self.add_free(symbol.scope, name, home)?,
            _ if nonlocal => {
                return Err(self.syntax_error(self.scopes.declaration_of(&symbol), format_args!("no binding for nonlocal '{name}' found")));
            }
            _ => {}
        }
        Ok(home)
    }

    /// Which scope around this one binds the name.
    fn find_outer(&self, scope: u32, name: &str) -> Home {
        let mut at = self.scopes.get(scope).map_or(NONE, |scope| scope.parent);
        while let Some(outer) = self.scopes.get(at) {
            match outer.kind {
                ScopeKind::Module => break,
                ScopeKind::Class => {
                    if matches!(name, "__class__" | super::type_parameter::NAMESPACE_CELL) {
                        return Home::ClassCell(at);
                    }
                }
                _ => {
                    if let Some(index) = self.scopes.find(at, name)
                        && let Some(symbol) = self.scopes.symbol(index)
                    {
                        if symbol.flags & flag::GLOBAL != 0 {
                            return Home::Global;
                        }
                        if symbol.flags & flag::BOUND != 0 && symbol.flags & flag::NONLOCAL == 0 {
                            return Home::Outer(index);
                        }
                    }
                }
            }
            at = outer.parent;
        }
        Home::Global
    }

    /// Makes every frame between `scope` and the one that binds the name pass its cell on.
    fn add_free(&mut self, scope: u32, name: &'a str, home: Home) -> Done {
        let owner = match home {
            Home::Outer(symbol) => self.scopes.symbol(symbol).map_or(NONE, |symbol| symbol.scope),
            Home::ClassCell(class) => class,
            _ => return Ok(()),
        };
        let owner_frame = self.scopes.frame_of(owner);
        let mut frame = self.scopes.frame_of(scope);
        if frame == owner_frame {
            return Ok(());
        }
        match home {
            Home::Outer(symbol) => {
                if let Some(symbol) = self.scopes.symbol_mut(symbol) {
                    symbol.flags |= flag::CAPTURED;
                }
            }
            _ => {
                if let Some(class) = self.scopes.get_mut(owner) {
                    match name {
                        "__class__" => class.needs_class_cell = true,
                        _ => class.needs_namespace_cell = true,
                    }
                }
            }
        }
        while frame != owner_frame && frame != NONE && self.scopes.find_free(frame, name).is_none() {
            let index = self.scopes.free.len() as u32;
            self.scopes.free.push(self.arena, Free { name, frame, slot: 0, next: NONE })?;
            self.scopes.free_table.insert(self.arena, hash_bytes(frame, name.as_bytes()), index)?;
            self.link_free(frame, name, index);
            let Some(scope) = self.scopes.get_mut(frame) else { break };
            scope.free_count = scope.free_count.wrapping_add(1);
            let parent = scope.parent;
            frame = self.scopes.frame_of(parent);
        }
        Ok(())
    }

    /// Puts a free variable of a frame in its place among the others: in the order of their names, which programs see.
    fn link_free(&mut self, frame: u32, name: &'a str, index: u32) {
        let Some((first, last)) = self.scopes.get(frame).map(|scope| (scope.first_free, scope.last_free)) else { return };
        let known = |scopes: &Scopes<'a>, index: u32| scopes.free.as_slice().get(index as usize).map(|free| (free.name, free.next));
        let (mut before, mut behind) = (NONE, first);
        if known(&self.scopes, last).is_some_and(|(last, _)| last < name) {
            (before, behind) = (last, NONE);
        }
        while let Some((other, next)) = known(&self.scopes, behind)
            && other < name
        {
            (before, behind) = (behind, next);
        }
        if let Some(free) = self.scopes.free.as_mut_slice().get_mut(index as usize) {
            free.next = behind;
        }
        match self.scopes.free.as_mut_slice().get_mut(before as usize) {
            Some(free) => free.next = index,
            None => {
                if let Some(scope) = self.scopes.get_mut(frame) {
                    scope.first_free = index;
                }
            }
        }
        if behind == NONE
            && let Some(scope) = self.scopes.get_mut(frame)
        {
            scope.last_free = index;
        }
    }

    /// Where code in the current scope finds the (mangled) name.
    pub(super) fn access(&self, name: &str) -> Access {
        let access = self.access_in_frame(name);
        let class = self.scopes.get(self.scope).map_or(NONE, |scope| scope.sees_class);
        let declared = self.scopes.find(self.scope, name).and_then(|index| self.scopes.symbol(index));
        let declared = declared.is_some_and(|symbol| symbol.home == Home::DeclaredGlobal);
        if class == NONE || declared || name == super::type_parameter::NAMESPACE_CELL {
            return access;
        }
        match (access, self.cell_slot(super::type_parameter::NAMESPACE_CELL)) {
            (Access::Global, Some(namespace)) => Access::Seen(namespace, None),
            (Access::Cell(cell), Some(namespace)) => Access::Seen(namespace, Some(cell)),
            _ => access,
        }
    }

    fn access_in_frame(&self, name: &str) -> Access {
        let scope = self.scope;
        let mut kind = self.scopes.kind_of(scope);
        // Unlike those of a class body, comprehensions of code with a namespace see its names.
        if self.options.namespace && kind == ScopeKind::Comprehension && self.scopes.frame_of(scope) == 0 {
            let own = self.scopes.find(scope, name).and_then(|index| self.scopes.symbol(index));
            if own.is_none_or(|symbol| symbol.home != Home::Own) {
                kind = ScopeKind::Class;
            }
        }
        let Some(symbol) = self.scopes.find(scope, name).and_then(|index| self.scopes.symbol(index)) else {
            return if kind == ScopeKind::Class { Access::Class } else { Access::Global };
        };
        match symbol.home {
            Home::DeclaredGlobal => Access::Global,
            Home::Own if kind == ScopeKind::Class => Access::Class,
            Home::Own if kind == ScopeKind::Module => Access::Global,
            Home::Own => self.own(symbol),
            Home::Global if kind == ScopeKind::Class => Access::Class,
            Home::Global => Access::Global,
            Home::Outer(index) => {
                let frame = self.scopes.frame_of(scope);
                match self.scopes.symbol(index) {
                    Some(owner) if self.scopes.frame_of(owner.scope) == frame => self.own(owner),
                    _ => self.by_closure(kind, symbol.flags, frame, name),
                }
            }
            Home::ClassCell(_) => self.by_closure(kind, symbol.flags, self.scopes.frame_of(scope), name),
        }
    }

    fn own(&self, symbol: &Symbol<'a>) -> Access {
        if symbol.flags & flag::CAPTURED != 0 {
            return Access::Cell(symbol.slot);
        }
        Access::Local {
            slot: symbol.slot,
            check: symbol.flags & flag::PARAMETER == 0 || symbol.flags & flag::DELETED != 0,
            rebound: symbol.flags & flag::WALRUS != 0,
        }
    }

    fn by_closure(&self, kind: ScopeKind, flags: u16, frame: u32, name: &str) -> Access {
        let free = self.scopes.find_free(frame, name).and_then(|index| self.scopes.free.as_slice().get(index as usize));
        match free {
            Some(free) if kind == ScopeKind::Class && flags & flag::NONLOCAL == 0 => Access::ClassCell(free.slot),
            Some(free) => Access::Cell(free.slot),
            // `__class__` in a comprehension of the class body itself.
            None => self.cell_slot(name).map_or(Access::Global, Access::Cell),
        }
    }

    /// The slot of the cell that a function made in the current scope gets for its free variable.
    pub(super) fn cell_slot(&self, name: &str) -> Option<u16> {
        let mut at = self.scope;
        loop {
            let scope = self.scopes.get(at)?;
            if scope.kind.has_slots()
                && let Some(symbol) = self.scopes.find(at, name).and_then(|index| self.scopes.symbol(index))
                && symbol.home == Home::Own
                && symbol.flags & flag::CAPTURED != 0
            {
                return Some(symbol.slot);
            }
            if scope.kind == ScopeKind::Class && name == "__class__" && scope.needs_class_cell {
                return Some(super::class::CLASS_CELL);
            }
            if scope.kind == ScopeKind::Class && name == super::type_parameter::NAMESPACE_CELL && scope.needs_namespace_cell {
                return Some(super::class::namespace_cell(scope));
            }
            if scope.frame == at {
                let index = self.scopes.find_free(at, name)?;
                return self.scopes.free.as_slice().get(index as usize).map(|free| free.slot);
            }
            at = scope.parent;
        }
    }
}
