# What stands in a class body does not see the class's names, but for the first iterable of a comprehension.
scale = 10
offset = 1


class Reading:
    scale = 2
    values = [1, 2, 3]
    scaled = [value * scale for value in values]
    pairs = {value: scale for value in values}
    distinct = {value // scale for value in values}
    lazy = list(value + scale for value in values)
    nested = [[scale * other for other in range(value)] for value in values]
    chosen = [value for value in values if value < scale]
    lengths = [scale for value in [scale, len(values)]]
    function = lambda: scale
    default = lambda scale=scale: scale
    inner = [(lambda: scale)() for value in values]

    def method(self):
        return scale

    class Part:
        scale = 3
        twice = [scale for other in [scale]]


print(Reading.scaled, Reading.pairs, sorted(Reading.distinct), Reading.lazy, Reading.nested)
print(Reading.chosen, Reading.lengths, Reading.function(), Reading.default(), Reading.inner)
print(Reading().method(), Reading.Part.twice, Reading.Part.scale)


def within(scale):
    class Local:
        scale = 4
        offset = scale
        seen = [scale for other in range(2)]
        made = sum(scale for other in range(2))
        keyed = {other: scale for other in range(offset)}

        def method(self):
            return scale, [scale for other in "a"], offset

    return Local.seen, Local.made, Local.keyed, Local().method(), Local.scale


print(within(7))


held = None
del held


def unbound():
    class Holder:
        held = 5
        try:
            again = [held for other in range(1)]
        except NameError as error:
            again = str(error)
        empty = [held for other in []]
        try:
            both = [left for left in range(2) for right in [held]]
        except NameError as error:
            both = str(error)

    return Holder.again, Holder.empty, Holder.both


print(unbound())


class Walk:
    items = ["a", "b"]
    for item in items:
        item = item.upper()
    letters = [item for item in items]
    last = item


print(Walk.letters, Walk.last, Walk.item)
final_return_value = [Reading.scaled, within(8)]
