class A:
    def __init__(self):
        self._value = 1
        self.other = 2
    def get(self):
        return self.value
A().get()
