# What parameters built-in functions have.
import inspect

for function in (len, abs, bin, ord, divmod, hasattr, setattr, isinstance, aiter, sum, round, print, open, sorted, pow, eval, compile):
    print(function.__name__, inspect.signature(function))
print(inspect.signature(len).parameters["obj"].kind, inspect.signature(globals), len.__text_signature__, globals.__text_signature__)
print([str(parameter.kind) for parameter in inspect.signature(breakpoint).parameters.values()])
for function in max, anext:
    try:
        inspect.signature(function)
    except ValueError as error:
        print(error)
