# A module beside the program that lacks a name may stand in the way of another.
try:
    import circle
except AttributeError as error:
    text = str(error)
    print(text[: text.index("'/") if "'/" in text else text.index("renaming") + 9], text[text.rindex("' ") + 2 :])
