class A:
    def __init__(self):
        self.count = 1
    def get(self):
        return count
A().get()
