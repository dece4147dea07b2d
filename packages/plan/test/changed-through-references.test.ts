import { expect, test } from "vitest";
import { checkPlan, runPlan } from "../src/index.ts";
import { settings } from "./run-case.ts";

/** What standard mode says of `a` and `b` after one of them was changed through a reference that a secret chose. */
const changes: readonly (readonly [values: string, change: string])[] = [
  ["[1], [2]", "o.append(1)"],
  ["[1], [2]", "o.extend([1])"],
  ["[1], [2]", "o.insert(0, 1)"],
  ["[1], [2]", "o.pop()"],
  ["[1], [2]", "o.remove(2)"],
  ["[1], [2]", "o.clear()"],
  ["[1], [2]", "o.sort()"],
  ["[1], [2]", "o.reverse()"],
  ["[1], [2]", "o[0] = 1"],
  ["[1], [2]", "del o[0]"],
  ["[1], [2]", "o += [1]"],
  ["{1: 1}, {2: 2}", "o.update({3: 3})"],
  ["{1: 1}, {2: 2}", "o.setdefault(3, 3)"],
  ["{1: 1}, {2: 2}", "o.pop(2)"],
  ["{1: 1}, {2: 2}", "o.popitem()"],
  ["{1: 1}, {2: 2}", "o.clear()"],
  ["{1: 1}, {2: 2}", "o[3] = 1"],
  ["{1: 1}, {2: 2}", "o |= {3: 3}"],
  ["{1}, {2}", "o.add(3)"],
  ["{1}, {2}", "o.discard(2)"],
  ["{1}, {2}", "o.update([3])"],
  ["{1}, {2}", "o.clear()"],
  ["deque([1]), deque([2])", "o.appendleft(1)"],
  ["deque([1]), deque([2])", "o.rotate(1)"],
  ["Counter('a'), Counter('b')", "o.subtract('b')"],
  ["Box(), Box()", "o.n = 2"],
];

test.each(changes)(
  "plan.md, Metadata 2 and 3: of %s, the one that `%s` changed has the label",
  async (values, change) => {
    const source = `from collections import deque, Counter
class Box:
    n = 1
a, b = ${values}
o = [a, b][s]
${change}
def shown(v): return v.n if isinstance(v, Box) else sorted(v)
out(shown(a), shown(b))
`;
    const checked = checkPlan(source, { tools: "any", variables: ["s"] });
    if (!checked.ok) throw new Error(checked.diagnostics[0]?.message);
    const progress = await runPlan(
      checked.program,
      settings({ variables: [{ name: "s", value: 1, label: "s" }] }),
      { observe: () => 0 },
    );
    if (progress.kind !== "suspended") throw new Error(JSON.stringify(progress));
    expect(progress.calls[0]?.positional.map(({ label }) => label)).toEqual(["", "s"]);
  },
);
