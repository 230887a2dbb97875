def f():
    print(unset)
    unset = 1
f()
