/** `statistics`. Everything in the data decides the result. */
import { deep } from "../builtins/define.ts";
import { sortKeyed } from "../builtins/ordering.ts";
import { type Raised, raise, Unsupported } from "../errors.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import { exp, log } from "../python/elementary.ts";
import { floatAsIntegerRatio } from "../python/float.ts";
import { intOf, trueDivideInt } from "../python/integer.ts";
import { fsum } from "../python/math.ts";
import * as pure from "../python/statistics.ts";
import type { Run } from "../run.ts";
import { PyDecimal } from "../types/decimal.ts";
import { defineModuleException, typeName } from "../value/classes.ts";
import { hashKey } from "../value/hash.ts";
import { compareOrder } from "../value/order.ts";
import { PyFloat } from "../value/scalar.ts";
import type { Int, Value } from "../value/value.ts";
import { gather, integerArgument, listOf, realArgument } from "./arguments.ts";
import { defineModule } from "./registry.ts";

const statisticsError = defineModuleException("statistics", "StatisticsError", "ValueError");

const fail = (run: Run, message: string): Raised => raise(run, "StatisticsError", message);

function datum(run: Run, value: Value): pure.Datum {
  if (value instanceof PyFloat) return { value: value.v, real: true };
  if (typeof value === "number" || typeof value === "bigint") return { value, real: false };
  if (typeof value === "boolean") return { value: Number(value), real: false };
  if (value instanceof PyDecimal)
    throw new Unsupported("a Decimal in this function of statistics; mean and median take it", run.at);
  throw raise(run, "TypeError", `can't convert type '${typeName(value)}' to numerator/denominator`);
}

const numberOf = ({ value, real }: pure.Datum): Value => (real ? new PyFloat(Number(value)) : value);

/** A Decimal among the data makes the result one. */
function decimalMean(run: Run, values: readonly Value[]): Value {
  let total: Value = 0;
  for (const value of values) total = binaryOperation(run, "Add", total, value);
  return binaryOperation(run, "Div", total, values.length);
}

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

/** A spread about the mean of the data. */
function spread(name: string, parameter: string, body: (data: readonly pure.Datum[]) => Value) {
  return deep(`@${name}(data, ${parameter}=None)`, (run, data = null, centre = null) => {
    if (centre !== null) throw new Unsupported(`statistics.${name} takes no ${parameter} in a plan`, run.at);
    const values = gather(run, data).map((value) => datum(run, value));
    return body(values);
  });
}

const isReal = (value: Value): boolean =>
  value instanceof PyFloat ||
  value instanceof PyDecimal ||
  (typeof value !== "object" && typeof value !== "string");

function reciprocalMean(run: Run, values: readonly Value[]): Value {
  if (values.length === 0) throw fail(run, "harmonic_mean requires at least one data point");
  const [only = null] = values;
  if (values.length === 1) {
    if (!isReal(only)) throw raise(run, "TypeError", "unsupported type");
    if (compareOrder(run, "<", only, 0)) throw fail(run, "harmonic mean does not support negative values");
    return only;
  }
  // One by one: a zero ends it before what follows is looked at.
  const numbers: number[] = [];
  for (const value of values) {
    if (compareOrder(run, "<", value, 0)) throw fail(run, "harmonic mean does not support negative values");
    const x = realArgument(run, value);
    if (Number.isFinite(x)) datum(run, value);
    if (x === 0) return 0;
    numbers.push(x);
  }
  if (numbers.some(Number.isNaN)) return new PyFloat(Number.NaN);
  let top = 0n;
  let bottom = 1n;
  for (const x of numbers) {
    const [numerator, denominator] = floatAsIntegerRatio(1 / x);
    top = top * BigInt(denominator) + BigInt(numerator) * bottom;
    bottom *= BigInt(denominator);
    run.chargeBytes(bottom.toString(16).length);
  }
  return new PyFloat(trueDivideInt(intOf(BigInt(values.length) * bottom), intOf(top)));
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

defineModule("statistics", {
  StatisticsError: statisticsError,
  mean: deep("@mean(data)", (run, data = null) => {
    const values = gather(run, data);
    if (values.some((value) => value instanceof PyDecimal)) return decimalMean(run, values);
    return numberOf(pure.mean(values.map((value) => datum(run, value))));
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
    const values = gather(run, data).map((value) => realArgument(run, value));
    if (values.length === 0 || values.some((x) => x <= 0))
      throw fail(run, "geometric mean requires a non-empty dataset containing positive numbers");
    return new PyFloat(exp(pure.fmean(values.map(log))));
  }),
  harmonic_mean: deep("@harmonic_mean(data, weights=None)", (run, data = null, weights = null) => {
    if (weights !== null)
      throw new Unsupported("statistics.harmonic_mean takes no weights in a plan", run.at);
    return reciprocalMean(run, gather(run, data));
  }),
  median: deep("@median(data)", (run, data = null) => median(run, data, "middle")),
  median_low: deep("@median_low(data)", (run, data = null) => median(run, data, "low")),
  median_high: deep("@median_high(data)", (run, data = null) => median(run, data, "high")),
  median_grouped: deep("@median_grouped(data, interval=1)", (run, data = null, interval = 1) => {
    const values = sorted(run, data).map((value) => realArgument(run, value));
    const x = values[values.length >> 1];
    if (x === undefined) throw fail(run, "no median for empty data");
    const width = realArgument(run, interval);
    const below = values.indexOf(x);
    const equal = values.filter((value) => value === x).length;
    return new PyFloat(x - width / 2 + (width * (values.length / 2 - below)) / equal);
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
  pstdev: spread("pstdev", "mu", (data) => new PyFloat(pure.pstdev(data))),
  pvariance: spread("pvariance", "mu", (data) => numberOf(pure.pvariance(data))),
  quantiles: deep(
    '@quantiles(data, *, n=4, method="exclusive")',
    (run, data = null, n = 4, method = "exclusive") => quantiles(run, data, integerArgument(run, n), method),
  ),
  stdev: spread("stdev", "xbar", (data) => new PyFloat(pure.stdev(data))),
  variance: spread("variance", "xbar", (data) => numberOf(pure.variance(data))),
});
