# One call place sees functions, methods, classes, builtins and callable objects.
class C:
    def __init__(self, x):
        self.x = x

    def method(self, x):
        return x + 2

    def __call__(self, x):
        return x + 3

    @staticmethod
    def static(x):
        return x + 4

    def __add__(self, n):
        return self.x + n


def plain(x):
    return x + 1


targets = [plain, C(0).method, C(0), C.static, abs, C, lambda x, y=5: x + y, float]
total = 0
for i in range(2400):
    target = targets[0] if i < 600 else targets[i % len(targets)]
    total = target(i) + total % 1000
print(total)
for i in range(1000):
    if i == 700:
        plain.__defaults__ = (50,)
        C.method = plain
    try:
        total += plain()
    except TypeError:
        total += 1
print(total, plain(), C(1).method.__self__.x if hasattr(C(1).method, "__self__") else None)
