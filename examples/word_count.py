"""Count the words of a made-up text: strings, dictionaries and sorting."""
import sys

ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr"]
VOWELS = ["a", "e", "i", "o", "u", "ei"]
MARKS = ".,;!?"


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = self.state * 16807 % 2147483647
        return self.state % limit


def make_word(random):
    parts = []
    for _ in range(1 + random.below(3)):
        parts.append(ONSETS[random.below(len(ONSETS))])
        parts.append(VOWELS[random.below(len(VOWELS))])
    return "".join(parts)


def make_text(count, seed=42):
    random = Random(seed)
    vocabulary = [make_word(random) for _ in range(400)]
    lines = []
    line = []
    sentence_starts = True
    for _ in range(count):
        # Two draws, the smaller one wins: early words of the vocabulary come more often.
        word = vocabulary[min(random.below(400), random.below(400))]
        if sentence_starts:
            word = word.capitalize()
        sentence_starts = False
        if random.below(8) == 0:
            mark = MARKS[random.below(len(MARKS))]
            word += mark
            sentence_starts = mark in ".!?"
        line.append(word)
        if len(line) == 12:
            lines.append(" ".join(line))
            line = []
    lines.append(" ".join(line))
    return "\n".join(lines)


def count_words(text):
    counts = {}
    for line in text.split("\n"):
        for word in line.split():
            word = word.strip(MARKS).lower()
            counts[word] = counts.get(word, 0) + 1
    return counts


def count_letters(text):
    letters = {}
    for letter in text:
        if letter in letters:
            letters[letter] += 1
        else:
            letters[letter] = 1
    return letters


def by_frequency(item):
    word, count = item
    return (-count, word)


def text_checksum(text):
    value = 0
    for position, letter in enumerate(text[::7]):
        value = (value * 31 + ord(letter) + position) % 1000000007
    return value


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30000
    text = make_text(count)
    counts = count_words(text)
    ranking = sorted(counts.items(), key=by_frequency)
    print(f"{len(text)} letters, {sum(counts.values())} words, {len(counts)} different")
    for word, times in ranking[:8]:
        print(f"{word:>12} {times:6} {100 * times / count:6.2f}%")
    letters = count_letters(text)
    common = sorted(letters.items(), key=by_frequency)[:5]
    print("letters:", ", ".join([f"{letter!r} {times}" for letter, times in common]))
    lengths = {}
    for word, times in counts.items():
        lengths.setdefault(len(word), []).append(word)
    for length in sorted(lengths):
        print(f"{length:3}: {len(lengths[length]):4} words, the first {min(lengths[length])}")
    print(f"checksum {text_checksum(text)}")


if __name__ == "__main__":
    main()
