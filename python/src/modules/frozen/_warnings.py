"""What `warnings` is made of, under the name that CPython has for the part in C."""

from warnings import _defaultaction, _onceregistry, filters, warn, warn_explicit
