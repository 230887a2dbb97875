# A division by zero after a thousand iterations.
total = 0
for i in range(1000, -1, -1):
    total += 1000 // i
print("not printed")
