/** `datetime.time` as a value. */
import { absent, deep, deepMethod, defineMethods, staticMethod } from "../builtins/define.ts";
import { isoArgument, machineIntArgument, textArgument, wrongReceiver } from "../modules/arguments.ts";
import {
  compareTimes,
  equalTimes,
  makeTime,
  replaceTime,
  type TimeValue,
  timeRepr,
  timeText,
  zoneName,
} from "../python/datetime.ts";
import { formatDateTime, timeFromIso } from "../python/datetime-text.ts";
import { microsecondsOf, timeDeltaOf } from "../python/timedelta.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { objectClass } from "../value/classes.ts";
import { notImplemented } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { construction } from "./construction.ts";
import { directiveCharge, formatArgument, givenFields } from "./date.ts";
import { readOnly, refuseAttributes, sharedInstance } from "./immutable.ts";
import { qualifiedClass } from "./qualified-class.ts";
import { PyTimeDelta } from "./timedelta.ts";
import { zoneArgument, zoneValue } from "./timezone.ts";

export const timeClass = qualifiedClass("time", objectClass, "datetime");

export class PyTime extends PyInstance {
  readonly time: TimeValue;
  constructor(time: TimeValue) {
    super(timeClass);
    this.time = time;
  }
}

timeClass.construct = construction(
  "time(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
  (run, hour = 0, minute = 0, second = 0, microsecond = 0, zone = null, fold = 0) =>
    new PyTime(
      makeTime({
        hour: machineIntArgument(run, hour),
        minute: machineIntArgument(run, minute),
        second: machineIntArgument(run, second),
        microsecond: machineIntArgument(run, microsecond),
        zone: zoneArgument(run, zone),
        fold: machineIntArgument(run, fold),
      }),
    ),
);

function timeValue(run: Run, value: Value = null): TimeValue {
  if (value instanceof PyTime) return value.time;
  throw wrongReceiver(run, timeClass, value);
}

function ordered(name: string, holds: (sign: number) => boolean) {
  return deepMethod(`${name}(self, other)`, (run, self, other) =>
    other instanceof PyTime ? holds(compareTimes(timeValue(run, self), other.time)) : notImplemented,
  );
}

/** What stands for a clock as a dict key: its time in UTC where it has a zone. */
function clockKey(value: TimeValue): string {
  const { hour, minute, second, microsecond, zone } = value;
  const wall = BigInt(((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond);
  return zone === undefined ? `n${wall}` : `a${wall - microsecondsOf(zone.offset)}`;
}

const fields = ["hour", "minute", "second", "microsecond"] as const;

defineMethods(timeClass, [
  deepMethod("__eq__(self, other)", (run, self, other) =>
    other instanceof PyTime ? equalTimes(timeValue(run, self), other.time) : notImplemented,
  ),
  ordered("__lt__", (sign) => sign < 0),
  ordered("__le__", (sign) => sign <= 0),
  ordered("__gt__", (sign) => sign > 0),
  ordered("__ge__", (sign) => sign >= 0),
  deepMethod("__hash__(self)", (run, self) => clockKey(timeValue(run, self))),
  deepMethod("__str__(self)", (run, self) => timeText(timeValue(run, self))),
  deepMethod("__repr__(self)", (run, self) => timeRepr(timeValue(run, self))),
  deepMethod("__format__(self, spec)", (run, self, spec = "") =>
    spec === ""
      ? timeText(timeValue(run, self))
      : formatDateTime(timeValue(run, self), formatArgument(run, spec), directiveCharge(run)),
  ),
  deepMethod("__plain_form__(self)", (run, self) => timeText(timeValue(run, self))),
  deepMethod(
    "replace(self, hour=?, minute=?, second=?, microsecond=?, tzinfo=?, *, fold=?)",
    (
      run,
      self,
      hour = absent,
      minute = absent,
      second = absent,
      microsecond = absent,
      zone = absent,
      fold = absent,
    ) =>
      new PyTime(
        replaceTime(timeValue(run, self), {
          ...givenFields(run, fields, [hour, minute, second, microsecond]),
          ...(zone === absent ? {} : { zone: zoneArgument(run, zone) }),
          ...givenFields(run, ["fold"], [fold]),
        }),
      ),
  ),
  deepMethod('isoformat(self, timespec="auto")', (run, self, timespec = "auto") =>
    timeText(
      timeValue(run, self),
      textArgument(run, timespec, "isoformat() argument 1 must be str, not {type}"),
    ),
  ),
  deepMethod("strftime(self, format)", (run, self, format = null) =>
    formatDateTime(timeValue(run, self), formatArgument(run, format), directiveCharge(run)),
  ),
  deepMethod("utcoffset(self)", (run, self) => {
    const { zone } = timeValue(run, self);
    return zone === undefined ? null : new PyTimeDelta(zone.offset);
  }),
  deepMethod("tzname(self)", (run, self) => {
    const { zone } = timeValue(run, self);
    return zone === undefined ? null : zoneName(zone);
  }),
  deepMethod("dst(self)", () => null),
  staticMethod(
    deep("fromisoformat(time_string)", (run, text = null) => new PyTime(timeFromIso(isoArgument(run, text)))),
  ),
]);

for (const name of [...fields, "fold"] as const)
  readOnly(timeClass, name, (run, self) => timeValue(run, self)[name]);
readOnly(timeClass, "tzinfo", (run, self) => zoneValue(timeValue(run, self).zone));
refuseAttributes(timeClass);
timeClass.attributes.set("min", sharedInstance(new PyTime(makeTime({}))));
timeClass.attributes.set(
  "max",
  sharedInstance(new PyTime(makeTime({ hour: 23, minute: 59, second: 59, microsecond: 999_999 }))),
);
timeClass.attributes.set("resolution", sharedInstance(new PyTimeDelta(timeDeltaOf(1n))));
