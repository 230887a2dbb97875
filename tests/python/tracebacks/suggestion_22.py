raise NameError("no name", name="prnt")
