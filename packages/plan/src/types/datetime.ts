/** `datetime.datetime` as a value. A naive one counts as UTC where a zone is needed: plans see no local zone. */
import { absent, deep, deepMethod, defineMethods, staticMethod } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { shownType } from "../evaluate/slice.ts";
import {
  isoArgument,
  machineIntArgument,
  realArgument,
  textArgument,
  wrongReceiver,
} from "../modules/arguments.ts";
import { observe } from "../modules/outside.ts";
import {
  addToDateTime,
  asTimeZone,
  combine,
  compareDateTimes,
  type DateTimeValue,
  type DateValue,
  dateFromIsoCalendar,
  dateFromOrdinal,
  dateOf,
  dateTimeRepr,
  dateTimeText,
  equalDateTimes,
  fromTimestamp,
  isoWeekday,
  makeDateTime,
  makeZone,
  replaceDateTime,
  subtractDateTimes,
  timeOf,
  timestamp,
  toOrdinal,
  utc,
  weekday,
  zoneName,
} from "../python/datetime.ts";
import { dateTimeFromIso, formatDateTime, parseDateTime } from "../python/datetime-text.ts";
import { microsecondsOf, timeDeltaOf } from "../python/timedelta.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { notImplemented, PyFloat } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { construction } from "./construction.ts";
import {
  dateClass,
  directiveCharge,
  formatArgument,
  givenFields,
  isoCalendarValue,
  PyDate,
  requiredField,
} from "./date.ts";
import { readOnly, refuseAttributes, sharedInstance } from "./immutable.ts";
import { qualifiedClass } from "./qualified-class.ts";
import { PyTime } from "./time.ts";
import { PyTimeDelta } from "./timedelta.ts";
import { zoneArgument, zoneValue } from "./timezone.ts";

export const datetimeClass = qualifiedClass("datetime", dateClass, "datetime");

export class PyDateTime extends PyInstance {
  readonly value: DateTimeValue;
  constructor(value: DateTimeValue) {
    super(datetimeClass);
    this.value = value;
  }
}

const clockFields = ["hour", "minute", "second", "microsecond"] as const;
const fields = ["year", "month", "day", ...clockFields] as const;

datetimeClass.construct = construction(
  "datetime(year=?, month=?, day=?, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
  (run, year = absent, month = absent, day = absent, ...rest) => {
    const [hour = 0, minute = 0, second = 0, microsecond = 0, zone = null, fold = 0] = rest;
    return made(
      makeDateTime(
        requiredField(run, year, "year", 1),
        requiredField(run, month, "month", 2),
        requiredField(run, day, "day", 3),
        {
          ...givenFields(run, [...clockFields, "fold"], [hour, minute, second, microsecond, fold]),
          zone: zoneArgument(run, zone),
        },
      ),
    );
  },
);

function momentOf(run: Run, value: Value = null): DateTimeValue {
  if (value instanceof PyDateTime) return value.value;
  throw wrongReceiver(run, datetimeClass, value);
}

function made(value: DateTimeValue): PyDateTime {
  return new PyDateTime(value);
}

function ordered(name: string, holds: (sign: number) => boolean) {
  return deepMethod(`${name}(self, other)`, (run, self, other) => {
    if (other instanceof PyDateTime) return holds(compareDateTimes(momentOf(run, self), other.value));
    if (other instanceof PyDate)
      throw raise(run, "TypeError", "can't compare datetime.datetime to datetime.date");
    return notImplemented;
  });
}

function add(run: Run, self: Value = null, other: Value = null): Value {
  return other instanceof PyTimeDelta
    ? made(addToDateTime(momentOf(run, self), other.delta))
    : notImplemented;
}

/** What the clock outside says, in UTC, without a zone. */
function clock(run: Run): DateTimeValue {
  const answer = dateTimeFromIso(String(observe(run, { kind: "now" })));
  return { ...(answer.zone === undefined ? answer : asTimeZone(answer, utc)), zone: undefined };
}

function dateArgument(run: Run, value: Value, position: number): DateValue | DateTimeValue {
  if (value instanceof PyDate) return value.date;
  if (value instanceof PyDateTime) return value.value;
  throw raise(
    run,
    "TypeError",
    `combine() argument ${position} must be datetime.date, not ${shownType(value)}`,
  );
}

/** What stands for a datetime as a dict key: its time in UTC where it has a zone. */
function hashText(value: DateTimeValue): string {
  const plain = { ...value, zone: undefined, fold: 0 } as const;
  if (value.zone === undefined) return dateTimeText(plain);
  const day = BigInt(toOrdinal(value)) * 86_400_000_000n;
  const { hour, minute, second, microsecond } = value;
  const time = BigInt(((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond);
  return `a${day + time - microsecondsOf(value.zone.offset)}`;
}

const midnight = { hour: 0, minute: 0, second: 0, microsecond: 0 } as const;
/** The zone that `astimezone()` without an argument gives: the machine of a plan stands in UTC. */
const localZone = makeZone(timeDeltaOf(0n), "UTC");

defineMethods(datetimeClass, [
  deepMethod("__add__(self, other)", add),
  deepMethod("__radd__(self, other)", add),
  deepMethod("__sub__(self, other)", (run, self, other) => {
    const value = momentOf(run, self);
    if (other instanceof PyTimeDelta) return made(addToDateTime(value, other.delta, -1));
    return other instanceof PyDateTime
      ? new PyTimeDelta(subtractDateTimes(value, other.value))
      : notImplemented;
  }),
  deepMethod("__eq__(self, other)", (run, self, other) =>
    other instanceof PyDateTime
      ? equalDateTimes(momentOf(run, self), other.value)
      : other instanceof PyDate
        ? false
        : notImplemented,
  ),
  ordered("__lt__", (sign) => sign < 0),
  ordered("__le__", (sign) => sign <= 0),
  ordered("__gt__", (sign) => sign > 0),
  ordered("__ge__", (sign) => sign >= 0),
  deepMethod("__hash__(self)", (run, self) => hashText(momentOf(run, self))),
  deepMethod("__str__(self)", (run, self) => dateTimeText(momentOf(run, self), " ")),
  deepMethod("__repr__(self)", (run, self) => dateTimeRepr(momentOf(run, self))),
  deepMethod("__format__(self, spec)", (run, self, spec = "") =>
    spec === ""
      ? dateTimeText(momentOf(run, self), " ")
      : formatDateTime(momentOf(run, self), formatArgument(run, spec), directiveCharge(run)),
  ),
  deepMethod("__plain_form__(self)", (run, self) => dateTimeText(momentOf(run, self))),
  deepMethod(
    "replace(self, year=?, month=?, day=?, hour=?, minute=?, second=?, microsecond=?, tzinfo=?, *, fold=?)",
    (run, self, ...values) => {
      const zone = values[7] ?? null;
      return made(
        replaceDateTime(momentOf(run, self), {
          ...givenFields(run, fields, values.slice(0, 7)),
          ...(zone === absent ? {} : { zone: zoneArgument(run, zone) }),
          ...givenFields(run, ["fold"], values.slice(8)),
        }),
      );
    },
  ),
  deepMethod("toordinal(self)", (run, self) => toOrdinal(momentOf(run, self))),
  deepMethod("weekday(self)", (run, self) => weekday(momentOf(run, self))),
  deepMethod("isoweekday(self)", (run, self) => isoWeekday(momentOf(run, self))),
  deepMethod("isocalendar(self)", (run, self) => isoCalendarValue(run, momentOf(run, self))),
  deepMethod('isoformat(self, sep="T", timespec="auto")', (run, self, separator = "T", timespec = "auto") => {
    const text = textArgument(
      run,
      separator,
      "isoformat() argument 1 must be a unicode character, not {type}",
    );
    if ([...text].length !== 1)
      throw raise(run, "TypeError", "isoformat() argument 1 must be a unicode character, not str");
    const spec = textArgument(run, timespec, "isoformat() argument 2 must be str, not {type}");
    return dateTimeText(momentOf(run, self), text, spec);
  }),
  deepMethod(
    "ctime(self)",
    (run, self) =>
      `${formatDateTime(momentOf(run, self), "%a %b %e %H:%M:%S")} ${String(momentOf(run, self).year).padStart(4, "0")}`,
  ),
  deepMethod("strftime(self, format)", (run, self, format = null) =>
    formatDateTime(momentOf(run, self), formatArgument(run, format), directiveCharge(run)),
  ),
  deepMethod("date(self)", (run, self) => new PyDate(dateOf(momentOf(run, self)))),
  deepMethod("time(self)", (run, self) => new PyTime(timeOf(momentOf(run, self), false))),
  deepMethod("timetz(self)", (run, self) => new PyTime(timeOf(momentOf(run, self), true))),
  deepMethod("timestamp(self)", (run, self) => new PyFloat(timestamp(momentOf(run, self)))),
  deepMethod("astimezone(self, tz=None)", (run, self, zone = null) =>
    made(asTimeZone(momentOf(run, self), zoneArgument(run, zone) ?? localZone)),
  ),
  deepMethod("utcoffset(self)", (run, self) => {
    const { zone } = momentOf(run, self);
    return zone === undefined ? null : new PyTimeDelta(zone.offset);
  }),
  deepMethod("tzname(self)", (run, self) => {
    const { zone } = momentOf(run, self);
    return zone === undefined ? null : zoneName(zone);
  }),
  deepMethod("dst(self)", () => null),
  staticMethod(
    deep("now(tz=None)", (run, zone = null) => {
      const asked = zoneArgument(run, zone);
      const value = clock(run);
      return made(asked === undefined ? value : asTimeZone(value, asked));
    }),
  ),
  staticMethod(deep("utcnow()", (run) => made(clock(run)))),
  staticMethod(deep("today()", (run) => made(clock(run)))),
  staticMethod(
    deep("fromtimestamp(timestamp, tz=None)", (run, seconds = null, zone = null) =>
      made(fromTimestamp(realArgument(run, seconds), zoneArgument(run, zone))),
    ),
  ),
  staticMethod(
    deep("utcfromtimestamp(timestamp)", (run, seconds = null) =>
      made(fromTimestamp(realArgument(run, seconds))),
    ),
  ),
  staticMethod(
    deep("fromisoformat(date_string)", (run, text = null) => made(dateTimeFromIso(isoArgument(run, text)))),
  ),
  staticMethod(
    deep("fromordinal(ordinal)", (run, ordinal = null) => {
      const { year, month, day } = dateFromOrdinal(machineIntArgument(run, ordinal));
      return made(makeDateTime(year, month, day, midnight));
    }),
  ),
  staticMethod(
    deep("fromisocalendar(year, week, day)", (run, year = null, week = null, day = null) => {
      const numbers = [year, week, day].map((value) => machineIntArgument(run, value));
      const date = dateFromIsoCalendar(numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0);
      return made(makeDateTime(date.year, date.month, date.day, midnight));
    }),
  ),
  staticMethod(
    deep("strptime(date_string, format)", (run, text = null, format = null) => {
      const written = textArgument(run, text, "strptime() argument 1 must be str, not {type}");
      const wanted = textArgument(run, format, "strptime() argument 2 must be str, not {type}");
      run.work(written.length + wanted.length * 8);
      return made(parseDateTime(written, wanted));
    }),
  ),
  staticMethod(
    deep("combine(date, time, tzinfo=?)", (run, date = null, time = null, zone = absent) => {
      const day = dateArgument(run, date, 1);
      if (!(time instanceof PyTime))
        throw raise(run, "TypeError", `combine() argument 2 must be datetime.time, not ${shownType(time)}`);
      const plain = { ...time.time, zone: undefined };
      return made(zone === absent ? combine(day, time.time) : combine(day, plain, zoneArgument(run, zone)));
    }),
  ),
]);

for (const name of [...fields, "fold"] as const)
  readOnly(datetimeClass, name, (run, self) => momentOf(run, self)[name]);
readOnly(datetimeClass, "tzinfo", (run, self) => zoneValue(momentOf(run, self).zone));
refuseAttributes(datetimeClass);
datetimeClass.attributes.set("min", sharedInstance(made(makeDateTime(1, 1, 1))));
datetimeClass.attributes.set(
  "max",
  sharedInstance(
    made(makeDateTime(9999, 12, 31, { hour: 23, minute: 59, second: 59, microsecond: 999_999 })),
  ),
);
datetimeClass.attributes.set("resolution", sharedInstance(new PyTimeDelta(timeDeltaOf(1n))));
