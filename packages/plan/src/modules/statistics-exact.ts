/**
 * What `statistics` does with its data: exact ratios, summed as fractions and rounded once, in the type that the data
 * have together. Infinities and NaNs have no ratio: their sum takes the place of the whole.
 */
import { asRaised, type Raised, raise, Unsupported } from "../errors.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import {
  type Decimal,
  decimalOfInt,
  decimalRatio,
  divideDecimal,
  nextMinusDecimal,
  nextPlusDecimal,
  sqrtDecimal,
} from "../python/decimal/index.ts";
import { floatAsIntegerRatio } from "../python/float.ts";
import { integerWork, intOf, trueDivideInt } from "../python/integer.ts";
import { rootOfRatio } from "../python/math.ts";
import type { Run } from "../run.ts";
import { PyDecimal } from "../types/decimal.ts";
import { currentContext } from "../types/decimal-context.ts";
import { rawOf } from "../value/class.ts";
import { exceptionClass, typeName } from "../value/classes.ts";
import { compareOrder } from "../value/order.ts";
import { PyFloat } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";

type DataType = "int" | "float" | "Decimal";

/** Data of one type have powers of one number as denominators: the larger is a multiple of the smaller. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export interface ExactSum {
  readonly type: DataType;
  readonly count: number;
  /** A fraction, or the sum of the infinities and NaNs among the data. */
  readonly total: Fraction | { readonly special: Value };
}

export const statisticsFailure = (run: Run, message: string): Raised =>
  raise(run, "StatisticsError", message);

function exactRatio(run: Run, given: Value): { type: DataType; ratio: Fraction | null } {
  const value = rawOf(given);
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    if (typeof value === "bigint") run.work(integerWork(value) * 2);
    return { type: "int", ratio: { numerator: BigInt(value), denominator: 1n } };
  }
  if (value instanceof PyFloat) {
    if (!Number.isFinite(value.v)) return { type: "float", ratio: null };
    const [numerator, denominator] = floatAsIntegerRatio(value.v);
    return { type: "float", ratio: { numerator: BigInt(numerator), denominator: BigInt(denominator) } };
  }
  if (value instanceof PyDecimal) {
    const { form, negative, coefficient, exponent } = value.decimal;
    if (form !== "finite") return { type: "Decimal", ratio: null };
    run.chargeBytes(Math.abs(exponent) * 4);
    const scale = 10n ** BigInt(Math.abs(exponent));
    const signed = negative ? -coefficient : coefficient;
    return exponent >= 0
      ? { type: "Decimal", ratio: { numerator: signed * scale, denominator: 1n } }
      : { type: "Decimal", ratio: { numerator: signed, denominator: scale } };
  }
  throw raise(run, "TypeError", `can't convert type '${typeName(value)}' to numerator/denominator`);
}

function sumOf(fractions: readonly Fraction[]): Fraction {
  let numerator = 0n;
  let denominator = 1n;
  for (const one of fractions) {
    const common = one.denominator > denominator ? one.denominator : denominator;
    numerator = numerator * (common / denominator) + one.numerator * (common / one.denominator);
    denominator = common;
  }
  return { numerator, denominator };
}

/** Exact arithmetic of a float: its denominator has up to a thousand digits, squared twice that. */
const stepsPerDatum = 40;

function readAll(run: Run, values: readonly Value[]) {
  const fractions: Fraction[] = [];
  let special: Value = 0;
  let odd = false;
  const types = new Set<DataType>();
  for (const value of values) {
    run.work(stepsPerDatum);
    const { type, ratio } = exactRatio(run, value);
    types.add(type);
    if (ratio !== null) fractions.push(ratio);
    else {
      special = binaryOperation(run, "Add", special, value);
      odd = true;
    }
  }
  types.delete("int");
  const [type = "int", other] = types;
  if (other !== undefined) throw raise(run, "TypeError", `don't know how to coerce ${type} and ${other}`);
  return { type, fractions, special, odd };
}

/** The sum of the data, exact. */
export function exactSum(run: Run, values: readonly Value[]): ExactSum {
  const { type, fractions, special, odd } = readAll(run, values);
  return { type, count: values.length, total: odd ? { special } : sumOf(fractions) };
}

/** The sum of the squares of the distances from the mean, or from a centre that is given. */
export function squaredDeviations(run: Run, values: readonly Value[], centre: Value): ExactSum {
  if (centre !== null)
    return exactSum(
      run,
      values.map((value) => {
        const distance = binaryOperation(run, "Sub", value, centre);
        return binaryOperation(run, "Mult", distance, distance);
      }),
    );
  const { type, fractions, special, odd } = readAll(run, values);
  const count = values.length;
  if (odd) return { type, count, total: { special } };
  if (count === 0) return { type, count, total: { numerator: 0n, denominator: 1n } };
  const sum = sumOf(fractions);
  const squares = sumOf(
    fractions.map((one) => ({ numerator: one.numerator ** 2n, denominator: one.denominator ** 2n })),
  );
  // (n * sum(x^2) - sum(x)^2) / n
  const square = { numerator: -(sum.numerator ** 2n), denominator: sum.denominator ** 2n };
  const n = BigInt(count);
  const { numerator, denominator } = sumOf([{ ...squares, numerator: squares.numerator * n }, square]);
  return { type, count, total: { numerator, denominator: denominator * n } };
}

/** A fraction in the type of the data: an int only where it is one. */
function converted(run: Run, { numerator, denominator }: Fraction, type: DataType): Value {
  if (type === "Decimal") {
    const divisor = gcd(numerator < 0n ? -numerator : numerator, denominator);
    return binaryOperation(
      run,
      "Div",
      new PyDecimal(decimalOfInt(intOf(numerator / divisor))),
      intOf(denominator / divisor),
    );
  }
  if (type === "int" && numerator % denominator === 0n) return intOf(numerator / denominator);
  return new PyFloat(trueDivideInt(intOf(numerator), intOf(denominator)));
}

/** `sum / divisor` in the type of the data. */
export function average(run: Run, sum: ExactSum, divisor: number): Value {
  if ("special" in sum.total) return binaryOperation(run, "Div", sum.total.special, divisor);
  const { numerator, denominator } = sum.total;
  return converted(run, { numerator, denominator: denominator * BigInt(divisor) }, sum.type);
}

/** The square root of `sum / divisor`, correctly rounded. */
export function rootOfAverage(run: Run, sum: ExactSum, divisor: number): Value {
  if ("special" in sum.total)
    throw raise(
      run,
      "AttributeError",
      `'${typeName(binaryOperation(run, "Div", sum.total.special, divisor))}' object has no attribute 'numerator'`,
    );
  const numerator = sum.total.numerator;
  const denominator = sum.total.denominator * BigInt(divisor);
  const common = gcd(numerator, denominator);
  return sum.type === "Decimal"
    ? new PyDecimal(decimalRoot(run, numerator / common, denominator / common))
    : new PyFloat(rootOfRatio(numerator, denominator));
}

/** The Decimal of the context's precision that is nearest to the square root of a fraction. */
function decimalRoot(run: Run, numerator: bigint, denominator: bigint): Decimal {
  const { context } = currentContext(run);
  if (numerator === 0n) return { ...decimalOfInt(0), exponent: -1 };
  const ratio = divideDecimal(decimalOfInt(intOf(numerator)), decimalOfInt(intOf(denominator)), context);
  const root = sqrtDecimal(ratio, context);
  // Which side of the middle between the root and a neighbour: n/m against ((a/b + c/d) / 2)^2.
  const side = (neighbour: Decimal): number => {
    const [a, b] = decimalRatio(root).map(BigInt);
    const [c, d] = decimalRatio(neighbour).map(BigInt);
    if (a === undefined || b === undefined || c === undefined || d === undefined) return 0;
    const left = 4n * numerator * (b * d) ** 2n;
    const right = denominator * (b * c + d * a) ** 2n;
    return left > right ? 1 : left < right ? -1 : 0;
  };
  const above = nextPlusDecimal(root, context);
  if (side(above) > 0) return above;
  const below = nextMinusDecimal(root, context);
  return side(below) < 0 ? below : root;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

/** `harmonic_mean` of two data points or more, or with weights. */
export function harmonicMean(run: Run, values: readonly Value[], weights: readonly Value[] | null): Value {
  const negative = () => statisticsFailure(run, "harmonic mean does not support negative values");
  let sum: ExactSum = {
    type: "int",
    count: values.length,
    total: { numerator: BigInt(values.length), denominator: 1n },
  };
  if (weights !== null) {
    for (const weight of weights) if (compareOrder(run, "<", weight, 0)) throw negative();
    sum = exactSum(run, weights);
  }
  const quotients: Value[] = [];
  for (const [i, value] of values.entries()) {
    if (compareOrder(run, "<", value, 0)) throw negative();
    const weight = weights === null ? 1 : (weights[i] ?? 0);
    try {
      quotients.push(isTrue(run, weight) ? binaryOperation(run, "Div", weight, value) : 0);
    } catch (thrown) {
      const raised = asRaised(run, thrown);
      // INVARIANT: `run.label` holds all of the data, on which the end of it hangs.
      if (raised?.exception.cls.isSubclassOf(exceptionClass("ZeroDivisionError"))) return 0;
      throw thrown;
    }
    // One by one: a zero ends it before what follows is looked at.
    exactRatio(run, quotients.at(-1) ?? 0);
  }
  const { total, type } = exactSum(run, quotients);
  if ("special" in total || "special" in sum.total) {
    if ("special" in sum.total) throw new Unsupported("a weight that is not finite", run.at);
    return binaryOperation(
      run,
      "Div",
      converted(run, sum.total, "int"),
      "special" in total ? total.special : converted(run, total, type),
    );
  }
  if (total.numerator <= 0n) throw statisticsFailure(run, "Weighted sum must be positive");
  return converted(
    run,
    {
      numerator: sum.total.numerator * total.denominator,
      denominator: sum.total.denominator * total.numerator,
    },
    type,
  );
}
