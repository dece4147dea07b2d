/** `statistics`: exact sums of fractions, rounded once at the end, as CPython has them. */
import { PythonError } from "./error.ts";
import { floatAsIntegerRatio } from "./float.ts";
import { addInt, type Int, intOf, trueDivideInt } from "./integer.ts";
import { fsum, rootOfRatio } from "./math.ts";

/** A number of the data: `real` marks floats. */
export interface Datum {
  readonly value: Int;
  readonly real: boolean;
}

const statisticsError = (message: string): PythonError => new PythonError("StatisticsError", message);

interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}
const ratioOf = ({ value, real }: Datum): Fraction => {
  if (!real) return { numerator: BigInt(value), denominator: 1n };
  const [numerator, denominator] = floatAsIntegerRatio(Number(value));
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
};

/** Floats have powers of two as denominators: the larger one is a multiple of the other. */
function sumOf(fractions: Iterable<Fraction>): Fraction {
  let numerator = 0n;
  let denominator = 1n;
  for (const f of fractions) {
    const common = f.denominator > denominator ? f.denominator : denominator;
    numerator = numerator * (common / denominator) + f.numerator * (common / f.denominator);
    denominator = common;
  }
  return { numerator, denominator };
}

/** An exact fraction as a result: an int where all data were ints and the division is exact, else a float. */
function converted(numerator: bigint, denominator: bigint, data: readonly Datum[]): Datum {
  if (data.every((d) => !d.real) && numerator % denominator === 0n)
    return { value: intOf(numerator / denominator), real: false };
  return { value: trueDivideInt(intOf(numerator), intOf(denominator)), real: true };
}

function special(data: readonly Datum[]): number | undefined {
  const odd = data.filter((d) => d.real && !Number.isFinite(Number(d.value)));
  return odd.length === 0 ? undefined : odd.reduce((sum, d) => sum + Number(d.value), 0);
}

/** `statistics.mean(data)`; StatisticsError. */
export function mean(data: readonly Datum[]): Datum {
  if (data.length === 0) throw statisticsError("mean requires at least one data point");
  const odd = special(data);
  if (odd !== undefined) return { value: odd, real: true };
  const total = sumOf(data.map(ratioOf));
  return converted(total.numerator, total.denominator * BigInt(data.length), data);
}

/** `statistics.fmean(data)`; StatisticsError. */
export function fmean(data: readonly number[]): number {
  if (data.length === 0) throw statisticsError("fmean requires at least one data point");
  return fsum(data) / data.length;
}

function sorted(data: readonly Datum[]): Datum[] {
  return [...data].sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
}
const noMedian = () => statisticsError("no median for empty data");

/** `statistics.median(data)`; StatisticsError. */
export function median(data: readonly Datum[]): Datum {
  const all = sorted(data);
  const [low, high] = [all[(all.length >> 1) - 1], all[all.length >> 1]];
  if (high === undefined) throw noMedian();
  if (all.length % 2 === 1 || low === undefined) return high;
  const sum = low.real || high.real ? Number(low.value) + Number(high.value) : undefined;
  return { value: sum === undefined ? trueDivideInt(addInt(low.value, high.value), 2) : sum / 2, real: true };
}
export function medianLow(data: readonly Datum[]): Datum {
  const found = sorted(data)[(data.length - 1) >> 1];
  if (found === undefined) throw noMedian();
  return found;
}
export function medianHigh(data: readonly Datum[]): Datum {
  const found = sorted(data)[data.length >> 1];
  if (found === undefined) throw noMedian();
  return found;
}

/** Sum of squared deviations from the mean, times n: a fraction over n. */
function squares(data: readonly Datum[]): Fraction {
  const fractions = data.map(ratioOf);
  const sum = sumOf(fractions);
  const sumOfSquares = sumOf(
    fractions.map((f) => ({ numerator: f.numerator ** 2n, denominator: f.denominator ** 2n })),
  );
  const n = BigInt(data.length);
  // n * sum(x^2) - sum(x)^2, over n.
  const denominator =
    sumOfSquares.denominator > sum.denominator ** 2n ? sumOfSquares.denominator : sum.denominator ** 2n;
  const numerator =
    n * sumOfSquares.numerator * (denominator / sumOfSquares.denominator) -
    sum.numerator ** 2n * (denominator / sum.denominator ** 2n);
  return { numerator, denominator: denominator * n };
}

function spread(name: string, data: readonly Datum[], sample: boolean): Fraction | undefined {
  const least = sample ? 2 : 1;
  if (data.length < least)
    throw statisticsError(`${name} requires at least ${sample ? "two data points" : "one data point"}`);
  if (special(data) !== undefined) return undefined;
  const { numerator, denominator } = squares(data);
  return { numerator, denominator: denominator * BigInt(data.length - (sample ? 1 : 0)) };
}

const nanDatum: Datum = { value: Number.NaN, real: true };
export function variance(data: readonly Datum[]): Datum {
  const found = spread("variance", data, true);
  return found === undefined ? nanDatum : converted(found.numerator, found.denominator, data);
}
export function pvariance(data: readonly Datum[]): Datum {
  const found = spread("pvariance", data, false);
  return found === undefined ? nanDatum : converted(found.numerator, found.denominator, data);
}
export function stdev(data: readonly Datum[]): number {
  const found = spread("stdev", data, true);
  return found === undefined ? Number.NaN : rootOfRatio(found.numerator, found.denominator);
}
export function pstdev(data: readonly Datum[]): number {
  const found = spread("pstdev", data, false);
  return found === undefined ? Number.NaN : rootOfRatio(found.numerator, found.denominator);
}

/** `statistics.multimode` over keys that tell equal values: indices of the first of each most frequent value. */
export function multimode(keys: readonly unknown[]): number[] {
  const counts = new Map<unknown, { first: number; count: number }>();
  keys.forEach((key, index) => {
    const seen = counts.get(key);
    if (seen === undefined) counts.set(key, { first: index, count: 1 });
    else seen.count++;
  });
  let most = 0;
  for (const { count } of counts.values()) most = Math.max(most, count);
  return [...counts.values()].filter((c) => c.count === most).map((c) => c.first);
}
/** `statistics.mode`: the first of the most frequent; StatisticsError. */
export function mode(keys: readonly unknown[]): number {
  const [first] = multimode(keys);
  if (first === undefined) throw statisticsError("no mode for empty data");
  return first;
}
