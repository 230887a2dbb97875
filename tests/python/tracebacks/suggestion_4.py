class A:
    def __init__(self):
        self._value = 1
        self.other = 2
A().value
