"""A register machine with instructions as tuples and names as opcodes, computing with floats."""
import sys


class Machine:
    def __init__(self, program):
        self.program = program
        self.registers = {"limit": 0.0, "i": 0.0, "x": 1.0, "y": 0.0, "sign": 1.0, "t": 0.0, "hits": 0.0}
        self.executed = 0
        self.trace = []

    def run(self, limit):
        registers = self.registers
        registers["limit"] = float(limit)
        counter = 0
        while counter < len(self.program):
            name, target, source = self.program[counter]
            self.executed += 1
            counter += 1
            value = registers[source] if isinstance(source, str) else source
            if name == "move":
                registers[target] = value
            elif name == "add":
                registers[target] += value
            elif name == "subtract":
                registers[target] -= value
            elif name == "multiply":
                registers[target] *= value
            elif name == "divide":
                try:
                    registers[target] /= value
                except ZeroDivisionError:
                    registers[target] = 0.0
                    self.trace.append("divided by zero")
            elif name == "jump if less":
                if registers["i"] < value:
                    counter = target
            elif name == "jump if negative":
                if registers[source] < 0:
                    counter = target
            elif name == "show":
                self.trace.append(f"{target} {value:.9f}")
            else:
                raise ValueError(name)
        return self.trace


# Leibniz' series for pi, with a count of the negative terms.
PROGRAM = [
    ("move", "t", 1.0),
    ("divide", "t", 0.0),
    ("move", "t", "sign"),
    ("divide", "t", "x"),
    ("add", "y", "t"),
    ("jump if negative", 7, "t"),
    ("add", "hits", 1.0),
    ("multiply", "sign", -1.0),
    ("add", "x", 2.0),
    ("add", "i", 1.0),
    ("jump if less", 2, "limit"),
    ("multiply", "y", 4.0),
    ("show", "pi", "y"),
    ("show", "hits", "hits"),
]


def main():
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 30000
    machine = Machine(PROGRAM)
    for line in machine.run(limit):
        print(line)
    print("executed", machine.executed)
    try:
        Machine([("leap", 0, 0)]).run(1)
    except ValueError as error:
        print("unknown:", error)


if __name__ == "__main__":
    main()
