//! The portable loop: the same bodies in one `match`, in stable Rust. Oracle, and the interpreter where there are no
//! handlers in machine code.

