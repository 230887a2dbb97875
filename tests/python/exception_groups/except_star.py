def run(f):
    try: f()
    except BaseException as e: print("out:", repr(e), repr(e.__context__), repr(e.__cause__))
    else: print("no exception")
import sys
def f1():
    try: raise ExceptionGroup("g",[ValueError(1),TypeError(2)])
    except* ValueError as e: print(repr(e), repr(sys.exception()))
    except* TypeError as e: print(repr(e), repr(sys.exception()))
    else: print("else")
    finally: print("fin")
run(f1)
def f2():
    try: raise ExceptionGroup("g",[ValueError(1),TypeError(2)])
    except* ValueError as e: print(repr(e))
run(f2)
def f3():
    try: raise ValueError(1)
    except* (ValueError, TypeError) as e: print(repr(e), e.exceptions, e.__traceback__)
run(f3)
def f4():
    try: raise ValueError(1)
    except* TypeError as e: print(repr(e), e.exceptions, e.__traceback__)
run(f4)
def f5():
    try: raise ExceptionGroup("g",[ValueError(1),TypeError(2),OSError(3)])
    except* ValueError as e: raise KeyError(9)
    except* TypeError as e: raise
    except* OSError as e: 
        for i in range(3):
            if i==1: continue
            if i==2: break
            print(i)
        raise IndexError(1) from e
run(f5)
def f6():
    try: print("fine")
    except* ValueError: pass
    else: print("else")
    finally: print("finally")
run(f6)
def f7():
    try: raise ExceptionGroup("g",[ValueError(1),ExceptionGroup("h",[TypeError(2),ValueError(3)])])
    except* ValueError as e:
        e.add_note("x")
        raise e
run(f7)
def f8():
    try: raise ExceptionGroup("g",[ValueError(1),ExceptionGroup("h",[TypeError(2),ValueError(3)])])
    except* ValueError as e:
        raise
    except* TypeError:
        raise
run(f8)
def gen():
    try: raise ExceptionGroup("g",[ValueError(1)])
    except* ValueError as e:
        yield sys.exception()
        print(sys.exception())
        yield 2
g=gen()
print(repr(next(g)), sys.exception(), next(g), list(g))
def f9():
    for i in range(3):
        try:
            try:
                if i: raise ExceptionGroup("x",[KeyError(i)])
            except* KeyError as k: print(k, k.exceptions)
        finally:
            if i==1: continue
        print(i)
run(f9)
def f10():
    try: raise ExceptionGroup("g",[ValueError(1)])
    except* undefined: pass
run(f10)
def f11():
    try: raise BaseExceptionGroup("g",[ValueError(1),KeyboardInterrupt()])
    except* ValueError: raise
run(f11)
def f12():
    try: raise ValueError(1)
    except* ValueError: raise
run(f12)
def f13():
    try: raise ValueError(1)
    except* ValueError as e: raise e.exceptions[0]
run(f13)
def f14():
    def inner():
        try: raise ValueError(1)
        except* ValueError as e: 
            def g(): return 5
            print(g())
        return 7
    print(inner())
    try: e
    except NameError as x: print(x)
run(f14)
for s in ["try: pass\nexcept* A: return","def f():\n try: pass\n except* A: return","for i in x:\n try: pass\n except* A: break","for i in x:\n try: pass\n except* A: continue","try: pass\nexcept* A:\n for i in a: break\n else: pass",
  "try: pass\nexcept*: pass","try: pass\nexcept* A: pass\nexcept B: pass","try: pass\nexcept A: pass\nexcept* B: pass","try: pass\nexcept* A: pass\nexcept*: pass", "try: pass\nexcept *A, B: pass","for i in x:\n try: pass\n except* A:\n  try: pass\n  finally: break",
  "def f():\n for i in x:\n  try: pass\n  except* A:\n   for j in y: return 5"]:
    try: compile(s,"s","exec"); print("ok")
    except SyntaxError as e: print(e.msg,e.lineno,e.offset,e.end_lineno,e.end_offset)
