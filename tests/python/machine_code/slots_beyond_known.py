# Values on their way through slots around the 64th, of which machine code knows nothing.
items = [3, 4, 5]
pair = (7, 8)

for count in range(52, 68):
    names = [f"v{number}" for number in range(count)]
    source = f"""
def f(a, b):
    {' = '.join(names)} = a
    total = 0
    for i in range(40):
        total += divmod(a + i, 1000)[1] * pair[1] + items[2] - items[i & 1]
        items[1] = (pair[0], total)[0] + (a if total else b)
        total -= [a, b, i][-1] if i % 3 else {{1: b}}[1]
    return total, v0, v{count - 1}
"""
    namespace = {"items": items, "pair": pair, "divmod": divmod}
    exec(source, namespace)
    f = namespace["f"]
    print(count, f(1, 2), f(10**12, 5), f(2**62, 1))
