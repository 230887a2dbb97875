class Trouble(Exception):
    def __str__(self):
        return "own text"


try:
    raise Trouble(1)
finally:
    print("finally runs")
