# The middle operand of a chain is an operand twice, of two kinds of comparison.
print(1 in [1] in [[1]], 1 in (1,) in [(1,)], 1 in {1} == {1}, 2 in [1] in [[1]])
if 1 in [1] in [[1]]:
    print("yes")
while 1 in [1] == [1]:
    print("once")
    break
print(not 1 in [1] == [1, 2], 3 not in [1, 2] != (1, 2))
