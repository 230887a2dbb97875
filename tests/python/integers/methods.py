# Methods and attributes of integers, conversions between int and float.
n = 37
print(n.bit_length(), n.real, n.imag, n.numerator, n.denominator, (5).conjugate())
print((255).to_bytes(2, "big"), (255).to_bytes(4, "little"), int.from_bytes(b"\x01\x00", "big"))
print(n.__add__(5), n.__mul__(2), (2).__pow__(5), (7).__neg__())
print(n.is_integer(), n.as_integer_ratio())
print(round(1234, -2), round(1250, -2), round(1350, -2), round(7), round(-1250, -2))
print(float(n), float(2 ** 80), int(2.0 ** 80))
print(isinstance(n, int), isinstance(n, float), isinstance(n, (str, int)))
print((1).__add__("a"))
