"""JSON read and written by hand: a recursive-descent parser over the text, and a writer over the values."""
import sys


class JSONError(ValueError):
    pass


ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "\"": "\"", "/": "/", "b": "\b", "r": "\r", "f": "\f"}
BACK = {"\n": "\\n", "\t": "\\t", "\\": "\\\\", "\"": "\\\""}


class Reader:
    def __init__(self, text):
        self.text = text
        self.position = 0

    def skip_blanks(self):
        text = self.text
        position = self.position
        while position < len(text) and text[position] in " \n\t\r":
            position += 1
        self.position = position

    def expect(self, wanted):
        if not self.text.startswith(wanted, self.position):
            raise JSONError(f"{wanted!r} expected at {self.position}")
        self.position += len(wanted)

    def value(self):
        self.skip_blanks()
        if self.position >= len(self.text):
            raise JSONError("unexpected end")
        first = self.text[self.position]
        if first == "{":
            return self.object()
        if first == "[":
            return self.array()
        if first == "\"":
            return self.string()
        if first == "t":
            self.expect("true")
            return True
        if first == "f":
            self.expect("false")
            return False
        if first == "n":
            self.expect("null")
            return None
        return self.number()

    def object(self):
        self.position += 1
        result = {}
        self.skip_blanks()
        if self.text[self.position] == "}":
            self.position += 1
            return result
        while True:
            self.skip_blanks()
            key = self.string()
            self.skip_blanks()
            self.expect(":")
            result[key] = self.value()
            self.skip_blanks()
            if self.text[self.position] == ",":
                self.position += 1
            else:
                self.expect("}")
                return result

    def array(self):
        self.position += 1
        result = []
        self.skip_blanks()
        if self.text[self.position] == "]":
            self.position += 1
            return result
        while True:
            result.append(self.value())
            self.skip_blanks()
            if self.text[self.position] == ",":
                self.position += 1
            else:
                self.expect("]")
                return result

    def string(self):
        self.expect("\"")
        text = self.text
        start = self.position
        parts = []
        while True:
            letter = text[self.position]
            if letter == "\"":
                parts.append(text[start:self.position])
                self.position += 1
                return "".join(parts)
            if letter == "\\":
                parts.append(text[start:self.position])
                escape = text[self.position + 1]
                if escape == "u":
                    parts.append(chr(int(text[self.position + 2:self.position + 6], 16)))
                    self.position += 6
                else:
                    parts.append(ESCAPES[escape])
                    self.position += 2
                start = self.position
            else:
                self.position += 1

    def number(self):
        text = self.text
        start = position = self.position
        whole = True
        while position < len(text) and text[position] in "+-0123456789.eE":
            if text[position] in ".eE":
                whole = False
            position += 1
        if position == start:
            raise JSONError(f"unexpected {text[start]!r}")
        self.position = position
        return int(text[start:position]) if whole else float(text[start:position])


def write(value, parts):
    if isinstance(value, dict):
        parts.append("{")
        separator = ""
        for key, item in value.items():
            parts.append(separator)
            write(key, parts)
            parts.append(": ")
            write(item, parts)
            separator = ", "
        parts.append("}")
    elif isinstance(value, list):
        parts.append("[")
        for i, item in enumerate(value):
            if i:
                parts.append(", ")
            write(item, parts)
        parts.append("]")
    elif isinstance(value, str):
        parts.append("\"")
        for letter in value:
            parts.append(BACK.get(letter, letter))
        parts.append("\"")
    elif value is True:
        parts.append("true")
    elif value is False:
        parts.append("false")
    elif value is None:
        parts.append("null")
    else:
        parts.append(str(value))


def sample(size):
    return [
        {
            "id": i,
            "name": f"item \"{i}\"\n",
            "tags": [f"t{j}" for j in range(i % 5)],
            "price": i * 1.25,
            "sold": i % 3 == 0,
            "parent": None if i % 4 else {"id": i // 4, "path": ["a", "b\\c", i]},
        }
        for i in range(size)
    ]


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    before = sample(size)
    parts = []
    write(before, parts)
    text = "".join(parts)
    after = Reader(text).value()
    print("equal", after == before, "length", len(text))
    print("prices", sum(item["price"] for item in after), sum(len(item["tags"]) for item in after))
    refused = 0
    for broken in (text[:-1] + "}", "[1, 2, x]", "[tru]", "", "[1 2]"):
        try:
            Reader(broken).value()
        except JSONError:
            refused += 1
    print("refused", refused, Reader('["\\u00e9\\t", -1.5e3]').value())


if __name__ == "__main__":
    main()
