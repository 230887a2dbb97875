"""Exceptions: raised some frames deep, caught by class, cleaned up by `finally` and `with`, used as an early way out."""
import sys


class Refused(Exception):
    def __init__(self, reason, amount):
        super().__init__(reason)
        self.reason = reason
        self.amount = amount


class Overdrawn(Refused):
    pass


class Unknown(Refused):
    pass


class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.locked = 0

    def __enter__(self):
        self.locked += 1
        return self

    def __exit__(self, kind, value, trace):
        self.locked -= 1
        return kind is Unknown

    def withdraw(self, amount):
        if amount > self.balance:
            raise Overdrawn("overdrawn", amount - self.balance)
        self.balance -= amount


def find(accounts, owner):
    try:
        return accounts[owner]
    except KeyError:
        raise Unknown("unknown", owner) from None


def transfer(accounts, source, target, amount):
    with find(accounts, source) as account:
        account.withdraw(amount)
        try:
            find(accounts, target).balance += amount
        except Unknown:
            account.balance += amount
            raise


def number_or_zero(text):
    try:
        return int(text)
    except ValueError:
        return 0


def descend(depth, limit):
    if depth == limit:
        raise StopIteration
    try:
        descend(depth + 1, limit)
    finally:
        descend.unwound += 1


descend.unwound = 0


class Stack:
    def __init__(self):
        self.items = []

    def __getitem__(self, index):
        if index >= 8:
            raise IndexError(index)
        return index * 3


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 6000
    accounts = {i: Account(i, 1000) for i in range(16)}
    overdrawn = unknown = missing = 0
    for i in range(size):
        try:
            transfer(accounts, i % 17, i * 7 % 19, 300 - i % 251)
        except Overdrawn as error:
            overdrawn += 1
            missing += error.amount
            accounts[error.amount % 16].balance += 200
        except Refused as error:
            unknown += 1
    print("transfers", overdrawn, unknown, missing, sum(a.balance for a in accounts.values()), sum(a.locked for a in accounts.values()))

    texts = ["12", "x", "7", "", "99", "1e5", "-3", "abc"]
    total = 0
    for i in range(size):
        total += number_or_zero(texts[i & 7])
    print("numbers", total)

    for i in range(size // 20):
        try:
            descend(0, 8)
        except StopIteration:
            pass
    print("unwound", descend.unwound)

    total = 0
    for _ in range(size // 10):
        for item in Stack():  # ends by IndexError
            total += item
    found = 0
    table = {n: n for n in range(0, 100, 3)}
    for i in range(size):
        try:
            found += table[i % 100]
        except KeyError:
            found -= 1
        else:
            found += 2
    print("iterated", total, found)


if __name__ == "__main__":
    main()
