# Reading and writing elements in hot loops: positive, negative and growing indices.
def prefix_sums(values):
    sums = [0] * (len(values) + 1)
    for i in range(len(values)):
        sums[i + 1] = sums[i] + values[i]
    return sums


def reverse_in_place(values):
    low = 0
    high = len(values) - 1
    while low < high:
        values[low], values[high] = values[high], values[low]
        low += 1
        high -= 1


values = [i * i % 101 for i in range(600)]
sums = prefix_sums(values)
print(sums[-1], sums[300], sums[-300])
reverse_in_place(values)
print(values[:5], values[-1], values[-600])
try:
    for i in range(1000):
        values[i] += i
except IndexError as error:
    print(i, error, values[599])
total = 0
for i in range(1, 601):
    total += values[-i] * i
print(total)
