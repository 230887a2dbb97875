# Results and messages of the containers' methods, right and wrong ones.
import sys
class S(set): pass
class F(frozenset): pass
class L(list): pass
class T(tuple): pass
class D(dict): pass
print(type(S()|S()), type(F()&F()), type(S().copy()), type(S().union([])), type(F({1}).copy()), type(L()+L()), type(L()*2),type(L().copy()), type(T()[:]), type(D().copy()), type(D()|D()), type({}|D()), type(S()-S()), repr(S([1])), repr(F([1])), repr(S()), repr(F()), repr(D()), repr(L()), repr(T()))
def e(name,f):
    try:
        r=f()
        print(name,'->',r if ' at 0x' not in repr(r) else type(r).__name__)
    except BaseException as x:
        print(name,'->',type(x).__name__,x)
e('zip(1)', lambda: zip(1))
e('zip([1],2)', lambda: zip([1],2))
e('map(1)', lambda: map(1))
e('map()', lambda: map())
e('map(len,3)', lambda: map(len,3))
e('filter(1)', lambda: filter(1))
e('filter(None,3)', lambda: filter(None,3))
e('filter()', lambda: filter())
e('enumerate()', lambda: enumerate())
e('enumerate(5)', lambda: enumerate(5))
e("enumerate([],'a')", lambda: enumerate([],'a'))
e('enumerate([],1,2)', lambda: enumerate([],1,2))
e('enumerate([],foo=3)', lambda: enumerate([],foo=3))
e('enumerate(foo=3)', lambda: enumerate(foo=3))
e('reversed(5)', lambda: reversed(5))
e('reversed()', lambda: reversed())
e('reversed([],1)', lambda: reversed([],1))
e('iter(5,5)', lambda: iter(5,5))
e('list(1,2)', lambda: list(1,2))
e('list(x=1)', lambda: list(x=1))
e('list(5)', lambda: list(5))
e('tuple(1,2)', lambda: tuple(1,2))
e('tuple(x=2)', lambda: tuple(x=2))
e('set(1,2)', lambda: set(1,2))
e('set(x=1)', lambda: set(x=1))
e('set(5)', lambda: set(5))
e('frozenset(1,2)', lambda: frozenset(1,2))
e('frozenset(x=1)', lambda: frozenset(x=1))
e('dict(1,2)', lambda: dict(1,2))
e('dict(1)', lambda: dict(1))
e('dict([1])', lambda: dict([1]))
e('dict([(1,2,3)])', lambda: dict([(1,2,3)]))
e('dict(["abc"])', lambda: dict(["abc"]))
e('dict([(1,2),5])', lambda: dict([(1,2),5]))
e('{}.update(1,2)', lambda: {}.update(1,2))
e('{}.update(5)', lambda: {}.update(5))
e('{}.update([[]])', lambda: {}.update([[]]))
e('range()', lambda: range())
e('range(1,2,3,4)', lambda: range(1,2,3,4))
e("range('a')", lambda: range('a'))
e('range(1.0)', lambda: range(1.0))
e('range(1,2,0)', lambda: range(1,2,0))
e('range(x=1)', lambda: range(x=1))
e('slice()', lambda: slice())
e('slice(1,2,3,4)', lambda: slice(1,2,3,4))
e('slice(x=1)', lambda: slice(x=1))
e("range(3)['a']", lambda: range(3)['a'])
e('range(3)[10]', lambda: range(3)[10])
e('range(3).index(7)', lambda: range(3).index(7))
e("range(3).index('a')", lambda: range(3).index('a'))
e('range(3).index(1,2)', lambda: range(3).index(1,2))
e("[1]['a']", lambda: [1]['a'])
e('[1][10**30]', lambda: [1][10**30])
e('[1][1.5]', lambda: [1][1.5])
e("[1]['a':]", lambda: [1]['a':])
e('[1][::0]', lambda: [1][::0])
e("(1,)['a']", lambda: (1,)['a'])
e('(1,)[10**30]', lambda: (1,)[10**30])
e('(1,)[7]', lambda: (1,)[7])
e('[].pop()', lambda: [].pop())
e('[1].pop(5)', lambda: [1].pop(5))
e("[1].pop('a')", lambda: [1].pop('a'))
e('[1].pop(1,2)', lambda: [1].pop(1,2))
e('[].append()', lambda: [].append())
e('[].append(1,2)', lambda: [].append(1,2))
e('[].insert(1)', lambda: [].insert(1))
e("[].insert('a',1)", lambda: [].insert('a',1))
e('[].index(1)', lambda: [].index(1))
e('[1].index()', lambda: [1].index())
e("[1].index(1,'a')", lambda: [1].index(1,'a'))
e('[].remove(1)', lambda: [].remove(1))
e('[].sort(1)', lambda: [].sort(1))
e('[].sort(foo=1)', lambda: [].sort(foo=1))
e("[].sort(reverse='a')", lambda: [].sort(reverse='a'))
e("[1,'a'].sort()", lambda: [1,'a'].sort())
e('[1].sort(key=5)', lambda: [1].sort(key=5))
e('[]+1', lambda: []+1)
e('[]+(1,)', lambda: []+(1,))
e('()+[]', lambda: ()+[])
e('()+1', lambda: ()+1)
e("[]*'a'", lambda: []*'a')
e('[]*1.5', lambda: []*1.5)
e('[1]*largest', lambda: [1]*sys.maxsize)
e('(1,)*largest', lambda: (1,)*sys.maxsize)
e('[1]*(10**30)', lambda: [1]*(10**30))
e('(1,).index(3)', lambda: (1,).index(3))
e('(1,).index()', lambda: (1,).index())
e('{}.pop()', lambda: {}.pop())
e('{}.pop(1)', lambda: {}.pop(1))
e('{}.pop(1,2,3)', lambda: {}.pop(1,2,3))
e('{}.popitem()', lambda: {}.popitem())
e('{}.get()', lambda: {}.get())
e('{}.get(1,2,3)', lambda: {}.get(1,2,3))
e('{}.setdefault()', lambda: {}.setdefault())
e("{}['x']", lambda: {}['x'])
e('{}[[]]', lambda: {}[[]])
e('{}.fromkeys()', lambda: {}.fromkeys())
e('{}.fromkeys(5)', lambda: {}.fromkeys(5))
e('{}.fromkeys([[]])', lambda: {}.fromkeys([[]]))
e('{}|1', lambda: {}|1)
e('{}|[]', lambda: {}|[])
e('{1}|[1]', lambda: {1}|[1])
e('{1}&[1]', lambda: {1}&[1])
e('{1}-[1]', lambda: {1}-[1])
e('{1}^[1]', lambda: {1}^[1])
e('{1}<[1]', lambda: {1}<[1])
e('{1}.union(5)', lambda: {1}.union(5))
e('{1}.intersection(5)', lambda: {1}.intersection(5))
e('{1}.difference(5)', lambda: {1}.difference(5))
e('{1}.symmetric_difference(5)', lambda: {1}.symmetric_difference(5))
e('{1}.symmetric_difference()', lambda: {1}.symmetric_difference())
e('{1}.issubset(5)', lambda: {1}.issubset(5))
e('{1}.issuperset(5)', lambda: {1}.issuperset(5))
e('{1}.isdisjoint(5)', lambda: {1}.isdisjoint(5))
e('{1}.update(5)', lambda: {1}.update(5))
e('{1}.add()', lambda: {1}.add())
e('{1}.add([])', lambda: {1}.add([]))
e('{1}.remove(2)', lambda: {1}.remove(2))
e('{1}.remove([])', lambda: {1}.remove([]))
e('{1}.discard([])', lambda: {1}.discard([]))
e('set().pop()', lambda: set().pop())
e('[] in {1}', lambda: [] in {1})
e('{1} in {frozenset({1})}', lambda: {1} in {frozenset({1})})
e('{frozenset({1})} - {frozenset({1})}', lambda: {frozenset({1})} - {frozenset({1})})
e('{}.keys() & [1]', lambda: {}.keys() & [1])
e('{1:2}.keys() | [3]', lambda: {1:2}.keys() | [3])
e('{1:2}.items() - [3]', lambda: {1:2}.items() - [3])
e('{1:2}.keys() < [3]', lambda: {1:2}.keys() < [3])
e('{1:2}.keys() & 5', lambda: {1:2}.keys() & 5)
e('{1:2}.values() & 5', lambda: {1:2}.values() & 5)
e('{1:2}.keys().isdisjoint(5)', lambda: {1:2}.keys().isdisjoint(5))
e('hash([])', lambda: hash([]))
e('hash({})', lambda: hash({}))
e('hash(set())', lambda: hash(set()))
e('hash({}.keys())', lambda: hash({}.keys()))
e('hash(([],))', lambda: hash(([],)))
e('hash(slice(1,[]))', lambda: hash(slice(1,[])))
e('slice(1,2,3).indices(-1)', lambda: slice(1,2,3).indices(-1))
e("slice(1,2,3).indices('a')", lambda: slice(1,2,3).indices('a'))
e('slice(1,2,3).indices()', lambda: slice(1,2,3).indices())
e("slice('a').indices(3)", lambda: slice('a').indices(3))
e('slice(1,2,0).indices(3)', lambda: slice(1,2,0).indices(3))
e('slice(None,None,10**30).indices(10**25)', lambda: slice(None,None,10**30).indices(10**25))
e('slice(-10**30,10**30,2).indices(10**25)', lambda: slice(-10**30,10**30,2).indices(10**25))
e('repr(slice(1,None))', lambda: repr(slice(1,None)))
e('next(iter([]))', lambda: next(iter([])))
e('iter([]).__length_hint__()', lambda: iter([]).__length_hint__())
e('list.append(5,1)', lambda: list.append(5,1))
e('list.__new__(int)', lambda: list.__new__(int))
e('list.__new__(5)', lambda: list.__new__(5))
e('tuple.__new__(list)', lambda: tuple.__new__(list))
e("[1,2]<[1,'a']", lambda: [1,2]<[1,'a'])
e('[1]<(1,)', lambda: [1]<(1,))
e('dict.fromkeys([1,2],[])', lambda: dict.fromkeys([1,2],[]))
e('range(0,10,3)', lambda: range(0,10,3))
e('range(5)==range(0,5,1)', lambda: range(5)==range(0,5,1))
e('hash(range(5))==hash((5,0,1))', lambda: hash(range(5))==hash((5,0,1)))
e('hash(range(0))==hash((0,None,None))', lambda: hash(range(0))==hash((0,None,None)))
e('range(10)[2:5]', lambda: range(10)[2:5])
e('range(10)[::-1]', lambda: range(10)[::-1])
e('len(range(10**30))', lambda: len(range(10**30)))
e('range(10**30)[10**29]', lambda: range(10**30)[10**29])
e('range(10**30)', lambda: range(10**30))
e('5.0 in range(10)', lambda: 5.0 in range(10))
e("'a' in range(10)", lambda: 'a' in range(10))
e('list(zip([1],[1,2],strict=True))', lambda: list(zip([1],[1,2],strict=True)))
e('list(zip([1,2],[1],strict=True))', lambda: list(zip([1,2],[1],strict=True)))
e('list(zip([1,2],[1,2],[1],strict=True))', lambda: list(zip([1,2],[1,2],[1],strict=True)))
e('zip([1],foo=1)', lambda: zip([1],foo=1))
e('max([])', lambda: max([]))
e('(lambda **k: k)(**{1:2})', lambda: (lambda **k: k)(**{1:2}))
e('(lambda **k: k)(**[1])', lambda: (lambda **k: k)(**[1]))
e("(lambda **k: k)(x=1,**{'x':2})", lambda: (lambda **k: k)(x=1,**{'x':2}))
e('{**5}', lambda: {**5})
e('[*5]', lambda: [*5])
e('{*5}', lambda: {*5})
e('[].__setitem__(0,1)', lambda: [].__setitem__(0,1))
e('[].__delitem__(0)', lambda: [].__delitem__(0))
e('[].__getitem__(0)', lambda: [].__getitem__(0))
e('{}.__delitem__(0)', lambda: {}.__delitem__(0))
e('{1:2}|{3:4}', lambda: {1:2}|{3:4})
e('{}.__or__(5)', lambda: {}.__or__(5))
e('[].__eq__(())', lambda: [].__eq__(()))
e('[1].__contains__(1)', lambda: [1].__contains__(1))
e('iter({}.keys())', lambda: iter({}.keys()))
e('iter(range(3))', lambda: iter(range(3)))
e('reversed(range(3))', lambda: reversed(range(3)))
e('iter(lambda:1,1)', lambda: iter(lambda:1,1))
e('iter(())', lambda: iter(()))
e('iter(set())', lambda: iter(set()))
e('enumerate([])', lambda: enumerate([]))
e("reversed('abc')", lambda: reversed('abc'))
e('{1:2}.items()', lambda: {1:2}.items())
e('{1:2}.keys()', lambda: {1:2}.keys())
e('{1:2}.values()', lambda: {1:2}.values())
e('{}.keys().mapping', lambda: {}.keys().mapping)
e('filter(None,[])', lambda: filter(None,[]))
e('[1].__iadd__(5)', lambda: [1].__iadd__(5))
e('[1].extend(5)', lambda: [1].extend(5))
def h0():
    l=[1,2,3];l[::2]=[1]
e('l=[1,2,3];l[::2]=[1]',h0)
def h1():
    l=[1,2,3];l[0:1]=5
e('l=[1,2,3];l[0:1]=5',h1)
def h2():
    l=[1,2,3];l['a']=5
e("l=[1,2,3];l['a']=5",h2)
def h3():
    l=[1,2,3];l[9]=5
e('l=[1,2,3];l[9]=5',h3)
def h4():
    l=[1,2,3];del l[9]
e('l=[1,2,3];del l[9]',h4)
def h5():
    l=[1,2,3];del l['a']
e("l=[1,2,3];del l['a']",h5)
def h6():
    l=[1,2,3];l[::2]=5
e('l=[1,2,3];l[::2]=5',h6)
def h7():
    l=[1,2,3];l[::0]=5
e('l=[1,2,3];l[::0]=5',h7)
def h8():
    t=(1,);t[0]=1
e('t=(1,);t[0]=1',h8)
def h9():
    t=(1,);del t[0]
e('t=(1,);del t[0]',h9)
def h10():
    d={1:2}
    for k in d: d[k+1]=1
e('d={1:2}\nfor k in d: d[k+1]=1',h10)
def h11():
    d={1:2,2:3}
    for k in d: del d[k]; d[k+9]=1
e('d={1:2,2:3}\nfor k in d: del d[k]; d[k+9]=1',h11)
def h12():
    s={1}
    for k in s: s.add(k+1)
e('s={1}\nfor k in s: s.add(k+1)',h12)
def h13():
    l=[3,2,1];l.sort(key=lambda x:l.append(1))
e('l=[3,2,1];l.sort(key=lambda x:l.append(1))',h13)
def h14():
    a,b=1
e('a,b=1',h14)
def h15():
    a,b=[1]
e('a,b=[1]',h15)
def h16():
    a,b=[1,2,3]
e('a,b=[1,2,3]',h16)
def h17():
    a,b=iter([1,2,3])
e('a,b=iter([1,2,3])',h17)
def h18():
    a,b={1:2}
e('a,b={1:2}',h18)
def h19():
    a,b,*c=[1]
e('a,b,*c=[1]',h19)
def h20():
    a,*b,c=[1]
e('a,*b,c=[1]',h20)
def h21():
    a,b=iter([1])
e('a,b=iter([1])',h21)
def h22():
    a,*b,c=3
e('a,*b,c=3',h22)
def h23():
    d={};del d[1]
e('d={};del d[1]',h23)
def h24():
    l=[];l+=5
e('l=[];l+=5',h24)
def h25():
    d={};d|=5
e('d={};d|=5',h25)
def h26():
    d={};d|=[(1,2)];print(d)
e('d={};d|=[(1,2)];print(d)',h26)
def h28():
    s={1};s|=[1]
e('s={1};s|=[1]',h28)
def h29():
    f=len;f(**{'a':1},**{'a':2})
e("f=len;f(**{'a':1},**{'a':2})",h29)
def h30():
    def g(**k):pass
    g(**{'a':1},**{'a':2})
e("def g(**k):pass\ng(**{'a':1},**{'a':2})",h30)
def h31():
    def g(**k):pass
    g(**{1:2})
e('def g(**k):pass\ng(**{1:2})',h31)
def h32():
    def g(**k):pass
    g(**{'b':1}, **{1:2})
e("def g(**k):pass\ng(**{'b':1}, **{1:2})",h32)
