# An exception out of a loop that has long been machine code.
def divide(values, by):
    total = 0
    for index in range(len(values)):
        total += values[index] // (by - index)
    return total


print(divide(list(range(500)), 1000))
print(divide(list(range(500)), 400))
