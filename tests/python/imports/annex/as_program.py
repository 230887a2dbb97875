import sys

print(__name__, sys.argv[0].rpartition("/")[2])
value = 3
