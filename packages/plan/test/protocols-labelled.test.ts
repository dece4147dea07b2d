import { expect, test } from "vitest";
import { checkPlan, runPlan } from "../src/index.ts";
import { settings } from "./run-case.ts";

/** What operators and statements ask of an instance, and a program that stores what came of it in `got`. */
const protocols: readonly (readonly [method: string, body: string, program: string])[] = [
  ["__len__", "return n", "got = len(v)"],
  ["__bool__", "return n > 1", "got = not v"],
  ["__bool__", "return n > 1", "got = v and 1"],
  ["__bool__", "return n > 1", "got = 1 if v else 2"],
  ["__bool__", "return n > 1", "got = any([v])"],
  ["__iter__", "return iter(ns)", "got, _ = v"],
  ["__iter__", "return iter(ns)", "got = [*v]"],
  ["__iter__", "return iter(ns)", "got = [x for x in v]"],
  ["__iter__", "return iter(ns)", "for got in v: pass"],
  ["__iter__", "return iter(ns)", "got = max(v)"],
  ["__contains__", "return n > 1", "got = 1 in v"],
  ["__contains__", "return n > 1", "got = 1 not in v"],
  ["__getitem__", "return n", "got = v[0]"],
  ["__getitem__", "return n", "got = v[1:2]"],
  ["__eq__", "return n > 1", "got = v == 1"],
  ["__eq__", "return n > 1", "got = 1 != v"],
  ["__eq__", "return n > 1", "got = v in [1, 2]"],
  ["__eq__", "return n > 1", "got = [v] == [1]"],
  ["__eq__", "return n > 1", "got = [v].count(1)"],
  ["__ne__", "return n > 1", "got = v != 1"],
  ["__lt__", "return n > 1", "got = v < 1"],
  ["__lt__", "return n > 1", "got = 1 > v"],
  ["__le__", "return n > 1", "got = v <= 1"],
  ["__gt__", "return n > 1", "got = v > 1"],
  ["__ge__", "return n > 1", "got = v >= 1"],
  ["__hash__", "return n", "got = len({v: 1})"],
  ["__hash__", "return n", "got = len({v})"],
  ["__hash__", "return n", "got = {1: 2}.get(v, 3)"],
  ["__call__", "return n", "got = v()"],
  ["__call__", "return n", "got = list(map(v, [1]))"],
  ["__str__", "return t", "got = str(v)"],
  ["__str__", "return t", 'got = f"{v}"'],
  ["__str__", "return t", 'got = "%s" % v'],
  ["__repr__", "return t", "got = repr([v])"],
  ["__repr__", "return t", 'got = f"{v!r}"'],
  ["__format__", "return t", 'got = f"{v:>3}"'],
  ["__format__", "return t", 'got = "{:>3}".format(v)'],
  ["__getattr__", "return n", "got = v.nothing"],
  ["__getattr__", "return n", 'got = getattr(v, "nothing", 0)'],
  ["__enter__", "return n", "with v as got: pass"],
  ["__add__", "return n", "got = v + 1"],
  ["__radd__", "return n", "got = 1 + v"],
  ["__radd__", "return n", "got = sum([1, v])"],
  ["__iadd__", "return n", "got = v\ngot += 1"],
  ["__sub__", "return n", "got = v\ngot -= 1"],
  ["__rmul__", "return n", "got = 2 * v"],
  ["__rpow__", "return n", "got = 2 ** v"],
  ["__matmul__", "return n", "got = v @ 1"],
  ["__rshift__", "return n", "got = v >> 1"],
  ["__ror__", "return n", "got = 1 | v"],
  ["__divmod__", "return n", "got = divmod(v, 2)"],
  ["__neg__", "return n", "got = -v"],
  ["__invert__", "return n", "got = ~v"],
  ["__abs__", "return n", "got = abs(v)"],
  ["__int__", "return n", "got = int(v)"],
  ["__float__", "return n * 1.0", "got = float(v)"],
  ["__index__", "return n", "got = [1, 2, 3][v]"],
  ["__index__", "return n", "got = [1, 2, 3][:v]"],
  ["__round__", "return n", "got = round(v)"],
  ["__reversed__", "return iter(ns)", "got = list(reversed(v))"],
  ["__next__", "return n", "got = next(v)"],
];

test.each(protocols)(
  "security.md M3: what %s gives (`%s`) keeps its label in `%s`",
  async (method, body, program) => {
    // What comes in besides does not matter: a context manager has an end, an iterator itself.
    const source = `
class V:
    def __exit__(self, *a): pass
    def ${method}(self, *a):
        ${body}
v = V()
${program}
final_return_value = got
`;
    const checked = checkPlan(source, { tools: [], variables: ["n", "ns", "t"] });
    if (!checked.ok) throw new Error(checked.diagnostics[0]?.message);
    const variables = [
      { name: "n", value: 2, label: "s" },
      { name: "ns", value: [1, 2], label: "s" },
      { name: "t", value: "ab", label: "s" },
    ];
    const progress = await runPlan(checked.program, settings({ tools: [], variables }), { observe: () => 0 });
    if (progress.kind !== "completed")
      throw new Error(progress.kind === "failed" ? progress.error.message : "");
    expect(progress.label).toBe("s");
  },
);
