print(0x1F, 0XfF, 0b101, 0B1, 0o17, 0O7, 1_000, 0_0, 00, 1_0.5_0, 1e3, 1E-2, .5, 5., 1_0e1_0, 0xdead_beef, 1e0, 0e5, 1.e2)
print('single', "double", '''triple ' " single''', """two
lines""", r"raw\n\t", R'\d', b"bytes\x41", rb"\x41", Rb'\n', bR"\t", u"unicode", "a" 'b' """c""", ("in "
      "parens"), "back\
slash", "\x41\u00e9\U0001F600\101\0\7\a".encode(), "tab\there", '\'', "\"", "\\", len("\
"))
print([], [1,], (), (1,), {}, {1,}, {1: 2,}, [[], [()]], ((1)), ((1,),), {"a": {"b": [1, (2, {3})]}}, [*(), *[]], {**{}}, ..., None, True, False)
print(1 if True else 2, [1, 2][0], "abc"[1], (1, 2)[1], {"k": "v"}["k"], "x".upper(), [3, 1].index(1), {1, 2} & {2}, -1 ** 2, (-1) ** 2, +-+1, ~~5, not not 1, - -2)
print(1 .real, 1.0.real, 1..real, "%d" % 5, 'a' in 'abc' in ['abc'], 1 < 2 == True, (1 < 2) == True, 3 - 2 - 1, 2 ** 3 ** 0, 7 // 2 * 2, 7 % 4 % 2, 1 << 2 + 1, 1 | 2 ^ 3 & 4, 5 & 3 == 1, not 1 == 2)
x = 1; y = 2; print(x, y)
if x: print("one line"); print("two")
for i in 1, 2: print(i, end=" ")
print()
while x < 3: x += 1
else: print("while else", x)
class E: pass
class F(E): a = 1; b = a + 1
def g(): return; print("never")
def h(): "docstring only"
lam = lambda *a, k=1, **kw: (a, k, kw)
print(F.b, g(), h(), lam(1, k=2, z=3), (lambda: None)(), (lambda x: (yield_ := x))(5))
long_sum = 1 + \
    2 + \
    3
nested = {
    "a": [  # comment
        1,
        2,  # another

    ],
}
print(long_sum, nested, [
    i
    for i in range(3)
    if i
], "semi;colon # not comment")
v: int = 5
w: "list[int]" = [1]
u: str
print(v, w, "é" == "\u00e9", "e\u0301" == "é", "𝒳", "日本"[::-1])
