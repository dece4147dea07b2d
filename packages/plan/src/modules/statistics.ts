/** `statistics`. Everything in the data decides the result. */
import { deep } from "../builtins/define.ts";
import { sortKeyed } from "../builtins/ordering.ts";
import { asRaised, raise } from "../errors.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import { getItem } from "../evaluate/subscript.ts";
import { exp, log } from "../python/elementary.ts";
import { fsum } from "../python/math.ts";
import * as pure from "../python/statistics.ts";
import type { Run } from "../run.ts";
import { PyDecimal } from "../types/decimal.ts";
import { makeNamedTuple } from "../types/named-tuple.ts";
import { normalDistClass, pairsOf } from "../types/normal-dist.ts";
import { toFloat } from "../types/number.ts";
import { defineModuleException, exceptionClass } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { hashKey } from "../value/hash.ts";
import { PyIterator } from "../value/iterator.ts";
import { compareOrder } from "../value/order.ts";
import { PyFloat } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Int, Value } from "../value/value.ts";
import { gather, integerArgument, listOf, realArgument } from "./arguments.ts";
import { defineModule } from "./registry.ts";
import {
  average,
  exactSum,
  statisticsFailure as fail,
  harmonicMean,
  rootOfAverage,
  squaredDeviations,
} from "./statistics-exact.ts";

const statisticsError = defineModuleException("statistics", "StatisticsError", "ValueError");

function sorted(run: Run, data: Value): Value[] {
  const entries = gather(run, data).map((value) => ({ value, label: 0, key: value }));
  return sortKeyed(run, entries, false, run.label).map((entry) => entry.value);
}

function median(run: Run, data: Value, which: "middle" | "low" | "high"): Value {
  const values = sorted(run, data);
  const half = values.length >> 1;
  const high = values[half];
  const low = values[half - 1];
  if (high === undefined) throw fail(run, "no median for empty data");
  if (values.length % 2 === 1 || which === "high" || low === undefined) return high;
  return which === "low" ? low : binaryOperation(run, "Div", binaryOperation(run, "Add", low, high), 2);
}

/** A spread about the mean of the data, or about a centre that is given. */
function spread(name: string, parameter: string, lost: number, finish: typeof average) {
  const least = lost === 0 ? "one data point" : "two data points";
  return deep(`@${name}(data, ${parameter}=None)`, (run, data = null, centre = null) => {
    const squares = squaredDeviations(run, gather(run, data), centre);
    if (squares.count < 1 + lost) throw fail(run, `${name} requires at least ${least}`);
    return finish(run, squares, squares.count - lost);
  });
}

const isReal = (value: Value): boolean =>
  value instanceof PyFloat ||
  value instanceof PyDecimal ||
  (typeof value !== "object" && typeof value !== "string");

/** The first place from `from` on where `before` no longer holds. */
function bisect(length: number, from: number, before: (at: number) => boolean): number {
  let [low, high] = [from, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `float(value)`; a TypeError where that is a ValueError. */
function floatOf(run: Run, value: Value): number {
  try {
    return toFloat(run, value);
  } catch (thrown) {
    if (!asRaised(run, thrown)?.exception.cls.isSubclassOf(exceptionClass("ValueError"))) throw thrown;
    throw raise(run, "TypeError", "Value cannot be converted to a float");
  }
}

function quantiles(run: Run, data: Value, count: Int, method: Value): Value {
  const n = Number(count);
  if (n < 1) throw fail(run, "n must be at least 1");
  const values = sorted(run, data);
  const size = values.length;
  if (size < 2) throw fail(run, "must have at least two data points");
  if (method !== "inclusive" && method !== "exclusive")
    throw raise(run, "ValueError", `Unknown method: '${String(method)}'`);
  run.chargeCells(n);
  const found: Value[] = [];
  for (let i = 1; i < n; i++) {
    const m = method === "inclusive" ? size - 1 : size + 1;
    const low =
      method === "inclusive"
        ? Math.floor((i * m) / n)
        : Math.min(Math.max(Math.floor((i * m) / n), 1), size - 1) - 1;
    const delta = method === "inclusive" ? (i * m) % n : i * m - (low + 1) * n;
    const left = binaryOperation(run, "Mult", values[low] ?? 0, n - delta);
    const right = binaryOperation(run, "Mult", values[low + 1] ?? 0, delta);
    found.push(binaryOperation(run, "Div", binaryOperation(run, "Add", left, right), n));
  }
  return listOf(run, found);
}

const regressionClass = makeNamedTuple("LinearRegression", ["slope", "intercept"], new Map(), "statistics");

/** The sums of products of distances from the means, and those means. */
function products(xs: readonly number[], ys: readonly number[]) {
  const x = fsum(xs) / xs.length;
  const y = fsum(ys) / ys.length;
  return {
    x,
    y,
    xx: fsum(xs.map((one) => (one - x) * (one - x))),
    yy: fsum(ys.map((one) => (one - y) * (one - y))),
    xy: fsum(xs.map((one, i) => (one - x) * ((ys[i] ?? 0) - y))),
  };
}

const ofPairs = {
  covariance: deep("@covariance(x, y, /)", (run, x = null, y = null) => {
    const [xs, ys] = pairsOf(run, "covariance", x, y);
    return new PyFloat(products(xs, ys).xy / (xs.length - 1));
  }),
  correlation: deep("@correlation(x, y, /)", (run, x = null, y = null) => {
    const { xx, yy, xy } = products(...pairsOf(run, "correlation", x, y));
    const scale = Math.sqrt(xx * yy);
    if (scale === 0) throw fail(run, "at least one of the inputs is constant");
    return new PyFloat(xy / scale);
  }),
  linear_regression: deep(
    "@linear_regression(x, y, /, *, proportional=False)",
    (run, x = null, y = null, proportional = false) => {
      const [xs, ys] = pairsOf(run, "linear regression", x, y);
      const through = isTrue(run, proportional);
      const found = products(xs, ys);
      const xy = through ? fsum(xs.map((one, i) => one * (ys[i] ?? 0))) : found.xy;
      const xx = through ? fsum(xs.map((one) => one * one)) : found.xx;
      if (xx === 0) throw fail(run, "x is constant");
      const slope = xy / xx;
      const intercept = through ? 0 : found.y - slope * found.x;
      return new PyTuple([new PyFloat(slope), new PyFloat(intercept)], run.label, null, regressionClass);
    },
  ),
};

defineModule("statistics", {
  ...ofPairs,
  LinearRegression: regressionClass,
  NormalDist: normalDistClass,
  StatisticsError: statisticsError,
  mean: deep("@mean(data)", (run, data = null) => {
    const sum = exactSum(run, gather(run, data));
    if (sum.count < 1) throw fail(run, "mean requires at least one data point");
    return average(run, sum, sum.count);
  }),
  fmean: deep("@fmean(data, weights=None)", (run, data = null, weights = null) => {
    const values = gather(run, data).map((value) => realArgument(run, value));
    if (weights === null) return new PyFloat(pure.fmean(values));
    const factors = gather(run, weights).map((value) => realArgument(run, value));
    if (factors.length !== values.length) throw fail(run, "data and weights must be the same length");
    const total = fsum(factors);
    if (total === 0) throw fail(run, "sum of weights must be non-zero");
    return new PyFloat(fsum(values.map((x, i) => x * (factors[i] ?? 0))) / total);
  }),
  geometric_mean: deep("@geometric_mean(data)", (run, data = null) => {
    const refused = () =>
      fail(run, "geometric mean requires a non-empty dataset containing positive numbers");
    const values = gather(run, data).map((value) => {
      const x = realArgument(run, value);
      if (x <= 0) throw refused();
      return x;
    });
    if (values.length === 0) throw refused();
    return new PyFloat(exp(pure.fmean(values.map(log))));
  }),
  harmonic_mean: deep("@harmonic_mean(data, weights=None)", (run, data = null, weights = null) => {
    const values = gather(run, data);
    if (values.length === 0) throw fail(run, "harmonic_mean requires at least one data point");
    if (values.length === 1 && weights === null) {
      const { label } = run;
      const only = data instanceof PyIterator ? (values[0] ?? null) : getItem(run, data, 0);
      run.label = run.join(run.label, label);
      if (!isReal(only)) throw raise(run, "TypeError", "unsupported type");
      if (compareOrder(run, "<", only, 0)) throw fail(run, "harmonic mean does not support negative values");
      return only;
    }
    if (weights === null) return harmonicMean(run, values, null);
    const factors = gather(run, weights);
    if (factors.length !== values.length) throw fail(run, "Number of weights does not match data size");
    return harmonicMean(run, values, factors);
  }),
  median: deep("@median(data)", (run, data = null) => median(run, data, "middle")),
  median_low: deep("@median_low(data)", (run, data = null) => median(run, data, "low")),
  median_high: deep("@median_high(data)", (run, data = null) => median(run, data, "high")),
  median_grouped: deep("@median_grouped(data, interval=1.0)", (run, data = null, interval = 1) => {
    const values = sorted(run, data);
    const middle = values[values.length >> 1];
    if (middle === undefined) throw fail(run, "no median for empty data");
    // Where the middle value begins and ends in the sorted data.
    const below = bisect(values.length, 0, (at) => compareOrder(run, "<", values[at] ?? null, middle));
    const end = bisect(values.length, below, (at) => !compareOrder(run, "<", middle, values[at] ?? null));
    const width = floatOf(run, interval);
    const x = floatOf(run, middle);
    return binaryOperation(
      run,
      "Add",
      new PyFloat(x - width / 2),
      binaryOperation(run, "Div", new PyFloat(width * (values.length / 2 - below)), end - below),
    );
  }),
  mode: deep("@mode(data)", (run, data = null) => {
    const values = gather(run, data);
    return values[pure.mode(values.map((value) => hashKey(run, value)))] ?? null;
  }),
  multimode: deep("@multimode(data)", (run, data = null) => {
    const values = gather(run, data);
    return listOf(
      run,
      pure.multimode(values.map((value) => hashKey(run, value))).map((at) => values[at] ?? null),
    );
  }),
  pstdev: spread("pstdev", "mu", 0, rootOfAverage),
  pvariance: spread("pvariance", "mu", 0, average),
  quantiles: deep(
    '@quantiles(data, *, n=4, method="exclusive")',
    (run, data = null, n = 4, method = "exclusive") => quantiles(run, data, integerArgument(run, n), method),
  ),
  stdev: spread("stdev", "xbar", 1, rootOfAverage),
  variance: spread("variance", "xbar", 1, average),
});
