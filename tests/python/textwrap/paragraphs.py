# Paragraphs that are wrapped, filled, cut, indented.
import textwrap

text = (
    "The quick brown fox jumps over the lazy dog -- again and again.  A well-known, self-contained, twenty-one-year-old "
    "state-of-the-art thing: e-mail, x-1, 3-4, a--b, --option, -x, non-UTF-8, \tpre-\nand post-war 'end.' Really! (so-called) "
    "pneumonoultramicroscopicsilicovolcanoconiosis-and-more-of-it"
)
for width in 70, 33, 20, 9, 3, 1:
    print(width, textwrap.wrap(text, width))
for options in (
    dict(break_on_hyphens=False),
    dict(break_long_words=False),
    dict(drop_whitespace=False),
    dict(replace_whitespace=False),
    dict(expand_tabs=False),
    dict(tabsize=3),
    dict(fix_sentence_endings=True),
    dict(initial_indent="* ", subsequent_indent="  "),
    dict(max_lines=2),
    dict(max_lines=1, placeholder="..."),
    dict(max_lines=3, initial_indent="    ", placeholder=" and so on and on"),
    dict(break_on_hyphens=False, break_long_words=False, drop_whitespace=False),
):
    print(sorted(options), textwrap.wrap(text, 24, **options))
print(textwrap.fill(text, 40))
for width in 12, 20, 200, 5:
    print(repr(textwrap.shorten("  Hello   wide \n world of words ", width)))
for wrong in dict(width=0), dict(width=4, max_lines=1), dict(width=-1):
    try:
        textwrap.wrap("a b c", **wrong)
    except ValueError as error:
        print(error)
for block in "    a\n      b\n\n   \t \n    c", "\ta\n\t b", "  a\n\tb", "a\n  b", "", "   ", "  a\n  b\n ", "\n  x\n\n  y\n":
    print(repr(textwrap.dedent(block)))
print(repr(textwrap.indent("a\n\n  b\r\nc", "> ")), repr(textwrap.indent("a\n\nb\n", "> ", lambda line: True)))
print(textwrap.wrap(""), textwrap.wrap("   "), textwrap.wrap("a" * 25, 10), textwrap.wrap("word", 2), textwrap.fill("--", 1))
wrapper = textwrap.TextWrapper(width=10)
for number in range(300):
    wrapper.fill(f"number {number} of many")
print(wrapper.wrap("a b\xa0c d\u2003e f-g hi-jk lm-no-pq"))
