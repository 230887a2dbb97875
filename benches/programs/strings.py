"""Strings: built up letter by letter, cut apart, searched, translated, formatted."""
import sys

WORDS = "the quick brown fox jumps over a lazy dog while seven wizards brew an odd potion".split()


def caesar(text, shift):
    letters = []
    for letter in text:
        if "a" <= letter <= "z":
            letters.append(chr((ord(letter) - 97 + shift) % 26 + 97))
        else:
            letters.append(letter)
    return "".join(letters)


def is_palindrome(text):
    left = 0
    right = len(text) - 1
    while left < right:
        if text[left] != text[right]:
            return False
        left += 1
        right -= 1
    return True


def run_lengths(text):
    result = ""
    position = 0
    while position < len(text):
        end = position
        while end < len(text) and text[end] == text[position]:
            end += 1
        result += f"{end - position}{text[position]}"
        position = end
    return result


def wrap(words, width):
    lines = []
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = line + " " + word if line else word
    lines.append(line)
    return lines


def capitals(text):
    return " ".join(word[0].upper() + word[1:] for word in text.split(" "))


def fingerprint(text):
    value = 0
    for letter in text:
        value = (value * 31 + ord(letter)) % 1000000007
    return value


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    text = " ".join(WORDS[i * i % len(WORDS)] for i in range(40))
    check = 0
    for i in range(size):
        secret = caesar(text, i % 26)
        check += fingerprint(secret)
        lines = wrap(secret.split(), 30)
        check += sum(line.count("e") for line in lines) + len(lines)
        title = capitals(lines[i % len(lines)])
        check += title.find("o") + title.rfind(" ")
        check += len(secret.replace("o", "00").replace(" ", ""))
    print("texts", check)

    look = "1"
    for _ in range(18):
        look = run_lengths(look)
    print("look and say", len(look), fingerprint(look))

    palindromes = sum(is_palindrome(str(n)) for n in range(size * 100))
    print("palindromes", palindromes)

    lines = []
    for i in range(size * 5):
        lines.append(f"{i:>6}|{i * 37 % 1000:04d}|{i / 7:9.3f}|{WORDS[i % len(WORDS)]:<8}|{i:x}")
    table = "\n".join(lines)
    print("table", len(table), fingerprint(table[-2000:]))
    fields = 0
    for line in table.splitlines():
        one, two, three, four, five = line.split("|")
        if four.strip().startswith(("q", "w")) and two.isdigit():
            fields += int(two) + int(five, 16) + len(three.lstrip())
    print("fields", fields)


if __name__ == "__main__":
    main()
