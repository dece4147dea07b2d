import textwrap
text = "The quick brown fox jumped over the lazy dog, twice-over; a verylongwordthatcannotfit here."
print(textwrap.wrap(text, 20))
print(textwrap.fill(text, 30))
print(textwrap.fill(text, width=40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap(text, 10, break_long_words=False), textwrap.wrap(text, 12, break_on_hyphens=False))
print(textwrap.wrap("a\tb  c\n\nd", 80), textwrap.wrap("a  b   c", 4, drop_whitespace=False), textwrap.wrap("", 5), textwrap.wrap("   ", 5), textwrap.wrap("one two", 100))
print(textwrap.wrap(text, 20, max_lines=2), textwrap.wrap(text, 20, max_lines=2, placeholder="..."), textwrap.wrap("abc def", 3, max_lines=1, placeholder=""))
print(textwrap.shorten("Hello  world and   all", width=12), textwrap.shorten("Hello world", width=11), textwrap.shorten("Hello world", width=10, placeholder="..."), repr(textwrap.shorten("abcdefghij", 6)))
print(textwrap.indent("a\n\nb\n  c", "> "), repr(textwrap.indent("a\n\nb", "- ", lambda line: True)), repr(textwrap.indent("", "x")))
block = """
    def f():
        return 1

    end
"""
print(repr(textwrap.dedent(block)), repr(textwrap.dedent("  a\n b")), repr(textwrap.dedent("\ta\n  b")), repr(textwrap.dedent("a\n  b")), repr(textwrap.dedent("  a\n   \n  b")))
for bad in (lambda: textwrap.wrap("abc", 0), lambda: textwrap.shorten("abc def", 2), lambda: textwrap.wrap(5), lambda: textwrap.wrap("abc", -1)):
    try:
        print(bad())
    except Exception as e:
        print(type(e), e)
paragraphs = ["First one is short.", "Second paragraph is long enough to need more than one line of text."]
print("\n\n".join(textwrap.fill(p, 25) for p in paragraphs))
print([len(l) for l in textwrap.wrap(text, 25)], max(map(len, textwrap.wrap(text, 25))))
columns = [textwrap.wrap(p, 12) for p in paragraphs]
for i in range(max(map(len, columns))):
    print(" | ".join(f"{c[i] if i < len(c) else '':12}" for c in columns).rstrip())
print(textwrap.wrap("e-mail well-known --flag a-", 7), textwrap.wrap("x" * 10, 4))
