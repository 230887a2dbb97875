d = "no folder"


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)).replace(d, "D"))
    except Exception as e:
        print(type(e).__name__, str(e).replace(d, "D"))

import os
print(os.getenv('NO_SUCH_VARIABLE'), os.getenv('NO_SUCH_VARIABLE', 5), 'PATH' in os.environ, type(os.environ['PATH']))
os.environ['X_Y'] = 'z'; print(os.getenv('X_Y'), os.environ.get('X_Y')); del os.environ['X_Y']; print(os.getenv('X_Y'))
t(os.environ.__setitem__, 'a', 5)
