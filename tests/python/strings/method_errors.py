# Calls of string methods that cannot work.
def attempt(function):
    try:
        print(function())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: "a" + 1)
attempt(lambda: "a" - "b")
attempt(lambda: "a" * "b")
attempt(lambda: "a" * 1.5)
attempt(lambda: "abc".nothing)
attempt(lambda: "abc".nothing())
attempt(lambda: "abc".upper(1))
attempt(lambda: "abc".center())
attempt(lambda: "abc".center(9, "ab"))
attempt(lambda: "abc".replace("a"))
attempt(lambda: "abc".startswith(1))
text = "abc"
attempt(lambda: text())
attempt(lambda: str.upper())
attempt(lambda: str.upper(5))
attempt(lambda: "".join(5))
