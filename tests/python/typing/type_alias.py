# The type statement: lazily evaluated, subscripted, united.
type X[A] = dict[A, int]
print(X, X.__value__, X.__type_params__, X[str], X.__name__, X.__module__, type(X))
print(X[str].__origin__, X[str].__args__, X.__parameters__)
type Y = int | str
print(Y.__value__, Y | None, float | Y, type(Y | int))
type Tree = list[Tree] | int
print(Tree.__value__)
type Late = nowhere
try:
    Late.__value__
except NameError as error:
    print(error)
nowhere = 7
print(Late.__value__)
nowhere = 8
print(Late.__value__)
type Row[*Ts] = tuple[*Ts]
print(Row[int, str], Row.__parameters__, Row.__type_params__)
for attempt in ("Y[int]", "Y()", "Y.x", "setattr(Y, '__value__', 3)", "setattr(Y, 'other', 3)", "isinstance(3, Y)"):
    try:
        print(eval(attempt))
    except Exception as error:
        # The class's name is without its module there.
        print(attempt, error.__class__.__name__, str(error).replace("typing.TypeAliasType", "TypeAliasType"))
import typing
Z = typing.TypeAliasType("Z", list[int])
print(Z, Z.__value__, Z.__module__, Z.__type_params__)
type = 3
print(type)
type type = 4
match = 1
print(type)
