//! The functions through LLVM's C interface: a copy of the module is optimised (-O2) and becomes an object file in memory.

use std::ffi::{CStr, c_char, c_int, c_uint, c_ulonglong, c_void};
use std::ptr::null_mut;

use object::{Object, ObjectSection};

use crate::ir::{Binary, FRAME, FloatBinary, Function, MACHINE, Operation, Relation, Width};
use crate::{Measured, median, processor_time};

/// Compilations of each function, without optimisation and with.
pub const ROUNDS: [usize; 2] = [31, 11];

type Pointer = *mut c_void;

// Declared as in LLVM 19's headers llvm-c/Core.h, Target.h, TargetMachine.h and Transforms/PassBuilder.h; every handle is a pointer.
unsafe extern "C" {
    fn LLVMContextCreate() -> Pointer;
    fn LLVMModuleCreateWithNameInContext(name: *const c_char, context: Pointer) -> Pointer;
    fn LLVMCloneModule(module: Pointer) -> Pointer;
    fn LLVMDisposeModule(module: Pointer);
    fn LLVMSetTarget(module: Pointer, triple: *const c_char);
    fn LLVMSetModuleDataLayout(module: Pointer, layout: Pointer);
    fn LLVMInt1TypeInContext(context: Pointer) -> Pointer;
    fn LLVMInt8TypeInContext(context: Pointer) -> Pointer;
    fn LLVMInt16TypeInContext(context: Pointer) -> Pointer;
    fn LLVMInt32TypeInContext(context: Pointer) -> Pointer;
    fn LLVMInt64TypeInContext(context: Pointer) -> Pointer;
    fn LLVMDoubleTypeInContext(context: Pointer) -> Pointer;
    fn LLVMPointerTypeInContext(context: Pointer, space: c_uint) -> Pointer;
    fn LLVMStructTypeInContext(context: Pointer, types: *mut Pointer, count: c_uint, packed: c_int) -> Pointer;
    fn LLVMFunctionType(result: Pointer, types: *mut Pointer, count: c_uint, variadic: c_int) -> Pointer;
    fn LLVMAddFunction(module: Pointer, name: *const c_char, kind: Pointer) -> Pointer;
    fn LLVMGetParam(function: Pointer, index: c_uint) -> Pointer;
    fn LLVMAppendBasicBlockInContext(context: Pointer, function: Pointer, name: *const c_char) -> Pointer;
    fn LLVMCreateBuilderInContext(context: Pointer) -> Pointer;
    fn LLVMDisposeBuilder(builder: Pointer);
    fn LLVMPositionBuilderAtEnd(builder: Pointer, block: Pointer);
    fn LLVMConstInt(kind: Pointer, number: c_ulonglong, signed: c_int) -> Pointer;
    fn LLVMBuildLoad2(builder: Pointer, kind: Pointer, address: Pointer, name: *const c_char) -> Pointer;
    fn LLVMBuildStore(builder: Pointer, value: Pointer, address: Pointer) -> Pointer;
    fn LLVMBuildGEP2(builder: Pointer, kind: Pointer, base: Pointer, indices: *mut Pointer, count: c_uint, name: *const c_char) -> Pointer;
    fn LLVMBuildIntToPtr(builder: Pointer, value: Pointer, kind: Pointer, name: *const c_char) -> Pointer;
    fn LLVMBuildPtrToInt(builder: Pointer, value: Pointer, kind: Pointer, name: *const c_char) -> Pointer;
    fn LLVMBuildBinOp(builder: Pointer, operation: c_int, a: Pointer, b: Pointer, name: *const c_char) -> Pointer;
    fn LLVMBuildICmp(builder: Pointer, predicate: c_int, a: Pointer, b: Pointer, name: *const c_char) -> Pointer;
    fn LLVMBuildFCmp(builder: Pointer, predicate: c_int, a: Pointer, b: Pointer, name: *const c_char) -> Pointer;
    fn LLVMBuildTrunc(builder: Pointer, value: Pointer, kind: Pointer, name: *const c_char) -> Pointer;
    fn LLVMBuildZExt(builder: Pointer, value: Pointer, kind: Pointer, name: *const c_char) -> Pointer;
    fn LLVMBuildBitCast(builder: Pointer, value: Pointer, kind: Pointer, name: *const c_char) -> Pointer;
    fn LLVMBuildExtractValue(builder: Pointer, value: Pointer, index: c_uint, name: *const c_char) -> Pointer;
    fn LLVMBuildCall2(
        builder: Pointer,
        kind: Pointer,
        function: Pointer,
        arguments: *mut Pointer,
        count: c_uint,
        name: *const c_char,
    ) -> Pointer;
    fn LLVMBuildCondBr(builder: Pointer, condition: Pointer, yes: Pointer, no: Pointer) -> Pointer;
    fn LLVMBuildBr(builder: Pointer, block: Pointer) -> Pointer;
    fn LLVMBuildRet(builder: Pointer, value: Pointer) -> Pointer;
    fn LLVMLookupIntrinsicID(name: *const c_char, length: usize) -> c_uint;
    fn LLVMGetIntrinsicDeclaration(module: Pointer, id: c_uint, types: *mut Pointer, count: usize) -> Pointer;
    fn LLVMVerifyModule(module: Pointer, action: c_int, message: *mut *mut c_char) -> c_int;
    fn LLVMGetDefaultTargetTriple() -> *mut c_char;
    fn LLVMGetTargetFromTriple(triple: *const c_char, target: *mut Pointer, message: *mut *mut c_char) -> c_int;
    fn LLVMCreateTargetMachine(
        target: Pointer,
        triple: *const c_char,
        processor: *const c_char,
        features: *const c_char,
        level: c_int,
        relocation: c_int,
        model: c_int,
    ) -> Pointer;
    fn LLVMCreateTargetDataLayout(machine: Pointer) -> Pointer;
    fn LLVMTargetMachineEmitToMemoryBuffer(
        machine: Pointer,
        module: Pointer,
        kind: c_int,
        message: *mut *mut c_char,
        buffer: *mut Pointer,
    ) -> c_int;
    fn LLVMGetBufferStart(buffer: Pointer) -> *const u8;
    fn LLVMGetBufferSize(buffer: Pointer) -> usize;
    fn LLVMDisposeMemoryBuffer(buffer: Pointer);
    fn LLVMCreatePassBuilderOptions() -> Pointer;
    fn LLVMRunPasses(module: Pointer, passes: *const c_char, machine: Pointer, options: Pointer) -> Pointer;
}

#[cfg(target_arch = "x86_64")]
unsafe extern "C" {
    #[link_name = "LLVMInitializeX86TargetInfo"]
    fn initialize_target_info();
    #[link_name = "LLVMInitializeX86Target"]
    fn initialize_target();
    #[link_name = "LLVMInitializeX86TargetMC"]
    fn initialize_machine_code();
    #[link_name = "LLVMInitializeX86AsmPrinter"]
    fn initialize_printer();
}

#[cfg(target_arch = "aarch64")]
unsafe extern "C" {
    #[link_name = "LLVMInitializeAArch64TargetInfo"]
    fn initialize_target_info();
    #[link_name = "LLVMInitializeAArch64Target"]
    fn initialize_target();
    #[link_name = "LLVMInitializeAArch64TargetMC"]
    fn initialize_machine_code();
    #[link_name = "LLVMInitializeAArch64AsmPrinter"]
    fn initialize_printer();
}

const NO_NAME: *const c_char = c"".as_ptr();

/// LLVM, ready for one level.
struct Compiler {
    context: Pointer,
    triple: *mut c_char,
    machine: Pointer,
    options: Pointer,
    level: u32,
}

/// Compiles each function, a module of its own, at a level: 0 or 2.
pub fn measure(functions: &[Function], level: u32) -> Vec<Measured> {
    // SAFETY: LLVM's interface as its headers describe it; one thread.
    unsafe {
        initialize_target_info();
        initialize_target();
        initialize_machine_code();
        initialize_printer();
        let triple = LLVMGetDefaultTargetTriple();
        let (mut target, mut message) = (null_mut(), null_mut());
        assert_eq!(LLVMGetTargetFromTriple(triple, &mut target, &mut message), 0, "no target");
        let machine = LLVMCreateTargetMachine(target, triple, c"".as_ptr(), c"".as_ptr(), level as c_int, 2, 3);
        let compiler = Compiler { context: LLVMContextCreate(), triple, machine, options: LLVMCreatePassBuilderOptions(), level };
        functions.iter().map(|function| compiler.one(function)).collect()
    }
}

impl Compiler {
    /// # Safety
    /// The compiler is alive.
    unsafe fn one(&self, function: &Function) -> Measured {
        // SAFETY: as in `measure`; what is made here is disposed of here.
        unsafe {
            let module = Translation::of(self, function);
            let mut message = null_mut();
            if LLVMVerifyModule(module, 2, &mut message) != 0 {
                panic!("{}", CStr::from_ptr(message).to_string_lossy());
            }
            let mut times = Vec::new();
            let mut bytes = 0;
            for _ in 0..ROUNDS[usize::from(self.level > 0)] {
                let copy = LLVMCloneModule(module);
                let start = processor_time();
                if self.level > 0 {
                    assert!(LLVMRunPasses(copy, c"default<O2>".as_ptr(), self.machine, self.options).is_null(), "passes fail");
                }
                let mut buffer = null_mut();
                assert_eq!(LLVMTargetMachineEmitToMemoryBuffer(self.machine, copy, 1, &mut message, &mut buffer), 0, "emission fails");
                times.push(processor_time() - start);
                let file = std::slice::from_raw_parts(LLVMGetBufferStart(buffer), LLVMGetBufferSize(buffer));
                let file = object::File::parse(file).expect("an object file");
                bytes = file.section_by_name(".text").map_or(0, |section| section.size() as usize);
                LLVMDisposeMemoryBuffer(buffer);
                LLVMDisposeModule(copy);
            }
            LLVMDisposeModule(module);
            Measured { nanoseconds: median(&mut times), bytes }
        }
    }
}

/// A function on its way into LLVM's representation.
struct Translation {
    context: Pointer,
    module: Pointer,
    builder: Pointer,
    word: Pointer,
    address: Pointer,
    /// Words, and for the two parameters pointers as well.
    values: Vec<Pointer>,
    parameters: [Pointer; 2],
}

impl Translation {
    /// # Safety
    /// The compiler is alive.
    unsafe fn of(compiler: &Compiler, function: &Function) -> Pointer {
        // SAFETY: as in `measure`.
        unsafe {
            let context = compiler.context;
            let module = LLVMModuleCreateWithNameInContext(c"module".as_ptr(), context);
            LLVMSetTarget(module, compiler.triple);
            LLVMSetModuleDataLayout(module, LLVMCreateTargetDataLayout(compiler.machine));
            let (word, address) = (LLVMInt64TypeInContext(context), LLVMPointerTypeInContext(context, 0));
            let kind = LLVMFunctionType(word, [address, address].as_mut_ptr(), 2, 0);
            let made = LLVMAddFunction(module, c"function".as_ptr(), kind);
            let blocks: Vec<Pointer> = (0..function.blocks).map(|_| LLVMAppendBasicBlockInContext(context, made, NO_NAME)).collect();
            let builder = LLVMCreateBuilderInContext(context);
            let parameters = [LLVMGetParam(made, 0), LLVMGetParam(made, 1)];
            let values = vec![null_mut(); function.values as usize];
            let mut translation = Translation { context, module, builder, word, address, values, parameters };
            for operation in &function.operations {
                translation.operation(operation, &blocks);
                if let Operation::Begin(0) = operation {
                    translation.values[MACHINE as usize] = LLVMBuildPtrToInt(builder, parameters[0], word, NO_NAME);
                    translation.values[FRAME as usize] = LLVMBuildPtrToInt(builder, parameters[1], word, NO_NAME);
                }
            }
            LLVMDisposeBuilder(builder);
            module
        }
    }

    fn value(&self, value: u32) -> Pointer {
        self.values[value as usize]
    }

    /// # Safety
    /// As all that follow: the translation is that of a living module.
    unsafe fn constant(&self, number: i64) -> Pointer {
        // SAFETY: the caller's contract; so below.
        unsafe { LLVMConstInt(self.word, number as u64, 0) }
    }

    unsafe fn place(&self, base: u32, offset: i32) -> Pointer {
        // SAFETY: as above.
        unsafe {
            let pointer = match base {
                MACHINE | FRAME => self.parameters[base as usize],
                _ => LLVMBuildIntToPtr(self.builder, self.value(base), self.address, NO_NAME),
            };
            if offset == 0 {
                return pointer;
            }
            let byte = LLVMInt8TypeInContext(self.context);
            LLVMBuildGEP2(self.builder, byte, pointer, [self.constant(offset.into())].as_mut_ptr(), 1, NO_NAME)
        }
    }

    unsafe fn as_float(&self, value: u32) -> Pointer {
        // SAFETY: as above.
        unsafe { LLVMBuildBitCast(self.builder, self.value(value), LLVMDoubleTypeInContext(self.context), NO_NAME) }
    }

    unsafe fn operation(&mut self, operation: &Operation, blocks: &[Pointer]) {
        let builder = self.builder;
        // SAFETY: as above.
        unsafe {
            match operation {
                Operation::Begin(block) => LLVMPositionBuilderAtEnd(builder, blocks[*block as usize]),
                Operation::Constant(to, number) => self.values[*to as usize] = self.constant(*number),
                Operation::Load(to, width, base, offset) => {
                    let kind = match width {
                        Width::Byte => LLVMInt8TypeInContext(self.context),
                        Width::Quarter => LLVMInt16TypeInContext(self.context),
                        Width::Half => LLVMInt32TypeInContext(self.context),
                        Width::Word => self.word,
                    };
                    let loaded = LLVMBuildLoad2(builder, kind, self.place(*base, *offset), NO_NAME);
                    let wide = *width == Width::Word;
                    self.values[*to as usize] = if wide { loaded } else { LLVMBuildZExt(builder, loaded, self.word, NO_NAME) };
                }
                Operation::Store(value, base, offset) => {
                    LLVMBuildStore(builder, self.value(*value), self.place(*base, *offset));
                }
                Operation::Binary(to, kind, a, b) => self.values[*to as usize] = self.binary(*kind, self.value(*a), self.value(*b)),
                Operation::Rotate(to, value, distance) => {
                    let value = self.value(*value);
                    let left = self.binary(Binary::ShiftLeft, value, self.constant((*distance).into()));
                    let right = self.binary(Binary::ShiftRightUnsigned, value, self.constant((64 - distance).into()));
                    self.values[*to as usize] = self.binary(Binary::Or, left, right);
                }
                Operation::Checked(to, kind, a, b, overflow, fine) => {
                    let name = match kind {
                        Binary::Add => c"llvm.sadd.with.overflow",
                        Binary::Subtract => c"llvm.ssub.with.overflow",
                        _ => c"llvm.smul.with.overflow",
                    };
                    let id = LLVMLookupIntrinsicID(name.as_ptr(), name.count_bytes());
                    let function = LLVMGetIntrinsicDeclaration(self.module, id, [self.word].as_mut_ptr(), 1);
                    let pair = LLVMStructTypeInContext(self.context, [self.word, LLVMInt1TypeInContext(self.context)].as_mut_ptr(), 2, 0);
                    let kind = LLVMFunctionType(pair, [self.word, self.word].as_mut_ptr(), 2, 0);
                    let both = LLVMBuildCall2(builder, kind, function, [self.value(*a), self.value(*b)].as_mut_ptr(), 2, NO_NAME);
                    self.values[*to as usize] = LLVMBuildExtractValue(builder, both, 0, NO_NAME);
                    let flag = LLVMBuildExtractValue(builder, both, 1, NO_NAME);
                    LLVMBuildCondBr(builder, flag, blocks[*overflow as usize], blocks[*fine as usize]);
                }
                Operation::Compare(to, relation, a, b) => {
                    let flag = LLVMBuildICmp(builder, integer(*relation), self.value(*a), self.value(*b), NO_NAME);
                    self.values[*to as usize] = LLVMBuildZExt(builder, flag, self.word, NO_NAME);
                }
                Operation::CompareFloat(to, relation, a, b) => {
                    let flag = LLVMBuildFCmp(builder, float(*relation), self.as_float(*a), self.as_float(*b), NO_NAME);
                    self.values[*to as usize] = LLVMBuildZExt(builder, flag, self.word, NO_NAME);
                }
                Operation::Branch(relation, a, b, yes, no) => {
                    let flag = LLVMBuildICmp(builder, integer(*relation), self.value(*a), self.value(*b), NO_NAME);
                    LLVMBuildCondBr(builder, flag, blocks[*yes as usize], blocks[*no as usize]);
                }
                Operation::BranchFloat(relation, a, b, yes, no) => {
                    let flag = LLVMBuildFCmp(builder, float(*relation), self.as_float(*a), self.as_float(*b), NO_NAME);
                    LLVMBuildCondBr(builder, flag, blocks[*yes as usize], blocks[*no as usize]);
                }
                Operation::FloatBinary(to, kind, a, b) => {
                    let operation = match kind {
                        FloatBinary::Add => 9,
                        FloatBinary::Subtract => 11,
                        FloatBinary::Multiply => 13,
                        FloatBinary::Divide => 16,
                    };
                    let result = LLVMBuildBinOp(builder, operation, self.as_float(*a), self.as_float(*b), NO_NAME);
                    self.values[*to as usize] = LLVMBuildBitCast(builder, result, self.word, NO_NAME);
                }
                Operation::Call(to, address, arguments) => self.values[*to as usize] = self.call(*address, arguments, self.word),
                Operation::CallTwo(first, second, address, arguments) => {
                    let pair = LLVMStructTypeInContext(self.context, [self.word, self.word].as_mut_ptr(), 2, 0);
                    let both = self.call(*address, arguments, pair);
                    self.values[*first as usize] = LLVMBuildExtractValue(builder, both, 0, NO_NAME);
                    self.values[*second as usize] = LLVMBuildExtractValue(builder, both, 1, NO_NAME);
                }
                Operation::Jump(block) => {
                    LLVMBuildBr(builder, blocks[*block as usize]);
                }
                Operation::Return(value) => {
                    LLVMBuildRet(builder, self.value(*value));
                }
            }
        }
    }

    unsafe fn call(&self, address: u32, arguments: &[u32], result: Pointer) -> Pointer {
        // SAFETY: as above.
        unsafe {
            let mut types = vec![self.word; arguments.len()];
            let kind = LLVMFunctionType(result, types.as_mut_ptr(), types.len() as c_uint, 0);
            let mut values: Vec<Pointer> = arguments.iter().map(|argument| self.value(*argument)).collect();
            let function = LLVMBuildIntToPtr(self.builder, self.value(address), self.address, NO_NAME);
            LLVMBuildCall2(self.builder, kind, function, values.as_mut_ptr(), values.len() as c_uint, NO_NAME)
        }
    }

    /// The numbers are those of `LLVMOpcode`.
    unsafe fn binary(&self, kind: Binary, a: Pointer, b: Pointer) -> Pointer {
        let builder = self.builder;
        // SAFETY: as above.
        unsafe {
            let operation = match kind {
                Binary::Add => 8,
                Binary::Subtract => 10,
                Binary::Multiply => 12,
                Binary::ShiftLeft => 20,
                Binary::ShiftRightUnsigned => 21,
                Binary::ShiftRight => 22,
                Binary::And => 23,
                Binary::Or => 24,
                Binary::Xor => 25,
                Binary::Divide32 | Binary::Remainder32 => {
                    let half = LLVMInt32TypeInContext(self.context);
                    let (a, b) = (LLVMBuildTrunc(builder, a, half, NO_NAME), LLVMBuildTrunc(builder, b, half, NO_NAME));
                    let operation = if kind == Binary::Divide32 { 14 } else { 17 };
                    let result = LLVMBuildBinOp(builder, operation, a, b, NO_NAME);
                    return LLVMBuildZExt(builder, result, self.word, NO_NAME);
                }
            };
            LLVMBuildBinOp(builder, operation, a, b, NO_NAME)
        }
    }
}

/// `LLVMIntPredicate`.
fn integer(relation: Relation) -> c_int {
    match relation {
        Relation::Equal => 32,
        Relation::NotEqual => 33,
        Relation::Above => 34,
        Relation::Below => 36,
        Relation::Greater => 38,
        Relation::GreaterEqual => 39,
        Relation::Less => 40,
        Relation::LessEqual => 41,
    }
}

/// `LLVMRealPredicate`: ordered, but for "not equal".
fn float(relation: Relation) -> c_int {
    match relation {
        Relation::Equal => 1,
        Relation::Greater | Relation::Above => 2,
        Relation::GreaterEqual => 3,
        Relation::Less | Relation::Below => 4,
        Relation::LessEqual => 5,
        Relation::NotEqual => 14,
    }
}
