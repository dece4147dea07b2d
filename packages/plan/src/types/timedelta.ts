/** `datetime.timedelta` as a value. Everything that a method gives carries receiver and arguments. */
import { deepMethod, defineMethods } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { indexOf } from "../evaluate/slice.ts";
import { tupleOf, wrongReceiver } from "../modules/arguments.ts";
import type { Int } from "../python/integer.ts";
import {
  type Amount,
  absTimeDelta,
  addTimeDelta,
  compareTimeDelta,
  divideTimeDelta,
  divideTimeDeltaByFloat,
  divmodTimeDelta,
  floorDivideTimeDelta,
  isZeroTimeDelta,
  makeTimeDelta,
  microsecondsOf,
  moduloTimeDelta,
  multiplyTimeDelta,
  negateTimeDelta,
  ratioOfTimeDeltas,
  scaleTimeDelta,
  subtractTimeDelta,
  type TimeDelta,
  type TimeUnit,
  timeDeltaOf,
  timeDeltaRepr,
  timeDeltaText,
  totalSeconds,
} from "../python/timedelta.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { objectClass, typeName } from "../value/classes.ts";
import { notImplemented, PyFloat } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { construction } from "./construction.ts";
import { readOnly, refuseAttributes, sharedInstance } from "./immutable.ts";
import { qualifiedClass } from "./qualified-class.ts";

export const timedeltaClass = qualifiedClass("timedelta", objectClass, "datetime");

export class PyTimeDelta extends PyInstance {
  readonly delta: TimeDelta;
  constructor(delta: TimeDelta) {
    super(timedeltaClass);
    this.delta = delta;
  }
}

const unitNames: readonly TimeUnit[] = [
  "days",
  "seconds",
  "microseconds",
  "milliseconds",
  "minutes",
  "hours",
  "weeks",
];

/** The order in which CPython looks at them. */
const readFirst: readonly TimeUnit[] = [
  "microseconds",
  "milliseconds",
  "seconds",
  "minutes",
  "hours",
  "days",
  "weeks",
];

function amount(run: Run, unit: TimeUnit, value: Value): Amount {
  if (value instanceof PyFloat) {
    if (Number.isNaN(value.v)) throw raise(run, "ValueError", "cannot convert float NaN to integer");
    if (!Number.isFinite(value.v))
      throw raise(run, "OverflowError", "cannot convert float infinity to integer");
    const whole = Math.trunc(value.v);
    if (!Number.isSafeInteger(whole) && Number.isInteger(value.v))
      return { value: BigInt(value.v), real: false };
    return { value: value.v, real: true };
  }
  if (typeof value === "number" || typeof value === "bigint") return { value, real: false };
  if (typeof value === "boolean") return { value: Number(value), real: false };
  throw raise(run, "TypeError", `unsupported type for timedelta ${unit} component: ${typeName(value)}`);
}

timedeltaClass.construct = construction(
  "timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)",
  (run, ...values) => {
    const amounts: Partial<Record<TimeUnit, Amount>> = {};
    for (const unit of readFirst) {
      const value = values[unitNames.indexOf(unit)] ?? null;
      if (value !== 0) amounts[unit] = amount(run, unit, value);
    }
    return new PyTimeDelta(makeTimeDelta(amounts));
  },
);

function deltaOf(run: Run, value: Value = null): TimeDelta {
  if (value instanceof PyTimeDelta) return value.delta;
  throw wrongReceiver(run, timedeltaClass, value);
}

const made = (delta: TimeDelta): PyTimeDelta => new PyTimeDelta(delta);

function multiply(run: Run, self: Value = null, other: Value = null): Value {
  if (other instanceof PyFloat) return made(scaleTimeDelta(deltaOf(run, self), other.v));
  const int = other instanceof PyInstance ? undefined : indexOf(run, other);
  return int === undefined ? notImplemented : made(multiplyTimeDelta(deltaOf(run, self), int));
}

function ordered(name: string, holds: (sign: number) => boolean) {
  return deepMethod(`${name}(self, other)`, (run, self, other) =>
    other instanceof PyTimeDelta ? holds(compareTimeDelta(deltaOf(run, self), other.delta)) : notImplemented,
  );
}

function combined(name: string, body: (a: TimeDelta, b: TimeDelta) => TimeDelta) {
  return deepMethod(`${name}(self, other)`, (run, self, other) =>
    other instanceof PyTimeDelta ? made(body(deltaOf(run, self), other.delta)) : notImplemented,
  );
}

function divisor(run: Run, value: Value = null): Int | undefined {
  return value instanceof PyInstance ? undefined : indexOf(run, value);
}

defineMethods(timedeltaClass, [
  combined("__add__", addTimeDelta),
  combined("__radd__", addTimeDelta),
  combined("__sub__", subtractTimeDelta),
  combined("__rsub__", (a, b) => subtractTimeDelta(b, a)),
  deepMethod("__mul__(self, other)", multiply),
  deepMethod("__rmul__(self, other)", multiply),
  deepMethod("__truediv__(self, other)", (run, self, other) => {
    const delta = deltaOf(run, self);
    if (other instanceof PyTimeDelta) {
      if (isZeroTimeDelta(other.delta)) throw raise(run, "ZeroDivisionError", "division by zero");
      return new PyFloat(ratioOfTimeDeltas(delta, other.delta));
    }
    if (other instanceof PyFloat) return made(divideTimeDeltaByFloat(delta, other.v));
    const int = divisor(run, other);
    return int === undefined ? notImplemented : made(divideTimeDelta(delta, int));
  }),
  deepMethod("__floordiv__(self, other)", (run, self, other) => {
    const delta = deltaOf(run, self);
    if (other instanceof PyTimeDelta) return divmodTimeDelta(delta, other.delta)[0];
    const int = divisor(run, other);
    return int === undefined ? notImplemented : made(floorDivideTimeDelta(delta, int));
  }),
  combined("__mod__", moduloTimeDelta),
  deepMethod("__divmod__(self, other)", (run, self, other) => {
    if (!(other instanceof PyTimeDelta)) return notImplemented;
    const [quotient, rest] = divmodTimeDelta(deltaOf(run, self), other.delta);
    return tupleOf(run, [quotient, made(rest)]);
  }),
  deepMethod("__neg__(self)", (run, self) => made(negateTimeDelta(deltaOf(run, self)))),
  deepMethod("__pos__(self)", (run, self) => made(deltaOf(run, self))),
  deepMethod("__abs__(self)", (run, self) => made(absTimeDelta(deltaOf(run, self)))),
  deepMethod("__bool__(self)", (run, self) => !isZeroTimeDelta(deltaOf(run, self))),
  ordered("__eq__", (sign) => sign === 0),
  ordered("__lt__", (sign) => sign < 0),
  ordered("__le__", (sign) => sign <= 0),
  ordered("__gt__", (sign) => sign > 0),
  ordered("__ge__", (sign) => sign >= 0),
  deepMethod("__hash__(self)", (run, self) => String(microsecondsOf(deltaOf(run, self)))),
  deepMethod("__str__(self)", (run, self) => timeDeltaText(deltaOf(run, self))),
  deepMethod("__repr__(self)", (run, self) => timeDeltaRepr(deltaOf(run, self))),
  deepMethod("__plain_form__(self)", (run, self) => new PyFloat(totalSeconds(deltaOf(run, self)))),
  deepMethod("total_seconds(self)", (run, self) => new PyFloat(totalSeconds(deltaOf(run, self)))),
]);

for (const name of ["days", "seconds", "microseconds"] as const)
  readOnly(timedeltaClass, name, (run, self) => deltaOf(run, self)[name]);
refuseAttributes(timedeltaClass);
const largest = timeDeltaOf(999_999_999n * 86_400_000_000n + 86_399_999_999n);
timedeltaClass.attributes.set("max", sharedInstance(made(largest)));
timedeltaClass.attributes.set("min", sharedInstance(made(timeDeltaOf(-999_999_999n * 86_400_000_000n))));
timedeltaClass.attributes.set("resolution", sharedInstance(made(timeDeltaOf(1n))));
