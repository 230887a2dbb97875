"""The functions of `operator` by the name of the module where CPython has them."""

from operator import *
