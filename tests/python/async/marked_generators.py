# Generators that `types.coroutine` marked may delegate to coroutines; others may not.
import types


async def answer():
    return 5


@types.coroutine
def marked():
    given = yield from answer()
    yield given


print(next(marked()))


def plain(coroutine):
    yield from coroutine


coroutine = answer()
try:
    next(plain(coroutine))
except TypeError as error:
    print(error)
coroutine.close()
