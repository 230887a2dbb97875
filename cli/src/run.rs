//! Running a program, and how it ended.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::io::Read;
use std::path::{Path, PathBuf};

use copperhead::host::{Host, Stream};
use copperhead::jit::JitOptions;
use copperhead::limits::Termination;
use copperhead::run::Outcome;
use copperhead::vm::{Options, Vm};
use copperhead_core::buffer::{CodeBuffer, NoCode};

use crate::arguments::{CodeHost, Command, Program, Statistics};
use crate::host;
use crate::interrupt::{end_by_interrupt, with_interrupts};
use crate::statistics;
use crate::system::System;
use crate::tools;

/// Exit status of a program that was ended by a limit: as `timeout` has it.
const LIMIT_REACHED: u8 = 124;

/// Zeroed memory from the system, which gives pages only when they are used.
struct Memory {
    start: *mut u8,
    layout: Layout,
}

impl Memory {
    fn new(bytes: usize) -> Option<Memory> {
        // An alignment that every system's `calloc` gives, so that it is called, which leaves the pages untouched.
        let layout = Layout::from_size_align(bytes.max(4096), 8).ok()?;
        // SAFETY: the layout is not empty.
        let start = unsafe { alloc_zeroed(layout) };
        if start.is_null() { None } else { Some(Memory { start, layout }) }
    }

    fn bytes(&mut self) -> &mut [u8] {
        // SAFETY: the memory is initialised and this value's own.
        unsafe { std::slice::from_raw_parts_mut(self.start, self.layout.size()) }
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        // SAFETY: allocated with this layout.
        unsafe { dealloc(self.start, self.layout) }
    }
}

/// The code memory that the command line asks for; none, with a word about it, where the system refuses.
fn code_buffer(command: &Command) -> Box<dyn CodeBuffer> {
    let chosen = match command.code_host {
        // Code that is mapped twice lies in a file for the system: perf takes it for that, and GDB's breakpoints are not hit in it.
        CodeHost::Auto if command.perf_map || command.gdb => CodeHost::Protect,
        chosen => chosen,
    };
    host::code_buffer(chosen).unwrap_or_else(|error| {
        eprintln!("copperhead: the system refuses such code memory ({error:?}); everything is interpreted");
        Box::new(NoCode)
    })
}

/// The path, from the root: `__file__` and what tracebacks show. Nothing else is done to it.
fn absolute(path: &Path) -> PathBuf {
    std::env::current_dir().map_or_else(|_| path.to_path_buf(), |folder| folder.join(path.as_os_str()))
}

/// The program's text and the name it goes by, or the exit status and message if it cannot be read.
fn read(program: &Program) -> Result<(Vec<u8>, String), (u8, String)> {
    match program {
        Program::File(path) if path.is_dir() => match path.join("__main__.py").is_file() {
            true => Ok((Vec::new(), String::new())),
            false => Err((1, format!("copperhead: can't find '__main__' module in '{}'", path.display()))),
        },
        Program::Module(_) => Ok((Vec::new(), String::new())),
        Program::File(path) => match std::fs::read(path) {
            Ok(text) => Ok((text, absolute(path).to_string_lossy().into_owned())),
            Err(error) => {
                let number = error.raw_os_error().unwrap_or(0);
                let reason = error.to_string();
                let reason = reason.split(" (os error").next().unwrap_or("");
                Err((2, format!("copperhead: can't open file '{}': [Errno {number}] {reason}", absolute(path).display())))
            }
        },
        Program::Text(text) => Ok((text.clone(), "<string>".into())),
        Program::Input => {
            let mut text = Vec::new();
            match std::io::stdin().read_to_end(&mut text) {
                Ok(_) => Ok((text, "<stdin>".into())),
                Err(error) => Err((1, format!("copperhead: cannot read standard input: {error}"))),
            }
        }
    }
}

/// Runs what the command line names; returns the exit status.
pub fn run(command: &Command) -> u8 {
    let (mut source, name) = match read(&command.program) {
        Ok(found) => found,
        Err((status, message)) => {
            eprintln!("{message}");
            return status;
        }
    };
    if command.python.skip_line {
        // Its end stays, so that lines keep their numbers.
        let line = source.iter().position(|&byte| byte == b'\n').unwrap_or(source.len());
        source.drain(..line);
    }
    let Some(mut memory) = Memory::new(command.memory) else {
        eprintln!("copperhead: the system gives no {} bytes of memory; try --memory=256M", command.memory);
        return 1;
    };
    let mut system = System::new();
    system.unbuffered = command.python.unbuffered;
    system.tools = match tools::chosen(command) {
        Ok(tools) => tools,
        Err(reason) => {
            eprintln!("copperhead: {reason}");
            return 2;
        }
    };
    let started = system.monotonic_nanoseconds().unwrap_or(0);
    let mut code = code_buffer(command);
    let options = Options {
        jit: JitOptions {
            enabled: command.jit,
            threshold: command.threshold,
            stress: command.stress,
            count: command.statistics == Statistics::Count,
            code_bytes: command.code_bytes,
        },
        hash_seed: command.python.variable("PYTHONHASHSEED").and_then(|text| text.parse().ok()),
        optimize: command.python.optimize,
        // Address space until it is used: a program that lifts the recursion limit finds room.
        stack_bytes: Some(command.memory / 8).filter(|_| command.memory > 8 << 20),
        recursion_limit: command.recursion_limit,
    };
    let (status, interrupted) = {
        let Ok(mut vm) = Vm::new(memory.bytes(), &mut system, code.as_mut(), options) else {
            eprintln!("copperhead: {} bytes of memory are too little", command.memory);
            return 1;
        };
        if command.disassemble {
            return finish(vm.disassemble(&source, &name), &mut vm, command);
        }
        if let Some(bytes) = command.limit_memory {
            vm.limit_memory(bytes, bytes.saturating_add(bytes / 4).saturating_add(1 << 20));
        }
        if let Some(seconds) = command.limit_seconds {
            vm.limit_time(Some(started.saturating_add((seconds * 1e9) as u64)));
        }
        vm.limit_steps(command.limit_steps);
        vm.interrupts_raise(true);
        // A file's as it was given, unlike `__file__`.
        let first = match &command.program {
            Program::Text(_) => "-c".into(),
            Program::Input if command.python.no_arguments => "".into(),
            Program::Input => "-".into(),
            Program::Module(_) => "-m".into(),
            Program::File(path) => path.to_string_lossy(),
        };
        for folder in search_folders(command) {
            if vm.add_search_folder(&folder).is_err() {
                eprintln!("copperhead: {} bytes of memory are too little", command.memory);
                return 1;
            }
        }
        vm.escape_stream_bytes(is_plain_locale());
        if let Some(how) = command.python.variable("PYTHONIOENCODING")
            && vm.encode_streams(&how).is_err()
        {
            eprintln!("copperhead: PYTHONIOENCODING={how}: {}", vm.error_text(&mut [0; 200]));
            return 1;
        }
        let mut arguments = vec![first.as_ref()];
        arguments.extend(command.arguments.iter().map(String::as_str));
        let handle = vm.interrupt_handle();
        let prologue = command.python.prologue();
        if !prologue.is_empty() && vm.run(&prologue).is_err() {
            eprintln!("copperhead: the options cannot be kept in so little memory");
            return 1;
        }
        let outcome = with_interrupts(handle, || match &command.program {
            Program::Module(module) => vm.run_module(module, &arguments),
            Program::File(path) if path.is_dir() => vm.run_module("__main__", &arguments),
            _ => vm.run_main(&source, &name, &arguments),
        });
        (finish(outcome, &mut vm, command), outcome == Outcome::Interrupted)
    };
    let _ = system.flush(Stream::Output);
    system.tools.iter_mut().for_each(|tool| tool.finish());
    if interrupted {
        end_by_interrupt();
    }
    status
}

/// The folders in which modules are looked for: the program's own, then those of PYTHONPATH.
fn search_folders(command: &Command) -> Vec<String> {
    let own = match &command.program {
        Program::File(path) if path.is_dir() => absolute(path).display().to_string(),
        Program::File(path) => {
            let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
            path.parent().map_or_else(String::new, |folder| folder.display().to_string())
        }
        Program::Module(_) => std::env::current_dir().map_or_else(|_| String::new(), |folder| folder.display().to_string()),
        Program::Text(_) | Program::Input => String::new(),
    };
    let mut folders = if command.python.safe_path { Vec::new() } else { vec![own] };
    if let Some(more) = command.python.variable("PYTHONPATH") {
        folders.extend(more.split(':').filter(|folder| !folder.is_empty()).map(|folder| absolute(Path::new(folder)).display().to_string()));
    }
    folders
}

/// The exit status of an outcome; prints what belongs to it.
fn finish(outcome: Outcome, vm: &mut Vm<'_>, command: &Command) -> u8 {
    let status = match outcome {
        Outcome::Finished => 0,
        Outcome::Exit(status) => (status & 0xff) as u8,
        Outcome::Raised => 1,
        // The process ends by the signal itself.
        Outcome::Interrupted => 130,
        Outcome::Terminated(reason) => {
            vm.flush();
            let what = match reason {
                Termination::Steps => "the step limit was reached",
                Termination::Deadline => "the time limit was reached",
                Termination::Memory => "the memory limit was reached",
                Termination::Interrupt => "interrupted",
            };
            eprintln!("copperhead: {what}");
            LIMIT_REACHED
        }
    };
    vm.flush();
    if command.statistics != Statistics::Off {
        statistics::print(vm, command.statistics);
    }
    status
}

/// Whether the locale says nothing of a language: then standard streams pass on what is no UTF-8.
fn is_plain_locale() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|locale| !locale.is_empty()));
    set.is_none_or(|locale| ["C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"].contains(&locale.as_str()))
}
