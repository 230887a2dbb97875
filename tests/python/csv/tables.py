# Tables are read and written in all dialects.
import csv, io
def r(lines, **k):
    try: print(list(csv.reader(lines, **k)))
    except Exception as e: print(type(e).__name__, e)
r(['a,b,c']); r(['a|b'],delimiter='|'); r(['"a,b",c']); r(['"a""b",c']); r(['"a\n','b",c']); r(['a,"b']); r(['a,"b'],strict=True); r(["a,'b,c'"],quotechar="'"); r(['a\\,b,c'],escapechar='\\'); r(['a, b, "c, d"'],skipinitialspace=True); r(['1,2.5,"x"'],quoting=csv.QUOTE_NONNUMERIC); r(['a,b\r\n','\r\n','c']); r(['a\rb']); r([1]); r(['a,"",'],quoting=csv.QUOTE_NOTNULL); r(['1,"x",'],quoting=csv.QUOTE_STRINGS); r(['"a"b,c']); r(['"a"b'],strict=True); r(['']); r(['a'],delimiter=',,'); r(['a'],nothing=1); r(['a\0b']); r(['a'],quotechar=None); r(['a'],quoting=9); r(['a'],delimiter='\n'); r(['a'],quotechar=',')
def w(*rows, **k):
    f=io.StringIO()
    try:
        x=csv.writer(f, **k)
        for row in rows: x.writerow(row)
        print(repr(f.getvalue()))
    except Exception as e: print(type(e).__name__, e)
w([1,'a',None,2.5,'b,c','d"e','f\ng']); w(['x',1,None,''],quoting=csv.QUOTE_STRINGS); w(['x',1,None,''],quoting=csv.QUOTE_NOTNULL); w([None,None],quoting=csv.QUOTE_STRINGS); w([None],quoting=csv.QUOTE_STRINGS); w(['a'],quoting=csv.QUOTE_STRINGS,quotechar=None); w(["a,b",'x"y'],quoting=csv.QUOTE_NONE,quotechar=None,escapechar='\\'); w(["a,b",'x"y'],quoting=csv.QUOTE_NONE,escapechar='\\'); w(["a\\b"],quoting=csv.QUOTE_NONE,quotechar=None,escapechar='\\'); w(["a\rb","c\nd"],quoting=csv.QUOTE_NONE,quotechar=None,escapechar='\\'); w(['a,b'],quoting=csv.QUOTE_NONE,quotechar=None); w([None],quoting=csv.QUOTE_NONE,quotechar=None,escapechar='\\'); w([None,''],quoting=csv.QUOTE_NONE,quotechar=None,escapechar='\\'); w(['a','b'],[1,2],['\r','\n'],lineterminator='!'); w(['\r\n'],lineterminator='!'); w(['a!b','c'],lineterminator='!'); w(['a@b','x'],lineterminator='!@#'); w(['a','b'],lineterminator='!@#',quoting=csv.QUOTE_ALL); w(['a',1],lineterminator='!@#',quoting=csv.QUOTE_NONNUMERIC); w(['a!b','x'],lineterminator='!@#',quoting=csv.QUOTE_NONE,escapechar='\\'); w([''],[None],[],['','']); w(5); w(['a"b'],doublequote=False,escapechar='\\'); w(['a"b'],doublequote=False)
csv.register_dialect('m',delimiter=',',lineterminator='!@#'); print(csv.list_dialects(), csv.get_dialect('m').lineterminator)
w(['a','b'],dialect='m'); print(csv.writer(io.StringIO(),lineterminator='!@#').dialect.lineterminator)
r(io.StringIO("a,b!@#c,d!@#"),lineterminator='!@#')
print(list(csv.DictReader(['a,b','1,2','3','4,5,6'])))
f=io.StringIO(); d=csv.DictWriter(f,['a','b']); d.writeheader(); d.writerow({'a':1,'b':2}); print(repr(f.getvalue()))
try: d.writerow({'c':1})
except ValueError as e: print(e)
d=csv.Sniffer().sniff('a;b;c\n1;2;3\n'); print(d.delimiter, d.quotechar)
try: csv.unregister_dialect('none')
except csv.Error as e: print(e)
print(csv.excel.delimiter, csv.field_size_limit(10), csv.field_size_limit())
r(['aaaaaaaaaaaaaaaaaa'])
