# Where the result is what a str's subclass is or gave, and where it is a str.
class Text(str):
    pass


class Shown:
    def __str__(self):
        return Text("s")

    def __repr__(self):
        return Text("r")

    def __format__(self, spec):
        return Text("f" + spec)


text, shown = Text("ab"), Shown()
for result in (
    "%s" % text, "%s" % shown, "%r" % shown, "%a" % shown, "%1s" % shown, "%2s" % shown, "%.9s" % shown, "%s." % shown, "%s%s" % (shown, ""),
    "%(k)s" % {"k": shown}, text % (), Text("") % (), "{}".format(text), "{}".format(shown), "{:x}".format(shown),
    "{}.".format(shown), "{!s}".format(shown), text.format(), Text("{{").format(), "{k}".format_map({"k": shown}), f"{shown}", f"{shown!r}",
    format(text), format(shown), str(text), str(shown), repr(shown), ascii(shown), text.partition("z")[0], text.rpartition("z")[2],
    "xaby".partition(text)[1], text.partition("a")[2], text.replace("z", ""), text.strip(), "".join([text]), text + "",
):
    print(type(result).__name__, result)
for result in (b"a-b".partition(memoryview(b"-")), bytearray(b"a-b").partition(memoryview(b"-")), b"ab".partition(b"z")):
    print([type(part).__name__ for part in result])
