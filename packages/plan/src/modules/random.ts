/**
 * `random`: each number comes from outside, in [0, 1), and carries the environment's label. What a plan gets of it is
 * decided by that number and by all arguments.
 */
import { absent, deep, own } from "../builtins/define.ts";
import { lengthOf } from "../builtins/iteration.ts";
import { raise } from "../errors.ts";
import { getItem } from "../evaluate/subscript.ts";
import { addInt, compareInt, floorDivideInt, multiplyInt, subtractInt } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { typeName } from "../value/classes.ts";
import { PyDict, PyList, PySet } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { PyFloat } from "../value/scalar.ts";
import type { Int, Value } from "../value/value.ts";
import { gather, integerArgument, listOf, realArgument, sizeArgument } from "./arguments.ts";
import { observe } from "./outside.ts";
import { defineModule } from "./registry.ts";

function unit(run: Run): number {
  const answer = Number(observe(run, { kind: "random", method: "random", arguments: [] }));
  return answer >= 0 && answer < 1 ? answer : 0;
}

/** An int from 0 to below `n`: big ones are made of several numbers. */
function below(run: Run, n: Int): Int {
  if (typeof n === "number" && n <= 2 ** 32) return Math.floor(unit(run) * n);
  const size = BigInt(n);
  let scale = 1n;
  let value = 0n;
  while (scale < size << 32n) {
    value = (value << 32n) + BigInt(Math.floor(unit(run) * 2 ** 32));
    scale <<= 32n;
    run.chargeBytes(8);
  }
  const result = (value * size) / scale;
  return result <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(result) : result;
}

function inRange(run: Run, start: Int, stop: Int, step: Int, message: string): Int {
  const span = subtractInt(stop, start);
  const up = compareInt(step, 0) > 0;
  const count = up
    ? floorDivideInt(addInt(span, subtractInt(step, 1)), step)
    : floorDivideInt(addInt(span, addInt(step, 1)), step);
  if (compareInt(count, 0) <= 0) throw raise(run, "ValueError", message);
  return addInt(start, multiplyInt(step, below(run, count)));
}

function sequenceLength(run: Run, value: Value): number {
  if (value instanceof PyDict || value instanceof PySet)
    throw raise(
      run,
      "TypeError",
      value instanceof PySet
        ? "'set' object is not subscriptable"
        : "Population must be a sequence.  For dicts or sets, use sorted(d).",
    );
  return Number(lengthOf(run, value));
}

const choice = own("choice(seq)", (run, _labels, sequence = null) => {
  const size = sequenceLength(run, sequence);
  if (size === 0) throw raise(run, "IndexError", "Cannot choose from an empty sequence");
  return getItem(run, sequence, below(run, size));
});

const choices = deep(
  "choices(population, weights=None, *, cum_weights=None, k=1)",
  (run, population = null, weights = null, cumulative = null, k = 1) => {
    const items = gather(run, population);
    const count = sizeArgument(run, k);
    run.chargeCells(Math.max(0, count));
    if (items.length === 0) throw raise(run, "IndexError", "list index out of range");
    if (weights === null && cumulative === null)
      return listOf(
        run,
        Array.from({ length: Math.max(0, count) }, () => items[Number(below(run, items.length))] ?? null),
      );
    if (weights !== null && cumulative !== null)
      throw raise(run, "TypeError", "Cannot specify both weights and cumulative weights");
    let sum = 0;
    const given = gather(run, weights ?? cumulative).map((value) => realArgument(run, value));
    const totals = weights === null ? given : given.map((weight) => (sum += weight));
    if (totals.length !== items.length)
      throw raise(run, "ValueError", "The number of weights does not match the population");
    const total = totals.at(-1) ?? 0;
    if (total <= 0) throw raise(run, "ValueError", "Total of weights must be greater than zero");
    if (!Number.isFinite(total)) throw raise(run, "ValueError", "Total of weights must be finite");
    const pick = (): Value => {
      const at = unit(run) * total;
      run.work(totals.length >> 3);
      const found = totals.findIndex((limit) => at < limit);
      return items[found < 0 ? items.length - 1 : found] ?? null;
    };
    return listOf(run, Array.from({ length: Math.max(0, count) }, pick));
  },
);

/** Swaps each element with one before it or itself. */
function shuffled(run: Run, items: readonly Value[]): Value[] {
  const order = items.slice();
  run.work(order.length);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Number(below(run, i + 1));
    const moved = order[i] ?? null;
    order[i] = order[j] ?? null;
    order[j] = moved;
  }
  return order;
}

defineModule("random", {
  choice,
  choices,
  randint: deep("randint(a, b)", (run, a = null, b = null) => {
    const [low, high] = [integerArgument(run, a), integerArgument(run, b)];
    const message = `empty range for randrange() (${low}, ${addInt(high, 1)}, ${subtractInt(addInt(high, 1), low)})`;
    return inRange(run, low, addInt(high, 1), 1, message);
  }),
  random: deep("random()", (run) => new PyFloat(unit(run))),
  randrange: deep("randrange(start, stop=None, step=1)", (run, start = null, stop = null, step = 1) => {
    const first = integerArgument(run, start);
    if (stop === null) return inRange(run, 0, first, 1, "empty range for randrange()");
    const [last, by] = [integerArgument(run, stop), integerArgument(run, step)];
    if (by === 0) throw raise(run, "ValueError", "zero step for randrange()");
    const message =
      by === 1
        ? `empty range for randrange() (${first}, ${last}, ${subtractInt(last, first)})`
        : "empty range for randrange()";
    return inRange(run, first, last, by, message);
  }),
  sample: deep("sample(population, k, *, counts=?)", (run, population = null, k = null, counts = absent) => {
    if (counts !== absent) throw raise(run, "TypeError", "random.sample takes no counts in a plan");
    if (population instanceof PyDict || population instanceof PySet)
      throw raise(run, "TypeError", "Population must be a sequence.  For dicts or sets, use sorted(d).");
    const items = gather(run, population);
    const wanted = sizeArgument(run, k);
    if (wanted < 0 || wanted > items.length)
      throw raise(run, "ValueError", "Sample larger than population or is negative");
    return listOf(run, shuffled(run, items).slice(0, wanted));
  }),
  shuffle: own("shuffle(x)", (run, _labels, list = null) => {
    if (!(list instanceof PyList))
      throw raise(run, "TypeError", `'${typeName(list)}' object does not support item assignment`);
    run.label = run.join(run.label, deepLabel(run, list));
    const items = shuffled(run, list.items);
    const label = run.join(run.label, run.pc);
    list.replace(items, null, label);
    list.shape = run.join(list.shape, label);
    run.label = run.planLabel;
    return null;
  }),
  uniform: deep("uniform(a, b)", (run, a = null, b = null) => {
    const [low, high] = [realArgument(run, a), realArgument(run, b)];
    return new PyFloat(low + (high - low) * unit(run));
  }),
});
