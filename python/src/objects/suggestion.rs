//! "Did you mean": names that are close to one that nobody knows, for reports.
//!
//! Closeness is counted as CPython does it: two for each letter that is inserted, deleted or replaced, one for a letter in the other case.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::{Cell, Dict};
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::is;
use super::class_list::ClassId;
use super::exception::{extra, set_extra};
use super::sequence;
use super::text::{self, Display};
use super::{attribute, operations};
use crate::context::Context;
use crate::error::Result;

/// The extra fields of a NameError behind its name: `self` of the frame, the names of its variables, its globals.
const RECEIVER: usize = 1;
const VARIABLES: usize = 2;
const GLOBALS: usize = 3;

/// The extra field of an AttributeError that says that it was raised in a method of the object.
const IN_METHOD: usize = 2;

/// Longer names, and lists of more names, are not looked at.
const LONGEST: usize = 40;
const MOST: usize = 750;

const MOVE: usize = 2;
const CASE: usize = 1;

/// Modules of CPython's library that programs forget to import, sorted.
const MODULES: &[&str] = &[
    "abc",
    "argparse",
    "array",
    "ast",
    "asyncio",
    "atexit",
    "base64",
    "bdb",
    "binascii",
    "bisect",
    "builtins",
    "bz2",
    "cProfile",
    "calendar",
    "cmath",
    "cmd",
    "code",
    "codecs",
    "codeop",
    "collections",
    "colorsys",
    "compileall",
    "concurrent",
    "configparser",
    "contextlib",
    "contextvars",
    "copy",
    "copyreg",
    "csv",
    "ctypes",
    "curses",
    "dataclasses",
    "datetime",
    "dbm",
    "decimal",
    "difflib",
    "dis",
    "doctest",
    "email",
    "encodings",
    "ensurepip",
    "enum",
    "errno",
    "faulthandler",
    "fcntl",
    "filecmp",
    "fileinput",
    "fnmatch",
    "fractions",
    "ftplib",
    "functools",
    "gc",
    "genericpath",
    "getopt",
    "getpass",
    "gettext",
    "glob",
    "graphlib",
    "grp",
    "gzip",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "http",
    "idlelib",
    "imaplib",
    "importlib",
    "inspect",
    "io",
    "ipaddress",
    "itertools",
    "json",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "lzma",
    "mailbox",
    "marshal",
    "math",
    "mimetypes",
    "mmap",
    "modulefinder",
    "msvcrt",
    "multiprocessing",
    "netrc",
    "nt",
    "ntpath",
    "nturl2path",
    "numbers",
    "opcode",
    "operator",
    "optparse",
    "os",
    "pathlib",
    "pdb",
    "pickle",
    "pickletools",
    "pkgutil",
    "platform",
    "plistlib",
    "poplib",
    "posix",
    "posixpath",
    "pprint",
    "profile",
    "pstats",
    "pty",
    "pwd",
    "py_compile",
    "pyclbr",
    "pydoc",
    "pydoc_data",
    "pyexpat",
    "queue",
    "quopri",
    "random",
    "re",
    "readline",
    "reprlib",
    "resource",
    "rlcompleter",
    "runpy",
    "sched",
    "secrets",
    "select",
    "selectors",
    "shelve",
    "shlex",
    "shutil",
    "signal",
    "site",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "sre_compile",
    "sre_constants",
    "sre_parse",
    "ssl",
    "stat",
    "statistics",
    "string",
    "stringprep",
    "struct",
    "subprocess",
    "symtable",
    "sys",
    "sysconfig",
    "syslog",
    "tabnanny",
    "tarfile",
    "tempfile",
    "termios",
    "textwrap",
    "this",
    "threading",
    "time",
    "timeit",
    "tkinter",
    "token",
    "tokenize",
    "tomllib",
    "trace",
    "traceback",
    "tracemalloc",
    "tty",
    "turtle",
    "turtledemo",
    "types",
    "typing",
    "unicodedata",
    "unittest",
    "urllib",
    "uuid",
    "venv",
    "warnings",
    "wave",
    "weakref",
    "webbrowser",
    "winreg",
    "winsound",
    "wsgiref",
    "xml",
    "xmlrpc",
    "zipapp",
    "zipfile",
    "zipimport",
    "zlib",
    "zoneinfo",
];

/// A name's letters.
struct Letters {
    points: [u32; LONGEST],
    length: usize,
}

impl Letters {
    fn of(name: Value) -> Option<Letters> {
        let length = text::length(name);
        if length > LONGEST {
            return None;
        }
        let mut points = [0; LONGEST];
        for (place, point) in points.iter_mut().zip(text::code_points(name)) {
            *place = point;
        }
        Some(Letters { points, length })
    }

    fn of_word(word: &str) -> Option<Letters> {
        let mut letters = Letters { points: [0; LONGEST], length: 0 };
        for letter in word.chars() {
            *letters.points.get_mut(letters.length)? = u32::from(letter);
            letters.length += 1;
        }
        Some(letters)
    }

    /// How far another name is from this one, if that is close and closer than `nearest`.
    fn nearer(&self, other: &Letters, nearest: usize) -> Option<usize> {
        let limit = (other.length + self.length + 3) * MOVE / 6;
        let limit = limit.min(nearest.saturating_sub(1));
        let found = distance(self.as_slice(), other.as_slice(), limit);
        if found <= limit && found < nearest { Some(found) } else { None }
    }

    fn as_slice(&self) -> &[u32] {
        self.points.get(..self.length).unwrap_or(&[])
    }
}

/// What it costs to take one letter for another.
fn replacement(a: u32, b: u32) -> usize {
    let lower = |point: u32| if (0x41..=0x5a).contains(&point) { point + 32 } else { point };
    if a == b {
        0
    } else if lower(a) == lower(b) {
        CASE
    } else {
        MOVE
    }
}

/// How far two names are from each other; more than `limit` if they are further than that.
fn distance(mut a: &[u32], mut b: &[u32], limit: usize) -> usize {
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_first(), b.split_first())
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_last(), b.split_last())
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE;
    }
    if a.len().abs_diff(b.len()) * MOVE > limit {
        return limit.saturating_add(1);
    }
    // The row of the table of distances for the letters of `b` so far.
    let mut row = [0; LONGEST + 1];
    for (place, index) in row.iter_mut().zip(0..) {
        *place = index * MOVE;
    }
    for (index, &y) in b.iter().enumerate() {
        let mut diagonal = core::mem::replace(&mut row[0], (index + 1) * MOVE);
        let mut left = (index + 1) * MOVE;
        let mut least = usize::MAX;
        for (place, &x) in row.iter_mut().skip(1).zip(a) {
            let best = (diagonal + replacement(x, y)).min(left.min(*place) + MOVE);
            diagonal = core::mem::replace(place, best);
            left = best;
            least = least.min(best);
        }
        if least > limit {
            return limit.saturating_add(1);
        }
    }
    row.get(a.len()).copied().unwrap_or(usize::MAX)
}

/// The closest of some names to a wrong one.
struct Search {
    wrong: Value,
    letters: Letters,
    best: Option<Value>,
    nearest: usize,
    /// Names that begin with an underscore do not count.
    hides: bool,
    count: usize,
}

impl Search {
    fn new(wrong: Value, hides: bool) -> Option<Search> {
        Some(Search { wrong, letters: Letters::of(wrong)?, best: None, nearest: usize::MAX, hides, count: 0 })
    }

    fn consider(&mut self, name: Value) {
        if !is(name, Kind::Str) || (self.hides && text::length(name) != 0 && text::code_point(name, 0) == u32::from('_')) {
            return;
        }
        self.count += 1;
        if text::equal(name, self.wrong) {
            return;
        }
        let Some(letters) = Letters::of(name) else { return };
        if let Some(found) = self.letters.nearer(&letters, self.nearest) {
            (self.best, self.nearest) = (Some(name), found);
        }
    }

    fn consider_keys(&mut self, context: &Context, dict: *mut Dict) {
        let mut from = 0;
        while let Some((number, entry)) = context.table_next(dict, from) {
            self.consider(entry.key);
            from = number + 1;
        }
    }

    fn result(self) -> Option<Value> {
        if self.count < MOST { self.best } else { None }
    }
}

impl Context {
    /// Notes in a NameError what a suggestion needs to know of the running frame.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn note_names(&mut self, exception: Value) -> Result<()> {
        let Some(globals) = self.current_globals() else { return Ok(()) };
        set_extra(exception, GLOBALS, Value::from_pointer(globals));
        let fp = self.machine.fp;
        // SAFETY: a function runs in the frame, as it has globals.
        let Some(code) = (unsafe { self.code_of_frame(fp) }) else { return Ok(()) };
        let list = self.new_list(&[])?;
        // SAFETY: the frame's code is alive, and its variables lie in the first slots.
        unsafe {
            if (*code).object.header.flags & Code::CLASS_BODY != 0 && is(*fp, Kind::Dict) {
                // The names of a class body are the keys of its namespace.
                self.append_keys((*fp).as_pointer(), list)?;
            }
            let names = (*code).variable_names;
            for slot in 0..self.tuple_length(names) {
                let held = *fp.add(slot);
                // A variable that was never bound here may have anything in its slot, even what another VM left there.
                if held.is_pointer() && self.heap.find(held.0).is_none() {
                    continue;
                }
                let value = content(held);
                if value != Value::UNDEFINED {
                    let name = self.tuple_item(names, slot);
                    if text::equals_text(name, "self") {
                        set_extra(exception, RECEIVER, value);
                    }
                    self.list_append(list, name)?;
                }
            }
            for index in 0..self.tuple_length((*code).free_names) {
                let name = self.tuple_item((*code).free_names, index);
                self.list_append(list, name)?;
            }
        }
        set_extra(exception, VARIABLES, list);
        Ok(())
    }

    fn append_keys(&mut self, namespace: *mut Dict, list: Value) -> Result<()> {
        let mut from = 0;
        while let Some((number, entry)) = self.table_next(namespace, from) {
            self.list_append(list, entry.key)?;
            from = number + 1;
        }
        Ok(())
    }

    /// Notes in an AttributeError whether the running function is a method of the object.
    pub(crate) fn note_method(&self, exception: Value, object: Value) {
        let fp = self.machine.fp;
        if self.current_function().is_none() {
            return;
        }
        // SAFETY: a function runs in the frame; its variables lie in the first slots.
        unsafe {
            let Some(code) = self.code_of_frame(fp) else { return };
            let names = (*code).variable_names;
            let own = self.tuple_length(names) != 0 && text::equals_text(self.tuple_item(names, 0), "self");
            if own && content(*fp) == object {
                set_extra(exception, IN_METHOD, Value::TRUE);
            }
        }
    }

    /// What stands behind an exception's message in a report: nothing, or a sentence that begins with a dot. Leaves no exception.
    pub(crate) fn suggestion(&mut self, exception: Value) -> Option<Value> {
        let pending = core::mem::replace(&mut self.machine.exception, Value::UNDEFINED);
        let result = self.suggest(exception);
        self.machine.exception = pending;
        result.ok().flatten()
    }

    fn suggest(&mut self, exception: Value) -> Result<Option<Value>> {
        let found = if self.is_instance_of(exception, ClassId::NameError) {
            let wrong = extra(exception, 0);
            if !is(wrong, Kind::Str) {
                return Ok(None);
            }
            let found = self.suggest_name(exception, wrong)?;
            if is_library_module(wrong) {
                let mean = match found {
                    Some(found) => self.format(format_args!("Did you mean: '{}'? Or did", Display(found)))?,
                    None => self.new_str("Did")?,
                };
                return self.format(format_args!(". {} you forget to import '{}'?", Display(mean), Display(wrong))).map(Some);
            }
            found
        } else if self.is_instance_of(exception, ClassId::AttributeError) {
            let (wrong, object) = (extra(exception, 0), extra(exception, 1));
            if !is(wrong, Kind::Str) || object == Value::UNDEFINED {
                return Ok(None);
            }
            let hides = text::length(wrong) == 0 || text::code_point(wrong, 0) != u32::from('_');
            self.suggest_attribute(object, wrong, hides && extra(exception, IN_METHOD) != Value::TRUE)?
        } else if self.is_instance_of(exception, ClassId::ImportError) {
            let (module, wrong) = (extra(exception, 1), extra(exception, 3));
            if !is(module, Kind::Str) || !is(wrong, Kind::Str) {
                return Ok(None);
            }
            let Some(module) = self.table_load_name(self.modules.as_pointer(), module) else { return Ok(None) };
            let hides = text::length(wrong) == 0 || text::code_point(wrong, 0) != u32::from('_');
            self.suggest_attribute(module, wrong, hides)?
        } else {
            None
        };
        match found {
            Some(found) => self.format(format_args!(". Did you mean: '{}'?", Display(found))).map(Some),
            None => Ok(None),
        }
    }

    fn suggest_name(&mut self, exception: Value, wrong: Value) -> Result<Option<Value>> {
        let (receiver, variables, globals) = (extra(exception, RECEIVER), extra(exception, VARIABLES), extra(exception, GLOBALS));
        if receiver != Value::UNDEFINED && attribute::find_attribute(self, receiver, wrong)?.is_some() {
            return self.format(format_args!("self.{}", Display(wrong))).map(Some);
        }
        self.complete_builtins()?;
        let Some(mut search) = Search::new(wrong, false) else { return Ok(None) };
        if is(variables, Kind::List) {
            for index in 0..sequence::length(variables) {
                search.consider(sequence::item(variables, index).unwrap_or(Value::NONE));
            }
        }
        if is(globals, Kind::Dict) {
            search.consider_keys(self, globals.as_pointer());
        }
        search.consider_keys(self, self.machine.builtins);
        Ok(search.result())
    }

    fn suggest_attribute(&mut self, object: Value, wrong: Value, hides: bool) -> Result<Option<Value>> {
        let Some(mut search) = Search::new(wrong, hides) else { return Ok(None) };
        let name = self.intern("dir")?;
        let Some(function) = self.find_builtin(name)? else { return Ok(None) };
        let names = self.call(function, &[object])?;
        operations::for_each(self, names, |_, name| {
            search.consider(name);
            Ok(true)
        })?;
        Ok(search.result())
    }

    /// The closest of some parameters to a wrong name.
    pub(crate) fn closest_parameter(&self, wrong: Value, names: Value, from: usize, to: usize) -> Option<Value> {
        let mut search = Search::new(wrong, false)?;
        for index in from..to {
            search.consider(self.tuple_item(names, index));
        }
        search.result()
    }
}

/// The closest of a native function's parameters to a wrong name.
pub(crate) fn closest_word<'a>(wrong: Value, words: &[&'a str]) -> Option<&'a str> {
    let wrong = Letters::of(wrong)?;
    let (mut best, mut nearest) = (None, usize::MAX);
    for word in words.iter().map(|word| word.trim_start_matches('*')).filter(|word| !word.is_empty()) {
        if let Some(found) = Letters::of_word(word).and_then(|letters| wrong.nearer(&letters, nearest)) {
            (best, nearest) = (Some(word), found);
        }
    }
    best
}

/// What a slot or the cell in it holds.
fn content(slot: Value) -> Value {
    // SAFETY: what a frame holds is alive.
    if is(slot, Kind::Cell) { unsafe { (*slot.as_pointer::<Cell>()).value } } else { slot }
}

fn is_library_module(name: Value) -> bool {
    text::ascii_text(name).is_some_and(|name| MODULES.contains(&name))
}
