/** `datetime.timedelta`: a count of microseconds, exact. */
import { overflowError, valueError, zeroDivisionError } from "./error.ts";
import { floatAsIntegerRatio, roundFloatToInt } from "./float.ts";
import { divideHalfEven, type Int, intOf, trueDivideInt } from "./integer.ts";

export interface TimeDelta {
  readonly kind: "timedelta";
  readonly days: number;
  readonly seconds: number;
  readonly microseconds: number;
}

const perSecond = 1_000_000n;
const perDay = 86_400n * perSecond;

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** A timedelta of microseconds; OverflowError beyond 999999999 days. */
export function timeDeltaOf(total: bigint): TimeDelta {
  const days = floorDivide(total, perDay);
  if (days > 999_999_999n || days < -999_999_999n) {
    throw overflowError(
      days > 2147483647n || days < -2147483648n
        ? "Python int too large to convert to C int"
        : `days=${days}; must have magnitude <= 999999999`,
    );
  }
  const rest = total - days * perDay;
  return {
    kind: "timedelta",
    days: Number(days),
    seconds: Number(rest / perSecond),
    microseconds: Number(rest % perSecond),
  };
}

export function microsecondsOf(delta: TimeDelta): bigint {
  return BigInt(delta.days) * perDay + BigInt(delta.seconds) * perSecond + BigInt(delta.microseconds);
}

/** An argument of `timedelta(...)`: an int, or a float where `real` is set. */
export type Amount = { readonly value: Int; readonly real: boolean };

const units = {
  weeks: perDay * 7n,
  days: perDay,
  hours: 3600n * perSecond,
  minutes: 60n * perSecond,
  seconds: perSecond,
  milliseconds: 1000n,
  microseconds: 1n,
} as const;
export type TimeUnit = keyof typeof units;
/** The order in which CPython adds up the arguments: it decides how fractions are carried. */
const order: readonly TimeUnit[] = [
  "microseconds",
  "milliseconds",
  "seconds",
  "minutes",
  "hours",
  "days",
  "weeks",
];

/** `timedelta(days=..., ...)`: fractions are carried to microseconds and rounded half to even. OverflowError, ValueError. */
export function makeTimeDelta(amounts: Partial<Record<TimeUnit, Amount>>): TimeDelta {
  let total = 0n;
  let leftover = 0;
  for (const unit of order) {
    const amount = amounts[unit];
    if (amount === undefined) continue;
    const factor = units[unit];
    if (!amount.real) {
      total += BigInt(amount.value) * factor;
      continue;
    }
    const value = Number(amount.value);
    checkFinite(value);
    const whole = Math.trunc(value);
    total += BigInt(whole) * factor;
    const fraction = (value - whole) * Number(factor);
    const wholeFraction = Math.trunc(fraction);
    total += BigInt(wholeFraction);
    leftover += fraction - wholeFraction;
  }
  if (leftover !== 0) {
    // Ties go to the even total, as CPython decides them.
    const odd = (total & 1n) === 1n;
    const rounded =
      Math.abs(leftover % 1) === 0.5
        ? BigInt(2 * Number(roundFloatToInt((leftover + (odd ? 1 : 0)) * 0.5))) - (odd ? 1n : 0n)
        : BigInt(roundFloatToInt(leftover));
    total += rounded;
  }
  return timeDeltaOf(total);
}

function checkFinite(value: number): void {
  if (Number.isNaN(value)) throw valueError("cannot convert float NaN to integer");
  if (!Number.isFinite(value)) throw overflowError("cannot convert float infinity to integer");
}

export function addTimeDelta(a: TimeDelta, b: TimeDelta): TimeDelta {
  return timeDeltaOf(microsecondsOf(a) + microsecondsOf(b));
}
export function subtractTimeDelta(a: TimeDelta, b: TimeDelta): TimeDelta {
  return timeDeltaOf(microsecondsOf(a) - microsecondsOf(b));
}
export function negateTimeDelta(a: TimeDelta): TimeDelta {
  return timeDeltaOf(-microsecondsOf(a));
}
export function absTimeDelta(a: TimeDelta): TimeDelta {
  return a.days < 0 ? negateTimeDelta(a) : a;
}
export function compareTimeDelta(a: TimeDelta, b: TimeDelta): -1 | 0 | 1 {
  const [x, y] = [microsecondsOf(a), microsecondsOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
export function isZeroTimeDelta(a: TimeDelta): boolean {
  return a.days === 0 && a.seconds === 0 && a.microseconds === 0;
}
/** `delta * int`. */
export function multiplyTimeDelta(a: TimeDelta, by: Int): TimeDelta {
  return timeDeltaOf(microsecondsOf(a) * BigInt(by));
}
/** `delta * float`, rounded half to even. */
export function scaleTimeDelta(a: TimeDelta, by: number): TimeDelta {
  const [numerator, denominator] = floatAsIntegerRatio(by);
  return timeDeltaOf(divideHalfEven(microsecondsOf(a) * BigInt(numerator), BigInt(denominator)));
}
/** `delta / int`, rounded half to even; ZeroDivisionError. */
export function divideTimeDelta(a: TimeDelta, by: Int): TimeDelta {
  if (by === 0) throw zeroDivisionError("integer division or modulo by zero");
  const divisor = BigInt(by);
  return timeDeltaOf(
    divisor < 0n ? divideHalfEven(-microsecondsOf(a), -divisor) : divideHalfEven(microsecondsOf(a), divisor),
  );
}
/** `delta / float`; ZeroDivisionError. */
export function divideTimeDeltaByFloat(a: TimeDelta, by: number): TimeDelta {
  const [numerator, denominator] = floatAsIntegerRatio(by);
  if (numerator === 0) throw zeroDivisionError("integer division or modulo by zero");
  const top = microsecondsOf(a) * BigInt(denominator);
  const bottom = BigInt(numerator);
  return timeDeltaOf(bottom < 0n ? divideHalfEven(-top, -bottom) : divideHalfEven(top, bottom));
}
/** `delta / delta`: a float. */
export function ratioOfTimeDeltas(a: TimeDelta, b: TimeDelta): number {
  return trueDivideInt(intOf(microsecondsOf(a)), intOf(microsecondsOf(b)));
}
/** `delta // int`; ZeroDivisionError. */
export function floorDivideTimeDelta(a: TimeDelta, by: Int): TimeDelta {
  if (by === 0) throw zeroDivisionError("integer division or modulo by zero");
  return timeDeltaOf(floorDivide(microsecondsOf(a), BigInt(by)));
}
/** `divmod(delta, delta)`; ZeroDivisionError. */
export function divmodTimeDelta(a: TimeDelta, b: TimeDelta): [Int, TimeDelta] {
  const [x, y] = [microsecondsOf(a), microsecondsOf(b)];
  if (y === 0n) throw zeroDivisionError("integer division or modulo by zero");
  const quotient = floorDivide(x, y);
  return [intOf(quotient), timeDeltaOf(x - quotient * y)];
}

/** `delta % delta`; ZeroDivisionError. */
export function moduloTimeDelta(a: TimeDelta, b: TimeDelta): TimeDelta {
  if (microsecondsOf(b) === 0n) throw zeroDivisionError("integer modulo by zero");
  return divmodTimeDelta(a, b)[1];
}

/** `delta.total_seconds()`. */
export function totalSeconds(delta: TimeDelta): number {
  return trueDivideInt(intOf(microsecondsOf(delta)), 1_000_000);
}

const two = (n: number): string => String(n).padStart(2, "0");

/** `str(delta)`. */
export function timeDeltaText(delta: TimeDelta): string {
  const { days, seconds, microseconds } = delta;
  const day = days === 0 ? "" : `${days} day${Math.abs(days) === 1 ? "" : "s"}, `;
  const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return day + clock + (microseconds === 0 ? "" : `.${String(microseconds).padStart(6, "0")}`);
}

/** `repr(delta)`. */
export function timeDeltaRepr(delta: TimeDelta): string {
  const parts: string[] = [];
  if (delta.days !== 0) parts.push(`days=${delta.days}`);
  if (delta.seconds !== 0) parts.push(`seconds=${delta.seconds}`);
  if (delta.microseconds !== 0) parts.push(`microseconds=${delta.microseconds}`);
  return `datetime.timedelta(${parts.length === 0 ? "0" : parts.join(", ")})`;
}
