view = memoryview(bytes(range(24)))
for shape in ([2, 3, 4], [4, 6], [24], [1, 24], [3, 8]):
    whole = view.cast("B", shape)
    for order in ("C", "F", "A", None):
        print(shape, order, whole.tobytes(order).hex())
print(view.cast("H", [3, 4]).tobytes("F").hex(), view[::2].tobytes("F").hex(), memoryview(b"").tobytes("F"))
