class E(AttributeError): pass
raise E("x", name="lower_", obj="")
