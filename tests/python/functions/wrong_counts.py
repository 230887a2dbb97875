# Built-in functions and methods that get too many arguments, or by position what goes by name only.
import binascii
import cmath
import math

for call in (
    "math.isclose(1, 2, 3)",
    "math.isclose(1)",
    "math.isclose(1, 1.1, rel_tol=0.2)",
    "cmath.isclose(1, 2, 3)",
    "math.nextafter(1, 2, 3)",
    "math.nextafter()",
    "math.nextafter(1.0, 2.0, steps=2)",
    "int.from_bytes(b'a', 'big', True)",
    "int.from_bytes(b'a', 'big', signed=True)",
    "(5).to_bytes(1, 'big', True)",
    "(5).to_bytes(1, 'big', x=True)",
    "binascii.a2b_base64()",
    "binascii.a2b_base64('YQ==', True)",
    "binascii.b2a_base64(b'a', False)",
    "binascii.b2a_base64(b'a', newline=False)",
    "'a'.__format__()",
    "'a'.__format__('', '')",
    "'a'.__format__(None)",
    "(1).__format__(None)",
    "[].__format__(None)",
    "(1.5).__round__(1, 2)",
    "'a'.__getnewargs__(1)",
    "b'a'.__bytes__(1)",
    "[].__reversed__(1)",
    "(1).__add__()",
    "[].__len__(1)",
    "input(1, 2)",
):
    try:
        print(call, eval(call))
    except TypeError as error:
        print(call, error)
