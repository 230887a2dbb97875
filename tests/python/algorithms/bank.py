# State, properties, errors and undoing.
class Refused(Exception):
    pass


class Account:
    interest = 2

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise Refused(f"{self.owner}: {value} is below zero")
        self.history.append(value - self._balance)
        self._balance = value

    def __lt__(self, other):
        return self.balance < other.balance

    @classmethod
    def parse(cls, text):
        owner, _, balance = text.partition(":")
        return cls(owner.strip(), int(balance or 0))

    @staticmethod
    def fee(amount):
        return max(1, amount // 100)


class Savings(Account):
    interest = 5

    @property
    def balance(self):
        return super().balance

    @balance.setter
    def balance(self, value):
        if value > 10**6:
            raise Refused("too rich")
        Account.balance.fset(self, value)

    def year(self):
        self.balance += self.balance * self.interest // 100


def transfer(a, b, amount):
    before = a.balance, b.balance
    try:
        a.balance -= amount + a.fee(amount)
        b.balance += amount
    except Refused as error:
        a._balance, b._balance = before
        return f"refused: {error}"
    return "ok"


a, b = Account.parse("ann: 1000"), Savings.parse("bob")
print(transfer(a, b, 300), a.balance, b.balance)
print(transfer(a, b, 5000), transfer(b, a, 250), transfer(a, b, -10**7), a.balance, b.balance)
for _ in range(20):
    b.year()
print(b.balance, len(b.history), min(a, b).owner, sorted([a, b])[1].owner, type(b).parse("c:7").balance)
