import fc from "fast-check";
import type { Int } from "../../src/python/integer.ts";
import * as m from "../../src/python/math.ts";
import * as st from "../../src/python/statistics.ts";
import { type Case, differential, float, type Operation, type Value } from "./oracle.ts";

const close = (x: number): Value =>
  Number.isFinite(x) ? (Number(x.toPrecision(13)) + 0 === 0 ? "0" : x.toPrecision(13)) : String(x);
const call =
  (name: string) =>
  (x: number): Value => {
    const f = m.mathFunction(name);
    if (f === undefined) throw new Error(name);
    return close(f(x));
  };
const exact: Record<string, Operation> = {
  gcd: ["math.gcd(*a[0])", (v: Int[]) => m.gcd(v)],
  lcm: ["math.lcm(*a[0])", (v: Int[]) => m.lcm(v)],
  isqrt: ["math.isqrt(a[0])", (n: Int) => m.isqrt(n)],
  factorial: ["math.factorial(a[0])", (n: Int) => m.factorial(n)],
  comb: ["math.comb(*a)", (n: Int, k: Int) => m.comb(n, k)],
  perm: ["math.perm(*a)", (n: Int, k: Int) => m.perm(n, k)],
  floor: ["math.floor(a[0])", (x: number) => m.floor(x)],
  ceil: ["math.ceil(a[0])", (x: number) => m.ceil(x)],
  trunc: ["math.trunc(a[0])", (x: number) => m.trunc(x)],
  fsum: ["math.fsum(a[0])", (v: number[]) => float(m.fsum(v))],
  fmod: ["math.fmod(*a)", (x: number, y: number) => float(m.fmod(x, y))],
  remainder: ["math.remainder(*a)", (x: number, y: number) => float(m.remainder(x, y))],
  modf: ["math.modf(a[0])", (x: number) => m.modf(x).map(float)],
  frexp: [
    "math.frexp(a[0])",
    (x: number) => {
      const [a, b] = m.frexp(x);
      return [float(a), b];
    },
  ],
  ldexp: ["math.ldexp(*a)", (x: number, e: Int) => float(m.ldexp(x, e))],
  copysign: ["math.copysign(*a)", (x: number, y: number) => float(m.copysign(x, y))],
  isclose: ["math.isclose(*a)", (x: number, y: number) => m.isClose(x, y)],
  nextafter: ["math.nextafter(*a)", (x: number, y: number) => float(m.nextAfter(x, y))],
  ulp: ["math.ulp(a[0])", (x: number) => float(m.ulp(x))],
  sqrt: ["math.sqrt(a[0])", (x: number) => float(m.mathFunction("sqrt")?.(x) ?? 0)],
};
type Data = readonly (readonly [string, Int])[];
const stats: Record<string, Operation> = {
  fmean: ["statistics.fmean([x[1] for x in a[0]])", (v: Data) => float(st.fmean(v.map((x) => Number(x[1]))))],
  multimode: ["statistics.multimode(a[0])", (v: Int[]) => st.multimode(v).map((i) => v[i] ?? 0)],
  mode: ["statistics.mode(a[0])", (v: Int[]) => v[st.mode(v)] ?? 0],
};
const names = [
  "cbrt",
  "exp",
  "exp2",
  "expm1",
  "log1p",
  "sin",
  "cos",
  "tan",
  "asin",
  "acos",
  "atan",
  "sinh",
  "cosh",
  "tanh",
  "asinh",
  "acosh",
  "atanh",
  "fabs",
  "degrees",
  "radians",
];
const near: Record<string, Operation> = {};
// The last digits are the C library's own: thirteen are compared, written as JavaScript's toPrecision does.
const js =
  "(lambda x: 'NaN' if x != x else ('Infinity' if x > 0 else '-Infinity') if abs(x) == math.inf else '0' if x == 0 else (lambda m, e: (('-' if x < 0 else '') + (m[0] + '.' + m[1:] + 'e' + ('+' if e >= 0 else '-') + str(abs(e)) if e < -6 or e >= 13 else (m[:e+1] + ('.' + m[e+1:] if e < 12 else '')) if e >= 0 else '0.' + '0' * (-e-1) + m)))(*(lambda t: (t[0].replace('.', '').replace('-', ''), int(t[1])))(format(x, '.12e').split('e'))))";
for (const name of names) near[name] = [`${js}(math.${name}(a[0]))`, call(name)];
near.log = [`${js}(math.log(a[0]))`, (x: Int) => close(m.log(x))];
near.log2 = [`${js}(math.log2(a[0]))`, (x: Int) => close(m.log2(x))];
near.log10 = [`${js}(math.log10(a[0]))`, (x: Int) => close(m.log10(x))];
near.pow = [`${js}(math.pow(*a))`, (x: number, y: number) => close(m.pow(x, y))];
near.hypot = [`${js}(math.hypot(*a))`, (x: number, y: number) => close(m.hypot([x, y]))];
near.atan2 = [`${js}(math.atan2(*a))`, (x: number, y: number) => close(m.atan2(x, y))];
const operations = { ...exact, ...stats, ...near };
const xs = [
  0,
  -0,
  1,
  -1,
  0.5,
  2.5,
  -2.5,
  1e300,
  -1e300,
  5e-324,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
];
const oneFloat = ["floor", "ceil", "trunc", "modf", "frexp", "ulp", "sqrt", ...names];
const twoFloats = ["fmod", "remainder", "copysign", "isclose", "nextafter", "pow", "hypot", "atan2"];
const f = (...v: number[]): Value => v.map((x) => ["f", float(x)]);
const i = (...v: Int[]): Value => v.map((x) => ["i", x]);
const chosen: Case[] = [
  ...oneFloat.flatMap((n) => xs.map((x): Case => [n, float(x)])),
  ...twoFloats.flatMap((n) =>
    xs.flatMap((x, k) => xs.filter((_, l) => (k + l) % 3 === 0).map((y): Case => [n, float(x), float(y)])),
  ),
  ["gcd", [12, -18]],
  ["gcd", []],
  ["gcd", [10n ** 30n, 15]],
  ["lcm", [4, 6]],
  ["lcm", []],
  ["lcm", [0, 3]],
  ["isqrt", 10n ** 41n],
  ["isqrt", -1],
  ["isqrt", 99],
  ["factorial", 0],
  ["factorial", 25],
  ["factorial", -1],
  ["comb", 50, 25],
  ["comb", 3, 5],
  ["comb", -1, 2],
  ["comb", 2, -1],
  ["perm", 10, 3],
  ["perm", 2, 3],
  ["fsum", [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1].map(float)],
  ["fsum", []],

  ["fsum", [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(float)],
  ["ldexp", float(1), 1024],
  ["ldexp", float(1), -1074],
  ["ldexp", float(0.75), -1074],
  ["ldexp", float(3), 10],
  ["log", 0],
  ["log", 10n ** 400n],
  ["log", -5],
  ["log2", 2n ** 2000n],
  ["log10", 10n ** 400n],
  ...[f(), f(1.5), f(1, 2, 4), f(0.1, 0.2, 0.3), i(1, 2, 3), i(1, 2), i(1, 2, 4), i(5, 1, 3, 2)].map(
    (v): Case => ["fmean", v],
  ),
  ["multimode", [1, 2, 2, 1, 3]],
  ["mode", [3, 3, 1]],
  ["mode", []],
  ["multimode", []],
];
function generated(): Case[] {
  const x = fc.oneof(fc.double({ noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true })).map(float);
  const tame = fc.double({ min: -20, max: 20, noNaN: true }).map(float);
  const ints = fc.array(fc.oneof(fc.integer({ min: -100, max: 100 }), fc.integer()), { maxLength: 6 });
  const data = fc.oneof(
    ints.map((v) => i(...v)),
    fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 6 }).map((v) => f(...v)),
  );
  return fc.sample(
    fc.oneof(
      fc.tuple(fc.constantFrom(...oneFloat.slice(0, 7)), x),
      fc.tuple(fc.constantFrom(...names.filter((n) => n !== "tan" && n !== "expm1")), tame),
      fc.tuple(fc.constantFrom(...twoFloats.slice(0, 5), "hypot"), x, x),
      fc.tuple(fc.constantFrom("gcd", "lcm"), ints),
      fc.tuple(
        fc.constant("isqrt"),
        fc.bigInt({ min: 0n, max: 10n ** 40n }).map((n) => (n < 2n ** 53n ? Number(n) : n)),
      ),
      fc.tuple(fc.constantFrom("comb", "perm"), fc.nat(60), fc.nat(60)),
      fc.tuple(fc.constant("fsum"), fc.array(x, { maxLength: 6 })),
      fc.tuple(fc.constant("fmean"), data),
      fc.tuple(fc.constantFrom("mode", "multimode"), fc.array(fc.nat(3), { maxLength: 7 })),
      fc.tuple(fc.constant("ldexp"), x, fc.integer({ min: -1100, max: 1100 })),
    ),
    { numRuns: 8000, seed: 8 },
  ) as Case[];
}
differential("math", operations, chosen, generated);
