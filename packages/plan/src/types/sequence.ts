/** `tuple`, `range`, `slice`. */
import { absent, deep, deepMethod, defineMethods, own, ownMethod } from "../builtins/define.ts";
import { integerOf } from "../builtins/numbers.ts";
import { raise } from "../errors.ts";
import { contains } from "../evaluate/compare.ts";
import { compactLabels } from "../evaluate/expression.ts";
import { collect } from "../evaluate/iterate.ts";
import { exactBounds, searchBound } from "../evaluate/slice.ts";
import { intOfIntegral, subtractInt } from "../python/integer.ts";
import { PyProperty } from "../value/class.ts";
import { rangeClass, sliceClass, tupleClass } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { sameOrEqual } from "../value/equality.ts";
import { PyFloat, PyRange, PySlice } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";

const makeTuple = own("tuple(iterable=?, /)", (run, [label = 0], iterable) => {
  if (iterable === absent) {
    run.label = run.planLabel;
    return new PyTuple([]);
  }
  run.label = label;
  if (iterable instanceof PyTuple && iterable.cls === null) return iterable;
  const all = collect(run, iterable);
  run.label = run.join(run.planLabel, all.end);
  return new PyTuple(all.items, all.labels[0] ?? 0, compactLabels(all.labels));
});
tupleClass.construct = (run, _cls, values, labels, names) => makeTuple.invoke(run, values, labels, names);

defineMethods(tupleClass, [
  ownMethod("count(self, value, /)", (run, _labels, self, value) => {
    if (!(self instanceof PyTuple)) return 0;
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, value)));
    run.work(self.items.length);
    return self.items.filter((item) => sameOrEqual(run, item, value)).length;
  }),
  ownMethod("index(self, value, start=0, stop=?, /)", (run, _labels, self, value, start, stop) => {
    if (!(self instanceof PyTuple)) return 0;
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, value)));
    const { length } = self.items;
    const from = searchBound(run, start, length);
    const to = stop === absent ? length : searchBound(run, stop, length);
    for (let i = from; i < to; i++) if (sameOrEqual(run, self.items[i] ?? null, value)) return i;
    throw raise(run, "ValueError", "tuple.index(x): x not in tuple");
  }),
]);

const makeRange = deep("range(start, stop=?, step=1, /)", (run, start, stop, step) => {
  const first = stop === absent ? 0 : integerOf(run, start);
  const last = integerOf(run, stop === absent ? start : stop);
  const by = integerOf(run, step);
  if (by === 0) throw raise(run, "ValueError", "range() arg 3 must not be zero");
  return new PyRange(first, last, by);
});
rangeClass.construct = (run, _cls, values, labels, names) => makeRange.invoke(run, values, labels, names);

const attribute = (name: string, read: (value: Value) => Value): [string, PyProperty] => [
  name,
  new PyProperty(deep(`${name}(self, /)`, (_run, self) => read(self))),
];

for (const [name, property] of [
  attribute("start", (value) => (value instanceof PyRange ? value.start : null)),
  attribute("stop", (value) => (value instanceof PyRange ? value.stop : null)),
  attribute("step", (value) => (value instanceof PyRange ? value.step : null)),
])
  rangeClass.attributes.set(name, property);

defineMethods(rangeClass, [
  deepMethod("count(self, value, /)", (run, self, value) => (contains(run, self, value) ? 1 : 0)),
  deepMethod("index(self, value, /)", (run, self, value = null) => {
    if (self instanceof PyRange && contains(run, self, value)) {
      const at = value instanceof PyFloat ? intOfIntegral(value.v) : integerOf(run, value);
      const distance = subtractInt(at, self.start);
      return Number(distance) / Number(self.step);
    }
    const whole = typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
    throw raise(
      run,
      "ValueError",
      whole ? `${reprOf(run, value)} is not in range` : "sequence.index(x): x not in sequence",
    );
  }),
]);

const makeSlice = deep("slice(start, stop=?, step=None, /)", (_run, start, stop, step) =>
  stop === absent ? new PySlice(null, start, null) : new PySlice(start, stop, step),
);
sliceClass.construct = (run, _cls, values, labels, names) => makeSlice.invoke(run, values, labels, names);
for (const [name, property] of [
  attribute("start", (value) => (value instanceof PySlice ? value.start : null)),
  attribute("stop", (value) => (value instanceof PySlice ? value.stop : null)),
  attribute("step", (value) => (value instanceof PySlice ? value.step : null)),
])
  sliceClass.attributes.set(name, property);
defineMethods(sliceClass, [
  deepMethod("indices(self, len, /)", (run, self, length) => {
    const size = integerOf(run, length);
    if (size < 0) throw raise(run, "ValueError", "length should not be negative");
    return self instanceof PySlice ? new PyTuple(exactBounds(run, self, size)) : null;
  }),
]);
