//! How fast functions become machine code: Copperhead's, and the same functions through Cranelift and LLVM.
//!
//!     compile-speed FILE SIZE [FILE SIZE ...] >result.json
//!
//! The way: each program runs once in a VM of its own, machine code from the first call on, so that its bytecode is specialised ([`vm`]). Then
//! everything that has machine code is compiled again, many times over, and each function's time is the median of these. The clock is read where the
//! VM reads it, before and behind a compilation: from bytecode to published code, a record in the heap included.
//!
//! The last of these compilations gives the functions' bytecode. From that [`recipe`] makes each function in a small representation ([`ir`]): for each bytecode
//! the same loads, guards, fast path and call of the helper as its stencil has, frame slots in memory as in the baseline. [`cranelift`] and [`llvm`] turn it
//! into their own representation beforehand, which is not measured, and then compile a copy of that many times over; each function's time is the
//! median. What favours them: the representation is there already, there are no entries in the middle of functions (loops that are entered
//! while they run, generators), bytecodes that the recipes do not know are one call, cold divisions are left out, and nothing is linked or published:
//! Cranelift's code is copied to memory, LLVM's is an object file in memory. Their times are the processor's ([`processor_time`]); Copperhead's are too short for that
//! clock, and for anybody to come between.

mod cranelift;
mod ir;
#[cfg(feature = "llvm")]
mod llvm;
mod recipe;
mod vm;

/// What one compiler did with one function.
#[derive(Clone, Copy, Default)]
pub struct Measured {
    /// The median.
    pub nanoseconds: f64,
    /// Of machine code.
    pub bytes: usize,
}

/// A compiler's name, how often it compiled each function, and what it did with it.
type Column = (&'static str, usize, Vec<Measured>);

fn main() {
    let mut words = std::env::args().skip(1);
    let mut functions = Vec::new();
    let mut running = vm::Running::default();
    while let (Some(file), Some(size)) = (words.next(), words.next()) {
        functions.extend(vm::functions_of(&file, &size, &mut running));
        eprint!(".");
    }
    eprintln!(" {} functions", functions.len());
    let translated: Vec<ir::Function> = functions.iter().map(recipe::translate).collect();
    let mut columns: Vec<Column> = vec![("copperhead", vm::ROUNDS, functions.iter().map(|function| function.measured).collect())];
    for (name, level, allocator) in [
        ("cranelift-none", "none", "single_pass"),
        ("cranelift-default", "none", "backtracking"),
        ("cranelift-speed", "speed", "backtracking"),
    ] {
        columns.push((name, cranelift::ROUNDS, cranelift::measure(&translated, level, allocator)));
        eprintln!("{name}");
    }
    #[cfg(feature = "llvm")]
    for (name, level) in [("llvm-O0", 0), ("llvm-O2", 2)] {
        columns.push((name, llvm::ROUNDS[usize::from(level > 0)], llvm::measure(&translated, level)));
        eprintln!("{name}");
    }
    print(&functions, running, &translated, &columns);
}

/// One JSON object.
fn print(functions: &[vm::Function], running: vm::Running, translated: &[ir::Function], columns: &[Column]) {
    let bytecodes: usize = functions.iter().map(|function| function.bytecodes).sum();
    let known: usize = translated.iter().map(|function| function.known).sum();
    println!("{{\"functions\": {}, \"bytecodes\": {bytecodes}, \"bytecodes_with_recipe\": {known},", functions.len());
    // Functions of which the others get every bytecode.
    let whole: Vec<bool> = translated.iter().zip(functions).map(|(ir, function)| ir.known == function.bytecodes).collect();
    let sum = |all: &[Measured], of_whole: bool| -> f64 {
        all.iter().zip(&whole).filter(|(_, whole)| !of_whole || **whole).map(|(one, _)| one.nanoseconds).sum()
    };
    println!("\"whole_functions\": {},", whole.iter().filter(|whole| **whole).count());
    println!("\"running\": {{\"bytecodes\": {}, \"nanoseconds\": {}}},", running.bytecodes, running.nanoseconds);
    println!("\"operations\": {},", translated.iter().map(|function| function.operations.len()).sum::<usize>());
    println!("\"compilers\": {{");
    for (index, (name, rounds, all)) in columns.iter().enumerate() {
        let time = sum(all, false);
        let bytes: usize = all.iter().map(|one| one.bytes).sum();
        let ratios: f64 = all.iter().zip(&columns[0].2).map(|(one, ours)| (one.nanoseconds / ours.nanoseconds).ln()).sum();
        println!(
            "\"{name}\": {{\"rounds\": {rounds}, \"nanoseconds_per_bytecode\": {:.2}, \"bytecodes_per_second\": {:.0}, \"microseconds_per_function\": {:.3}, \"bytes_per_bytecode\": {:.1}, \
             \"times_copperhead\": {:.2}, \"times_copperhead_geometric\": {:.2}, \"times_copperhead_whole\": {:.2}}}{}",
            time / bytecodes as f64,
            bytecodes as f64 * 1e9 / time,
            time / functions.len() as f64 / 1000.0,
            bytes as f64 / bytecodes as f64,
            time / sum(&columns[0].2, false),
            (ratios / all.len() as f64).exp(),
            sum(all, true) / sum(&columns[0].2, true),
            if index + 1 == columns.len() { "" } else { "," },
        );
    }
    println!("}},\n\"by_function\": [");
    for (index, function) in functions.iter().enumerate() {
        let times: Vec<String> = columns.iter().map(|(_, _, all)| format!("{:.0}", all[index].nanoseconds)).collect();
        let end = if index + 1 == functions.len() { "" } else { "," };
        println!("[\"{}\", {}, {}]{end}", function.name.replace(['"', '\\'], "_"), function.bytecodes, times.join(", "));
    }
    println!("]}}");
}

/// Processor time of this thread, in nanoseconds: what else runs on the machine does not count, but for what it does to caches.
fn processor_time() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the structure is the call's to fill.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

/// The middle of some times.
fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
