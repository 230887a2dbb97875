d = "no folder"


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)).replace(d, "D"))
    except Exception as e:
        print(type(e).__name__, str(e).replace(d, "D"))

import io, sys
print(sys.stdin, sys.stdout, sys.stderr)
print(sys.stdout.name, sys.stdout.encoding, sys.stdout.mode, sys.stdout.closed, sys.stdout.writable(), sys.stdout.readable(), sys.stdin.readable(), sys.stdout is sys.__stdout__)
print(sys.stdout.write('four'), sys.stdout.writelines(['a', 'b\n'])); t(sys.stdout.write, 5); t(sys.stdout.read)
real = sys.stdout
sys.stdout = s = io.StringIO()
print('caught', 1, sep='-'); real.write('direct\n')
sys.stdout = real
print(repr(s.getvalue()))
sys.stdout = None; print('nowhere'); sys.stdout = real
print('to out', file=sys.stdout); sys.stdout.flush()
sys.stdin = io.StringIO('first\nsecond\n\nlast')
print(input(), [input('? ')], [input()], input()); t(input)
sys.stdin = sys.__stdin__
class Out:
    def write(self, text): real.write(text.upper())
    def flush(self): real.write('[flush]')
print('x', 'y', file=Out()); print('z', file=Out(), flush=True); t(lambda: print('a', file=5))
sys.stdout = Out(); print('via object', flush=True); sys.stdout = real; print()
