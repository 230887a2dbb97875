values = [1, 0]
print(sum(1 / x for x in values))
