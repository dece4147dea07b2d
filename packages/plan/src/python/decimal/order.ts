/** Which of two decimals is greater, in each of the orders that there are. */
import type { Work } from "./context.ts";
import { adjusted, type Decimal, finite, isNan, isZero, one, powerOfTen } from "./number.ts";
import { binary } from "./operation.ts";

export type Sign = -1 | 0 | 1;

const sign = (a: bigint | number, b: bigint | number): Sign => (a < b ? -1 : a > b ? 1 : 0);
const flipped = (order: Sign, negative: boolean): Sign =>
  negative && order !== 0 ? (order === 1 ? -1 : 1) : order;

/** By value; `undefined` with a NaN. */
export function compareDecimal(a: Decimal, b: Decimal): Sign | undefined {
  if (isNan(a) || isNan(b)) return undefined;
  const direction = (v: Decimal): number => (isZero(v) ? 0 : v.negative ? -1 : 1);
  if (direction(a) !== direction(b)) return direction(a) < direction(b) ? -1 : 1;
  if (direction(a) === 0) return 0;
  if (a.form === "infinite" || b.form === "infinite")
    return a.form === b.form ? 0 : flipped(a.form === "infinite" ? 1 : -1, a.negative);
  if (adjusted(a) !== adjusted(b)) return flipped(sign(adjusted(a), adjusted(b)), a.negative);
  const exponent = Math.min(a.exponent, b.exponent);
  const x = a.coefficient * powerOfTen(a.exponent - exponent);
  const y = b.coefficient * powerOfTen(b.exponent - exponent);
  return flipped(sign(x, y), a.negative);
}

const ranks = { finite: 0, infinite: 1, snan: 2, nan: 3 } as const;

/** The order of representations: 1.0 before 1, NaNs behind infinities. */
export function totalOrder(a: Decimal, b: Decimal): Sign {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  if (a.form !== b.form) return flipped(sign(ranks[a.form], ranks[b.form]), a.negative);
  if (isNan(a)) return flipped(sign(a.coefficient, b.coefficient), a.negative);
  const byValue = compareDecimal(a, b) ?? 0;
  return byValue !== 0 ? byValue : flipped(sign(a.exponent, b.exponent), a.negative);
}

const magnitude = (a: Decimal): Decimal => ({ ...a, negative: false });
const numberOf = (order: Sign): Decimal =>
  order === 0 ? finite(false, 0n, 0) : { ...one, negative: order < 0 };

export const compareTotalDecimal = (a: Decimal, b: Decimal): Decimal => numberOf(totalOrder(a, b));
export const compareTotalMagnitude = (a: Decimal, b: Decimal): Decimal =>
  numberOf(totalOrder(magnitude(a), magnitude(b)));

/** `a.compare(b)`. */
export const comparedDecimal = binary(
  (work, a, b) => work.nanOf(a, b) ?? numberOf(compareDecimal(a, b) ?? 0),
);

/** The same; every NaN is invalid. */
export const signalComparedDecimal = binary((work, a, b) => {
  const quiet = work.nanOf(a, b);
  if (quiet === undefined) return numberOf(compareDecimal(a, b) ?? 0);
  work.met("InvalidOperation");
  return quiet;
});

/** A quiet NaN gives way to a number; equal values go by their representation. */
function chosen(work: Work, a: Decimal, b: Decimal, wanted: 1 | -1, order: Sign | undefined): Decimal {
  if (a.form === "nan" && !isNan(b)) return work.fit(b);
  if (b.form === "nan" && !isNan(a)) return work.fit(a);
  const quiet = work.nanOf(a, b);
  if (quiet !== undefined) return quiet;
  const decided = order === 0 || order === undefined ? totalOrder(a, b) : order;
  return work.fit(decided === -wanted ? b : a);
}

const choosing = (wanted: 1 | -1) => binary((work, a, b) => chosen(work, a, b, wanted, compareDecimal(a, b)));
const choosingMagnitude = (wanted: 1 | -1) =>
  binary((work, a, b) => chosen(work, a, b, wanted, compareDecimal(magnitude(a), magnitude(b))));

export const maxDecimal = choosing(1);
export const minDecimal = choosing(-1);
export const maxMagnitudeDecimal = choosingMagnitude(1);
export const minMagnitudeDecimal = choosingMagnitude(-1);

/** Whether both have the same exponent, or are both infinite, or both NaNs. */
export function sameQuantum(a: Decimal, b: Decimal): boolean {
  if (a.form !== "finite" || b.form !== "finite")
    return (isNan(a) && isNan(b)) || (a.form === "infinite" && b.form === "infinite");
  return a.exponent === b.exponent;
}
