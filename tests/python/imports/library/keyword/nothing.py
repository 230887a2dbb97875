# A folder without __init__.py hides no module of the library.
