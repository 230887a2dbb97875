# Classes: attributes of class and instance, methods, repr and str.
class Account:
    """An account."""
    opened = 0
    rate = 2

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        Account.opened += 1

    def deposit(self, amount):
        self.balance += amount
        return self

    def interest(self):
        return self.balance * self.rate // 100

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"


a = Account("Ann")
b = Account("Bob", 500)
print(a, b, [a, b], str(a), f"{b}", Account.opened, a.opened, Account.__doc__, Account.__name__, type(a).__name__)
print(a.deposit(10).deposit(20).balance, b.interest(), a.interest())
b.rate = 10
print(b.interest(), a.rate, Account.rate, b.__dict__, hasattr(b, "rate"), getattr(a, "none", "default"))
del b.rate
print(b.rate, Account.deposit(a, 5), a.__class__ is Account, isinstance(a, Account))
for i in range(700):
    a.deposit(i % 5 - 2)
    b.deposit(1)
print(a, b)
for function in (lambda: a.missing, lambda: Account.missing, lambda: Account(), lambda: a.deposit(), lambda: Account.deposit(), lambda: a()):
    try:
        function()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
