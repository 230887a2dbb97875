//! The functions through Cranelift: compiled, and the code copied to where it would run.

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{self as clif, AbiParam, InstBuilder, MemFlagsData, Signature, types};
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};

use crate::ir::{Binary, FRAME, FloatBinary, Function, MACHINE, Operation, Relation, Width};
use crate::{Measured, median, processor_time};

/// Compilations of each function.
pub const ROUNDS: usize = 31;

/// Compiles each function at an optimisation level with a register allocator.
pub fn measure(functions: &[Function], level: &str, allocator: &str) -> Vec<Measured> {
    let mut flags = settings::builder();
    flags.set("opt_level", level).expect("a level");
    flags.set("enable_verifier", "false").expect("a flag");
    flags.set("regalloc_algorithm", allocator).expect("an allocator");
    let isa = cranelift_native::builder().expect("a host that Cranelift knows").finish(settings::Flags::new(flags)).expect("flags");
    let mut memory = vec![0u8; 1 << 22];
    functions.iter().map(|function| one(&built(function, &isa), &isa, &mut memory)).collect()
}

fn one(built: &clif::Function, isa: &OwnedTargetIsa, memory: &mut [u8]) -> Measured {
    let mut context = Context::new();
    let mut control = ControlPlane::default();
    let mut times = Vec::new();
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        context.clear();
        context.func = built.clone();
        let start = processor_time();
        let compiled = context.compile(&**isa, &mut control).expect("compiles");
        let code = compiled.code_buffer();
        memory[..code.len()].copy_from_slice(code);
        times.push(processor_time() - start);
        bytes = code.len();
    }
    Measured { nanoseconds: median(&mut times), bytes }
}

fn signature(parameters: usize, results: usize, convention: CallConv) -> Signature {
    let mut signature = Signature::new(convention);
    signature.params = vec![AbiParam::new(types::I64); parameters];
    signature.returns = vec![AbiParam::new(types::I64); results];
    signature
}

fn integer(relation: Relation) -> IntCC {
    match relation {
        Relation::Equal => IntCC::Equal,
        Relation::NotEqual => IntCC::NotEqual,
        Relation::Less => IntCC::SignedLessThan,
        Relation::LessEqual => IntCC::SignedLessThanOrEqual,
        Relation::Greater => IntCC::SignedGreaterThan,
        Relation::GreaterEqual => IntCC::SignedGreaterThanOrEqual,
        Relation::Below => IntCC::UnsignedLessThan,
        Relation::Above => IntCC::UnsignedGreaterThan,
    }
}

fn float(relation: Relation) -> FloatCC {
    match relation {
        Relation::Equal => FloatCC::Equal,
        Relation::NotEqual => FloatCC::NotEqual,
        Relation::Less | Relation::Below => FloatCC::LessThan,
        Relation::LessEqual => FloatCC::LessThanOrEqual,
        Relation::Greater | Relation::Above => FloatCC::GreaterThan,
        Relation::GreaterEqual => FloatCC::GreaterThanOrEqual,
    }
}

/// A function in Cranelift's representation.
fn built(function: &Function, isa: &OwnedTargetIsa) -> clif::Function {
    let convention = isa.default_call_conv();
    let mut result = clif::Function::with_name_signature(clif::UserFuncName::user(0, 0), signature(2, 1, convention));
    let mut frontend = FunctionBuilderContext::new();
    let mut builder = FunctionBuilder::new(&mut result, &mut frontend);
    let blocks: Vec<clif::Block> = (0..function.blocks).map(|_| builder.create_block()).collect();
    builder.append_block_params_for_function_params(blocks[0]);
    let mut values = vec![None; function.values as usize];
    values[MACHINE as usize] = Some(builder.block_params(blocks[0])[0]);
    values[FRAME as usize] = Some(builder.block_params(blocks[0])[1]);
    let flags = MemFlagsData::trusted();
    let mut signatures: Vec<((usize, usize), clif::SigRef)> = Vec::new();
    macro_rules! value {
        ($value:expr) => {
            values[*$value as usize].expect("defined before")
        };
    }
    macro_rules! as_float {
        ($value:expr) => {{
            let value = value!($value);
            builder.ins().bitcast(types::F64, MemFlagsData::new(), value)
        }};
    }
    for operation in &function.operations {
        match operation {
            Operation::Begin(block) => builder.switch_to_block(blocks[*block as usize]),
            Operation::Constant(to, number) => values[*to as usize] = Some(builder.ins().iconst(types::I64, *number)),
            Operation::Load(to, width, base, offset) => {
                let base = value!(base);
                values[*to as usize] = Some(match width {
                    Width::Byte => builder.ins().uload8(types::I64, flags, base, *offset),
                    Width::Quarter => builder.ins().uload16(types::I64, flags, base, *offset),
                    Width::Half => builder.ins().uload32(flags, base, *offset),
                    Width::Word => builder.ins().load(types::I64, flags, base, *offset),
                });
            }
            Operation::Store(value, base, offset) => {
                let (value, base) = (value!(value), value!(base));
                builder.ins().store(flags, value, base, *offset);
            }
            Operation::Binary(to, kind, a, b) => {
                let (a, b) = (value!(a), value!(b));
                let instructions = builder.ins();
                values[*to as usize] = Some(match kind {
                    Binary::Add => instructions.iadd(a, b),
                    Binary::Subtract => instructions.isub(a, b),
                    Binary::Multiply => instructions.imul(a, b),
                    Binary::And => instructions.band(a, b),
                    Binary::Or => instructions.bor(a, b),
                    Binary::Xor => instructions.bxor(a, b),
                    Binary::ShiftLeft => instructions.ishl(a, b),
                    Binary::ShiftRight => instructions.sshr(a, b),
                    Binary::ShiftRightUnsigned => instructions.ushr(a, b),
                    Binary::Divide32 | Binary::Remainder32 => {
                        let a = instructions.ireduce(types::I32, a);
                        let b = builder.ins().ireduce(types::I32, b);
                        let result = if *kind == Binary::Divide32 { builder.ins().udiv(a, b) } else { builder.ins().urem(a, b) };
                        builder.ins().uextend(types::I64, result)
                    }
                });
            }
            Operation::Rotate(to, value, distance) => {
                let value = value!(value);
                values[*to as usize] = Some(builder.ins().rotl_imm_u(value, i64::from(*distance)));
            }
            Operation::Checked(to, kind, a, b, overflow, fine) => {
                let (a, b) = (value!(a), value!(b));
                let (result, flag) = match kind {
                    Binary::Add => builder.ins().sadd_overflow(a, b),
                    Binary::Subtract => builder.ins().ssub_overflow(a, b),
                    _ => builder.ins().smul_overflow(a, b),
                };
                values[*to as usize] = Some(result);
                builder.ins().brif(flag, blocks[*overflow as usize], &[], blocks[*fine as usize], &[]);
            }
            Operation::Compare(to, relation, a, b) => {
                let (a, b) = (value!(a), value!(b));
                let flag = builder.ins().icmp(integer(*relation), a, b);
                values[*to as usize] = Some(builder.ins().uextend(types::I64, flag));
            }
            Operation::CompareFloat(to, relation, a, b) => {
                let (a, b) = (as_float!(a), as_float!(b));
                let flag = builder.ins().fcmp(float(*relation), a, b);
                values[*to as usize] = Some(builder.ins().uextend(types::I64, flag));
            }
            Operation::Branch(relation, a, b, yes, no) => {
                let (a, b) = (value!(a), value!(b));
                let flag = builder.ins().icmp(integer(*relation), a, b);
                builder.ins().brif(flag, blocks[*yes as usize], &[], blocks[*no as usize], &[]);
            }
            Operation::BranchFloat(relation, a, b, yes, no) => {
                let (a, b) = (as_float!(a), as_float!(b));
                let flag = builder.ins().fcmp(float(*relation), a, b);
                builder.ins().brif(flag, blocks[*yes as usize], &[], blocks[*no as usize], &[]);
            }
            Operation::FloatBinary(to, kind, a, b) => {
                let (a, b) = (as_float!(a), as_float!(b));
                let result = match kind {
                    FloatBinary::Add => builder.ins().fadd(a, b),
                    FloatBinary::Subtract => builder.ins().fsub(a, b),
                    FloatBinary::Multiply => builder.ins().fmul(a, b),
                    FloatBinary::Divide => builder.ins().fdiv(a, b),
                };
                values[*to as usize] = Some(builder.ins().bitcast(types::I64, MemFlagsData::new(), result));
            }
            Operation::Call(_, address, arguments) | Operation::CallTwo(_, _, address, arguments) => {
                let results = if matches!(operation, Operation::CallTwo(..)) { 2 } else { 1 };
                let key = (arguments.len(), results);
                let found = signatures.iter().find(|(known, _)| *known == key).map(|(_, reference)| *reference);
                let reference = found.unwrap_or_else(|| {
                    let reference = builder.import_signature(signature(key.0, key.1, convention));
                    signatures.push((key, reference));
                    reference
                });
                let address = value!(address);
                let arguments: Vec<clif::Value> = arguments.iter().map(|argument| value!(argument)).collect();
                let call = builder.ins().call_indirect(reference, address, &arguments);
                let results = builder.inst_results(call).to_vec();
                match operation {
                    Operation::CallTwo(first, second, ..) => {
                        values[*first as usize] = Some(results[0]);
                        values[*second as usize] = Some(results[1]);
                    }
                    Operation::Call(to, ..) => values[*to as usize] = Some(results[0]),
                    _ => {}
                }
            }
            Operation::Jump(block) => {
                builder.ins().jump(blocks[*block as usize], &[]);
            }
            Operation::Return(value) => {
                let value = value!(value);
                builder.ins().return_(&[value]);
            }
        }
    }
    builder.seal_all_blocks();
    builder.finalize(isa.frontend_config());
    result
}
