# Defaults, class bases and bodies are evaluated where the definition stands.
def t(name, value=None):
    trace.append(name)
    return value


trace = []


def f(a=t("default a", 1), *, b=t("default b", 2)) -> t("annotation"):
    t("body")


class C(t("base", object)):
    t("class body")
    x = t("attribute", 5)

    def m(self, d=t("method default")):
        pass


f()
for i in t("iterable", [1, 2]):
    t("loop")
g = lambda a=t("lambda default"): t("lambda body")
g()
[t("element") for _ in t("source", [1, 2]) if t("filter", True)]
try:
    raise t("error", ValueError)
except t("match", ValueError):
    t("handler")
print(trace)
