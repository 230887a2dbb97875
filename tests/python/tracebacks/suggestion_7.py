def f(colour, size=1, *, width=2): pass
f(1, widht=1)
