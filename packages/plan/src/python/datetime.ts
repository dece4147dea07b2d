/** `datetime.date`, `time`, `datetime` and `timezone` as plain records. A naive datetime's timestamp is that of UTC. */
import {
  checkDate,
  dateOfOrdinal,
  dayOfYear,
  isoCalendarOf,
  maximumOrdinal,
  ordinalOf,
  ordinalOfIsoWeek,
  weekdayOf,
} from "./calendar.ts";
import { overflowError, typeError, valueError } from "./error.ts";
import { roundFloatToInt } from "./float.ts";
import { type Int, intOf, trueDivideInt } from "./integer.ts";
import { reprString } from "./repr.ts";
import { microsecondsOf, type TimeDelta, timeDeltaOf, timeDeltaRepr } from "./timedelta.ts";

export interface TimeZone {
  readonly kind: "timezone";
  readonly offset: TimeDelta;
  /** `undefined` when none was given: the name is made of the offset. */
  readonly name: string | undefined;
  /** A zone that pydantic read from text: its name is the bare offset. */
  readonly read?: true;
}
export interface DateValue {
  readonly kind: "date";
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly zone: TimeZone | undefined;
  readonly fold: 0 | 1;
}
export interface TimeValue extends Clock {
  readonly kind: "time";
}
export interface DateTimeValue extends Clock {
  readonly kind: "datetime";
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const microsecondsPerDay = 86_400_000_000n;
const pad = (n: number, width = 2): string => String(n).padStart(width, "0");

/** `timezone.utc`: there is one, which `timezone(timedelta(0))` gives too. */
export const utc: TimeZone = { kind: "timezone", offset: timeDeltaOf(0n), name: undefined };

/** `timezone(offset, name)`; ValueError unless strictly between -24 and 24 hours. */
export function makeZone(offset: TimeDelta, name?: string): TimeZone {
  const total = microsecondsOf(offset);
  if (total <= -microsecondsPerDay || total >= microsecondsPerDay) {
    throw valueError(
      `offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not ${timeDeltaRepr(offset)}.`,
    );
  }
  return total === 0n && name === undefined ? utc : { kind: "timezone", offset, name };
}

/** `+05:30`, with seconds and microseconds when there are any. */
export function offsetText(offset: TimeDelta, separator = ":"): string {
  const total = microsecondsOf(offset);
  const magnitude = total < 0n ? -total : total;
  const seconds = Number(magnitude / 1_000_000n);
  const micro = Number(magnitude % 1_000_000n);
  let text = `${total < 0n ? "-" : "+"}${pad(Math.floor(seconds / 3600))}${separator}${pad(Math.floor(seconds / 60) % 60)}`;
  if (seconds % 60 !== 0 || micro !== 0) text += `${separator}${pad(seconds % 60)}`;
  return micro === 0 ? text : `${text}.${pad(micro, 6)}`;
}

/** `zone.tzname(None)`, which is `str(zone)` too. */
export function zoneName(zone: TimeZone): string {
  if (zone.name !== undefined) return zone.name;
  return microsecondsOf(zone.offset) === 0n ? "UTC" : `${zone.read ? "" : "UTC"}${offsetText(zone.offset)}`;
}

export function zoneRepr(zone: TimeZone): string {
  if (zone === utc) return "datetime.timezone.utc";
  if (zone.read) return `TzInfo(${microsecondsOf(zone.offset) / 1_000_000n})`;
  const name = zone.name === undefined ? "" : `, ${reprString(zone.name)}`;
  return `datetime.timezone(${timeDeltaRepr(zone.offset)}${name})`;
}

/** `date(year, month, day)`; ValueError. */
export function makeDate(year: Int, month: Int, day: Int): DateValue {
  return { kind: "date", ...checkDate(year, month, day) };
}

/** Fields of a time of day, as given; absent ones are 0. */
export interface ClockFields {
  readonly hour?: Int;
  readonly minute?: Int;
  readonly second?: Int;
  readonly microsecond?: Int;
  readonly zone?: TimeZone | undefined;
  readonly fold?: Int;
}

function checkClock(fields: ClockFields): Clock {
  const { hour = 0, minute = 0, second = 0, microsecond = 0, zone, fold = 0 } = fields;
  if (hour < 0 || hour > 23) throw valueError("hour must be in 0..23");
  if (minute < 0 || minute > 59) throw valueError("minute must be in 0..59");
  if (second < 0 || second > 59) throw valueError("second must be in 0..59");
  if (microsecond < 0 || microsecond > 999999) throw valueError("microsecond must be in 0..999999");
  if (fold !== 0 && fold !== 1) throw valueError("fold must be either 0 or 1");
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(microsecond),
    zone,
    fold,
  };
}

/** `time(hour, ...)`; ValueError. */
export function makeTime(fields: ClockFields): TimeValue {
  return { kind: "time", ...checkClock(fields) };
}

/** `datetime(year, month, day, hour, ...)`; ValueError. */
export function makeDateTime(year: Int, month: Int, day: Int, fields: ClockFields = {}): DateTimeValue {
  return { kind: "datetime", ...checkDate(year, month, day), ...checkClock(fields) };
}

/** `value.replace(...)` for each of the three; ValueError. */
export function replaceDate(value: DateValue, by: Partial<Record<"year" | "month" | "day", Int>>): DateValue {
  return makeDate(by.year ?? value.year, by.month ?? value.month, by.day ?? value.day);
}
export function replaceTime(value: TimeValue, by: ClockFields): TimeValue {
  return makeTime({ ...value, ...by });
}
export function replaceDateTime(
  value: DateTimeValue,
  by: ClockFields & Partial<Record<"year" | "month" | "day", Int>>,
): DateTimeValue {
  return makeDateTime(by.year ?? value.year, by.month ?? value.month, by.day ?? value.day, {
    ...value,
    ...by,
  });
}

type AnyDate = DateValue | DateTimeValue;

export function toOrdinal(value: AnyDate): number {
  return ordinalOf(value.year, value.month, value.day);
}
/** `date.fromordinal(n)`; ValueError. */
export function dateFromOrdinal(ordinal: Int): DateValue {
  if (ordinal < 1) throw valueError("ordinal must be >= 1");
  if (ordinal > maximumOrdinal)
    throw valueError(`year ${dateOfOrdinal(Number(ordinal)).year} is out of range`);
  return { kind: "date", ...dateOfOrdinal(Number(ordinal)) };
}
/** 0 for Monday. */
export const weekday = (value: AnyDate): number => weekdayOf(toOrdinal(value));
export const isoWeekday = (value: AnyDate): number => weekday(value) + 1;
export const isoCalendar = (value: AnyDate): [number, number, number] =>
  isoCalendarOf(value.year, toOrdinal(value));
export const yearDay = (value: AnyDate): number => dayOfYear(value.year, value.month, value.day);
/** `date.fromisocalendar(year, week, day)`; ValueError. */
export function dateFromIsoCalendar(year: number, week: number, day: number): DateValue {
  return dateFromOrdinal(ordinalOfIsoWeek(year, week, day));
}

/** `date + delta`: only the days count; OverflowError. */
export function addToDate(value: DateValue, delta: TimeDelta, sign: 1 | -1 = 1): DateValue {
  const ordinal = toOrdinal(value) + sign * delta.days;
  if (ordinal < 1 || ordinal > maximumOrdinal) throw overflowError("date value out of range");
  return dateFromOrdinal(ordinal);
}
/** `date - date`. */
export function subtractDates(a: DateValue, b: DateValue): TimeDelta {
  return timeDeltaOf(BigInt(toOrdinal(a) - toOrdinal(b)) * microsecondsPerDay);
}

function clockMicroseconds(value: Clock): bigint {
  return BigInt(((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000 + value.microsecond);
}
/** Microseconds since the day before 0001-01-01, by the clock on the wall. */
function wallMicroseconds(value: DateTimeValue): bigint {
  return BigInt(toOrdinal(value)) * microsecondsPerDay + clockMicroseconds(value);
}
function ofWallMicroseconds(total: bigint, zone: TimeZone | undefined): DateTimeValue {
  const ordinal = Number(total / microsecondsPerDay);
  if (total < microsecondsPerDay || ordinal > maximumOrdinal) throw overflowError("date value out of range");
  const rest = Number(total % microsecondsPerDay);
  const seconds = Math.floor(rest / 1_000_000);
  return {
    kind: "datetime",
    ...dateOfOrdinal(ordinal),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    microsecond: rest % 1_000_000,
    zone,
    fold: 0,
  };
}
const offsetOf = (zone: TimeZone | undefined): bigint =>
  zone === undefined ? 0n : microsecondsOf(zone.offset);

/** `datetime + delta`; OverflowError. */
export function addToDateTime(value: DateTimeValue, delta: TimeDelta, sign: 1 | -1 = 1): DateTimeValue {
  return ofWallMicroseconds(wallMicroseconds(value) + BigInt(sign) * microsecondsOf(delta), value.zone);
}
/** `datetime - datetime`; TypeError for naive with aware. */
export function subtractDateTimes(a: DateTimeValue, b: DateTimeValue): TimeDelta {
  if ((a.zone === undefined) !== (b.zone === undefined))
    throw typeError("can't subtract offset-naive and offset-aware datetimes");
  return timeDeltaOf(wallMicroseconds(a) - offsetOf(a.zone) - wallMicroseconds(b) + offsetOf(b.zone));
}
const order = (a: bigint, b: bigint): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);

/** `<`, `>` of dates. */
export function compareDates(a: DateValue, b: DateValue): -1 | 0 | 1 {
  return order(BigInt(toOrdinal(a)), BigInt(toOrdinal(b)));
}
/** `<`, `>` of datetimes; TypeError for naive with aware. For `==` call `equalDateTimes`. */
export function compareDateTimes(a: DateTimeValue, b: DateTimeValue): -1 | 0 | 1 {
  if ((a.zone === undefined) !== (b.zone === undefined))
    throw typeError("can't compare offset-naive and offset-aware datetimes");
  return order(wallMicroseconds(a) - offsetOf(a.zone), wallMicroseconds(b) - offsetOf(b.zone));
}
/** A naive datetime never equals an aware one. */
export function equalDateTimes(a: DateTimeValue, b: DateTimeValue): boolean {
  return (a.zone === undefined) === (b.zone === undefined) && compareDateTimes(a, b) === 0;
}
/** `<`, `>` of times; TypeError for naive with aware. */
export function compareTimes(a: TimeValue, b: TimeValue): -1 | 0 | 1 {
  if ((a.zone === undefined) !== (b.zone === undefined))
    throw typeError("can't compare offset-naive and offset-aware times");
  return order(clockMicroseconds(a) - offsetOf(a.zone), clockMicroseconds(b) - offsetOf(b.zone));
}
export function equalTimes(a: TimeValue, b: TimeValue): boolean {
  return (a.zone === undefined) === (b.zone === undefined) && compareTimes(a, b) === 0;
}

/** `value.astimezone(zone)`: a naive value counts as UTC. */
export function asTimeZone(value: DateTimeValue, zone: TimeZone): DateTimeValue {
  return ofWallMicroseconds(wallMicroseconds(value) - offsetOf(value.zone) + offsetOf(zone), zone);
}
/** `datetime.combine(date, time)`. */
export function combine(date: AnyDate, time: Clock, zone: TimeZone | undefined = time.zone): DateTimeValue {
  return makeDateTime(date.year, date.month, date.day, { ...time, zone });
}
export const dateOf = (value: DateTimeValue): DateValue => ({
  kind: "date",
  year: value.year,
  month: value.month,
  day: value.day,
});
/** `value.time()` (naive) and `value.timetz()`. */
export function timeOf(value: DateTimeValue, withZone: boolean): TimeValue {
  return makeTime({ ...value, zone: withZone ? value.zone : undefined });
}

const epoch = BigInt(719163) * microsecondsPerDay;
/** `value.timestamp()`; a naive value counts as UTC (plans see no local zone). */
export function timestamp(value: DateTimeValue): number {
  return trueDivideInt(intOf(wallMicroseconds(value) - offsetOf(value.zone) - epoch), 1_000_000);
}
/** `datetime.fromtimestamp(seconds, zone)`: without a zone in UTC, naive. ValueError, OverflowError. */
export function fromTimestamp(seconds: number, zone?: TimeZone): DateTimeValue {
  if (Number.isNaN(seconds)) throw valueError("cannot convert float NaN to integer");
  if (!Number.isFinite(seconds)) throw overflowError("cannot convert float infinity to integer");
  const whole = Math.floor(seconds);
  const micro = roundFloatToInt((seconds - whole) * 1e6);
  const total = epoch + BigInt(whole) * 1_000_000n + BigInt(micro);
  if (total < microsecondsPerDay || total >= BigInt(maximumOrdinal + 1) * microsecondsPerDay) {
    const year = 1970 + Math.floor(seconds / 31556952);
    throw valueError(`year ${year} is out of range`);
  }
  return ofWallMicroseconds(total + offsetOf(zone), zone);
}

export const dateText = (value: AnyDate): string =>
  `${pad(value.year, 4)}-${pad(value.month)}-${pad(value.day)}`;

/** `time.isoformat(timespec)`; ValueError. */
export function timeText(value: Clock, timespec = "auto"): string {
  const minutes = `${pad(value.hour)}:${pad(value.minute)}`;
  const seconds = `${minutes}:${pad(value.second)}`;
  const texts: Readonly<Record<string, string>> = {
    auto: value.microsecond === 0 ? seconds : `${seconds}.${pad(value.microsecond, 6)}`,
    hours: pad(value.hour),
    minutes,
    seconds,
    milliseconds: `${seconds}.${pad(Math.floor(value.microsecond / 1000), 3)}`,
    microseconds: `${seconds}.${pad(value.microsecond, 6)}`,
  };
  const text = Object.hasOwn(texts, timespec) ? texts[timespec] : undefined;
  if (text === undefined) throw valueError("Unknown timespec value");
  return text + (value.zone === undefined ? "" : offsetText(value.zone.offset));
}
/** `datetime.isoformat(sep, timespec)`; `str(value)` has a blank as separator. */
export function dateTimeText(value: DateTimeValue, separator = "T", timespec = "auto"): string {
  return dateText(value) + separator + timeText(value, timespec);
}

export const dateRepr = (value: DateValue): string =>
  `datetime.date(${value.year}, ${value.month}, ${value.day})`;
function clockRepr(value: Clock): string {
  const seconds =
    value.microsecond !== 0
      ? `, ${value.second}, ${value.microsecond}`
      : value.second !== 0
        ? `, ${value.second}`
        : "";
  return `${value.hour}, ${value.minute}${seconds}`;
}
function tailRepr(value: Clock): string {
  return (
    (value.fold === 0 ? "" : ", fold=1") +
    (value.zone === undefined ? "" : `, tzinfo=${zoneRepr(value.zone)}`)
  );
}
export const timeRepr = (value: TimeValue): string =>
  `datetime.time(${clockRepr(value)}${tailRepr({ ...value, fold: 0 })}${value.fold === 0 ? "" : ", fold=1"})`;
export const dateTimeRepr = (value: DateTimeValue): string =>
  `datetime.datetime(${value.year}, ${value.month}, ${value.day}, ${clockRepr(value)}${tailRepr(value)})`;
