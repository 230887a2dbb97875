"""A small operating system in play: a scheduler, its tasks and the messages between them.

A worker writes letters into messages and hands them to two clerks in turn. A clerk shows every
letter of a message to its device, one at a time, then returns the message. A device keeps a
message until the clock's interrupt lets it go.
"""
import sys

WORK = 0
DEVICE = 1
LETTERS = 4


class Message:
    def __init__(self, kind, sender):
        self.kind = kind
        self.sender = sender
        self.following = None
        self.letters = [0] * LETTERS
        self.position = 0
        self.datum = 0


class Mailbox:
    """A first-in first-out queue, linked through the messages themselves."""

    def __init__(self):
        self.first = None
        self.last = None
        self.delivered = 0

    @property
    def is_empty(self):
        return self.first is None

    def put(self, message):
        message.following = None
        if self.first is None:
            self.first = message
        else:
            self.last.following = message
        self.last = message
        self.delivered += 1

    def take(self):
        message = self.first
        self.first = message.following
        return message


class Task:
    def __init__(self, scheduler, name, priority):
        self.scheduler = scheduler
        self.name = name
        self.priority = priority
        self.mailbox = Mailbox()
        self.runs = 0
        scheduler.add(self)

    def is_ready(self):
        return not self.mailbox.is_empty

    def step(self):
        self.runs += 1
        self.handle(self.mailbox.take())

    def handle(self, message):
        raise NotImplementedError(self.name)

    def send(self, receiver, message):
        self.scheduler.sent += 1
        receiver.mailbox.put(message)


class Clock(Task):
    """Runs when nothing else can; every tick lets one device go on."""

    def __init__(self, scheduler, ticks, devices):
        super().__init__(scheduler, "clock", 0)
        self.ticks = ticks
        self.devices = devices
        self.shift = 1

    def is_ready(self):
        return self.ticks > 0

    def step(self):
        self.runs += 1
        self.ticks -= 1
        if self.shift & 1:
            self.shift = (self.shift >> 1) ^ 0xD008
            self.devices[0].interrupt()
        else:
            self.shift >>= 1
            self.devices[1].interrupt()


class Worker(Task):
    def __init__(self, scheduler):
        super().__init__(scheduler, "worker", 1)
        self.clerks = []
        self.turn = 0
        self.letter = 0

    def handle(self, message):
        self.turn = 1 - self.turn
        for i in range(LETTERS):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            message.letters[i] = 64 + self.letter
        message.position = 0
        self.send(self.clerks[self.turn], message)


class Clerk(Task):
    def __init__(self, scheduler, name, priority, device, worker):
        super().__init__(scheduler, name, priority)
        self.device = device
        self.worker = worker
        self.pending = []
        self.free = []

    def handle(self, message):
        if message.kind == WORK:
            self.pending.append(message)
        else:
            self.free.append(message)
        while self.pending and self.free:
            work = self.pending[0]
            if work.position == LETTERS:
                self.pending.pop(0)
                self.send(self.worker, work)
            else:
                carrier = self.free.pop()
                carrier.datum = work.letters[work.position]
                work.position += 1
                self.send(self.device, carrier)


class Device(Task):
    def __init__(self, scheduler, name, priority):
        super().__init__(scheduler, name, priority)
        self.held = []
        self.checksum = 0
        self.spurious = 0

    def handle(self, message):
        self.held.append(message)

    def interrupt(self):
        if not self.held:
            self.spurious += 1
            return
        message = self.held.pop(0)
        self.checksum = (self.checksum * 33 + message.datum) % 65521
        self.send(message.sender, message)


class Scheduler:
    def __init__(self):
        self.tasks = []
        self.switches = 0
        self.sent = 0

    def add(self, task):
        """Keep the tasks ordered, the highest priority first."""
        position = 0
        while position < len(self.tasks) and self.tasks[position].priority >= task.priority:
            position += 1
        self.tasks.insert(position, task)

    def choose(self):
        for task in self.tasks:
            if task.is_ready():
                return task
        return None

    def run(self):
        current = None
        while True:
            task = self.choose()
            if task is None:
                return
            if task is not current:
                self.switches += 1
                current = task
            task.step()


def main():
    ticks = int(sys.argv[1]) if len(sys.argv) > 1 else 15000
    scheduler = Scheduler()
    devices = [Device(scheduler, "tape", 4), Device(scheduler, "disk", 5)]
    worker = Worker(scheduler)
    clerks = [Clerk(scheduler, "clerk a", 2, devices[0], worker),
              Clerk(scheduler, "clerk b", 3, devices[1], worker)]
    clock = Clock(scheduler, ticks, devices)
    worker.clerks = clerks
    for clerk in clerks:
        for _ in range(3):
            clerk.mailbox.put(Message(DEVICE, clerk))
    for _ in range(4):
        worker.mailbox.put(Message(WORK, worker))

    scheduler.run()

    for task in scheduler.tasks:
        print(f"{task.name:<8} ran {task.runs:7} times, mail {task.mailbox.delivered}")
    for device in devices:
        print(f"{device.name:<8} checksum {device.checksum}, spurious interrupts {device.spurious}")
    print(f"switches {scheduler.switches}, messages {scheduler.sent}, ticks left {clock.ticks}")


if __name__ == "__main__":
    main()
