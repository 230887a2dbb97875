# Loggers, handlers, formats, filters.
import logging, io, sys
s=io.StringIO()
logging.basicConfig(stream=s, level=logging.INFO, format='%(levelname)s|%(name)s|%(message)s|%(funcName)s|%(lineno)d')
log=logging.getLogger('a.b')
def f():
    log.info('x %d %s', 1, 'y'); log.debug('no'); log.warning('w %(k)s', {'k':3})
f()
logging.error('root')
try: 1/0
except ZeroDivisionError: log.exception('exc')
print(s.getvalue().replace(__file__, "records.py"))
print(log, logging.getLogger('a'), log.parent, logging.getLogger('a.b.c').parent, log.getEffectiveLevel(), logging.getLevelName(25), logging.getLevelName('INFO'))
h=logging.StreamHandler(s); print(h.level, logging.getLogger('q').handlers)
for bad in ('NO', 1.5):
    try: log.setLevel(bad)
    except Exception as e: print(type(e), e)
print(logging.Formatter('{message}', style='{').format(logging.makeLogRecord({'msg':'hi %s','args':('x',)})))
print(logging.Formatter('$message $levelno', style='$').format(logging.makeLogRecord({'msg':'hi','levelno':3})))
class Fl(logging.Filter):
    def filter(self, r): r.msg='changed'; return True
log.addFilter(Fl()); log.error('orig'); print(s.getvalue()[-40:])
a=logging.LoggerAdapter(log,{'u':1}); a.error('z'); print(a)
logging.disable(logging.ERROR); log.error('nothing'); log.critical('c'); print(s.getvalue()[-80:])
