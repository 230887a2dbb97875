def f(*, alpha, beta): pass
f(alpha=1, bta=2)
