# `%%` is a sign only where nothing stands between the two.
for format in ("%%", "%%%s", "%5%", "%-5%|", "%.3%", "%l%", "%05%", "%(a)%", "%(a)5%"):
    for arguments in ((), (1,), (1, 2), {"a": 1}):
        for text in (format, format.encode()):
            try:
                print(text, arguments, text % arguments)
            except (TypeError, ValueError, KeyError) as error:
                print(text, arguments, type(error).__name__, error)
for arguments in ((), (1,), (1, 2, 3)):
    try:
        property().__set_name__(*arguments)
    except TypeError as error:
        print(error)
