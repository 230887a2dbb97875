//! The layout pass as text in, text out.

use copperhead_stencil_build::assembly::layout::{append_slow, lay_out};
use copperhead_stencil_build::assembly::{InstructionSet, blocks, read};

/// A function as the compiler prints it.
fn function(name: &str, body: &str) -> String {
    let mut text =
        format!("\t.section\t.text.{name},\"ax\",@progbits\n\t.globl\t{name}\n\t.type\t{name},@function\n{name}:\n\t.cfi_startproc\n");
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let indent = if line.ends_with(':') { "" } else { "\t" };
        text.push_str(&format!("{indent}{}\n", line.replacen(' ', "\t", 1)));
    }
    text.push_str(".Lfunc_end0:\n\t.size\tx, .Lfunc_end0-x\n\t.cfi_endproc\n");
    text
}

/// Lays out the body of `stencil_X` (and `slow_X`) and compares, one instruction a line.
#[track_caller]
fn check(set: InstructionSet, body: &str, slow: Option<&str>, hot: &str, cold: &str) {
    let mut text = function("stencil_X", body);
    if let Some(slow) = slow {
        text.push_str(&function("slow_X", slow));
    }
    let text = read(&text);
    let mut graph = blocks(set, &text.functions[0]).expect("a right function");
    set.shorten(&mut graph);
    if let Some(slow) = text.functions.get(1) {
        append_slow(&mut graph, "slow_X", &blocks(set, slow).expect("a right function"));
    }
    let parts = lay_out(set, "X", &graph);
    let plain = |lines: &[String]| lines.iter().map(|line| line.trim().replace('\t', " ")).collect::<Vec<_>>().join("\n");
    let expected = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    assert_eq!(plain(&parts.hot), expected(hot), "the hot part");
    assert_eq!(plain(&parts.cold), expected(cold), "the cold part");
}

const X86: InstructionSet = InstructionSet::X86_64;
const ARM: InstructionSet = InstructionSet::Aarch64;
const RISCV: InstructionSet = InstructionSet::Riscv64;

#[test]
fn last_jump_goes() {
    check(X86, "incq %rdi\njmp hole_continue", None, ".Lblock_X_0:\nincq %rdi\n.Lend_X:", "");
}

#[test]
fn nothing_at_all() {
    check(X86, "jmp hole_continue", None, ".Lblock_X_0:\n.Lend_X:", "");
}

#[test]
fn conditional_continue_is_turned_round() {
    let body = "cmpq $1, %rax\nje hole_continue\ncallq *8(%r12)\njmp hole_continue";
    let hot = ".Lblock_X_0:\ncmpq $1, %rax\njne .Lblock_X_1\n.Lend_X:";
    let cold = ".Lblock_X_1:\ncallq *8(%r12)\njmp hole_continue";
    check(X86, body, None, hot, cold);
}

#[test]
fn calls_and_raises_are_cold_wherever_they_stand() {
    // As a compiler would do it that thinks the call likely.
    let body = "
        testb $1, %al
        je .LBB0_1
        callq *8(%r12)
        testq %rax, %rax
        jne .LBB0_2
        movq 16(%r12), %rax
        jmpq *%rax
        .LBB0_1:
        incq %rax
        .LBB0_2:
        movq %rax, hole_operand_0(%r13)
        jmp hole_continue";
    let hot = "
        .Lblock_X_0:
        testb $1, %al
        jne .Lblock_X_1
        .LBB0_1:
        incq %rax
        .LBB0_2:
        movq %rax, hole_operand_0(%r13)
        .Lend_X:";
    let cold = "
        .Lblock_X_1:
        callq *8(%r12)
        testq %rax, %rax
        jne .LBB0_2
        .Lblock_X_2:
        movq 16(%r12), %rax
        jmpq *%rax";
    check(X86, body, None, hot, cold);
}

#[test]
fn branch_to_the_target_falls_through_otherwise() {
    let body = "cmpq %rax, %rcx\njl .LBB0_1\njmp hole_continue\n.LBB0_1:\njmp hole_target";
    check(X86, body, None, ".Lblock_X_0:\ncmpq %rax, %rcx\njl hole_target\n.Lend_X:", "");
}

#[test]
fn loop_back_is_one_branch() {
    let body = "decq (%r12)\njs .LBB0_1\njmp hole_target\n.LBB0_1:\ncallq *8(%r12)\njmp hole_target";
    let hot = ".Lblock_X_0:\ndecq (%r12)\njns hole_target\njmp .LBB0_1\n.Lend_X:";
    check(X86, body, None, hot, ".LBB0_1:\ncallq *8(%r12)\njmp hole_target");
}

#[test]
fn two_ways_to_continue_meet_at_the_end() {
    let body = "cmpq $13, %rax\nje hole_continue\ncmpq $21, %rax\nje hole_target\ncallq *(%r12)\njmp hole_continue";
    let hot = "
        .Lblock_X_0:
        cmpq $13, %rax
        je .Lend_X
        .Lblock_X_1:
        cmpq $21, %rax
        je hole_target
        jmp .Lblock_X_2
        .Lend_X:";
    check(X86, body, None, hot, ".Lblock_X_2:\ncallq *(%r12)\njmp hole_continue");
}

#[test]
fn loop_stays_a_loop() {
    let body = "movq $-1, %rcx\n.p2align 4\n.LBB0_1:\nincq %rcx\ncmpq $0, (%rdx,%rcx,8)\njne .LBB0_1\njmp hole_continue";
    let hot = ".Lblock_X_0:\nmovq $-1, %rcx\n.LBB0_1:\nincq %rcx\ncmpq $0, (%rdx,%rcx,8)\njne .LBB0_1\n.Lend_X:";
    check(X86, body, None, hot, "");
}

#[test]
fn call_into_other_code_is_hot_and_its_helper_cold() {
    let body = "
        cmpb $19, (%rax)
        jne .LBB0_1
        movq 8(%rax), %rax
        jmpq *%rax
        .LBB0_1:
        callq *8(%r12)
        jmp hole_continue";
    let hot = ".Lblock_X_0:\ncmpb $19, (%rax)\njne .LBB0_1\n.Lblock_X_1:\nmovq 8(%rax), %rax\njmpq *%rax\n.Lend_X:";
    check(X86, body, None, hot, ".LBB0_1:\ncallq *8(%r12)\njmp hole_continue");
}

#[test]
fn what_always_calls_is_hot() {
    let body = "callq *8(%r12)\ntestq %rax, %rax\nje .LBB0_1\njmp hole_continue\n.LBB0_1:\njmpq *(%r12)";
    let hot = ".Lblock_X_0:\ncallq *8(%r12)\ntestq %rax, %rax\nje .LBB0_1\n.Lend_X:";
    check(X86, body, None, hot, ".LBB0_1:\njmpq *(%r12)");
}

#[test]
fn wishes_are_heard() {
    let body = "
        testq %rax, %rax
        je .LBB0_1
        #APP
        # copperhead_cold
        #NO_APP
        incq %rax
        jmp hole_continue
        .LBB0_1:
        #APP
        # copperhead_hot
        #NO_APP
        callq *8(%r12)
        jmp hole_continue";
    let hot = ".Lblock_X_0:\ntestq %rax, %rax\njne .Lblock_X_1\n.LBB0_1:\ncallq *8(%r12)\n.Lend_X:";
    check(X86, body, None, hot, ".Lblock_X_1:\nincq %rax\njmp hole_continue");
}

#[test]
fn slow_function_becomes_the_cold_part() {
    let slow = "pushq %rax\n.cfi_def_cfa_offset 16\ncallq *8(%r12)\npopq %rcx\n.cfi_def_cfa_offset 8\njmp hole_continue";
    let hot = ".Lblock_X_0:\ntestb $1, %al\njne .Lblock_X_2\n.Lblock_X_1:\nincq %rax\n.Lend_X:";
    let cold = ".Lblock_X_2:\npushq %rax\ncallq *8(%r12)\npopq %rcx\njmp hole_continue";
    check(X86, "testb $1, %al\njne slow_X\nincq %rax\njmp hole_continue", Some(slow), hot, cold);
}

#[test]
fn signed_hole_moves_into_its_only_use() {
    let body =
        "movq hole_operand_1(%r13), %rax\nmovq $hole_operand_2, %rcx\naddq %rcx, %rax\nmovq %rax, hole_operand_0(%r13)\njmp hole_continue";
    let hot = ".Lblock_X_0:\nmovq hole_operand_1(%r13), %rax\naddq $hole_operand_2, %rax\nmovq %rax, hole_operand_0(%r13)\n.Lend_X:";
    check(X86, body, None, hot, "");
    check(
        X86,
        "movq $hole_operand_1, %rax\nmovq %rax, hole_operand_0(%r13)\njmp hole_continue",
        None,
        ".Lblock_X_0:\nmovq $hole_operand_1, hole_operand_0(%r13)\n.Lend_X:",
        "",
    );
    for kept in [
        // Used twice, by part, as a destination, in an address, by an instruction without such an immediate, passed on.
        "movq $hole_operand_1, %rcx\naddq %rcx, %rax\naddq %rcx, %rdx",
        "movq $hole_operand_1, %rcx\naddq %rcx, %rax\norb %cl, %dl",
        "movq $hole_operand_1, %rcx\naddq %rax, %rcx",
        "movq $hole_operand_1, %rcx\nmovq %rcx, 8(%rcx)",
        "movq $hole_operand_1, %rcx\nimulq %rcx, %rax",
        "movq $hole_operand_1, %rdi\naddq %rdi, %rax",
        "movq $hole_operand_1, %r8\naddq %r8, %rax\nmovl %r8d, %ecx",
    ] {
        check(X86, &format!("{kept}\njmp hole_continue"), None, &format!(".Lblock_X_0:\n{kept}\n.Lend_X:"), "");
    }
}

#[test]
fn hole_moves_into_its_only_sum_on_aarch64() {
    let number = "movz x9, #:abs_g0_s:hole_operand_2";
    for (body, left) in [
        (format!("{number}\nadds x24, x8, x9"), "R_AARCH64_TLSLD_ADD_DTPREL_LO12, hole_operand_2\nadds x24, x8, #0"),
        (format!("{number}\nadds x9, x9, x8"), "R_AARCH64_TLSLD_ADD_DTPREL_LO12, hole_operand_2\nadds x9, x8, #0"),
        (format!("{number}\nsubs x24, x8, x9"), "R_AARCH64_TLSDESC_ADD_LO12, hole_operand_2\nsubs x24, x8, #0"),
        (
            "movz x9, #:abs_g0:hole_operand_2\ncmp x8, x9\nldr w9, [x8]".to_string(),
            "R_AARCH64_TLSDESC_ADD_LO12, hole_operand_2\ncmp x8, #0\nldr w9, [x8]",
        ),
    ] {
        check(ARM, &format!("{body}\nb hole_continue"), None, &format!(".Lblock_X_0:\n.reloc ., {left}\n.Lend_X:"), "");
    }
    for kept in [
        // Used twice, by its lower half, in an address, on the wrong side, by another instruction, changed, passed on.
        "adds x24, x8, x9\nmov x10, x9",
        "adds x24, x8, x9\norr w10, w9, #1",
        "str x8, [x10, x9]",
        "subs x24, x9, x8",
        "cmp x9, x8",
        "mul x24, x8, x9",
        "movk x9, #1, lsl #16\nadds x24, x8, x9",
    ] {
        check(ARM, &format!("{number}\n{kept}\nb hole_continue"), None, &format!(".Lblock_X_0:\n{number}\n{kept}\n.Lend_X:"), "");
    }
    let passed = "movz x24, #:abs_g0_s:hole_operand_2\nadds x8, x8, x24";
    check(ARM, &format!("{passed}\nb hole_continue"), None, &format!(".Lblock_X_0:\n{passed}\n.Lend_X:"), "");
    let elsewhere = format!("{number}\ncmp x8, x9\nb.eq .LBB0_1\nb hole_continue\n.LBB0_1:\nmov x24, x9\nb hole_continue");
    let hot = format!(".Lblock_X_0:\n{number}\ncmp x8, x9\nb.ne .Lend_X\n.LBB0_1:\nmov x24, x9\n.Lend_X:");
    check(ARM, &elsewhere, None, &hot, "");
}

#[test]
fn all_conditions_have_their_opposites() {
    let conditions = "o no b ae e ne be a s ns p np l ge le g";
    for condition in conditions.split(' ').map(|condition| format!("j{condition}")) {
        let inverted = X86.invert(&condition).expect("an opposite");
        assert_ne!(inverted, condition);
        assert_eq!(X86.invert(&inverted), Some(condition));
    }
    for condition in "eq ne hs lo cs cc mi pl vs vc hi ls ge lt gt le".split(' ').map(|condition| format!("b.{condition}")) {
        let inverted = ARM.invert(&condition).expect("an opposite");
        assert_eq!(ARM.invert(&inverted), Some(condition));
    }
    for condition in "eq ne lt ge ltu geu gt le gtu leu eqz nez ltz gez lez gtz".split(' ').map(|condition| format!("b{condition}")) {
        let inverted = RISCV.invert(&condition).expect("an opposite");
        assert_ne!(inverted, condition);
        assert_eq!(RISCV.invert(&inverted), Some(condition));
    }
    assert_eq!(RISCV.invert("bne\ta0, a1,"), Some("beq\ta0, a1,".to_string()));
    assert_eq!(ARM.invert("tbz\tw9, #3,"), Some("tbnz\tw9, #3,".to_string()));
    assert_eq!(ARM.invert("b"), None);
    assert_eq!(X86.invert("jmp"), None);
}

#[test]
fn conditional_tail_branches_on_aarch64() {
    let body = "cmp x0, #13\nb.eq .LBB0_1\nb hole_continue\n.LBB0_1:\nb hole_target";
    check(ARM, body, None, ".Lblock_X_0:\ncmp x0, #13\nb.eq hole_target\n.Lend_X:", "");
}

#[test]
fn test_of_a_bit_does_not_reach_far_on_aarch64() {
    let body = "tbnz w8, #0, .LBB0_1\nb hole_continue\n.LBB0_1:\nb hole_target";
    let hot = ".Lblock_X_0:\ntbz w8, #0, .Lover_X_0\nb hole_target\n.Lover_X_0:\n.Lend_X:";
    check(ARM, body, None, hot, "");
}

#[test]
fn guards_on_aarch64() {
    let body = "
        tbnz w8, #0, .LBB0_2
        cbz x9, .LBB0_2
        adds x8, x1, x2
        b.vs .LBB0_2
        b hole_continue
        .LBB0_2:
        str x30, [sp, #-16]!
        .cfi_def_cfa_offset 16
        blr x8
        ldr x30, [sp], #16
        .cfi_def_cfa_offset 0
        br x0";
    let hot = "
        .Lblock_X_0:
        tbnz w8, #0, .LBB0_2
        .Lblock_X_1:
        cbz x9, .LBB0_2
        .Lblock_X_2:
        adds x8, x1, x2
        b.vs .LBB0_2
        .Lend_X:";
    check(ARM, body, None, hot, ".LBB0_2:\nstr x30, [sp, #-16]!\nblr x8\nldr x30, [sp], #16\nbr x0");
}

#[test]
fn branches_do_not_reach_far_on_riscv() {
    let body = "bnez a5, .LBB0_1\ntail hole_continue\n.LBB0_1:\ntail hole_target";
    let hot = ".Lblock_X_0:\nbeqz a5, .Lover_X_0\nj hole_target\n.Lover_X_0:\n.Lend_X:";
    check(RISCV, body, None, hot, "");
}

#[test]
fn guards_on_riscv() {
    let body = "
        andi a4, a4, 1
        bnez a4, .LBB0_2
        bne a5, a4, .LBB0_2
        tail hole_continue
        .LBB0_2:
        addi sp, sp, -16
        .cfi_def_cfa_offset 16
        sd ra, 8(sp)
        jalr a5
        ld ra, 8(sp)
        addi sp, sp, 16
        .cfi_def_cfa_offset 0
        beqz a0, .LBB0_3
        jr a0
        .LBB0_3:
        tail hole_continue";
    let hot = "
        .Lblock_X_0:
        andi a4, a4, 1
        .option push
        .option exact
        bnez a4, .LBB0_2
        .option pop
        .Lblock_X_1:
        .option push
        .option exact
        bne a5, a4, .LBB0_2
        .option pop
        .Lend_X:";
    // The part's branch goes over a jump: what follows the stencil may lie in the next chunk.
    let cold = "
        .LBB0_2:
        addi sp, sp, -16
        sd ra, 8(sp)
        jalr a5
        ld ra, 8(sp)
        addi sp, sp, 16
        bnez a0, .Lover_X_3
        j hole_continue
        .Lover_X_3:
        .Lblock_X_4:
        jr a0";
    check(RISCV, body, None, hot, cold);
}

#[test]
fn returns_and_calls_on_riscv() {
    for (body, right) in [("ret", false), ("jr ra", false), ("unimp", false), ("call __adddf3\ntail hole_continue", true), ("jr a5", true)]
    {
        let text = function("stencil_X", body);
        assert_eq!(blocks(RISCV, &read(&text).functions[0]).is_ok(), right, "{body}");
    }
}

#[test]
fn unbalanced_frames_are_found_by_directives_and_by_counting() {
    for (set, body) in [
        (X86, "pushq %rax\n.cfi_def_cfa_offset 16\njmp hole_continue"),
        (X86, "pushq %rax\njmp hole_continue"),
        (X86, "subq $24, %rsp\ntestq %rax, %rax\nje .LBB0_1\naddq $24, %rsp\n.LBB0_1:\njmp hole_continue"),
        (ARM, "str x30, [sp, #-16]!\n.cfi_def_cfa_offset 16\nb hole_continue"),
        (ARM, "sub sp, sp, #32\nbr x0"),
        (RISCV, "addi sp, sp, -16\n.cfi_def_cfa_offset 16\ntail hole_continue"),
        (RISCV, "addi sp, sp, -32\njr a0"),
    ] {
        let text = function("stencil_X", body);
        assert!(blocks(set, &read(&text).functions[0]).is_err(), "{body}");
    }
}
