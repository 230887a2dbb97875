# Where a call is all that is assigned to a name, or returned, nothing is marked.
d = {}


class O:
    pass


def last():
    wide = len('日本') + 1 + '本日'.missing + 2
    return wide


def subscript():
    d[1] = last()


def attribute():
    O.x = subscript()


def pair():
    a, b = attribute()


def chained():
    a = b = pair()


def name():
    a = chained()


def bracketed():
    a = ( name() )  # a comment


def beyond_ascii():
    é = bracketed()


def returned():
    return beyond_ascii(); pass


def added():
    return returned() + 1


added()
