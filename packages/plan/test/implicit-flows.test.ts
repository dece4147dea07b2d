import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { difference, observe, observeBoth } from "./observe.ts";

// Attacks that somebody thought of, and the smallest of those that random programs found.
const programs = ["implicit-flows.py", "implicit-flows-found.py"]
  .flatMap((name) =>
    readFileSync(new URL(name, import.meta.url), "utf8")
      .split(/^# === /m)
      .slice(1),
  )
  .map((part) => ({ title: part.slice(0, part.indexOf("\n")), source: part.slice(part.indexOf("\n")) }));

test.each(programs)("security.md F1-F4: $title", async ({ source }) => {
  const [none, one, two] = await Promise.all([0, 1, 2].map((s) => observe(source, { s })));
  if (none === undefined || one === undefined || two === undefined) throw new Error("three runs");
  expect(
    [none.failure, one.failure, two.failure].filter((failure) => !/^(program_error .*)?$/.test(failure)),
  ).toEqual([]);
  expect(difference(none, one)).toBeNull();
  expect(difference(one, two)).toBeNull();
  expect(difference(none, two)).toBeNull();
});

test("security.md F3: a stored value that one of two hidden labels chose raises the same in both runs", async () => {
  const source = `
from pydantic import BaseModel
log = []
class M(BaseModel):
    n: int = 1
    def look(self): log.append(1)
m = M()
m.n = s0 or s1
m.n = s0
out(log)
`;
  const situation = {
    labels: { s0: "a", s1: "b" },
    clearance: "b",
    forbidden: "",
    grouped: false,
    replayed: false,
  };
  const [left, right] = await observeBoth(
    source,
    [
      { s0: 3, s1: 3 },
      { s0: 0, s1: 3 },
    ],
    situation,
  );
  expect([left.failure, right.failure]).toEqual(["", ""]);
  expect(difference(left, right)).toBeNull();
});

test("security.md F2, F3: an __exit__ that a label chose may raise by what another label decided", async () => {
  const source = `
seen = [1]
class Manager:
    def __init__(self, n): self.n = n
    def __setitem__(self, i, x): pass
    def __enter__(self): pass
    def __exit__(self, *a): return self.n > 2
one = Manager(1)
two = Manager(2)
[one, {}][s0 % 2][5] = 1
with [one, two][s1 % 2]:
    one.n = len(seen)
out(seen)
`;
  const situation = {
    labels: { s0: "a", s1: "b" },
    clearance: "a",
    forbidden: "",
    grouped: false,
    replayed: false,
  };
  const secrets = [
    { s0: 2, s1: 3 },
    { s0: 2, s1: 2 },
  ] as const;
  const [left, right] = await observeBoth(source, secrets, situation);
  expect([left.failure, right.failure]).toEqual(["", ""]);
  expect(difference(left, right)).toBeNull();
});
