# Lists compare element by element.
print([1, 2] < [1, 3], [1] < [1, 0], [] < [1], [2] > [1, 9], [1, 2] == [1, 2], [1, 2] == [1.0, 2.0], [1] != [2], [1] == (1,))
print([[1, 2], [3]] == [[1, 2], [3]], [1, [2, 3]] < [1, [2, 4]], ["a", 1] == ["a", 1], [1, 2] <= [1, 2] <= [1, 2, 0])
print([1, "a"] == ["a", 1], [1, "a"] < [2, 5], [None] == [None], [] == [], [] is [])
try:
    [1, "a"] < [1, 5]
except TypeError as error:
    print(error)
try:
    [1] < (1,)
except TypeError as error:
    print(error)
nan = float("nan")
print([nan] == [nan], nan in [nan], [nan] != [float("nan")])
