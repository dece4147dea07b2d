/** `math`. Every result carries all of its arguments. */
import { absent, deep, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import { indexOf } from "../evaluate/slice.ts";
import { divideFloat } from "../python/float.ts";
import * as pure from "../python/math.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { PyInstance } from "../value/class.ts";
import { typeName } from "../value/classes.ts";
import { deepLabel } from "../value/deep.ts";
import { PyFloat } from "../value/scalar.ts";
import type { Int, Value } from "../value/value.ts";
import { gather, integerArgument, realArgument, tupleOf } from "./arguments.ts";
import { erf, erfc } from "./error-function.ts";
import { gamma, lgamma } from "./gamma-function.ts";
import { defineModule } from "./registry.ts";

const float = (value: number): PyFloat => new PyFloat(value);

/** A function of one float. */
function one(name: string, body: (x: number) => number): PyBuiltin {
  return deep(`math.${name}(x, /)`, (run, x = null) => float(body(realArgument(run, x))));
}

function two(name: string, body: (x: number, y: number) => number): PyBuiltin {
  return deep(`math.${name}(x, y, /)`, (run, x = null, y = null) =>
    float(body(realArgument(run, x), realArgument(run, y))),
  );
}

function test(name: string, body: (x: number) => boolean): PyBuiltin {
  return deep(`math.${name}(x, /)`, (run, x = null) => body(realArgument(run, x)));
}

const simple = [
  "sqrt",
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

function simpleFunctions(): Record<string, Value> {
  const found: Record<string, Value> = {};
  for (const name of simple) {
    const body = pure.mathFunction(name);
    if (body === undefined) throw new Error(`math.${name} is missing`);
    found[name] = one(name, body);
  }
  return found;
}

/** `floor`, `ceil`, `trunc`: of a float, an int, or by the type's own method. */
function rounding(name: string, body: (x: number) => Int): PyBuiltin {
  return deep(`math.${name}(x, /)`, (run, x = null) => {
    if (x instanceof PyInstance) {
      const method = x.cls.lookup(`__${name}__`);
      if (method !== undefined) {
        const { label } = run;
        const result = callProtocol(run, method, [x], [label]);
        run.label = run.join(run.label, label);
        return result;
      }
    }
    if (x instanceof PyFloat) return body(x.v);
    const int = indexOf(run, x);
    if (int !== undefined) return int;
    if (name === "trunc")
      throw raise(run, "TypeError", `type ${typeName(x)} doesn't define __trunc__ method`);
    return body(realArgument(run, x));
  });
}

/** A logarithm takes ints of any size. */
function logArgument(run: Run, value: Value): Int {
  if (value instanceof PyFloat) return value.v;
  if (value instanceof PyInstance && value.cls.lookup("__float__") !== undefined)
    return realArgument(run, value);
  const int = indexOf(run, value);
  return int === undefined ? realArgument(run, value) : int;
}

/** A function of any number of ints or floats. */
function many(name: string, body: (run: Run, values: readonly Value[]) => Value): PyBuiltin {
  return variadic(name, (run, values, labels, names) => {
    if (names !== null) throw raise(run, "TypeError", `math.${name}() takes no keyword arguments`);
    for (let i = 0; i < values.length; i++)
      run.label = run.join(run.label, run.join(labels[i] ?? 0, deepLabel(run, values[i] ?? null)));
    return body(run, values);
  });
}

const coordinates = (run: Run, value: Value): number[] =>
  gather(run, value).map((item) => realArgument(run, item));

defineModule("math", {
  ...simpleFunctions(),
  e: float(pure.constants.e),
  inf: float(pure.constants.inf),
  nan: float(pure.constants.nan),
  pi: float(pure.constants.pi),
  tau: float(pure.constants.tau),
  atan2: two("atan2", pure.atan2),
  ceil: rounding("ceil", pure.ceil),
  comb: deep("math.comb(n, k, /)", (run, n = null, k = null) =>
    pure.comb(integerArgument(run, n), integerArgument(run, k), run.chargeInteger),
  ),
  copysign: two("copysign", pure.copysign),
  dist: deep("math.dist(p, q, /)", (run, p = null, q = null) => {
    const [from, to] = [gather(run, p), gather(run, q)];
    if (from.length !== to.length)
      throw raise(run, "ValueError", "both points must have the same number of dimensions");
    const pairs = from.map((item, i) => [realArgument(run, item), realArgument(run, to[i] ?? null)] as const);
    return float(
      pure.dist(
        pairs.map(([x]) => x),
        pairs.map(([, y]) => y),
      ),
    );
  }),
  erf: one("erf", erf),
  erfc: one("erfc", erfc),
  factorial: deep("math.factorial(n, /)", (run, n = null) =>
    pure.factorial(integerArgument(run, n), run.chargeInteger),
  ),
  floor: rounding("floor", pure.floor),
  fmod: two("fmod", pure.fmod),
  frexp: deep("math.frexp(x, /)", (run, x = null) => {
    const [mantissa, exponent] = pure.frexp(realArgument(run, x));
    return tupleOf(run, [float(mantissa), exponent]);
  }),
  fsum: deep("math.fsum(seq, /)", (run, seq = null) => float(pure.fsum(coordinates(run, seq)))),
  gamma: one("gamma", gamma),
  gcd: many("gcd", (run, values) => pure.gcd(values.map((value) => integerArgument(run, value)))),
  hypot: many("hypot", (run, values) => float(pure.hypot(values.map((value) => realArgument(run, value))))),
  isclose: deep(
    "math.isclose(a, b, *, rel_tol=0.000000001, abs_tol=0.0)",
    (run, a = null, b = null, relative = null, absolute = null) =>
      pure.isClose(
        realArgument(run, a),
        realArgument(run, b),
        realArgument(run, relative),
        realArgument(run, absolute),
      ),
  ),
  isfinite: test("isfinite", Number.isFinite),
  isinf: test("isinf", (x) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY),
  isnan: test("isnan", Number.isNaN),
  isqrt: deep("math.isqrt(n, /)", (run, n = null) => pure.isqrt(integerArgument(run, n))),
  lcm: many("lcm", (run, values) =>
    pure.lcm(
      values.map((value) => integerArgument(run, value)),
      run.chargeInteger,
    ),
  ),
  ldexp: deep("math.ldexp(x, i, /)", (run, x = null, i = null) => {
    const exponent = indexOf(run, i);
    if (exponent === undefined) throw raise(run, "TypeError", "Expected an int as second argument to ldexp.");
    return float(pure.ldexp(realArgument(run, x), exponent));
  }),
  lgamma: one("lgamma", lgamma),
  log: deep("math.log(x, base=?, /)", (run, x = null, base = absent) => {
    const top = pure.log(logArgument(run, x));
    return float(base === absent ? top : divideFloat(top, pure.log(logArgument(run, base))));
  }),
  log10: deep("math.log10(x, /)", (run, x = null) => float(pure.log10(logArgument(run, x)))),
  log2: deep("math.log2(x, /)", (run, x = null) => float(pure.log2(logArgument(run, x)))),
  modf: deep("math.modf(x, /)", (run, x = null) => tupleOf(run, pure.modf(realArgument(run, x)).map(float))),
  nextafter: two("nextafter", pure.nextAfter),
  perm: deep("math.perm(n, k=None, /)", (run, n = null, k = null) => {
    const all = integerArgument(run, n);
    return k === null
      ? pure.factorial(all, run.chargeInteger)
      : pure.perm(all, integerArgument(run, k), run.chargeInteger);
  }),
  pow: two("pow", pure.pow),
  prod: deep("math.prod(iterable, /, *, start=1)", (run, iterable = null, start = 1) => {
    let product = start;
    for (const item of gather(run, iterable)) {
      run.step();
      product = binaryOperation(run, "Mult", product, item);
    }
    return product;
  }),
  remainder: two("remainder", pure.remainder),
  trunc: rounding("trunc", pure.trunc),
  ulp: one("ulp", pure.ulp),
});
