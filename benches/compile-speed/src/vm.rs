//! The functions of a program, and how long Copperhead takes for each.

use std::time::Instant;

use copperhead::host::{Host, HostError, Stream};
use copperhead::jit::JitOptions;
use copperhead::jit::view::RegionView;
use copperhead::run::Outcome;
use copperhead::vm::{Options, Vm};
use copperhead_host_linux::LinuxCode;

use crate::{Measured, median};

/// Compilations of each function.
pub const ROUNDS: usize = 201;

/// A function that was compiled.
pub struct Function {
    /// Its file's and its own name.
    pub name: String,
    /// How many bytecodes it has.
    pub bytecodes: usize,
    /// Where its instructions lay, and still would if the program ran.
    pub address: u64,
    /// The instructions and their cells.
    pub words: Vec<u64>,
    /// How Copperhead compiled it.
    pub measured: Measured,
}

/// What compiling took while a program ran: caches cold, each function once or when it has met something new.
#[derive(Clone, Copy, Default)]
pub struct Running {
    /// Bytecodes compiled.
    pub bytecodes: u64,
    /// The time that took.
    pub nanoseconds: u64,
}

/// A host that reads the clock, throws output away, and is told of regions.
struct Watch {
    start: Instant,
    /// The last two times that were asked for.
    times: [u64; 2],
    /// Compilations of functions by the address of their instructions.
    seen: Vec<(Function, Vec<f64>)>,
    collecting: bool,
}

impl Host for Watch {
    fn write(&mut self, _: Stream, _: &[u8]) -> Result<(), HostError> {
        Ok(())
    }

    fn monotonic_nanoseconds(&mut self) -> Option<u64> {
        self.times = [self.times[1], self.start.elapsed().as_nanos() as u64];
        Some(self.times[1])
    }

    fn code_made(&mut self, region: &RegionView<'_>) {
        if !self.collecting {
            return;
        }
        let time = self.times[1].saturating_sub(self.times[0]) as f64;
        let address = region.instructions().as_ptr().addr() as u64;
        if let Some((_, times)) = self.seen.iter_mut().find(|(function, _)| function.address == address) {
            times.push(time);
            return;
        }
        let mut bytecodes = 0;
        // Some have a second, slower way at the end of the region.
        region.for_each(|piece| bytecodes += usize::from(!piece.second));
        let words = region.instructions().to_vec();
        let measured = Measured { nanoseconds: 0.0, bytes: region.length() };
        let function = Function { name: format!("{}:{}", region.file_name(), region.name()), bytecodes, address, words, measured };
        self.seen.push((function, vec![time]));
    }

    fn native_stack_limit(&mut self) -> usize {
        copperhead_host_linux::native_stack_limit().unwrap_or(0) + (256 << 10)
    }
}

/// Runs a program at a size, and compiles its functions again and again. What it took while the program ran is added to `running`.
pub fn functions_of(file: &str, size: &str, running: &mut Running) -> Vec<Function> {
    let source = std::fs::read(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut memory = vec![0u8; 512 << 20];
    let mut watch = Watch { start: Instant::now(), times: [0; 2], seen: Vec::new(), collecting: false };
    let host: *mut Watch = &mut watch;
    let mut code = LinuxCode::new();
    {
        let options = Options { jit: JitOptions { threshold: 1, ..JitOptions::default() }, hash_seed: Some(0), ..Options::default() };
        // SAFETY: the VM uses the host only inside its own calls, and it is looked at here only between them.
        let mut vm = Vm::new(&mut memory, unsafe { &mut *host }, &mut code, options).expect("a VM");
        let name = file.rsplit('/').next().unwrap_or(file);
        let outcome = vm.run_main(&source, name, &[file, size]);
        assert!(matches!(outcome, Outcome::Finished), "{file} fails: {outcome:?}");
        let statistics = vm.jit_statistics();
        running.bytecodes += statistics.bytecodes;
        running.nanoseconds += statistics.compile_nanoseconds;
        vm.compile_again();
        // SAFETY: as above.
        unsafe { (*host).collecting = true };
        for _ in 0..ROUNDS {
            vm.compile_again();
        }
    }
    let finish = |(mut function, mut times): (Function, Vec<f64>)| {
        function.measured.nanoseconds = median(&mut times);
        function
    };
    watch.seen.into_iter().map(finish).collect()
}
