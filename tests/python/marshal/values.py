# Plain values as bytes and back.
import marshal
for o in (None,True,False,...,StopIteration,0,-1,2**31-1,-2**31,2**31,2**100,-2**100,1.5,1+2j,b'abc','abc','é','a'*300,(),(1,),list(range(3)),{1:2,'a':[3]},set(),frozenset([1]),bytearray(b'x'),tuple(range(300)), '\ud800'):
    s=marshal.dumps(o,2); r=marshal.loads(s); print(s[:60], r==o or o!=o)
    assert marshal.loads(marshal.dumps(o))==o
for bad in (b'', b'i\0', b'?', b'[\xff\xff\xff\xff', b'0', b'l\1\0\0\0\0\0', b'r\0\0\0\0',b'[\1\0\0\0'):
    try: print(marshal.loads(bad))
    except Exception as e: print(type(e).__name__, e)
try: marshal.dumps(object())
except ValueError as e: print(e)
l=[]; l.append(l)
try: marshal.dumps(l,2)
except ValueError as e: print(e)
