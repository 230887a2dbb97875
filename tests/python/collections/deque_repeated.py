# A bounded deque can be repeated as often as one likes: only its last values are made.
from collections import deque

print(deque([1], maxlen=3) * 2**29, deque([1, 2, 3], maxlen=4) * 3, deque([1, 2]) * 3)
print(deque([1, 2, 3], 2) * 0, deque([], 5) * 7, deque() * 2**29, deque("ab", maxlen=0) * 3)
d = deque([1, 2, 3], maxlen=5)
d *= 4
print(d)
