# Replacement fields whose first token starts an expression that is none.
for source in (
    "f'{not}'", "f'{*}'", "f'{+}'", "f'{-}'", "f'{~}'", "f'{lambda}'", "f'{await}'", "f'{await not}'", "f'{not a not}'", "f'{a not}'",
    "f'{a +}'", "f'{a if}'", "f'{yield}'", "f'{(}'", "f'{**a}'", "f'{ not }'", "x = f'{a:{+}}'", "f'{*a b}'",
):
    try:
        compile(source, "<test>", "exec")
        print(source, "compiles")
    except SyntaxError as error:
        print(source, error.msg, error.offset, error.end_offset)
