# Bytearrays change in place.
a = bytearray(b"abc")
a.append(100)
a[0] = 65
a += b"ef"
print(a, len(a), a[1:3], bytes(a), a == b"Abcdef")
a[1:3] = b"--"
del a[-1]
a.extend([1, 2])
print(a, a.pop(), a.find(b"-"))
try:
    a[0] = 256
except ValueError as error:
    print(error)
flags = bytearray(1000)
for i in range(0, 1000, 3):
    flags[i] = 1
print(sum(flags), flags[999], flags[998])
