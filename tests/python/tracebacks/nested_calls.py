# Frames, marks below the failing part, repeated frames.
class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f"only {self.balance} left, not {amount}")
        self.balance -= amount


def pay(account, amounts):
    for amount in amounts:
        account.withdraw(amount)
    return account.balance


print("before")
total = sum([pay(Account(10), [1, 2]), pay(Account(5), [1, 2, 3, 4])])
print("never", total)
