import os

os.environ["PLACE"] = "here"
os.environ["OTHER_1"] = "$PLACE"
for path in ("$PLACE/x", "a${PLACE}b", "$PLACES", "${PLACE", "$", "$$PLACE", "${}", "$OTHER_1$PLACE", "é$PLACEé", "{$PLACE}", "", "x$-y", "${PLACE}${NO}${PLACE}"):
    print(repr(os.path.expandvars(path)), os.path.expandvars(path.encode()))
