/** `datetime.timezone` as a value. */
import { absent, deepMethod, defineMethods } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { wrongReceiver } from "../modules/arguments.ts";
import { makeZone, type TimeZone, utc, zoneName, zoneRepr } from "../python/datetime.ts";
import { microsecondsOf } from "../python/timedelta.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { objectClass, typeName } from "../value/classes.ts";
import { notImplemented } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { construction } from "./construction.ts";
import { refuseAttributes, sharedInstance } from "./immutable.ts";
import { qualifiedClass } from "./qualified-class.ts";
import { PyTimeDelta } from "./timedelta.ts";

export const timezoneClass = qualifiedClass("timezone", objectClass, "datetime");

export class PyTimeZone extends PyInstance {
  readonly zone: TimeZone;
  constructor(zone: TimeZone) {
    super(timezoneClass);
    this.zone = zone;
  }
}

/** `timezone.utc`. */
export const utcZone = sharedInstance(new PyTimeZone(utc));

/** The value of a zone: one for UTC, so that `is` finds it. */
export function zoneValue(zone: TimeZone | undefined): Value {
  return zone === undefined ? null : zone === utc ? utcZone : new PyTimeZone(zone);
}

/** A `tzinfo` argument; TypeError. */
export function zoneArgument(run: Run, value: Value): TimeZone | undefined {
  if (value === null) return undefined;
  if (value instanceof PyTimeZone) return value.zone;
  throw raise(
    run,
    "TypeError",
    `tzinfo argument must be None or of a tzinfo subclass, not type '${typeName(value)}'`,
  );
}

timezoneClass.construct = construction("timezone(offset, name=?)", (run, offset = null, name = absent) => {
  if (!(offset instanceof PyTimeDelta))
    throw raise(
      run,
      "TypeError",
      `timezone() argument 1 must be datetime.timedelta, not ${typeName(offset)}`,
    );
  if (name !== absent && typeof name !== "string")
    throw raise(run, "TypeError", `timezone() argument 2 must be str, not ${typeName(name)}`);
  const zero = microsecondsOf(offset.delta) === 0n;
  if (zero && name === absent) return utcZone;
  return new PyTimeZone(typeof name === "string" ? makeZone(offset.delta, name) : makeZone(offset.delta));
});

function zoneOf(run: Run, value: Value = null): TimeZone {
  if (value instanceof PyTimeZone) return value.zone;
  throw wrongReceiver(run, timezoneClass, value);
}

defineMethods(timezoneClass, [
  deepMethod("utcoffset(self, dt, /)", (run, self) => new PyTimeDelta(zoneOf(run, self).offset)),
  deepMethod("tzname(self, dt, /)", (run, self) => zoneName(zoneOf(run, self))),
  deepMethod("dst(self, dt, /)", () => null),
  deepMethod("__str__(self)", (run, self) => zoneName(zoneOf(run, self))),
  deepMethod("__repr__(self)", (run, self) => zoneRepr(zoneOf(run, self))),
  deepMethod("__eq__(self, other)", (run, self, other) =>
    other instanceof PyTimeZone
      ? microsecondsOf(zoneOf(run, self).offset) === microsecondsOf(other.zone.offset)
      : notImplemented,
  ),
  deepMethod("__hash__(self)", (run, self) => String(microsecondsOf(zoneOf(run, self).offset))),
]);
timezoneClass.attributes.set("utc", utcZone);
refuseAttributes(timezoneClass);
