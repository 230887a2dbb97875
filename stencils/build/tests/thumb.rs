//! Thumb-2's text as the compiler prints it, made fit for layout, and the addends that its object files keep in the code.

use copperhead_stencil_build::assembly::balance::StackChange;
use copperhead_stencil_build::assembly::{Flow, InstructionSet, blocks, read, thumb};

const SET: InstructionSet = InstructionSet::Thumb;

/// A function as the compiler prints it, made fit: its lines, tabs as blanks.
fn adapt(name: &str, body: &str) -> String {
    let mut text = format!("\t.type\t{name},%function\n\t.code\t16\n\t.thumb_func\n{name}:\n\t.fnstart\n");
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let indent = if line.ends_with(':') || line.starts_with('@') { "" } else { "\t" };
        text.push_str(&format!("{indent}{}\n", line.replacen(' ', "\t", 1)));
    }
    text.push_str(".Lfunc_end0:\n\t.fnend\n");
    let text = SET.adapt(text, true);
    for function in read(&text).functions {
        blocks(SET, &function).expect("balanced");
    }
    let body = text.lines().skip_while(|line| !line.ends_with(':')).skip(1).take_while(|line| !line.starts_with(".Lfunc"));
    body.map(|line| line.trim().replace('\t', " ")).collect::<Vec<_>>().join("\n")
}

fn expected(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_leaf_saves_nothing_and_lr_stays_whole() {
    let body = ".save {r4, r7, lr}
        push {r4, r7, lr}
        .setfp r7, sp, #4
        add r7, sp, #4
        str r11, [sp, #-4]!
        ldr.w lr, [r1]
        adds.w r4, lr, r2
        bvs .LBB0_1
        ldr r11, [sp], #4
        pop.w {r4, r7, lr}
        b hole_continue
        .LBB0_1:
        ldr r11, [sp], #4
        pop.w {r4, r7, lr}
        b slow_X";
    let short = "ldr.w r5, [r1]
        adds.w r4, r5, r2
        bvs .LBB0_1
        b hole_continue
        .LBB0_1:
        b slow_X";
    assert_eq!(adapt("stencil_X", body), expected(short));
    // Functions that are none of the build's own are called by the compiler's convention.
    assert!(adapt("other", body).contains("push {r4, r7, lr}"));
}

#[test]
fn what_takes_the_place_of_lr_stands_in_its_place_in_lists() {
    let body = |list: &str| {
        format!("push {{r4, r7, lr}}\nadd r7, sp, #4\nldr.w lr, [r1]\nstm.w r6, {{{list}}}\npop.w {{r4, r7, lr}}\nb hole_continue")
    };
    let short = "ldr.w r8, [r1]\nstm.w r6, {r4, r5, r8}\nb hole_continue";
    assert_eq!(adapt("form_X", &body("r4, r5, lr")), short);
    // No free register comes behind r12.
    assert!(adapt("form_X", &body("r5, r12, lr")).contains("push {r4, r7, lr}"));
}

#[test]
fn who_calls_keeps_lr_and_the_alignment() {
    let body = "push {r4, r5, r6, r7, lr}
        add r7, sp, #12
        str r11, [sp, #-4]!
        sub sp, #8
        mov r4, r1
        blx r3
        mov r1, r4
        add sp, #8
        ldr r11, [sp], #4
        pop.w {r4, r5, r6, r7, lr}
        b hole_continue";
    assert_eq!(
        adapt("slow_X", body),
        expected("push {r4, lr}\nsub sp, #8\nmov r4, r1\nblx r3\nmov r1, r4\nadd sp, #8\npop.w {r4, lr}\nb hole_continue")
    );
    let odd = "push {r4, r7, lr}\nadd r7, sp, #4\nsub sp, #4\nblx r3\nadd sp, #4\npop.w {r4, r7, lr}\nbx r2";
    assert_eq!(adapt("slow_X", odd), expected("push {lr}\nsub sp, #4\nblx r3\nadd sp, #4\nldr lr, [sp], #4\nbx r2"));
}

#[test]
fn what_counts_on_the_saves_stays() {
    let body = "push {r7, lr}\nmov r7, sp\nsub.w r4, r7, #16\nldr r2, [r4]\npop.w {r7, lr}\nb hole_continue";
    assert_eq!(adapt("stencil_X", body), expected(body));
    // What an `asm!` says is the definition's own affair.
    let body = "push {r7, lr}\nmov r7, sp\n@APP\npush {r4-r11}\nblx r3\npop {r4-r11}\n@NO_APP\npop.w {r7, lr}\nb hole_continue";
    assert!(adapt("slow_X", body).contains("push {r4-r11}\nblx r3\npop {r4-r11}\n"));
}

#[test]
fn blocks_with_branches_are_taken_apart() {
    // A branch in a block of its own is what it seems; two blocks of one condition are one.
    let body = "push {r4, lr}
        blx r3
        cmp r0, #77
        itt ne
        movne r0, r5
        popne.w {r4, lr}
        it ne
        bne hole_continue
        pop.w {r4, lr}
        bx r3";
    let apart = "push {r4, lr}
        blx r3
        cmp r0, #77
        beq .Lit1
        mov r0, r5
        pop.w {r4, lr}
        b hole_continue
        .Lit1:
        pop.w {r4, lr}
        bx r3";
    assert_eq!(adapt("slow_X", body), expected(apart));
    assert_eq!(adapt("stencil_X", "it vs\nbvs hole_target\nb hole_continue"), "bvs hole_target\nb hole_continue");
    // Other blocks stay, and what is compared in one counts behind it only.
    let plain = "itt eq\nldrbeq r2, [r3]\ncmpeq r2, #12\nbeq hole_target\nb hole_continue";
    assert_eq!(adapt("stencil_X", plain), plain);
    assert_eq!(
        adapt("stencil_X", "itt eq\ncmpeq r2, #12\nbeq hole_target\nb hole_continue"),
        "bne .Lit1\ncmp r2, #12\n.Lit1:\nbeq hole_target\nb hole_continue"
    );
}

#[test]
fn short_branches_get_their_reach_back() {
    assert_eq!(
        adapt("stencil_X", "cbz r3, .LBB0_1\nb hole_continue\n.LBB0_1:\nb hole_target"),
        "cmp r3, #0\nbeq .LBB0_1\nb hole_continue\n.LBB0_1:\nb hole_target"
    );
}

#[test]
fn flow_and_stack() {
    assert_eq!(SET.flow("bx\tlr"), Flow::Return);
    assert_eq!(SET.flow("pop\t{r4, pc}"), Flow::Return);
    assert_eq!(SET.flow("bx\tr12"), Flow::Indirect);
    assert_eq!(SET.flow("b.w\thole_target"), Flow::Jump("hole_target".to_string()));
    assert_eq!(SET.flow("bics\tr0, r1"), Flow::Plain);
    assert_eq!(SET.flow("bvs.w\t.L1"), Flow::Conditional { condition: "bvs".to_string(), target: ".L1".to_string() });
    assert_eq!(SET.flow("udf\t#254"), Flow::Trap);
    assert_eq!(SET.invert("bhi").as_deref(), Some("bls"));
    assert_eq!(SET.invert("bl"), None);
    for (line, bytes) in [
        ("push\t{r4, r5, lr}", 12),
        ("vpush\t{d8, d9}", 16),
        ("vpop\t{d8-d10}", -24),
        ("add\tsp, #24", -24),
        ("sub.w\tsp, sp, #8", 8),
        ("str\tr8, [sp, #-4]!", 4),
        ("ldr\tlr, [sp], #4", -4),
        ("strd\tr2, r1, [sp]", 0),
        ("add\tr0, sp, #16", 0),
    ] {
        assert_eq!(SET.stack_change(line), StackChange::By(bytes), "{line}");
    }
    assert_eq!(SET.stack_change("mov\tsp, r4"), StackChange::Unknown);
}

/// Instructions as an assembler encodes them, halfword by halfword.
#[test]
fn addends_are_read_from_the_fields() {
    let cases = [
        (10, 0xf7ff_fffe_u32, -4),   // bl .
        (30, 0xf7ff_bffe, -4),       // b.w .
        (30, 0xf0ff_bffe, 0xf_fffc), // b.w .+0x100000
        (47, 0xf240_0201, 1),        // movw r2, #1
        (48, 0xf6cf_72ff, -1),       // movt r2, #0xffff
        (51, 0xf47f_affe, -4),       // bne.w .
        (51, 0xf180_807f, 0xfe),     // bvs.w .+0x102
        (54, 0xf8d1_2ffc, 4092),     // ldr.w r2, [r1, #4092]
        (89, 0xf240_0200, 0),        // movw r2, #0
    ];
    for (number, instruction, addend) in cases {
        let [c, d, a, b] = instruction.to_le_bytes();
        assert_eq!(thumb::addend(number, &[0xde, 0xde, a, b, c, d], 2), Some(addend), "{instruction:#x}");
        assert_eq!(thumb::addend(number, &[a, b, c, d], 1), None);
    }
    assert_eq!(thumb::addend(2, &(-8_i32).to_le_bytes(), 0), Some(-8));
    assert_eq!(thumb::addend(1, &[0; 4], 0), None);
}
