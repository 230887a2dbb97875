class C:
    attribute = 1
    @classmethod
    def m(cls): return cls.atribute
C.m()
