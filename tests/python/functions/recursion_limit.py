# Endless recursion ends in a RecursionError that can be caught, again and again.
def endless(n):
    return endless(n + 1) + 1


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


for _ in range(3):
    try:
        endless(0)
    except RecursionError as error:
        print(type(error).__name__, isinstance(error, RuntimeError))
print(depth(0) > 100)


def count_down(n):
    return 0 if n == 0 else 1 + count_down(n - 1)


print(count_down(500))


class Loop:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def method(self):
        return self.method()


try:
    Loop().method()
except RecursionError:
    print("method")
a = []
for _ in range(300):
    a = [a]
print(len(repr(a)))
