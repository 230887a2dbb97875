# A list that is changed while it is sorted, even if it looks the same afterwards.
def attempt(change):
    items = [5, 3, 1, 4]

    def key(item):
        change(items)
        return item

    try:
        items.sort(key=key)
        print(items)
    except ValueError as error:
        print(error, sorted(items))


attempt(lambda items: None)
attempt(lambda items: items.append(1))
attempt(lambda items: (items.append(1), items.pop()))
attempt(lambda items: items.extend([]))
attempt(lambda items: len(items))

# What a function declares global is global for the code of exec around it.
exec("x = 7\ndef f():\n    x = 1\n    def g():\n        global x\n        def h():\n            return x\n        return h()\n    return g()\nprint(f())", {}, {})
