# Complex numbers.
def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__ + ":", error)


a = 1 + 2j
b = -0.5 - 3j
print(a + b, a - b, a * b, a / b, -a, +a, abs(3 + 4j), a.real, a.imag, a.conjugate())
print(a + 1, 1 - a, a * 2.5, 2 / a, a == 1 + 2j, a != b, 1 + 0j == 1, 1.0 == 1 + 0j, a == 1)
print(a ** 2, a ** -3, a ** 0, a ** 10, 2 ** 1j == complex(2) ** 1j, 0j ** 0, 0j ** 2)
print(0j, -0j, 1j, -1j, complex(-0.0, 1), complex(0, -0.0), 1e20 + 1e-7j, complex("nan+infj"), complex(1.5, -float("inf")))
print(bool(0j), bool(1j), hash(1j), hash(1 + 0j) == hash(1), hash(2.5 + 0j) == hash(2.5), {1 + 0j: "one"}[1])
print(f"{a}", f"{a:.2f}", f"{a:>20}", f"{a:+.1e}", str(a), repr(a), format(a, ""), f"{1234567.5+2j:,}")
show(lambda: a < b)
show(lambda: a // b)
show(lambda: a % b)
show(lambda: divmod(a, b))
show(lambda: 1j / 0)
show(lambda: 0j ** -1)
show(lambda: 0j ** 1j)
show(lambda: pow(1j, 2, 3))
show(lambda: int(1j))
show(lambda: float(1j))
show(lambda: 10 ** 400 + 1j)
show(lambda: abs(complex(1e308, 1.7e308)))
show(lambda: (1e200 + 1e200j) ** 3)
show(lambda: format(1j, "%"))
show(lambda: format(1j, "010"))
show(lambda: ~a)
show(lambda: round(a))
for text in ["1+2j", "( 1+2j )", " 1j ", "j", "-j", "+1", "1e5j", "1e-5+1E+5J", "nan-infj", "1_0j", "1 + 2j", "1+", "abc", "", "1+2", "1j+2", "(1", "1é"]:
    try:
        print(repr(text), complex(text))
    except ValueError as error:
        print(repr(text), error)
print(complex(), complex(True), complex(1.5, 2), complex(real=1, imag=2), complex(1j, 1j), complex(2, 1 + 1j), complex(10 ** 30))
show(lambda: complex([]))
show(lambda: complex(None))
show(lambda: complex("1", 2))
show(lambda: complex(1, "2"))
show(lambda: complex(1, []))
z = 0j
for i in range(1000):
    z = z * (0.5 + 0.25j) + complex(i, -i)
print(z)
