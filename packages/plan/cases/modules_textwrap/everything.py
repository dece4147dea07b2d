import textwrap
text = "The quick-brown fox, which (as everyone knows) jumps over the lazy dog; supercalifragilisticexpialidocious words break.  Two spaces.\tA tab.\nA newline."
for width in (10, 20, 33, 70):
    print(width, textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap(text, 25, break_long_words=False), textwrap.wrap(text, 25, break_on_hyphens=False), textwrap.wrap(text, 25, max_lines=2), textwrap.wrap(text, 25, max_lines=2, placeholder="~"), textwrap.wrap(text, 40, drop_whitespace=False), textwrap.wrap(text, 40, replace_whitespace=False), textwrap.wrap(text, 40, expand_tabs=False), textwrap.wrap("a  b. c.  d", 5, fix_sentence_endings=True))
print(textwrap.shorten("Hello  world, this is long", 18), textwrap.shorten("Hello world", 11), textwrap.shorten("Hello world", 10), textwrap.shorten("Hello", 4, placeholder="."), textwrap.shorten("a b c d e f", 8, placeholder=" [more]"))
print(repr(textwrap.dedent("""
    def f():
        return 1

      # odd
    end
    """)), repr(textwrap.dedent("\ta\n\t b\n \tc")), repr(textwrap.indent("a\n\nb\n", "> ")), repr(textwrap.indent("a\n\nb", "> ", lambda line: True)), repr(textwrap.dedent("  x\n   \n  y")))
print(textwrap.wrap("", 10), textwrap.wrap("   ", 10), textwrap.fill("aaa", 1), textwrap.wrap("héllo wörld ünïcode", 6), textwrap.wrap("a-b-c-d-e", 4), textwrap.wrap("e-mail well-known--dash", 9), textwrap.wrap("日本語 テキスト", 4))
for wrong in (lambda: textwrap.wrap("abc", 0), lambda: textwrap.shorten("abc def", 2), lambda: textwrap.wrap("a b", 3, max_lines=1, placeholder="......"), lambda: textwrap.fill(5), lambda: textwrap.dedent(None)):
    try:
        print(wrong())
    except (ValueError, TypeError, AttributeError) as error:
        print(type(error), error)
