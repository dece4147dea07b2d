/** `math.erf` and `math.erfc` by their Taylor series in exact fixed point, rounded once at the end. */
import { exactParts } from "../python/float-parts.ts";
import { intOf, trueDivideInt } from "../python/integer.ts";

/** pi times 2**bits, by Machin's formula. */
function piScaled(bits: bigint): bigint {
  const guard = bits + 32n;
  const arctan = (inverse: bigint): bigint => {
    let power = (1n << guard) / inverse;
    let sum = power;
    for (let n = 3n, sign = -1n; power !== 0n; n += 2n, sign = -sign) {
      power /= inverse * inverse;
      sum += (sign * power) / n;
    }
    return sum;
  };
  return (16n * arctan(5n) - 4n * arctan(239n)) >> 32n;
}

function squareRoot(n: bigint): bigint {
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** erf(x) times 2**bits, for x >= 0. */
function erfScaled(x: number, bits: bigint): bigint {
  const { mantissa, exponent } = exactParts(x);
  const shift = bits + BigInt(exponent);
  const fixed = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  const square = (fixed * fixed) >> bits;
  let term = fixed;
  let sum = fixed;
  for (let n = 1n; term !== 0n; n++) {
    term = -((term * square) >> bits) / n;
    sum += term / (2n * n + 1n);
  }
  // sum * 2 / sqrt(pi)
  return ((sum << 1n) << bits) / squareRoot(piScaled(bits) << bits);
}

/** Bits that the largest terms, about e**(x*x), need on top of the result's. */
const bitsFor = (x: number, result: number): bigint => BigInt(Math.ceil(x * x * 1.45) + result);

export function erf(x: number): number {
  if (Number.isNaN(x) || x === 0) return x;
  if (x < 0) return -erf(-x);
  if (x > 6) return 1;
  if (x < 1e-150) return x * 1.1283791670955126;
  const bits = bitsFor(x, 128 + Math.max(0, Math.ceil(-Math.log2(x))));
  return trueDivideInt(intOf(erfScaled(x, bits)), intOf(1n << bits));
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 27.3) return 0;
  if (x < 0) return x < -6 ? 2 : nearOne(-x, 1n);
  return nearOne(x, -1n);
}

/** 1 + sign * erf(x), exact before it is rounded. */
function nearOne(x: number, sign: bigint): number {
  if (x < 1e-20) return 1;
  const bits = bitsFor(x, 128 + Math.ceil(x * x * 1.45) + Math.max(0, Math.ceil(-Math.log2(x))));
  return trueDivideInt(intOf((1n << bits) + sign * erfScaled(x, bits)), intOf(1n << bits));
}
