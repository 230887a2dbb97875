# What is wrong behind a wrong field of an f-string is not told, what is wrong behind other mistakes is unless it is in an f-string.
for source in (
    "f'{!'", "f'{;'", "f'{=' ", "f'{; $'", "f'{; \"a'", "f'{a;'", "f'{a $'", "f'{a!;'", "f'{a:{;'", "f'{3:{{>10}'", "f'{1=}{;'",
    "f'{+;'", "f'{(;'", "f'{a[;'", "x = (f'{;'", "f'''{;'''", "f'{!}' 'abc", "f'{;}' 'abc", "f'{;}' 1a", "f'{; 1a}'", "f'{; )}'",
    "x = = f'{a'", "x = =\nf'{'", "x = = f'}'", "x = = f'{ 1a }'", "x = = 1a", "x = = 'abc", "f'{;}' f'", "f'{a!x'",
    "f'{lambda x:}'", "f'{lambda x:'", "f'{lambda :x'", "f'{lambda x=1:}'", "f'{a, lambda:}'", "f'{(lambda:)}'", "{lambda x:}",
):
    try:
        compile(source, "<test>", "exec")
        print(source, "compiles")
    except SyntaxError as error:
        print(repr(source), error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
