"""The names of error numbers."""

from _hostfiles import error_numbers as _numbers

_all = _numbers()
globals().update(_all)
errorcode = {_number: _name for _name, _number in _all.items()}
del _all, _numbers
