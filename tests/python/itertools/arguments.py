import itertools

names = [n for n in dir(itertools) if not n.startswith("_")]
for name in names:
    function = getattr(itertools, name)
    for args, kwargs in (((), {}), ((1,), {}), (([1], 2, 3, 4, 5, 6), {}), ((), {"x": 1}), (([],), {"x": 1})):
        if name in ("product", "zip_longest", "chain") and len(args) != 1:
            continue
        try:
            function(*args, **kwargs)
            print(name, len(args), *kwargs, "fine")
        except TypeError as e:
            print(name, len(args), *kwargs, e)
