"""Pancake flipping, permutations by recursion-free rotation, under other names."""
import sys


def rotate(stack, upto):
    head = stack[0]
    stack[0:upto] = stack[1:upto + 1]
    stack[upto] = head


def pancake(n):
    order = [i + 1 for i in range(n)]
    turns = [0] * n
    best = balance = 0
    even = True
    done = False
    while not done:
        top = order[0]
        if top != 1:
            pile = list(order)
            count = 0
            while top != 1:
                pile[:top] = pile[top - 1::-1]
                top = pile[0]
                count += 1
            best = max(best, count)
            if even:
                balance += count
            else:
                balance -= count
        even = not even
        done = True
        for upto in range(1, n):
            rotate(order, upto)
            turns[upto] += 1
            if turns[upto] <= upto:
                done = False
                break
            turns[upto] = 0
    return best, balance


def start():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    best, balance = pancake(n)
    print(f"n={n} best={best} balance={balance}")


if __name__ == "__main__":
    start()
