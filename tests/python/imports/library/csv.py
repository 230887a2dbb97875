"""Stands before the library's module of that name."""

def reader():
    return "not the library's"
