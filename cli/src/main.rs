//! The command: `copperhead [OPTIONS] FILE|-c CODE|-m MODULE|- [ARG…]`.
//!
//! [`arguments`] reads the command line, [`python_options`] what of it CPython knows, too, [`system`] gives the VM its host and `host` what differs between systems, [`run`] runs a program and tells how it ended,
//! [`statistics`] prints what `--stats` asks for, [`tools`] are told of machine code: listing, `perf`, GDB.

mod arguments;
mod files;
#[cfg(target_os = "linux")]
#[path = "host/linux.rs"]
mod host;
#[cfg(target_os = "macos")]
#[path = "host/macos.rs"]
mod host;
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
#[path = "host/other.rs"]
mod host;
mod interrupt;
mod python_options;
mod run;
mod statistics;
mod system;
mod tools;

use std::process::ExitCode;

fn main() -> ExitCode {
    let command = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(arguments::Stop::Help) => {
            print!("{}", arguments::HELP);
            return ExitCode::SUCCESS;
        }
        Err(arguments::Stop::Version) => {
            println!("Copperhead {} (Python 3.13)", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        Err(arguments::Stop::Wrong(message)) => {
            eprintln!("copperhead: {message}\nTry 'copperhead --help'.");
            return ExitCode::from(2);
        }
    };
    ExitCode::from(run::run(&command))
}
