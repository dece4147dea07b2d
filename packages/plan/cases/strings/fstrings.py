x = 3.14159
n = 1234567
name = "Zoë"
print(f"{x:.2f} {x:10.3f}| {x:<10.3f}| {x:^10.1f}| {x:+.1f} {x:e} {x:.0f} {x!r} {x!s:>9}")
print(f"{n:,} {n:_} {n:>12,} {n:012} {n:x} {n:#X} {n:b} {n:e} {n:.2e} {n:,.2f} {n:g}")
print(f"{name!r} {name!a} {name:>6}| {name:<6}| {name:^7}| {name:*>8} {name:.2} {name=} {name = } {x=:.2f} {n + 1=}")
w = 8
print(f"{x:{w}.{2}f}| {name:{'>'}{w}}| {{literal}} {{{n}}} {'nested ' + f'{name}'} {[i * 2 for i in range(3)]} {({'a': 1})['a']} { {'k': 1} }")
print(f"{0.25:.0%} {0.1234:.1%} {1:%} {True} {True:d} {None} {[1, 'a']} {(1,)} {''!r} {1 if x > 3 else 2} {(lambda v: v * 2)(4)}")
print(f"{1e16} {1e15:g} {123456789.0:g} {0.0001:g} {0.00001:g} {1e100:.3g} {float('nan'):5} {float('inf'):06} {-0.0:+} {0.5:.0f} {1.5:.0f} {2.5:.0f}")
print(f"""multi
{name}
""" f"joined {n}" " plain")
print(f'{name!r:>8}', f"{n!s:>10}", f"{'a' 'b'}", f"{x:}", f"{n:<+12,d}|", f"{-n:=+12}|", f"{-5:05}", f"{5: }", f"{-5: }")
