"""Rabbits in generations: the same double recursion under other names."""
import sys


def start():
    generations = 29
    if len(sys.argv) > 1:
        generations = int(sys.argv[1])
    pairs = rabbits(generations)
    print(f"after {generations}: {pairs} pairs, {pairs % 97} over")


def rabbits(month):
    return month if month <= 1 else rabbits(month - 1) + rabbits(month - 2)


if __name__ == "__main__":
    start()
