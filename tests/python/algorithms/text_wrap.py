def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        while len(word) > width:
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:width])
            word = word[width:]
        if not word:
            continue
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        lines.append(line)
    return lines


def justify(line, width):
    words = line.split()
    if len(words) == 1:
        return line
    gaps = len(words) - 1
    room = width - sum(map(len, words))
    return "".join(word + " " * (room // gaps + (number < room % gaps) if number < gaps else 0) for number, word in enumerate(words))


text = "The quick brown fox jumps over the lazy dog, while supercalifragilisticexpialidocious words are broken where they do not fit. " * 2
for width in (20, 33):
    for line in wrap(text, width):
        print(f"|{justify(line, width):<{width}}|{line:^{width}}|{line:>{width}}|")
print(wrap("", 5), wrap("a", 1), wrap("ab cd", 1))
