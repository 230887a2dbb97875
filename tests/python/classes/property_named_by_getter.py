# A property that no class body named goes by its getter's name in messages.
class C:
    x = property(lambda self: 1)

C.y = property(lambda self: 2)
C.z = property(None, len)
C.l = property(list)

for name in "xyzl":
    for action in (lambda o: setattr(o, name, 2), lambda o: delattr(o, name), lambda o: getattr(o, name)[0]):
        try:
            action(C())
        except AttributeError as error:
            print(name, error)
        except TypeError:
            print(name, "read")
