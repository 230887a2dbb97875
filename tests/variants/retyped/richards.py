"""A scheduler whose tasks are of other layouts: shared state in base classes, closures as handlers, tuples as messages."""
import sys


class Counted:
    made = 0

    def __init__(self):
        Counted.made += 1
        self.serial = Counted.made


class Process(Counted):
    def __init__(self, name):
        super().__init__()
        self.name = name
        self.queue = []
        self.handled = 0
        self.time = 0.0

    @property
    def load(self):
        return len(self.queue)

    def accept(self, message):
        self.queue.append(message)

    def work(self):
        message = self.queue.pop(0)
        self.handled += 1
        self.time += self.cost(message)
        return self.react(message)

    def cost(self, message):
        return 0.25

    def react(self, message):
        return []


class Router(Process):
    def __init__(self, name, targets):
        super().__init__(name)
        self.targets = targets

    def react(self, message):
        kind, value, hops = message
        target = self.targets[value % len(self.targets)]
        return [(target, (kind, value, hops + 1))]


class Transformer(Process):
    def __init__(self, name, function, target):
        super().__init__(name)
        self.function = function
        self.target = target

    def cost(self, message):
        return 0.5 + message[1] % 3 * 0.125

    def react(self, message):
        kind, value, hops = message
        return [(self.target, (kind, self.function(value), hops + 1))]


class Splitter(Transformer):
    def react(self, message):
        (target, (kind, value, hops)), = super().react(message)
        if hops % 7 == 0 and kind == "job":
            return [(target, (kind, value, hops)), (target, ("log", value // 2, hops))]
        return [(target, (kind, value, hops))]


class Sink(Process):
    def __init__(self, name, entrance):
        super().__init__(name)
        self.entrance = entrance
        self.checksum = 0
        self.logs = 0

    def react(self, message):
        kind, value, hops = message
        self.checksum = (self.checksum * 31 + value + hops) % 999983
        if kind == "log":
            self.logs += 1
            return []
        return [(self.entrance, ("job", (value * 5 + hops) % 1021, hops))]


def scaled(factor, offset):
    def apply(value):
        return (value * factor + offset) % 509
    return apply


def simulate(processes, budget):
    by_name = {}
    for process in processes:
        by_name[process.name] = process
    rounds = 0
    idle = 0
    while budget > 0:
        rounds += 1
        for process in processes:
            if not process.load:
                idle += 1
                continue
            budget -= 1
            for name, message in process.work():
                by_name[name].accept(message)
    return rounds, idle


def main():
    budget = int(sys.argv[1]) if len(sys.argv) > 1 else 42000
    sink = Sink("sink", "router")
    processes = [
        Router("router", ["double", "triple", "split"]),
        Transformer("double", scaled(2, 1), "split"),
        Transformer("triple", scaled(3, 5), "sink"),
        Splitter("split", scaled(7, 3), "sink"),
        sink,
    ]
    for value in range(3):
        processes[0].accept(("job", value * 17, 0))
    rounds, idle = simulate(processes, budget)
    for process in processes:
        print(f"{process.serial} {process.name:<7} {process.handled:7} {process.time:12.3f}")
    print(f"rounds {rounds}, idle {idle}, checksum {sink.checksum}, logs {sink.logs}")


if __name__ == "__main__":
    main()
