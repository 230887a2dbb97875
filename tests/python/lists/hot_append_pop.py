# A stack and a queue made of lists.
stack = []
trace = 0
for i in range(1500):
    if i % 3 != 2:
        stack.append(i)
    else:
        trace = (trace * 7 + stack.pop()) % 10007
print(len(stack), trace, stack[:5], stack[-3:])
queue = list(range(5))
for i in range(600):
    queue.append(queue.pop(0) + i % 3)
print(queue)
while stack:
    stack.pop()
try:
    stack.pop()
except IndexError as error:
    print(error)
