/**
 * `itertools`. Each element keeps its label, joined with the label of the iterable and with what decided that it comes
 * at this place: predicates, selectors, keys, bounds.
 */
import { absent, joinAll, own, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { collect, iterate } from "../evaluate/iterate.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import { indexOf, maximumIndex } from "../evaluate/slice.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { qualifiedClass } from "../types/qualified-class.ts";
import { steppingIterator } from "../types/stepping-iterator.ts";
import type { Invoke, PyBuiltin } from "../value/callable.ts";
import type { PyClass } from "../value/class.ts";
import { builtinClass, objectClass, specialClass } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import type { Advance } from "../value/iterator.ts";
import { PyFloat } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { integerArgument, sizeArgument } from "./arguments.ts";
import { combinationIndexes, permutationIndexes, productIndexes } from "./combinatorics.ts";
import { groupAdvance } from "./groupby.ts";
import { defineModule } from "./registry.ts";

/** The elements of an argument, with its label. */
export function source(run: Run, value: Value, label: Label): Advance {
  run.label = label;
  const iterator = iterate(run, value);
  return (inner) => {
    const item = iterator.advance(inner);
    inner.label = inner.join(inner.label, label);
    return item;
  };
}

/** A class whose call gives an iterator of that class. */
function iteratorType(name: string, made: (cls: PyClass) => PyBuiltin): PyClass {
  const cls = qualifiedClass(name, objectClass, "itertools");
  const builtin = made(cls);
  cls.construct = (run, _cls, values, labels, names) => builtin.invoke(run, values, labels, names);
  return cls;
}

function tool(
  signature: string,
  begin: (run: Run, labels: readonly Label[], ...values: Value[]) => Advance | Described,
): PyClass {
  return iteratorType(signature.slice(0, signature.indexOf("(")), (cls) =>
    own(signature, (run, labels, ...values) => {
      const begun = begin(run, labels, ...values);
      run.label = run.planLabel;
      if (typeof begun === "function") return steppingIterator(cls, 0, begun, values);
      const iterator = steppingIterator(cls, 0, begun.advance, values);
      iterator.shown = begun.shown;
      return iterator;
    }),
  );
}

/** An iterator that shows its state in its `repr`. */
interface Described {
  readonly advance: Advance;
  readonly shown: () => readonly Value[];
}

function variadicTool(name: string, begin: (...given: Parameters<Invoke>) => Advance): PyClass {
  return iteratorType(name, (cls) =>
    variadic(name, (run, values, labels, names) => {
      const advance = begin(run, values, labels, names);
      run.label = run.planLabel;
      return steppingIterator(cls, 0, advance, values.slice());
    }),
  );
}

function refuseKeywords(run: Run, name: string, names: readonly string[] | null): void {
  if (names !== null && names.length > 0)
    throw raise(run, "TypeError", `${name}() takes no keyword arguments`);
}

/** Whether a predicate holds; its label in `run.label`. None tests the element itself. */
function holds(run: Run, predicate: Value, predicateLabel: Label, item: Value): boolean {
  const { label } = run;
  const tested = predicate === null ? item : callProtocol(run, predicate, [item], [label], predicateLabel);
  const truth = isTrue(run, tested);
  run.label = run.join(run.join(run.label, label), predicateLabel);
  return truth;
}

const accumulate = tool(
  "accumulate(iterable, func=None, *, initial=None)",
  (run, [label = 0, fnLabel = 0, initialLabel = 0], iterable = null, fn = null, initial = null) => {
    const next = source(run, iterable, label);
    let total: Value | undefined;
    let totalLabel = 0;
    let started = initial === null;
    return (inner) => {
      if (!started) {
        started = true;
        total = initial;
        totalLabel = initialLabel;
        inner.label = initialLabel;
        return initial;
      }
      const item = next(inner);
      if (item === undefined) return undefined;
      if (total === undefined) {
        total = item;
        totalLabel = inner.label;
        return item;
      }
      const itemLabel = inner.label;
      inner.label = inner.join(totalLabel, itemLabel);
      total =
        fn === null
          ? binaryOperation(inner, "Add", total, item)
          : callProtocol(inner, fn, [total, item], [totalLabel, itemLabel], fnLabel);
      totalLabel = inner.join(inner.label, fnLabel);
      inner.label = totalLabel;
      return total;
    };
  },
);

/** One iterable after the other. */
function chained(outer: Advance): Advance {
  let current: Advance | undefined;
  let reached = 0;
  return (run) => {
    for (;;) {
      if (current === undefined) {
        const iterable = outer(run);
        reached = run.join(reached, run.label);
        if (iterable === undefined) {
          run.label = reached;
          return undefined;
        }
        current = source(run, iterable, run.label);
      }
      const item = current(run);
      reached = item === undefined ? run.join(reached, run.label) : reached;
      run.label = run.join(run.label, reached);
      if (item !== undefined) return item;
      run.step();
      current = undefined;
    }
  };
}

const chain = variadicTool("chain", (run, values, labels, names) => {
  refuseKeywords(run, "chain", names);
  let at = 0;
  return chained((inner) => {
    inner.label = labels[at] ?? 0;
    return values[at++];
  });
});
chain.attributes.set(
  "from_iterable",
  own("from_iterable(iterable, /)", (run, [label = 0], iterable = null) => {
    const advance = chained(source(run, iterable, label));
    run.label = run.planLabel;
    return steppingIterator(chain, 0, advance, [iterable]);
  }),
);

/** Tuples of a pool's elements at index lists; which tuples there are depends on `decided`. */
function picked(
  pool: { items: readonly Value[]; labels: readonly Label[] },
  indexes: Iterator<readonly number[]>,
  decided: Label,
): Advance {
  return (run) => {
    run.label = decided;
    const next = indexes.next();
    if (next.done) return undefined;
    const chosen: readonly number[] = next.value;
    run.chargeCells(chosen.length);
    return new PyTuple(
      chosen.map((i) => pool.items[i] ?? null),
      0,
      chosen.map((i) => pool.labels[i] ?? 0),
    );
  };
}

function lengthArgument(run: Run, value: Value): number {
  const r = sizeArgument(run, value);
  if (r < 0) throw raise(run, "ValueError", "r must be non-negative");
  run.chargeCells(0, r);
  return r;
}

function combining(name: string, repeated: boolean): PyClass {
  return tool(`${name}(iterable, r)`, (run, [label = 0, lengthLabel = 0], iterable = null, length = null) => {
    run.label = label;
    const pool = collect(run, iterable);
    run.label = run.join(run.join(label, pool.end), lengthLabel);
    const r = lengthArgument(run, length);
    return picked(pool, combinationIndexes(pool.items.length, r, repeated), run.label);
  });
}

const permutations = tool(
  "permutations(iterable, r=None)",
  (run, [label = 0, lengthLabel = 0], iterable = null, length = null) => {
    run.label = label;
    const pool = collect(run, iterable);
    run.label = run.join(run.join(label, pool.end), lengthLabel);
    const r = length === null ? pool.items.length : lengthArgument(run, length);
    return picked(pool, permutationIndexes(pool.items.length, r), run.label);
  },
);

const product = variadicTool("product", (run, values, labels, names) => {
  const given = values.length - (names?.length ?? 0);
  let times = 1;
  run.label = joinAll(run, labels);
  names?.forEach((name, i) => {
    if (name !== "repeat")
      throw raise(run, "TypeError", `'${name}' is an invalid keyword argument for product()`);
    times = sizeArgument(run, values[given + i] ?? null);
    if (times < 0) throw raise(run, "ValueError", "repeat argument cannot be negative");
  });
  let decided = run.label;
  const items: Value[] = [];
  const itemLabels: Label[] = [];
  const starts: number[] = [];
  const sizes: number[] = [];
  for (let i = 0; i < given; i++) {
    run.label = labels[i] ?? 0;
    const pool = collect(run, values[i] ?? null);
    decided = run.join(decided, pool.end);
    starts.push(items.length);
    sizes.push(pool.items.length);
    pool.items.forEach((item, j) => {
      items.push(item);
      itemLabels.push(pool.labels[j] ?? 0);
    });
  }
  run.chargeCells(given * times);
  const repeated = (numbers: readonly number[]) =>
    Array.from({ length: given * times }, (_, i) => numbers[i % given] ?? 0);
  const offsets = repeated(starts);
  const indexes = productIndexes(repeated(sizes));
  const shifted: Iterator<readonly number[]> = {
    next: () => {
      const next = indexes.next();
      return next.done
        ? next
        : { done: false, value: next.value.map((index, i) => index + (offsets[i] ?? 0)) };
    },
  };
  return picked({ items, labels: itemLabels }, shifted, decided);
});

const compress = tool(
  "compress(data, selectors)",
  (run, [label = 0, selectorLabel = 0], data = null, selectors = null) => {
    const next = source(run, data, label);
    const selector = source(run, selectors, selectorLabel);
    let seen = 0;
    return (inner) => {
      for (;;) {
        inner.step();
        const item = next(inner);
        const itemLabel = inner.label;
        if (item === undefined) {
          inner.label = inner.join(itemLabel, seen);
          return undefined;
        }
        const chosen = selector(inner);
        const truth = chosen !== undefined && isTrue(inner, chosen);
        seen = inner.join(seen, inner.label);
        inner.label = inner.join(itemLabel, seen);
        if (chosen === undefined) return undefined;
        if (truth) return item;
      }
    };
  },
);

/** What `count` takes: anything with `__index__`, `__float__` or `__int__`. */
function isNumber(value: Value): boolean {
  if (value instanceof PyFloat) return true;
  if (typeof value === "object" && value !== null)
    return ["__index__", "__float__", "__int__"].some(
      (name) => specialClass(value)?.lookup(name) !== undefined,
    );
  return typeof value !== "string" && value !== null;
}

const count = tool("count(start=0, step=1)", (run, [startLabel = 0, stepLabel = 0], start = 0, step = 1) => {
  for (const value of [start, step])
    if (!isNumber(value)) throw raise(run, "TypeError", "a number is required");
  // CPython counts whole numbers as machine integers: what begins with True goes on as an int.
  const whole = typeof start !== "object" && typeof step !== "object" && Number(step) === 1;
  let next: Value = whole ? integerArgument(run, start) : start;
  let label = startLabel;
  const advance: Advance = (inner) => {
    const value = next;
    const valueLabel = label;
    label = inner.join(label, stepLabel);
    inner.label = label;
    next = binaryOperation(inner, "Add", value, step);
    label = inner.join(label, inner.label);
    inner.label = valueLabel;
    return value;
  };
  return { advance, shown: () => (typeof step !== "object" && Number(step) === 1 ? [next] : [next, step]) };
});

const cycle = tool("cycle(iterable, /)", (run, [label = 0], iterable = null) => {
  const next = source(run, iterable, label);
  const saved: { value: Value; label: Label }[] = [];
  let end: Label | undefined;
  let at = 0;
  return (inner) => {
    if (end === undefined) {
      const item = next(inner);
      if (item !== undefined) {
        inner.chargeCells(1, saved.length + 1);
        saved.push({ value: item, label: inner.label });
        return item;
      }
      end = inner.label;
    }
    const again = saved[at];
    at = at + 1 < saved.length ? at + 1 : 0;
    inner.label = inner.join(end, again?.label ?? 0);
    return again?.value;
  };
});

/** `takewhile`, `dropwhile`, `filterfalse`: elements by a predicate. */
function selecting(
  name: string,
  decide: (holds: boolean, state: { open: boolean }) => "give" | "skip" | "end",
  open: boolean,
): PyClass {
  return tool(
    `${name}(predicate, iterable, /)`,
    (run, [predicateLabel = 0, label = 0], predicate = null, iterable = null) => {
      const next = source(run, iterable, label);
      const state = { open };
      let ended = false;
      let seen: Label = 0;
      return (inner) => {
        for (;;) {
          inner.label = seen;
          if (ended) return undefined;
          inner.step();
          const item = next(inner);
          const itemLabel = inner.label;
          inner.label = inner.join(itemLabel, seen);
          if (item === undefined) return undefined;
          // Once `dropwhile` gives elements it asks no more.
          if (name === "dropwhile" && state.open) return item;
          inner.label = itemLabel;
          const truth =
            predicate === null && name !== "filterfalse"
              ? isTrue(inner, callProtocol(inner, predicate, [item], [itemLabel]))
              : holds(inner, predicate, predicateLabel, item);
          seen = inner.join(seen, inner.label);
          const decision = decide(truth, state);
          inner.label = inner.join(itemLabel, seen);
          if (decision === "give") return item;
          if (decision === "end") {
            ended = true;
            return undefined;
          }
        }
      };
    },
  );
}

const takewhile = selecting("takewhile", (truth) => (truth ? "give" : "end"), true);
const filterfalse = selecting("filterfalse", (truth) => (truth ? "skip" : "give"), true);
const dropwhile = selecting(
  "dropwhile",
  (truth, state) => {
    if (truth) return "skip";
    state.open = true;
    return "give";
  },
  false,
);

const islice = variadicTool("islice", (run, values, labels, names) => {
  refuseKeywords(run, "islice", names);
  const { label } = run;
  if (values.length < 2 || values.length > 4)
    throw raise(
      run,
      "TypeError",
      `islice expected at ${values.length < 2 ? "least 2" : "most 4"} arguments, got ${values.length}`,
    );
  const [iterable = null, ...bounds] = values;
  const [first = null, second = null, third = null] = bounds;
  run.label = joinAll(run, labels.slice(1));
  const bound = (value: Value, fallback: number): number => {
    if (value === null) return fallback;
    const int = indexOf(run, value);
    return int === undefined || int > maximumIndex || int < -maximumIndex ? -1 : Number(int);
  };
  const indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  const start = bounds.length === 1 ? 0 : bound(first, 0);
  const stop = bound(bounds.length === 1 ? first : second, Number.POSITIVE_INFINITY);
  if (stop === -1)
    throw raise(
      run,
      "ValueError",
      "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
    );
  if (start < 0 || stop < 0) throw raise(run, "ValueError", indices);
  const step = bound(third, 1);
  if (step < 1) throw raise(run, "ValueError", "Step for islice() must be a positive integer or None.");
  const decided = run.label;
  run.label = label;
  const next = source(run, iterable, labels[0] ?? 0);
  let taken = 0;
  let wanted = start;
  let ended = false;
  return (inner) => {
    inner.label = decided;
    if (ended) return undefined;
    let item: Value | undefined;
    while (taken < wanted && !ended) {
      inner.step();
      ended = next(inner) === undefined;
      taken++;
    }
    if (!ended && taken < stop) item = next(inner);
    ended = item === undefined;
    taken++;
    wanted = Math.min(wanted + step, stop);
    inner.label = inner.join(inner.label, decided);
    return item;
  };
});

const pairwise = tool("^pairwise(iterable, /)", (run, [label = 0], iterable = null) => {
  const next = source(run, iterable, label);
  let before: Value | undefined;
  let beforeLabel: Label = 0;
  return (inner) => {
    if (before === undefined) {
      before = next(inner);
      beforeLabel = inner.label;
      if (before === undefined) return undefined;
    }
    const item = next(inner);
    const itemLabel = inner.label;
    if (item === undefined) return undefined;
    const pair = new PyTuple([before, item], 0, [beforeLabel, itemLabel]);
    before = item;
    beforeLabel = itemLabel;
    inner.label = label;
    return pair;
  };
});

const repeat = tool(
  "repeat(object, times=?)",
  (run, [label = 0, timesLabel = 0], object = null, times = absent) => {
    run.label = timesLabel;
    let left = times === absent ? Number.POSITIVE_INFINITY : sizeArgument(run, integerArgument(run, times));
    const decided = run.label;
    const advance: Advance = (inner) => {
      inner.label = decided;
      if (left <= 0) return undefined;
      left--;
      inner.label = inner.join(decided, label);
      return object;
    };
    return { advance, shown: () => (times === absent ? [object] : [object, Math.max(0, left)]) };
  },
);

const starmap = tool(
  "starmap(function, iterable, /)",
  (run, [fnLabel = 0, label = 0], fn = null, iterable = null) => {
    const next = source(run, iterable, label);
    return (inner) => {
      const item = next(inner);
      if (item === undefined) return undefined;
      const { items, labels, end } = collect(inner, item);
      inner.label = fnLabel;
      const result = callProtocol(inner, fn, items, labels, inner.join(fnLabel, end));
      inner.label = inner.join(inner.label, inner.join(fnLabel, end));
      return result;
    };
  },
);

const zipLongest = variadicTool("zip_longest", (run, values, labels, names) => {
  const given = values.length - (names?.length ?? 0);
  let fill: Value = null;
  let fillLabel: Label = 0;
  names?.forEach((name, i) => {
    if (name !== "fillvalue")
      throw raise(run, "TypeError", `zip_longest() got an unexpected keyword argument`);
    fill = values[given + i] ?? null;
    fillLabel = labels[given + i] ?? 0;
  });
  const sources: (Advance | undefined)[] = values
    .slice(0, given)
    .map((value, i) => source(run, value, labels[i] ?? 0));
  let ends: Label = 0;
  return (inner) => {
    const items: Value[] = [];
    const itemLabels: Label[] = [];
    sources.forEach((next, i) => {
      const item = next?.(inner);
      if (item !== undefined) {
        items.push(item);
        itemLabels.push(inner.label);
        return;
      }
      if (next !== undefined) ends = inner.join(ends, inner.label);
      sources[i] = undefined;
      items.push(fill);
      itemLabels.push(inner.join(fillLabel, ends));
    });
    inner.label = ends;
    return sources.every((next) => next === undefined) ? undefined : new PyTuple(items, 0, itemLabels);
  };
});

const groupbyClass = iteratorType("groupby", (cls) =>
  own("groupby(iterable, key=None)", (run, [label = 0, keyLabel = 0], iterable = null, key = null) => {
    // A group goes on in the same source: what it goes through is the whole.
    const inside: Value[] = [];
    const advance = groupAdvance(source(run, iterable, label), key, keyLabel, inside);
    const groups = steppingIterator(cls, 0, advance, [iterable, key]);
    inside.push(groups);
    run.label = run.planLabel;
    return groups;
  }),
);

const teeClass = builtinClass("_tee", objectClass, "itertools");
const tee = own("tee(iterable, n=2, /)", (run, [label = 0, countLabel = 0], iterable = null, n = 2) => {
  run.label = countLabel;
  const copies = sizeArgument(run, n);
  const counted = run.join(countLabel, run.label);
  if (copies < 0) throw raise(run, "ValueError", "n must be >= 0");
  run.chargeCells(copies);
  const next = source(run, iterable, label);
  const read: { value: Value | undefined; label: Label }[] = [];
  const reader = (): Advance => {
    let at = 0;
    return (inner) => {
      if (at === read.length) {
        if (read.at(-1)?.value === undefined && read.length > 0) at--;
        else {
          inner.chargeCells(1, read.length + 1);
          read.push({ value: next(inner), label: inner.label });
        }
      }
      const item = read[at++];
      inner.label = item?.label ?? 0;
      return item?.value;
    };
  };
  run.label = run.join(run.planLabel, counted);
  return new PyTuple(
    Array.from({ length: copies }, () => steppingIterator(teeClass, 0, reader(), [iterable])),
  );
});

defineModule("itertools", {
  accumulate,
  chain,
  combinations: combining("combinations", false),
  combinations_with_replacement: combining("combinations_with_replacement", true),
  compress,
  count,
  cycle,
  dropwhile,
  filterfalse,
  groupby: groupbyClass,
  islice,
  pairwise,
  permutations,
  product,
  repeat,
  starmap,
  takewhile,
  tee,
  zip_longest: zipLongest,
});
