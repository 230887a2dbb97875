import string
from string import Template

t = Template("$who likes ${what} for $$5, $who")
print(t.substitute(who="tim", what="kung pao"))
print(t.substitute({"who": 1, "what": None}))
print(t.substitute({"who": 1, "what": 2}, what=3))
print(t.safe_substitute(who="x"))
try:
    t.substitute(who="x")
except KeyError as e:
    print(repr(e))
print(t.is_valid(), t.get_identifiers(), t.template)
for bad in ("a $ b", "line\n  $", "${", "${a b}", "$1", "x\ny\n$-"):
    u = Template(bad)
    print(repr(bad), u.is_valid(), u.safe_substitute(b=2), end=" ")
    try:
        print(u.substitute(b=2))
    except ValueError as e:
        print(e)
    try:
        print(u.get_identifiers())
    except ValueError as e:
        print("identifiers", e)
print(Template("$_a1 $A $ab.c").substitute(_a1=1, A=2, ab=3))


class Percent(Template):
    delimiter = "%"


print(Percent("%x %% $x").substitute(x=4), Percent.delimiter)
print(string.capwords("  hello  big WORLD "), string.capwords("a-b-cD", "-"))
for name in ("ascii_letters", "digits", "hexdigits", "octdigits", "punctuation", "printable", "whitespace", "ascii_lowercase", "ascii_uppercase"):
    print(name, repr(getattr(string, name)))
