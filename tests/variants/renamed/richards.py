"""A post office: letters, trays and people, arranged by a foreman. Shaped as the scheduler example is."""
import sys

PAGES = 4


class Person:
    def __init__(self, name, rank):
        self.rank = rank
        self.name = name
        self.acts = 0
        self.tray = Tray()

    def wants(self):
        return self.tray.head is not None

    def act(self, office):
        self.acts += 1
        self.receive(office, self.tray.lift())


class Writer(Person):
    def __init__(self, name, rank):
        Person.__init__(self, name, rank)
        self.toggle = False
        self.code = 0
        self.left = None
        self.right = None

    def receive(self, office, paper):
        self.toggle = not self.toggle
        page = 0
        while page < PAGES:
            self.code = self.code % 26 + 1
            paper.pages[page] = self.code + 64
            page += 1
        paper.at = 0
        office.deliver(self.left if self.toggle else self.right, paper)


class Reader(Person):
    def __init__(self, name, rank, machine, writer):
        Person.__init__(self, name, rank)
        self.machine = machine
        self.writer = writer
        self.todo = []
        self.slips = []

    def receive(self, office, paper):
        if paper.is_slip:
            self.slips.append(paper)
        else:
            self.todo.append(paper)
        while len(self.todo) > 0 and len(self.slips) > 0:
            first = self.todo[0]
            if first.at >= PAGES:
                del self.todo[0]
                office.deliver(self.writer, first)
                continue
            slip = self.slips.pop()
            slip.value = first.pages[first.at]
            first.at += 1
            office.deliver(self.machine, slip)


class Machine(Person):
    def __init__(self, name, rank):
        Person.__init__(self, name, rank)
        self.waiting = []
        self.digest = 0
        self.idle = 0

    def receive(self, office, paper):
        self.waiting.append(paper)

    def ring(self, office):
        if len(self.waiting) == 0:
            self.idle += 1
        else:
            slip = self.waiting.pop(0)
            self.digest = (self.digest * 31 + slip.value) % 65537
            office.deliver(slip.owner, slip)


class Bell(Person):
    def __init__(self, name, rank, rings, machines):
        Person.__init__(self, name, rank)
        self.rings = rings
        self.machines = machines
        self.bits = 1

    def wants(self):
        return self.rings > 0

    def act(self, office):
        self.acts += 1
        self.rings -= 1
        low = self.bits & 1
        self.bits >>= 1
        if low:
            self.bits ^= 0xD008
        self.machines[1 - low].ring(office)


class Paper:
    def __init__(self, owner, is_slip):
        self.owner = owner
        self.is_slip = is_slip
        self.next = None
        self.pages = [0, 0, 0, 0]
        self.at = 0
        self.value = 0


class Tray:
    def __init__(self):
        self.head = None
        self.tail = None
        self.count = 0

    def lift(self):
        paper = self.head
        self.head = paper.next
        return paper

    def drop(self, paper):
        self.count += 1
        paper.next = None
        if self.head is None:
            self.head = paper
        else:
            self.tail.next = paper
        self.tail = paper


class Office:
    def __init__(self, people):
        self.people = sorted(people, key=rank_of, reverse=True)
        self.changes = 0
        self.deliveries = 0

    def deliver(self, person, paper):
        self.deliveries += 1
        person.tray.drop(paper)

    def work(self):
        last = None
        busy = True
        while busy:
            busy = False
            for person in self.people:
                if person.wants():
                    if person is not last:
                        last = person
                        self.changes += 1
                    person.act(self)
                    busy = True
                    break


def rank_of(person):
    return person.rank


def begin():
    rings = int(sys.argv[1]) if len(sys.argv) > 1 else 14000
    one, two = Machine("stamp", 4), Machine("scale", 5)
    writer = Writer("writer", 1)
    writer.right = Reader("right", 2, one, writer)
    writer.left = Reader("left", 3, two, writer)
    office = Office([one, two, writer, writer.left, writer.right, Bell("bell", 0, rings, (one, two))])
    for reader in (writer.left, writer.right):
        for _ in range(3):
            reader.tray.drop(Paper(reader, True))
    for _ in range(4):
        writer.tray.drop(Paper(writer, False))
    office.work()
    for person in office.people:
        print(person.name, person.acts, person.tray.count)
    print(one.digest, one.idle, two.digest, two.idle)
    print(office.changes, office.deliveries)


if __name__ == "__main__":
    begin()
