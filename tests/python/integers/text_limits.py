# Conversions between integers and decimal text are limited to 4300 digits.
def show(function):
    try:
        result = function()
        print(len(result) if isinstance(result, str) else result.bit_length())
    except Exception as error:
        print(type(error).__name__ + ":", error)


show(lambda: str(10 ** 4299))
show(lambda: str(10 ** 4300))
show(lambda: str(-10 ** 4299))
show(lambda: str(10 ** 50000))
show(lambda: repr(10 ** 4300))
show(lambda: f"{10 ** 4300}")
show(lambda: f"{10 ** 4299:,}")
show(lambda: hex(10 ** 5000))
show(lambda: bin(10 ** 5000))
show(lambda: oct(10 ** 5000))
show(lambda: f"{10 ** 5000:x}")
show(lambda: int("1" * 4300))
show(lambda: int("1" * 4301))
show(lambda: int("1" * 4301, 7))
show(lambda: int("1" * 9000, 16))
show(lambda: int("1_" * 4299 + "1"))
