# Keys of mapping patterns: literals that are equal, and what is no literal.
def check(keys):
    try:
        compile(f"match x:\n case {keys}: pass", "<test>", "exec")
        print(keys, "compiles")
    except SyntaxError as error:
        print(keys, error.msg, error.offset, error.end_offset)


for keys in (
    "{0: _, 0j: _}", "{1+1j: _, 1+1j: _}", "{-1j: _, -1j: _}", "{-0j: _, 0: _}", "{1-0j: _, True: _}", "{1: _, 1.0+0j: _}",
    "{-0.5-2j: _, -0.5-2j: _}", "{'it\\'s': _, 'it\\'s': _}", "{b'a': _, b'a': _}", "{'\\n': _, '\\n': _}", "{'é': _, 'é': _}",
    "{123456789012345678901234567890: _, 123456789012345678901234567890: _}", "{-5: _, -5: _}", "{0: _, -0: _}", "{1e300: _, 1e300: _}",
    "{None: _, None: _}", "{'a': _, b'a': _}", "{1j: _, 2j: _}", "{'a' 'b': _, 'ab': _}", "{0x10: _, 16.0: _}",
    "{9007199254740993: _, 9007199254740992.0: _}", "{a.b: _, a.b: _}", "{f'': _}", "{1: _, f'': _, 1: _}", "{1: _, 1: _, f'': _}",
):
    check(keys)
