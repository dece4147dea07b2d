/** `statistics.NormalDist`. */
import { classMethod, deepMethod, defineMethods } from "../builtins/define.ts";
import { lengthOf } from "../builtins/iteration.ts";
import { raise } from "../errors.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import { gather, integerArgument, listOf, realArgument } from "../modules/arguments.ts";
import { erf } from "../modules/error-function.ts";
import {
  average,
  exactSum,
  statisticsFailure as fail,
  rootOfAverage,
  squaredDeviations,
} from "../modules/statistics-exact.ts";
import { exp, log } from "../python/elementary.ts";
import { reprFloat } from "../python/float.ts";
import { hypot } from "../python/math.ts";
import { inverseNormal } from "../python/normal.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { PyInstance } from "../value/class.ts";
import { builtinClass, objectClass, typeName } from "../value/classes.ts";
import { compareOrder } from "../value/order.ts";
import { notImplemented, PyFloat } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { readOnly, refuseAttributes } from "./immutable.ts";
import { toFloat } from "./number.ts";

export const normalDistClass = builtinClass("NormalDist", objectClass, "statistics");

class PyNormalDist extends PyInstance {
  mean = 0;
  deviation = 1;
  constructor() {
    super(normalDistClass);
  }
}

function distOf(run: Run, value: Value = null): PyNormalDist {
  if (value instanceof PyNormalDist) return value;
  throw raise(run, "TypeError", `'${typeName(value)}' object is no NormalDist`);
}

function made(mean: number, deviation: number): PyNormalDist {
  const dist = new PyNormalDist();
  dist.mean = mean;
  dist.deviation = deviation;
  return dist;
}

const initialise = deepMethod(
  "@__init__(self, mu=0.0, sigma=1.0)",
  (run, self, mean = null, deviation = null) => {
    const dist = distOf(run, self);
    if (compareOrder(run, "<", deviation, new PyFloat(0))) throw fail(run, "sigma must be non-negative");
    dist.mean = toFloat(run, mean);
    dist.deviation = toFloat(run, deviation);
    return null;
  },
);

normalDistClass.construct = (run, _cls, values, labels, names) => {
  const dist = new PyNormalDist();
  initialise.invoke(run, [dist, ...values], [0, ...labels], names);
  run.label = run.join(run.label, run.planLabel);
  return dist;
};

/** A number of the plan's, reckoned with a float as the plan would. */
function reckoned(run: Run, op: "Add" | "Sub" | "Mult" | "Div", left: Value, right: Value): number {
  return toFloat(run, binaryOperation(run, op, left, right));
}

function cumulative(run: Run, dist: PyNormalDist, x: Value): number {
  if (dist.deviation === 0) throw fail(run, "cdf() not defined when sigma is zero");
  const distance = reckoned(run, "Sub", x, new PyFloat(dist.mean));
  return 0.5 * (1 + erf(distance / (dist.deviation * Math.SQRT2)));
}

function inverse(run: Run, dist: PyNormalDist, p: number): number {
  if (p <= 0 || p >= 1) throw fail(run, "p must be in the range 0.0 < p < 1.0");
  if (dist.deviation <= 0) throw fail(run, "cdf() not defined when sigma at or below zero");
  return inverseNormal(p, dist.mean, dist.deviation);
}

function overlap(run: Run, a: PyNormalDist, b: PyNormalDist): number {
  const swapped = b.deviation < a.deviation || (b.deviation === a.deviation && b.mean < a.mean);
  const [x, y] = swapped ? [b, a] : [a, b];
  const [first, second] = [x.deviation * x.deviation, y.deviation * y.deviation];
  if (first === 0 || second === 0) throw fail(run, "overlap() not defined when sigma is zero");
  const wider = second - first;
  const apart = Math.abs(y.mean - x.mean);
  if (wider === 0) return 1 - erf(apart / (2 * x.deviation * Math.SQRT2));
  const middle = x.mean * second - y.mean * first;
  const reach = x.deviation * y.deviation * Math.sqrt(apart * apart + wider * log(second / first));
  const between = (at: number): number =>
    Math.abs(cumulative(run, y, new PyFloat(at)) - cumulative(run, x, new PyFloat(at)));
  return 1 - (between((middle + reach) / wider) + between((middle - reach) / wider));
}

/** Sum and difference: of two independent distributions, or moved by a number. */
function moved(name: string, op: "Add" | "Sub", sign: 1 | -1): PyBuiltin {
  return deepMethod(`${name}(x1, x2)`, (run, self, other = null) => {
    const dist = distOf(run, self);
    if (other instanceof PyNormalDist)
      return made(dist.mean + sign * other.mean, hypot([dist.deviation, other.deviation]));
    return made(reckoned(run, op, new PyFloat(dist.mean), other), dist.deviation);
  });
}

function scaled(name: string, op: "Mult" | "Div"): PyBuiltin {
  return deepMethod(`${name}(x1, x2)`, (run, self, other = null) => {
    const dist = distOf(run, self);
    const mean = reckoned(run, op, new PyFloat(dist.mean), other);
    const factor = Math.abs(realArgument(run, other));
    return made(mean, op === "Mult" ? dist.deviation * factor : dist.deviation / factor);
  });
}

const fromSamples = deepMethod("@from_samples(cls, data)", (run, _cls, data = null) => {
  const values = gather(run, data);
  const squares = squaredDeviations(run, values, null);
  if (squares.count < 2) throw fail(run, "stdev requires at least two data points");
  const mean = toFloat(run, average(run, exactSum(run, values), squares.count));
  return made(mean, toFloat(run, rootOfAverage(run, squares, squares.count - 1)));
});

defineMethods(normalDistClass, [
  initialise,
  classMethod(fromSamples),
  deepMethod("@pdf(self, x)", (run, self, x = null) => {
    const { mean, deviation } = distOf(run, self);
    const variance = deviation * deviation;
    if (variance === 0) throw fail(run, "pdf() not defined when sigma is zero");
    const distance = reckoned(run, "Sub", x, new PyFloat(mean));
    return new PyFloat(exp((distance * distance) / (-2 * variance)) / Math.sqrt(2 * Math.PI * variance));
  }),
  deepMethod("@cdf(self, x)", (run, self, x = null) => new PyFloat(cumulative(run, distOf(run, self), x))),
  deepMethod(
    "@inv_cdf(self, p)",
    (run, self, p = null) => new PyFloat(inverse(run, distOf(run, self), realArgument(run, p))),
  ),
  deepMethod("@quantiles(self, n=4)", (run, self, n = 4) => {
    const dist = distOf(run, self);
    const parts = Number(integerArgument(run, n));
    run.chargeCells(Math.max(0, parts - 1));
    const cuts: Value[] = [];
    run.work(parts * 60);
    for (let i = 1; i < parts; i++) cuts.push(new PyFloat(inverse(run, dist, i / parts)));
    return listOf(run, cuts);
  }),
  deepMethod("@overlap(self, other)", (run, self, other = null) => {
    if (!(other instanceof PyNormalDist))
      throw raise(run, "TypeError", "Expected another NormalDist instance");
    return new PyFloat(overlap(run, distOf(run, self), other));
  }),
  deepMethod("@zscore(self, x)", (run, self, x = null) => {
    const { mean, deviation } = distOf(run, self);
    if (deviation === 0) throw fail(run, "zscore() not defined when sigma is zero");
    return new PyFloat(reckoned(run, "Sub", x, new PyFloat(mean)) / deviation);
  }),
  moved("__add__", "Add", 1),
  moved("__radd__", "Add", 1),
  moved("__sub__", "Sub", -1),
  deepMethod("__rsub__(x1, x2)", (run, self, other = null) => {
    const dist = distOf(run, self);
    return made(-reckoned(run, "Sub", new PyFloat(dist.mean), other), dist.deviation);
  }),
  scaled("__mul__", "Mult"),
  scaled("__rmul__", "Mult"),
  scaled("__truediv__", "Div"),
  deepMethod("__pos__(self)", (run, self) => {
    const { mean, deviation } = distOf(run, self);
    return made(mean, deviation);
  }),
  deepMethod("__neg__(self)", (run, self) => {
    const { mean, deviation } = distOf(run, self);
    return made(-mean, deviation);
  }),
  deepMethod("__eq__(self, other)", (run, self, other = null) => {
    if (!(other instanceof PyNormalDist)) return notImplemented;
    const { mean, deviation } = distOf(run, self);
    return mean === other.mean && deviation === other.deviation;
  }),
  deepMethod("__hash__(self)", (run, self) => {
    const { mean, deviation } = distOf(run, self);
    return `NormalDist ${mean} ${deviation}`;
  }),
  deepMethod("__repr__(self)", (run, self) => {
    const { mean, deviation } = distOf(run, self);
    return `NormalDist(mu=${reprFloat(mean)}, sigma=${reprFloat(deviation)})`;
  }),
]);
for (const name of ["mean", "median", "mode"])
  readOnly(normalDistClass, name, (run, self) => new PyFloat(distOf(run, self).mean));
readOnly(normalDistClass, "stdev", (run, self) => new PyFloat(distOf(run, self).deviation));
readOnly(normalDistClass, "variance", (run, self) => {
  const { deviation } = distOf(run, self);
  return new PyFloat(deviation * deviation);
});
refuseAttributes(normalDistClass);

/** Two columns of as many numbers, for what `statistics` says about pairs. */
export function pairsOf(run: Run, name: string, x: Value, y: Value): readonly [number[], number[]] {
  const size = lengthOf(run, x);
  if (lengthOf(run, y) !== size)
    throw fail(run, `${name} requires that both inputs have same number of data points`);
  if (Number(size) < 2) throw fail(run, `${name} requires at least two data points`);
  const numbers = (data: Value): number[] => gather(run, data).map((one) => realArgument(run, one));
  return [numbers(x), numbers(y)];
}
