# Operands are evaluated from left to right, each once.
def t(name, value=None):
    trace.append(name)
    return value if value is not None else name


trace = []
t("a", 1) + t("b", 2) * t("c", 3)
t("f", max)(t("x", 1), t("y", 2))
{t("k1"): t("v1"), t("k2"): t("v2")}
[t("l1"), t("l2")][t("i", 0)]
t("p", 1) < t("q", 2) < t("r", 0) < t("never")
t("then") if t("condition", True) else t("else")
(t("o1", False) or t("o2", 0) or t("o3", 5)) and t("o4")
print(trace)
trace = []
target = {}
t("object", target)[t("key")] = t("value")
t("list", [0, 0])[t("index", 1)] += t("amount", 5)
a = b = t("chain")
t("first", [0])[t("i0", 0)], t("second", [0])[t("j0", 0)] = t("right", (1, 2))
del t("deleted", target)[t("key")]
print(trace)
trace = []
print(*t("star", [1]), t("plain"), sep=t("sep", "-"))
f"{t('f1')}{t('f2'):>{t('width', 8)}}"
t("slice", [1, 2, 3])[t("start", 0):t("stop", 2):t("step", 1)]
x = (t("walrus 1", 1), (y := t("walrus 2", 2)), y + t("walrus 3", 3))
print(trace, x)
