# Ends with an uncaught exception out of nested calls.
def inner(n):
    if n == 0:
        raise ValueError("reached zero")
    return inner(n - 1)


print("before")
inner(5)
print("not printed")
