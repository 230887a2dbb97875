# Sorting in place by recursion, on numbers and on strings.
def quicksort(items, low, high):
    while low < high:
        pivot = items[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while items[i] < pivot:
                i += 1
            while items[j] > pivot:
                j -= 1
            if i <= j:
                items[i], items[j] = items[j], items[i]
                i += 1
                j -= 1
        if j - low < high - i:
            quicksort(items, low, j)
            low = i
        else:
            quicksort(items, i, high)
            high = j


seed = 12345
numbers = []
for _ in range(400):
    seed = (seed * 1103515245 + 12345) % 2147483648
    numbers.append(seed % 1000)
copy = numbers[:]
quicksort(numbers, 0, len(numbers) - 1)
print(numbers == sorted(copy), numbers[:10])
words = [str(number * 7919 % 1000) for number in copy]
quicksort(words, 0, len(words) - 1)
print(words == sorted(words), words[:5])
mixed = [1, 2.5, True, 10**20, -3, 0.0]
quicksort(mixed, 0, len(mixed) - 1)
print(mixed)
