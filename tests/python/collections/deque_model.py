from collections import deque

seed = 12345


def random(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2**31
    return seed // 65536 % n


for maxlen in (None, 0, 1, 7):
    d, model = deque(maxlen=maxlen), []
    for step in range(2000):
        action = random(12)
        if action < 3:
            d.append(step)
            model.append(step)
            if maxlen is not None:
                del model[:max(0, len(model) - maxlen)]
        elif action < 5:
            d.appendleft(step)
            model.insert(0, step)
            if maxlen is not None:
                del model[maxlen:]
        elif action == 5 and model:
            assert d.pop() == model.pop()
        elif action == 6 and model:
            assert d.popleft() == model.pop(0)
        elif action == 7 and model:
            n = random(20) - 10
            d.rotate(n)
            n %= len(model)
            model = model[-n:] + model[:-n] if n else model
        elif action == 8 and model:
            i = random(len(model))
            d[i] = model[i] = -step
            assert d[i - len(model)] == -step
        elif action == 9 and model:
            i = random(len(model))
            del d[i]
            del model[i]
        elif action == 10 and (maxlen is None or len(model) < maxlen):
            i = random(len(model) + 3) - 1
            d.insert(i, step)
            model.insert(i, step)
        elif action == 11:
            d.reverse()
            model.reverse()
        assert list(d) == model and len(d) == len(model), (step, action, d, model)
    print(maxlen, len(d), sum(d), list(reversed(d)) == model[::-1])
graph = {n: [(n * 3 + 1) % 50, (n + 7) % 50] for n in range(50)}
queue, distance = deque([0]), {0: 0}
while queue:
    n = queue.popleft()
    for m in graph[n]:
        if m not in distance:
            distance[m] = distance[n] + 1
            queue.append(m)
print(max(distance.values()), sum(distance.values()))
