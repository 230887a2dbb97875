# Names of a class body are suggested.
class A:
    temperature = 1
    print(temperatur)
