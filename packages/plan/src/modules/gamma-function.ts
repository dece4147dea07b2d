/** The gamma function by Lanczos' approximation, with the coefficients and the case distinctions that CPython uses. */
import * as elementary from "../python/elementary.ts";
import { overflowError, valueError } from "../python/error.ts";

const numerator = [
  23531376880.41076, 42919803642.649101, 35711959237.355667, 17921034426.037209, 6039542586.3520279,
  1439720407.3117216, 248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348,
  8071.6720023658163, 210.82427775157936, 2.5066282746310002,
];
const denominator = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
];
const g = 6.02468004077673;
const gMinusHalf = 5.52468004077673;
const logPi = 1.1447298858494002;

/** The rational part of the approximation, from the side that does not overflow. */
function lanczos(x: number): number {
  let top = 0;
  let bottom = 0;
  if (x < 5) {
    for (let i = numerator.length - 1; i >= 0; i--) {
      top = top * x + (numerator[i] ?? 0);
      bottom = bottom * x + (denominator[i] ?? 0);
    }
  } else {
    for (let i = 0; i < numerator.length; i++) {
      top = top / x + (numerator[i] ?? 0);
      bottom = bottom / x + (denominator[i] ?? 0);
    }
  }
  return top / bottom;
}

/** sin(pi * x), accurate near whole numbers. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const n = Math.round(2 * y);
  const r = [
    () => elementary.sin(Math.PI * y),
    () => elementary.cos(Math.PI * (y - 0.5)),
    () => elementary.sin(Math.PI * (1 - y)),
    () => -elementary.cos(Math.PI * (y - 1.5)),
    () => elementary.sin(Math.PI * (y - 2)),
  ][n]?.();
  return (x < 0 ? -1 : 1) * (r ?? 0);
}

/** `math.gamma(x)`; ValueError at its poles, OverflowError. */
export function gamma(x: number): number {
  if (!Number.isFinite(x)) {
    if (Number.isNaN(x) || x > 0) return x;
    throw valueError("math domain error");
  }
  if (x === 0) throw valueError("math domain error");
  if (Number.isInteger(x)) {
    if (x < 0) throw valueError("math domain error");
    if (x <= 23) {
      let product = 1;
      for (let i = 2; i < x; i++) product *= i;
      return product;
    }
  }
  const magnitude = Math.abs(x);
  if (magnitude < 1e-20) return ranged(1 / x);
  if (magnitude > 200) {
    if (x < 0) return 0 / sinPi(x);
    throw overflowError("math range error");
  }
  const y = magnitude + gMinusHalf;
  const z =
    magnitude > gMinusHalf ? ((y - magnitude - gMinusHalf) * g) / y : ((y - gMinusHalf - magnitude) * g) / y;
  let result: number;
  if (x < 0) {
    result = ((-Math.PI / sinPi(magnitude) / magnitude) * elementary.exp(y)) / lanczos(magnitude);
    result -= z * result;
    if (magnitude < 140) result /= elementary.power(y, magnitude - 0.5);
    else {
      const root = elementary.power(y, magnitude / 2 - 0.25);
      result = result / root / root;
    }
  } else {
    result = lanczos(magnitude) / elementary.exp(y);
    result += z * result;
    if (magnitude < 140) result *= elementary.power(y, magnitude - 0.5);
    else {
      const root = elementary.power(y, magnitude / 2 - 0.25);
      result = result * root * root;
    }
  }
  return ranged(result);
}

function ranged(value: number): number {
  if (Number.isFinite(value)) return value;
  throw overflowError("math range error");
}

/** `math.lgamma(x)`: the logarithm of the magnitude; ValueError at the poles, OverflowError. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (!Number.isFinite(x)) return Number.POSITIVE_INFINITY;
  if (Number.isInteger(x) && x <= 2) {
    if (x <= 0) throw valueError("math domain error");
    return 0;
  }
  const magnitude = Math.abs(x);
  if (magnitude < 1e-20) return -elementary.log(magnitude);
  let result = elementary.log(lanczos(magnitude)) - g;
  result += (magnitude - 0.5) * (elementary.log(magnitude + g - 0.5) - 1);
  if (x < 0) result = logPi - elementary.log(Math.abs(sinPi(magnitude))) - elementary.log(magnitude) - result;
  return ranged(result);
}
