/** The inverse of the normal distribution, by Wichura's algorithm AS 241, with its published coefficients as floats hold them. */
import { log } from "./elementary.ts";

const central: Ratio = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
];
const outer: Ratio = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
];
const farOuter: Ratio = [
  [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
];

type Ratio = readonly [numerator: readonly number[], denominator: readonly number[]];

const horner = (coefficients: readonly number[], r: number): number =>
  coefficients.reduce((sum, coefficient) => sum * r + coefficient);

/** The number below which a share `p` (between 0 and 1) of the distribution lies. */
export function inverseNormal(p: number, mean: number, deviation: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    const x = (horner(central[0], r) * q) / horner(central[1], r);
    return mean + x * deviation;
  }
  const r = Math.sqrt(-log(q <= 0 ? p : 1 - p));
  const [numerator, denominator] = r <= 5 ? outer : farOuter;
  const from = r <= 5 ? r - 1.6 : r - 5;
  const x = horner(numerator, from) / horner(denominator, from);
  return mean + (q < 0 ? -x : x) * deviation;
}
