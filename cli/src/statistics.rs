//! `--stats`: one JSON object on standard error.

use copperhead::vm::Vm;

use crate::arguments::Statistics;

/// Prints what the JIT did.
pub fn print(vm: &Vm<'_>, what: Statistics) {
    let jit = vm.jit_statistics();
    let (machine, interpreted, exits) = vm.executed();
    let mut fields = vec![
        ("regions", jit.regions.to_string()),
        ("bytecodes_compiled", jit.bytecodes.to_string()),
        ("code_bytes", jit.code_bytes.to_string()),
        ("freed_bytes", jit.freed_bytes.to_string()),
        ("compile_nanoseconds", jit.compile_nanoseconds.to_string()),
        ("failures", jit.failures.to_string()),
        ("exits", exits.to_string()),
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
