//! `--stats`: one JSON object on standard error.

use copperhead::vm::Vm;

use crate::arguments::Statistics;

/// Prints what the JIT did, and what memory was used.
pub fn print(vm: &mut Vm<'_>, what: Statistics) {
    let jit = vm.jit_statistics();
    let (machine, interpreted, exits) = vm.executed();
    let (heap, code) = (vm.heap_usage(), vm.code_usage());
    let apart = jit.cold_bytes + jit.island_bytes + jit.tail_bytes;
    let live = jit.code_bytes - jit.freed_bytes;
    let mut fields = vec![
        ("regions", jit.regions.to_string()),
        ("recompilations", jit.recompilations.to_string()),
        ("regions_retired", jit.retired.to_string()),
        ("regions_freed", jit.freed_regions.to_string()),
        ("failures", jit.failures.to_string()),
        ("bytecodes_compiled", jit.bytecodes.to_string()),
        ("compile_nanoseconds", jit.compile_nanoseconds.to_string()),
        ("code_bytes", jit.code_bytes.to_string()),
        ("hot_bytes", jit.code_bytes.saturating_sub(apart).to_string()),
        ("cold_bytes", jit.cold_bytes.to_string()),
        ("island_bytes", jit.island_bytes.to_string()),
        ("tail_bytes", jit.tail_bytes.to_string()),
        ("freed_bytes", jit.freed_bytes.to_string()),
        ("live_bytes", live.to_string()),
        ("padding_bytes", (code.used as u64).saturating_sub(live).to_string()),
        ("reserved_bytes", code.reserved.to_string()),
        ("free_bytes", code.reserved.saturating_sub(code.used).to_string()),
        ("exits", exits.to_string()),
        ("exceptions_to_machine_code", jit.handled.to_string()),
        ("exceptions_to_interpreter", jit.handled_interpreted.to_string()),
        ("cache_misses", jit.misses.to_string()),
        ("collections", heap.collections.to_string()),
        ("memory_errors", heap.memory_errors.to_string()),
        ("allocations", heap.allocations.to_string()),
        ("heap_bytes", heap.in_use.to_string()),
        ("heap_peak", heap.peak.to_string()),
        ("heap_capacity", heap.capacity.to_string()),
    ];
    if what == Statistics::Count {
        let total = machine.saturating_add(interpreted);
        fields.push(("machine_bytecodes", machine.to_string()));
        fields.push(("interpreted_bytecodes", interpreted.to_string()));
        let share = if total == 0 { 0.0 } else { machine as f64 / total as f64 };
        fields.push(("machine_share", format!("{share:.4}")));
    }
    let text: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    eprintln!("{{{}}}", text.join(", "));
}
