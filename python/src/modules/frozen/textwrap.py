"""Filling and indenting of paragraphs."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_BLANKS = "\t\n\x0b\x0c\r "
_TO_SPACES = {ord(blank): " " for blank in _BLANKS}


def _is_letter(text, place):
    if not 0 <= place < len(text):
        return False
    character = text[place]
    return (character.isalnum() or character == "_") and not character.isdecimal()


def _is_word(character):
    return character.isalnum() or character == "_"


def _dashes(text, place):
    """Where two or more dashes end that stand behind a word and in front of one; else 0."""
    end = place
    while end < len(text) and text[end] == "-":
        end += 1
    if end - place < 2 or end == len(text) or not _is_word(text[end]) or place == 0:
        return 0
    before = text[place - 1]
    return end if _is_word(before) or before in "!\"'&.,?" else 0


def _hyphen_breaks(text, place):
    """Whether a line may end behind the hyphen at a place."""
    behind_letters = _is_letter(text, place - 1) and (
        _is_letter(text, place - 2) or (place > 2 and text[place - 2] == "-" and _is_letter(text, place - 3))
    )
    if not behind_letters or not _is_letter(text, place + 1):
        return False
    return _is_letter(text, place + 2) or (text[place + 2 : place + 3] == "-" and _is_letter(text, place + 3))


class TextWrapper:
    """Wraps and fills text."""

    def __init__(
        self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
        fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
        max_lines=None, placeholder=" [...]",
    ):  # fmt: skip
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        return text.translate(_TO_SPACES) if self.replace_whitespace else text

    def _split(self, text):
        """The pieces between which a line may end: blanks, words, parts of hyphenated words, dashes."""
        pieces, place, length = [], 0, len(text)
        while place < length:
            end = place + 1
            if text[place] in _BLANKS:
                while end < length and text[end] in _BLANKS:
                    end += 1
            elif not self.break_on_hyphens:
                while end < length and text[end] not in _BLANKS:
                    end += 1
            elif dashes := _dashes(text, place):
                end = dashes
            else:
                while end < length and text[end] not in _BLANKS:
                    if text[end] == "-":
                        if _hyphen_breaks(text, end):
                            end += 1
                            break
                        if _dashes(text, end):
                            break
                    end += 1
            pieces.append(text[place:end])
            place = end
        return pieces

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def _fix_sentence_endings(self, chunks):
        index = 0
        while index < len(chunks) - 1:
            end = chunks[index]
            if end[-1:] in ('"', "'") and len(end) > 1:
                end = end[:-1]
            ends = len(end) > 1 and end[-1] in ".!?" and "a" <= end[-2] <= "z"
            if chunks[index + 1] == " " and ends:
                chunks[index + 1] = "  "
                index += 2
            else:
                index += 1

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        room = 1 if width < 1 else width - cur_len
        if self.break_long_words:
            word = reversed_chunks[-1]
            end = room
            if self.break_on_hyphens and len(word) > room:
                hyphen = word.rfind("-", 0, room)
                if hyphen > 0 and word[:hyphen].strip("-"):
                    end = hyphen + 1
            cur_line.append(word[:end])
            reversed_chunks[-1] = word[end:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            line, length = [], 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            is_last = not chunks or (self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
            if self.max_lines is None or len(lines) + 1 < self.max_lines or (is_last and length <= width):
                lines.append(indent + "".join(line))
                continue
            self._end_early(lines, line, length, width, indent)
            break
        return lines

    def _end_early(self, lines, line, length, width, indent):
        """Puts the placeholder behind what fits."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def wrap(self, text):
        """The lines of a paragraph."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The same as one str."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """A paragraph in lines, as one str."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """A text on one line, cut behind a word if it is too long."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """A text without the blanks that all lines begin with."""
    margin, lines = None, text.split("\n")
    for number, line in enumerate(lines):
        rest = line.lstrip(" \t")
        if not rest:
            lines[number] = ""
            continue
        own = line[: len(line) - len(rest)]
        if margin is None:
            margin = own
        while not own.startswith(margin):
            margin = margin[:-1]
    if margin:
        lines = [line[len(margin) :] for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    """A text with a prefix before each line that is not blank, or of which the predicate says so."""
    wanted = str.strip if predicate is None else predicate
    return "".join([prefix + line if wanted(line) else line for line in text.splitlines(True)])
