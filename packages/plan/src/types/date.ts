/** `datetime.date` as a value. */
import { absent, deep, deepMethod, defineMethods, staticMethod } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import {
  isoArgument,
  machineIntArgument,
  realArgument,
  textArgument,
  wrongReceiver,
} from "../modules/arguments.ts";
import { observe } from "../modules/outside.ts";
import type { Charge } from "../python/charge.ts";
import {
  addToDate,
  compareDates,
  type DateValue,
  dateFromIsoCalendar,
  dateFromOrdinal,
  dateOf,
  dateRepr,
  dateText,
  fromTimestamp,
  isoCalendar,
  isoWeekday,
  makeDate,
  replaceDate,
  subtractDates,
  toOrdinal,
  weekday,
} from "../python/datetime.ts";
import { dateFromIso, formatDateTime } from "../python/datetime-text.ts";
import type { Int } from "../python/integer.ts";
import { timeDeltaOf } from "../python/timedelta.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { builtinClass, objectClass, tupleClass } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { notImplemented } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { construction } from "./construction.ts";
import { readOnly, refuseAttributes, sharedInstance } from "./immutable.ts";
import { qualifiedClass } from "./qualified-class.ts";
import { PyTimeDelta } from "./timedelta.ts";

export const dateClass = qualifiedClass("date", objectClass, "datetime");

export class PyDate extends PyInstance {
  readonly date: DateValue;
  constructor(date: DateValue) {
    super(dateClass);
    this.date = date;
  }
}

/** An int that `datetime(...)` needs; TypeError when it is not there. */
export function requiredField(run: Run, value: Value, name: string, position: number): Int {
  if (value === absent)
    throw raise(run, "TypeError", `function missing required argument '${name}' (pos ${position})`);
  return machineIntArgument(run, value);
}

dateClass.construct = construction(
  "date(year=?, month=?, day=?)",
  (run, year = absent, month = absent, day = absent) =>
    new PyDate(
      makeDate(
        requiredField(run, year, "year", 1),
        requiredField(run, month, "month", 2),
        requiredField(run, day, "day", 3),
      ),
    ),
);

const isoCalendarClass = builtinClass("datetime.IsoCalendarDate", tupleClass);
isoCalendarClass.tupleFields = ["year", "week", "weekday"];
for (const [index, name] of isoCalendarClass.tupleFields.entries())
  readOnly(isoCalendarClass, name, (_run, self) =>
    self instanceof PyTuple ? (self.items[index] ?? null) : null,
  );

/** `value.isocalendar()`. */
export function isoCalendarValue(run: Run, value: Parameters<typeof isoCalendar>[0]): Value {
  return new PyTuple(isoCalendar(value), run.label, null, isoCalendarClass);
}

/** The fields that `replace` was given. */
export function givenFields<K extends string>(
  run: Run,
  names: readonly K[],
  values: readonly Value[],
): Partial<Record<K, Int>> {
  const given: Partial<Record<K, Int>> = {};
  names.forEach((name, i) => {
    const value = values[i] ?? null;
    if (value !== absent) given[name] = machineIntArgument(run, value);
  });
  return given;
}

/** Each directive is looked up and written: two steps, and its text. */
export function directiveCharge(run: Run): Charge {
  const text = run.growingText();
  return (length) => {
    run.work(6);
    text(length);
  };
}

export function formatArgument(run: Run, value: Value): string {
  return textArgument(run, value, "strftime() argument 1 must be str, not {type}");
}

function dateValue(run: Run, value: Value = null): DateValue {
  if (value instanceof PyDate) return value.date;
  throw wrongReceiver(run, dateClass, value);
}

const made = (date: DateValue): PyDate => new PyDate(date);

function ordered(name: string, holds: (sign: number) => boolean) {
  return deepMethod(`${name}(self, other)`, (run, self, other) =>
    other instanceof PyDate ? holds(compareDates(dateValue(run, self), other.date)) : notImplemented,
  );
}

function add(run: Run, self: Value = null, other: Value = null): Value {
  return other instanceof PyTimeDelta ? made(addToDate(dateValue(run, self), other.delta)) : notImplemented;
}

const fields = ["year", "month", "day"] as const;

defineMethods(dateClass, [
  deepMethod("__add__(self, other)", add),
  deepMethod("__radd__(self, other)", add),
  deepMethod("__sub__(self, other)", (run, self, other) => {
    if (other instanceof PyTimeDelta) return made(addToDate(dateValue(run, self), other.delta, -1));
    return other instanceof PyDate
      ? new PyTimeDelta(subtractDates(dateValue(run, self), other.date))
      : notImplemented;
  }),
  ordered("__eq__", (sign) => sign === 0),
  ordered("__lt__", (sign) => sign < 0),
  ordered("__le__", (sign) => sign <= 0),
  ordered("__gt__", (sign) => sign > 0),
  ordered("__ge__", (sign) => sign >= 0),
  deepMethod("__hash__(self)", (run, self) => toOrdinal(dateValue(run, self))),
  deepMethod("__str__(self)", (run, self) => dateText(dateValue(run, self))),
  deepMethod("__repr__(self)", (run, self) => dateRepr(dateValue(run, self))),
  deepMethod("__format__(self, spec)", (run, self, spec = "") =>
    spec === ""
      ? dateText(dateValue(run, self))
      : formatDateTime(dateValue(run, self), formatArgument(run, spec), directiveCharge(run)),
  ),
  deepMethod("__plain_form__(self)", (run, self) => dateText(dateValue(run, self))),
  deepMethod("replace(self, year=?, month=?, day=?)", (run, self, ...values) =>
    made(replaceDate(dateValue(run, self), givenFields(run, fields, values))),
  ),
  deepMethod("toordinal(self)", (run, self) => toOrdinal(dateValue(run, self))),
  deepMethod("weekday(self)", (run, self) => weekday(dateValue(run, self))),
  deepMethod("isoweekday(self)", (run, self) => isoWeekday(dateValue(run, self))),
  deepMethod("isocalendar(self)", (run, self) => isoCalendarValue(run, dateValue(run, self))),
  deepMethod("isoformat(self)", (run, self) => dateText(dateValue(run, self))),
  deepMethod(
    "ctime(self)",
    (run, self) =>
      `${formatDateTime(dateValue(run, self), "%a %b %e %H:%M:%S")} ${String(dateValue(run, self).year).padStart(4, "0")}`,
  ),
  deepMethod("strftime(self, format)", (run, self, format = null) =>
    formatDateTime(dateValue(run, self), formatArgument(run, format), directiveCharge(run)),
  ),
  staticMethod(
    deep("today()", (run) => made(dateFromIso(String(observe(run, { kind: "today" })).slice(0, 10)))),
  ),
  staticMethod(
    deep("fromordinal(ordinal)", (run, ordinal = null) =>
      made(dateFromOrdinal(machineIntArgument(run, ordinal))),
    ),
  ),
  staticMethod(
    deep("fromisoformat(date_string)", (run, text = null) => made(dateFromIso(isoArgument(run, text)))),
  ),
  staticMethod(
    deep("fromisocalendar(year, week, day)", (run, year = null, week = null, day = null) =>
      made(
        dateFromIsoCalendar(
          Number(machineIntArgument(run, year)),
          Number(machineIntArgument(run, week)),
          Number(machineIntArgument(run, day)),
        ),
      ),
    ),
  ),
  staticMethod(
    deep("fromtimestamp(timestamp)", (run, seconds = null) =>
      made(dateOf(fromTimestamp(realArgument(run, seconds)))),
    ),
  ),
]);

for (const name of fields) readOnly(dateClass, name, (run, self) => dateValue(run, self)[name]);
refuseAttributes(dateClass);
dateClass.attributes.set("min", sharedInstance(made(makeDate(1, 1, 1))));
dateClass.attributes.set("max", sharedInstance(made(makeDate(9999, 12, 31))));
dateClass.attributes.set("resolution", sharedInstance(new PyTimeDelta(timeDeltaOf(86_400_000_000n))));
