# Dates, times, differences, zones: made, shown, read, counted with, compared, pickled.
from datetime import *
import datetime as m, copy, time as _t
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r), str(r)[:60])
    except Exception as e: print(type(e).__name__, '' if "'timedelta'" in str(e).replace('datetime.', '') or 'instances' in str(e) else e)
td=timedelta
for a in ((),(1,),(0,1),(0,0,1),(1.5,),(-1,),(1,2,3),(0,0.5),(0,0,0.5),(0,0,1.5),(0,0,2.5),(10**9,),(-10**9,),('x',)): t(td,*a)
t(td,weeks=1,days=2,hours=3,minutes=4,seconds=5,milliseconds=6,microseconds=7); t(td,weeks=1.0/7); t(td,seconds=0.001); t(td,milliseconds=0.001); t(td,days=1/24)
a=td(7);b=td(0,60);c=td(0,0,1000)
for x in (a+b+c,a-b,-a,+a,-b,-c,abs(-a),a*10,10*a,a*1.5,0.5*a,a//7,a/7,a/0.5,a//b,a/b,a%b,divmod(a,td(0,7)),c/7,(3*td(0,0,1))*0.5, td(0,0,1)*1.5, td(0,1)*0.123456,a.total_seconds(),bool(td()),hash(td(1))==hash(td(0,86400)),td.min,td.max,td.resolution): print(repr(x))
for f in (lambda:a+1,lambda:1-a,lambda:a/0,lambda:a//0,lambda:a/td(),lambda:1/a,lambda:a*float('nan'),lambda:a*float('inf'),lambda:a<1,lambda:a*'x'): t(f)
print(td(1)<td(2),td(1)==td(1),td(1)!=1)
for a in ((2000,1,1),(0,1,1),(2000,13,1),(2000,2,30),(2000,),(),(2000.0,1,1),('x',1,1),(1900,2,29)): t(date,*a)
d=date(2024,2,29)
for x in (d.isoformat(),d.ctime(),d.weekday(),d.isoweekday(),d.isocalendar(),d.toordinal(),d.timetuple(),d.replace(year=2020),d+td(1),d-td(366),d-date(2000,1,1),d.strftime('%Y/%m/%d %j %a %A %b %B %U %W %f %z %Z|'),format(d,'%d'),f'{d}',date.fromordinal(730000),date.min,date.max,date.resolution,date.fromisoformat('2024-02-29'),date.fromisoformat('20240229'),date.fromisoformat('2024-W09-4'),date.fromisoformat('2024W09'),date.fromisocalendar(2024,9,4),hash(d)==hash(date(2024,2,29)),d.isocalendar().week): print(repr(x))
for s in ('2024','2024-13-01','abc','2024-02-30','2024-W60-1'): t(date.fromisoformat,s)
t(date.max.__add__,td(1)); t(date.fromordinal,0); t(d.replace,month=13); t(lambda: d<5); t(lambda: d==5); t(lambda: d<datetime(2024,1,1)); t(lambda:d==datetime(2024,2,29))
for i in range(1,3652059,99991): assert date.fromordinal(i).toordinal()==i
for y in range(1990,2030): print(date(y,1,1).isocalendar(), date(y,12,31).isocalendar(), end=' ')
print()
for a in ((),(1,),(12,30),(12,30,15),(12,30,15,5),(24,),(0,60),(0,0,60),(0,0,0,10**6),(1,2,3,4,5)): t(time,*a)
t(time,12,fold=1); t(time,12,fold=2); t(time,1,2,3,tzinfo=timezone.utc)
x=time(12,34,56,789)
for y in (x.isoformat(),x.isoformat('minutes'),x.isoformat('milliseconds'),x.replace(hour=1),x.strftime('%H:%M:%S.%f'),time.min,time.max,time.fromisoformat('12:34:56.789+01:30'),time.fromisoformat('T1234'),time.fromisoformat('12'),time.fromisoformat('12:34:56,5Z'),x<time(13),hash(x)==hash(time(12,34,56,789)),bool(time())): print(repr(y))
for s in ('25','12:3','x','12:34:56.','12:3456'): t(time.fromisoformat,s)
t(lambda: time(1)<time(1,tzinfo=timezone.utc)); t(lambda: time(1)==time(1,tzinfo=timezone.utc)); t(x.isoformat,'x')
for a in ((2024,1,2),(2024,1,2,3),(2024,1,2,3,4,5,6),(2024,1,2,25),(2024,)): t(datetime,*a)
z=timezone(td(hours=5,minutes=30)); n=datetime(2024,5,6,7,8,9,10)
w=n.replace(tzinfo=z)
for y in (n,w,str(w),n.isoformat(' ','hours'),w.utcoffset(),w.tzname(),w.dst(),w.utctimetuple(),n.timetuple(),n.date(),n.time(),w.timetz(),w.astimezone(timezone.utc),n+td(1,1,1),n-td(365),n-datetime(2023,1,1),w-w.astimezone(timezone.utc),w==w.astimezone(timezone.utc),hash(w)==hash(w.astimezone(timezone.utc)),w.timestamp(),datetime.fromtimestamp(0,timezone.utc),datetime.fromtimestamp(1.5,z),datetime.fromtimestamp(-1.25,timezone.utc),datetime.combine(date(2020,1,1),time(1,2)),datetime.fromisoformat('2024-05-06T07:08:09.000010+05:30'),datetime.fromisoformat('2024-05-06'),datetime.fromisoformat('20240506T070809Z'),datetime.fromisoformat('2024-W19-1 10'),datetime.min,datetime.max,n.ctime(),n.strftime('%Y-%m-%dT%H:%M:%S.%f %p %I %y %% %q'),w.strftime('%z %Z %:z'),n.isocalendar(),n<datetime(2025,1,1),n!=n.replace(fold=1)): print(repr(y))
for s in ('2024-05-06x','2024-05-06T','2024-05-06T25','','2024-05-06T07:08:09+25:00'): t(datetime.fromisoformat,s)
t(lambda:n<w); t(lambda:n==w); t(lambda:n-w); t(lambda: datetime.max+td(1))
for a in (('2024-05-06 07:08','%Y-%m-%d %H:%M'),('6 May 2024 1:02 PM','%d %B %Y %I:%M %p'),('12:34:56.789','%H:%M:%S.%f'),('2024-01-01 +0530','%Y-%m-%d %z'),('2024-01-01 -05:30','%Y-%m-%d %z'),('x','%Y'),('2024 extra','%Y'),('2024 UTC','%Y %Z'),('2024 100','%Y %j')): t(datetime.strptime,*a)
for a in ((td(0),),(td(hours=1),'X'),(td(1),),(5,),(td(0),5),(td(0),'UTC'),(-td(hours=5,minutes=30),),(td(seconds=3723),)): t(timezone,*a)
print(timezone.utc is timezone(td(0)), timezone.min, timezone.max, UTC, m.MINYEAR, m.MAXYEAR)
class E(tzinfo):
    def utcoffset(s,d): return td(hours=-5)
    def dst(s,d): return td(hours=1) if d and d.month>5 else td(0)
    def tzname(s,d): return 'E'
e=datetime(2024,7,1,tzinfo=E()); print(repr(e.utctimetuple()), e.dst(), e.tzname(), e.astimezone(timezone.utc), e.timetuple().tm_isdst, datetime(2024,7,1,tzinfo=timezone.utc).astimezone(E()))
class Bad(tzinfo):
    def utcoffset(s,d): return 5
t(datetime(2024,1,1,tzinfo=Bad()).utcoffset); t(tzinfo().utcoffset,None); t(datetime,2024,1,1,tzinfo=5)
print(copy.copy(w)==w, copy.deepcopy(n)==n, copy.replace(d,day=1))
import pickle
for o in (td(1,2,3),d,x,n,w,z,timezone.utc): 
    for p in range(6): assert pickle.loads(pickle.dumps(o,p))==o
class S(datetime): pass
print(repr(S(2024,1,1)+td(1)), type(S.fromisoformat('2024-01-01')))
