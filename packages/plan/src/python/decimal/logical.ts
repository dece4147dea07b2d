/** Operations on numbers whose digits are all 0 or 1. */
import type { Work } from "./context.ts";
import { type Decimal, finite } from "./number.ts";
import { binary, unary } from "./operation.ts";

/** The digits that the precision has room for, as bits; undefined when it is no such number. */
function bitsOf(work: Work, value: Decimal): bigint | undefined {
  if (value.form !== "finite" || value.negative || value.exponent !== 0) return undefined;
  const digits = value.coefficient.toString();
  return /^[01]+$/.test(digits) ? BigInt(`0b${digits.slice(-work.precision)}`) : undefined;
}

function logical(body: (a: bigint, b: bigint) => bigint) {
  return binary((work, a, b) => {
    const [x, y] = [bitsOf(work, a), bitsOf(work, b)];
    if (x === undefined || y === undefined) return work.invalid();
    return finite(false, BigInt(body(x, y).toString(2)), 0);
  });
}

export const logicalAnd = logical((a, b) => a & b);
export const logicalOr = logical((a, b) => a | b);
export const logicalXor = logical((a, b) => a ^ b);
export const logicalInvert = unary((work, a) => {
  const bits = bitsOf(work, a);
  if (bits === undefined) return work.invalid();
  work.charge(work.precision);
  const all = (1n << BigInt(work.precision)) - 1n;
  return finite(false, BigInt((bits ^ all).toString(2)), 0);
});
