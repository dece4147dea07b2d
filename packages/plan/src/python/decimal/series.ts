/** Logarithms and exponentials in fixed point: integers that stand for themselves times ten to minus `places`. */
import { type Decimal, digitCount, powerOfTen } from "./number.ts";

/** atanh(numerator / denominator), wrong by fewer units than it has terms. */
function areaTangent(numerator: bigint, denominator: bigint, places: number): bigint {
  const unit = powerOfTen(places);
  const z = (numerator * unit) / denominator;
  const square = (z * z) / unit;
  let term = z;
  let total = z;
  for (let n = 3n; term !== 0n; n += 2n) {
    term = (term * square) / unit;
    total += term / n;
  }
  return total;
}

interface Logarithms {
  readonly places: number;
  readonly two: bigint;
  readonly ten: bigint;
}

const keptPlaces = 2_000;
let kept: Logarithms = { places: -1, two: 0n, ten: 0n };

/** The logarithms of 2 and of 10. Those of moderate length are kept: they are constants. */
function logarithms(places: number): Logarithms {
  if (kept.places < places) {
    const room = places + 20;
    const two = 2n * areaTangent(1n, 3n, room);
    const found = { places: room, two, ten: 3n * two + 2n * areaTangent(1n, 9n, room) };
    if (room > keptPlaces) return shortened(found, places);
    kept = found;
  }
  return shortened(kept, places);
}

function shortened({ places, two, ten }: Logarithms, wanted: number): Logarithms {
  const unit = powerOfTen(places - wanted);
  return { places: wanted, two: two / unit, ten: ten / unit };
}

export const logOfTen = (places: number): bigint => logarithms(places).ten;

/** ln of a positive finite number; near 1 it has as few digits as that leaves. */
export function fixedLogarithm(value: Decimal, places: number): bigint {
  const { two, ten } = logarithms(places);
  const digits = digitCount(value.coefficient);
  let tens = digits + value.exponent;
  let scaled = value.coefficient;
  let whole = powerOfTen(digits);
  if (scaled * 3n < whole) {
    scaled *= 10n;
    tens--;
  }
  // From 1/3 to 10/3 now; from 2/3 to 4/3 when it is doubled or halved.
  let doublings = 0n;
  while (scaled * 3n < whole * 2n) {
    scaled *= 2n;
    doublings--;
  }
  while (scaled * 3n > whole * 4n) {
    whole *= 2n;
    doublings++;
  }
  return 2n * areaTangent(scaled - whole, scaled + whole, places) + doublings * two + BigInt(tens) * ten;
}

/** e ** x, as a coefficient and its exponent; x has `places` places. */
export function fixedExponential(x: bigint, places: number): readonly [bigint, number] {
  const unit = powerOfTen(places);
  const ten = logOfTen(places);
  const tens = x / ten - (x < 0n ? 1n : 0n);
  const halvings = BigInt(Math.ceil(Math.sqrt(places)));
  const rest = (x - tens * ten) >> halvings;
  let term = unit;
  let total = unit;
  for (let n = 1n; term !== 0n; n++) {
    term = (term * rest) / (unit * n);
    total += term;
  }
  for (let i = 0n; i < halvings; i++) total = (total * total) / unit;
  return [total, Number(tens) - places];
}
