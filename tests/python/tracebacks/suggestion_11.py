def f():
    variable = 1
    def g():
        return variable, varieble
    g()
f()
