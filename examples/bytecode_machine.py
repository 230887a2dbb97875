"""A stack machine with sixteen instructions, simulated by one chain of if and elif."""
import sys

PUSH, LOAD, STORE, ADD, SUB, MUL, MOD, LESS, EQUAL, JUMP, JUMP_IF_NOT, CALL, RETURN, DUP, PRINT, HALT = range(16)

OPCODES = {
    "push": PUSH, "load": LOAD, "store": STORE, "add": ADD, "sub": SUB, "mul": MUL, "mod": MOD,
    "less": LESS, "equal": EQUAL, "jump": JUMP, "unless": JUMP_IF_NOT, "call": CALL,
    "return": RETURN, "dup": DUP, "print": PRINT, "halt": HALT,
}

# Variables: 0 the limit, 1 the candidate, 2 the divisor, 3 how many primes, 4 a checksum.
PROGRAM = """
        push 2
        store 1
next:   load 1
        load 0
        less
        unless done
        load 1
        call is_prime
        unless skip
        load 3
        push 1
        add
        store 3
        load 4
        push 31
        mul
        load 1
        add
        push 1000003
        mod
        store 4
skip:   load 1
        push 1
        add
        store 1
        jump next
done:   load 3
        print
        load 4
        print
        halt

is_prime:
        store 5
        push 2
        store 2
again:  load 5
        load 2
        dup
        mul
        less
        unless divide
        push 1
        return
divide: load 5
        load 2
        mod
        push 0
        equal
        unless onward
        push 0
        return
onward: load 2
        push 1
        add
        store 2
        jump again
"""


class MachineError(Exception):
    pass


def assemble(source):
    """Turn assembly text into a flat list: opcode, operand, opcode, operand, ..."""
    labels = {}
    instructions = []
    for line in source.split("\n"):
        line = line.strip()
        if ":" in line:
            label, line = line.split(":")
            labels[label] = len(instructions) * 2
            line = line.strip()
        if line:
            instructions.append(line.split())
    code = []
    for words in instructions:
        if words[0] not in OPCODES:
            raise MachineError(f"no such instruction: {words[0]}")
        code.append(OPCODES[words[0]])
        if len(words) == 1:
            code.append(0)
        elif words[1] in labels:
            code.append(labels[words[1]])
        else:
            code.append(int(words[1]))
    return code


def run(code, variables):
    """Execute until HALT; return what the program printed and how many instructions it took."""
    stack = []
    calls = []
    output = []
    executed = 0
    pc = 0
    while True:
        op = code[pc]
        operand = code[pc + 1]
        pc += 2
        executed += 1
        if op == PUSH:
            stack.append(operand)
        elif op == LOAD:
            stack.append(variables[operand])
        elif op == STORE:
            variables[operand] = stack.pop()
        elif op == ADD:
            right = stack.pop()
            stack.append(stack.pop() + right)
        elif op == SUB:
            right = stack.pop()
            stack.append(stack.pop() - right)
        elif op == MUL:
            right = stack.pop()
            stack.append(stack.pop() * right)
        elif op == MOD:
            right = stack.pop()
            stack.append(stack.pop() % right)
        elif op == LESS:
            right = stack.pop()
            stack.append(1 if stack.pop() < right else 0)
        elif op == EQUAL:
            right = stack.pop()
            stack.append(1 if stack.pop() == right else 0)
        elif op == JUMP:
            pc = operand
        elif op == JUMP_IF_NOT:
            if not stack.pop():
                pc = operand
        elif op == CALL:
            calls.append(pc)
            pc = operand
        elif op == RETURN:
            pc = calls.pop()
        elif op == DUP:
            stack.append(stack[-1])
        elif op == PRINT:
            output.append(stack.pop())
        elif op == HALT:
            return output, executed
        else:
            raise MachineError(f"bad opcode {op} at {pc - 2}")


def main():
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
    code = assemble(PROGRAM)
    try:
        output, executed = run(code, [limit, 0, 0, 0, 0, 0])
    except MachineError as error:
        print("machine error:", error)
        return
    print(f"primes below {limit}: {output[0]}")
    print(f"checksum {output[1]}")
    print(f"instructions executed {executed}")
    try:
        run([99, 0], [])
    except MachineError as error:
        print("refused:", error)


if __name__ == "__main__":
    main()
