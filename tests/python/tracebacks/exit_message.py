# A message goes to standard error, the status is 1.
import sys


class Stop(SystemExit):
    pass


print("out")
try:
    sys.exit("first")
except SystemExit as stop:
    print(stop.code)
raise Stop("the end")
