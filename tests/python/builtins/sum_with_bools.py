# Ints and bools are added to a sum of floats without compensation.
print(sum([True, 0.1] * 5), sum([0.1, 1] * 5), sum([0.1, True] * 5), sum([0.1] * 10))
print(sum([True, False, True]), sum([True, 2**70, 0.5]), sum([0.1, True, 2**40, 3]), sum([True], 0.5))
print(sum(value for value in (True, 0.25, False, 0.1)))
