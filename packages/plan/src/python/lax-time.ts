/** Dates, times and durations from text and numbers, as pydantic reads them: RFC 3339, ISO 8601, Unix timestamps. */
import { daysInMonth } from "./calendar.ts";
import {
  type DateTimeValue,
  type DateValue,
  dateOf,
  fromTimestamp,
  type TimeValue,
  type TimeZone,
  utc,
} from "./datetime.ts";
import { type TimeDelta, timeDeltaOf } from "./timedelta.ts";

/** What was read, or why it is none in pydantic's words. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

const read = <T>(value: T): Reading<T> => ({ ok: true, value });
const failed = (problem: string): { readonly ok: false; readonly problem: string } => ({
  ok: false,
  problem,
});

const extra = "unexpected extra characters at the end of the input";
const short = "input is too short";

/** A zone with a fixed offset in seconds. */
function zoneAt(seconds: number): TimeZone {
  return {
    kind: "timezone",
    offset: seconds === 0 ? utc.offset : timeDeltaOf(BigInt(seconds) * 1_000_000n),
    name: undefined,
    read: true,
  };
}

/** The first ten characters as a date. */
function leadingDate(text: string): Reading<DateValue> {
  if (text.length < 10) return failed(short);
  if (!/^\d{4}/.test(text)) return failed("invalid character in year");
  if (text[4] !== "-") return failed("invalid date separator, expected `-`");
  if (!/^\d\d/.test(text.slice(5))) return failed("invalid character in month");
  if (text[7] !== "-") return failed("invalid date separator, expected `-`");
  if (!/^\d\d/.test(text.slice(8))) return failed("invalid character in day");
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number);
  if (month === undefined || month < 1 || month > 12)
    return failed("month value is outside expected range of 1-12");
  if (year === undefined || day === undefined || day < 1 || day > daysInMonth(year, month))
    return failed("day value is outside expected range");
  if (year < 1) return failed("year 0 is out of range");
  return read({ kind: "date", year, month, day });
}

type Clock = Omit<TimeValue, "kind">;

/** `10:00`, `10:00:00.5Z`, `10:00+02:00`. */
function clock(text: string): Reading<Clock> {
  if (text.length < 5) return failed(short);
  if (!/^\d\d/.test(text)) return failed("invalid character in hour");
  if (text[2] !== ":") return failed("invalid time separator, expected `:`");
  if (!/^\d\d/.test(text.slice(3))) return failed("invalid character in minute");
  const [hour, minute] = [text.slice(0, 2), text.slice(3, 5)].map(Number);
  if (hour === undefined || hour > 23) return failed("hour value is outside expected range of 0-23");
  if (minute === undefined || minute > 59) return failed("minute value is outside expected range of 0-59");
  let rest = text.slice(5);
  let second = 0;
  let microsecond = 0;
  if (rest.startsWith(":")) {
    if (!/^:\d\d/.test(rest)) return failed(rest.length < 3 ? short : "invalid character in second");
    second = Number(rest.slice(1, 3));
    if (second > 59) return failed("second value is outside expected range of 0-59");
    rest = rest.slice(3);
    if (/^[.,]/.test(rest)) {
      const digits = /^\d+/.exec(rest.slice(1))?.[0] ?? "";
      if (digits === "") return failed("second fraction value is missing a digit");
      if (digits.length > 9) return failed("second fraction value is more than 9 digits long");
      microsecond = Number(digits.padEnd(6, "0").slice(0, 6));
      rest = rest.slice(1 + digits.length);
    }
  }
  const zone = offset(rest);
  if (!zone.ok) return zone;
  return read({ hour, minute, second, microsecond, zone: zone.value, fold: 0 });
}

/** `Z`, `+02:00`, `-0530` or nothing. */
function offset(text: string): Reading<TimeZone | undefined> {
  if (text === "") return read(undefined);
  if (/^[zZ]/.test(text)) return text.length === 1 ? read(zoneAt(0)) : failed(extra);
  if (!/^[+\-\u2212]/.test(text)) return failed("invalid timezone sign");
  const found = /^.(\d\d):?(\d\d)/.exec(text);
  if (found === null) return failed(text.length < 6 ? short : "invalid timezone hour");
  const [whole, hours = "", minutes = ""] = found;
  if (Number(minutes) > 59) return failed("timezone minute value is outside expected range of 0-59");
  if (Number(hours) > 23) return failed("timezone offset must be less than 24 hours");
  if (text.length > whole.length) return failed(extra);
  return read(zoneAt((text.startsWith("+") ? 1 : -1) * (Number(hours) * 3600 + Number(minutes) * 60)));
}

/** What is beyond this in a timestamp counts milliseconds. */
const watershed = 2e10;

/** A Unix timestamp, in seconds or milliseconds, as a moment in UTC. */
export function momentOfNumber(value: number): Reading<DateTimeValue> {
  if (Number.isNaN(value)) return failed("NaN values not permitted");
  const milliseconds = Math.abs(value) > watershed;
  const seconds = milliseconds ? value / 1000 : value;
  if (seconds > 253_402_300_799) return failed("dates after 9999 are not supported as unix timestamps");
  if (seconds < -62_135_596_800) return failed("dates before 0001 are not supported as unix timestamps");
  return read({ ...fromTimestamp(seconds), zone: zoneAt(0) });
}

function numberOf(text: string): number | undefined {
  return /^[+-]?\d+(\.\d*)?$/.test(text) ? Number(text) : undefined;
}

/** A moment; a date alone is its midnight. */
export function momentOfText(text: string): Reading<DateTimeValue> {
  const number = numberOf(text);
  if (number !== undefined) return momentOfNumber(number);
  const date = leadingDate(text);
  if (!date.ok) return date;
  if (text.length === 10)
    return read({
      ...date.value,
      kind: "datetime",
      hour: 0,
      minute: 0,
      second: 0,
      microsecond: 0,
      zone: undefined,
      fold: 0,
    });
  if (!/^[Tt_ ]/.test(text.slice(10))) return failed(extra);
  const time = clock(text.slice(11));
  return time.ok ? read({ ...date.value, ...time.value, kind: "datetime" }) : failed(extra);
}

const inexact = "inexact";

function midnight(moment: DateTimeValue): Reading<DateValue> {
  const { hour, minute, second, microsecond } = moment;
  return hour + minute + second + microsecond === 0 ? read(dateOf(moment)) : failed(inexact);
}

/** A date; a moment at midnight is one. The problem `inexact`: it is another moment. */
export function dateOfText(text: string): Reading<DateValue> {
  const number = numberOf(text);
  if (number !== undefined) return dateOfNumber(number);
  const date = leadingDate(text);
  if (!date.ok || text.length === 10) return date;
  if (text.length === 11) return failed(short);
  if (!/^[Tt_ ]/.test(text.slice(10)))
    return failed("invalid datetime separator, expected `T`, `t`, `_` or space");
  const time = clock(text.slice(11));
  return time.ok ? midnight({ ...date.value, ...time.value, kind: "datetime" }) : time;
}

export function dateOfNumber(value: number): Reading<DateValue> {
  const moment = momentOfNumber(value);
  return moment.ok ? midnight(moment.value) : moment;
}

export function dateOfMoment(value: DateTimeValue): Reading<DateValue> {
  return midnight(value);
}

export function isInexact(reading: Reading<unknown>): boolean {
  return !reading.ok && reading.problem === inexact;
}

export function timeOfText(text: string): Reading<TimeValue> {
  const time = clock(text);
  return time.ok ? read({ ...time.value, kind: "time" }) : time;
}

/** A number of seconds since midnight, in UTC. */
export function timeOfNumber(value: number): Reading<TimeValue> {
  if (value < 0) return failed("time in seconds should be positive");
  if (value >= 86_400) return failed("numeric times may not exceed 86,399 seconds");
  const moment = fromTimestamp(value);
  const { hour, minute, second, microsecond } = moment;
  return read({ kind: "time", hour, minute, second, microsecond, zone: zoneAt(0), fold: 0 });
}

const unitSeconds: Readonly<Record<string, number>> = { Y: 31_536_000, M: 2_592_000, W: 604_800, D: 86_400 };
const clockSeconds: Readonly<Record<string, number>> = { H: 3600, M: 60, S: 1 };

function microseconds(amount: string, seconds: number): bigint {
  const [whole = "0", fraction = ""] = amount.replace(",", ".").split(".");
  const scale = BigInt(seconds) * 1_000_000n;
  const part = fraction === "" ? 0n : (BigInt(fraction) * scale) / 10n ** BigInt(fraction.length);
  return BigInt(whole) * scale + part;
}

/** `P1DT2H`, `2:03:04`, `1 day, 2:00:00`. */
export function durationOfText(text: string): Reading<TimeDelta> {
  const sign = text.startsWith("-") ? -1n : 1n;
  const body = text.replace(/^[+-]/, "");
  if (body === "" || body.length > 100) return failed(short);
  const total = /^[Pp]/.test(body) ? isoDuration(body.slice(1)) : daysAndClock(body);
  return total.ok ? read(timeDeltaOf(sign * total.value)) : total;
}

function isoDuration(text: string): Reading<bigint> {
  if (text === "") return failed(short);
  const upper = text.toUpperCase();
  const [days = "", time] = upper.split("T");
  if (time === "" || upper.split("T").length > 2) return failed(short);
  let total = 0n;
  for (const [part, units] of [
    [days, unitSeconds],
    [time ?? "", clockSeconds],
  ] as const) {
    let rest = part;
    while (rest !== "") {
      const found = /^(\d+(?:[.,]\d+)?)([A-Z])/.exec(rest);
      if (found === null)
        return failed(
          /^\d/.test(rest) ? "a part of the duration is not a number" : "invalid digit in duration",
        );
      const [whole, amount = "0", unit = ""] = found;
      const seconds = Object.hasOwn(units, unit) ? units[unit] : undefined;
      if (seconds === undefined) return failed("invalid unit in duration");
      total += microseconds(amount, seconds);
      rest = rest.slice(whole.length);
    }
  }
  return read(total);
}

function daysAndClock(text: string): Reading<bigint> {
  if (!/^\d/.test(text)) return failed("invalid digit in duration");
  const days = /^(\d+) ?(?:d|day|days),?(?: |$)/i.exec(text);
  const rest = days === null ? text : text.slice(days[0].length);
  const before = days === null ? 0n : BigInt(days[1] ?? "0") * 86_400_000_000n;
  if (days !== null && rest === "") return read(before);
  const found = /^(\d+):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?$/.exec(rest);
  if (found === null) return failed('"day" identifier in duration not correctly formatted');
  const [, hours = "0", minutes = "0", seconds = "0", fraction = ""] = found;
  if (Number(minutes) > 59) return failed("minute value is outside expected range of 0-59");
  if (Number(seconds) > 59) return failed("second value is outside expected range of 0-59");
  const whole = BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds);
  return read(before + whole * 1_000_000n + BigInt(fraction.padEnd(6, "0").slice(0, 6) || "0"));
}

/** ISO 8601, as pydantic writes a duration. */
export function durationText(total: bigint): string {
  const size = total < 0n ? -total : total;
  const whole = size / 1_000_000n;
  const days = whole / 86_400n;
  const date = [
    [days / 365n, "Y"],
    [days % 365n, "D"],
  ] as const;
  const fraction = String(size % 1_000_000n)
    .padStart(6, "0")
    .replace(/0+$/, "");
  const seconds = whole % 60n;
  const time = [
    [(whole / 3600n) % 24n, "H"],
    [(whole / 60n) % 60n, "M"],
  ] as const;
  const shown = (parts: readonly (readonly [bigint, string])[]) =>
    parts.map(([amount, unit]) => (amount === 0n ? "" : `${amount}${unit}`)).join("");
  const last = seconds === 0n && fraction === "" ? "" : `${seconds}${fraction === "" ? "" : `.${fraction}`}S`;
  const clockPart = shown(time) + last;
  const datePart = shown(date);
  const text = `${datePart}${clockPart === "" ? "" : `T${clockPart}`}`;
  return `${total < 0n ? "-" : ""}P${text === "" ? "T0S" : text}`;
}
