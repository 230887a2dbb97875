# Many equal frames are counted.
def down(n):
    if n == 0:
        return [][n]
    return down(n - 1) + 1


down(60)
