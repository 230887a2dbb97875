def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
G=ExceptionGroup; B=BaseExceptionGroup
t(lambda: G())
t(lambda: G("a"))
t(lambda: G("a",[ValueError()],1))
t(lambda: G(1,[ValueError()]))
t(lambda: G("a",1))
t(lambda: G("a",{ValueError()}))
t(lambda: G("a",[]))
t(lambda: G("a",[1]))
t(lambda: G("a",[ValueError]))
t(lambda: G("a",[KeyboardInterrupt()]))
t(lambda: B("a",[ValueError()]))
t(lambda: B("a",[KeyboardInterrupt()]))
class M(Exception, B): pass
t(lambda: M("a",[KeyboardInterrupt()]))
t(lambda: G("a",(ValueError(),)))
t(lambda: G("a",[ValueError()], x=1))
t(lambda: G(message="a", exceptions=[ValueError()]))
g=G("a",[ValueError(1),G("b",[TypeError(2),KeyError(3)])])
t(lambda: g.subgroup(1))
t(lambda: g.split((ValueError,1)))
t(lambda: g.split(int))
t(lambda: g.split(ValueError))
t(lambda: g.subgroup(lambda e: isinstance(e,KeyError)))
t(lambda: str(g))
t(lambda: g.exceptions)
t(lambda: g.message)
t(lambda: g.derive())
t(lambda: g.derive([1]))
def s(): g.message=1
t(s)
def s(): g.exceptions=1
t(s)
t(lambda: (G.__mro__, G.__bases__, G.__module__))
t(lambda: dir(B)[-12:])
t(lambda: g.split())
class D(G):
    def derive(self, e): return 1
t(lambda: D("x",[ValueError(),TypeError()]).split(ValueError))
try:
    try: raise G("a",[ValueError(1)])
    except* G: pass
except TypeError as e: print(e)
try:
    try: raise G("a",[ValueError(1)])
    except* 1: pass
except TypeError as e: print(e)
try:
    try: raise G("a",[ValueError(1)])
    except* (ValueError, B): pass
except TypeError as e: print(e)
