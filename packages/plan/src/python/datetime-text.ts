/** Reading ISO 8601 as CPython 3.11 does, `strftime` and `strptime` in the C locale. */

import { dateOfOrdinal, isoCalendarOf, ordinalOf, ordinalOfIsoWeek } from "./calendar.ts";
import { type Charge, uncharged } from "./charge.ts";
import {
  type DateTimeValue,
  type DateValue,
  isoCalendar,
  makeDate,
  makeDateTime,
  makeTime,
  makeZone,
  offsetText,
  type TimeValue,
  type TimeZone,
  timestamp,
  utc,
  weekday,
  yearDay,
  zoneName,
} from "./datetime.ts";
import { type PythonError, valueError } from "./error.ts";
import {
  compileRegex,
  groupNumber,
  groupSpan,
  groupText,
  matchRegex,
  regexFlags,
  regexSubject,
} from "./regex.ts";
import { reprString } from "./repr.ts";
import { timeDeltaOf } from "./timedelta.ts";

const invalid = (text: string): PythonError => valueError(`Invalid isoformat string: ${reprString(text)}`);

function isoDate(text: string): { year: number; month: number; day: number } | undefined {
  const plain = /^(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d))$/.exec(text);
  if (plain !== null) {
    return { year: Number(plain[1]), month: Number(plain[2] ?? plain[4]), day: Number(plain[3] ?? plain[5]) };
  }
  const week = /^(\d{4})(?:-W(\d\d)(?:-(\d))?|W(\d\d)(\d)?)$/.exec(text);
  if (week === null) return undefined;
  const weekNumber = Number(week[2] ?? week[4]);
  const isLastOfLongYear =
    weekNumber === 53 && isoCalendarOf(Number(week[1]), ordinalOf(Number(week[1]), 12, 31))[1] === 53;
  if (weekNumber < 1 || (weekNumber > 52 && !isLastOfLongYear)) return undefined;
  const weekDay = Number(week[3] ?? week[5] ?? 1);
  if (weekDay < 1 || weekDay > 7 || Number(week[1]) < 1) return undefined;
  return dateOfOrdinal(
    ordinalOfIsoWeek(Number(week[1]), Number(week[2] ?? week[4]), Number(week[3] ?? week[5] ?? 1)),
  );
}

const clock = /^(\d\d)(?:(:?)(\d\d)(?:\2(\d\d)(?:[.,](\d+))?)?)?$/;
interface IsoClock {
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
}

function isoClock(text: string): IsoClock | undefined {
  const parts = clock.exec(text);
  if (parts === null) return undefined;
  const micro = (parts[5] ?? "").slice(0, 6).padEnd(6, "0");
  return {
    hour: Number(parts[1]),
    minute: Number(parts[3] ?? 0),
    second: Number(parts[4] ?? 0),
    microsecond: Number(micro),
  };
}

function isoTime(text: string): { clock: IsoClock; zone: TimeZone | undefined } | undefined {
  const at = text.search(/[-+Z]/);
  const local = isoClock(at < 0 ? text : text.slice(0, at));
  if (local === undefined) return undefined;
  if (at < 0) return { clock: local, zone: undefined };
  if (text[at] === "Z") return text.length === at + 1 ? { clock: local, zone: utc } : undefined;
  const offset = isoClock(text.slice(at + 1));
  if (offset === undefined) return undefined;
  const total = BigInt(
    ((offset.hour * 60 + offset.minute) * 60 + offset.second) * 1_000_000 + offset.microsecond,
  );
  return {
    clock: local,
    zone: total === 0n ? utc : makeZone(timeDeltaOf(text[at] === "-" ? -total : total)),
  };
}

/** `date.fromisoformat(text)`; ValueError. */
export function dateFromIso(text: string): DateValue {
  const parts = isoDate(text);
  if (parts === undefined) throw invalid(text);
  return makeDate(parts.year, parts.month, parts.day);
}

/** `time.fromisoformat(text)`; ValueError. */
export function timeFromIso(text: string): TimeValue {
  const parts = isoTime(text.startsWith("T") ? text.slice(1) : text);
  if (parts === undefined) throw invalid(text);
  return makeTime({ ...parts.clock, zone: parts.zone });
}

/** `datetime.fromisoformat(text)`: any one character may separate date and time. ValueError. */
export function dateTimeFromIso(text: string): DateTimeValue {
  // The longest date that leaves either nothing or a separator and a time.
  const shapes = [
    /^\d{4}-W\d\d-\d/,
    /^\d{4}-W\d\d/,
    /^\d{4}W\d{3}/,
    /^\d{4}W\d\d/,
    /^\d{4}-\d\d-\d\d/,
    /^\d{8}/,
  ];
  for (const shape of shapes) {
    const head = shape.exec(text)?.[0];
    if (head === undefined) continue;
    const rest = text.slice(head.length);
    const separator = rest === "" ? "" : String.fromCodePoint(rest.codePointAt(0) ?? 0);
    const time = rest === "" ? { clock: {}, zone: undefined } : isoTime(rest.slice(separator.length));
    if (time === undefined) continue;
    const parts = isoDate(head);
    if (parts === undefined) continue;
    return makeDateTime(parts.year, parts.month, parts.day, { ...time.clock, zone: time.zone });
  }
  throw invalid(text);
}

export const dayNames = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;
export const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const pad = (n: number, width = 2, fill = "0"): string => String(n).padStart(width, fill);

/**
 * `value.strftime(format)` as glibc does it in the C locale; a time counts as of 1900-01-01, a date as at midnight.
 * `charge` is told of each directive's text.
 */
export function formatDateTime(
  value: DateValue | TimeValue | DateTimeValue,
  format: string,
  charge: Charge = uncharged,
): string {
  const full: DateTimeValue =
    value.kind === "datetime"
      ? value
      : value.kind === "date"
        ? makeDateTime(value.year, value.month, value.day)
        : makeDateTime(1900, 1, 1, value);
  // One match after the other, for `charge` may end it; a format may have the same directive thousands of times.
  const texts = new Map<string, string>();
  const parts: string[] = [];
  let end = 0;
  for (const match of format.matchAll(/%(-?)([a-zA-Z%])/g)) {
    const [whole, minus, letter = ""] = match;
    let text = texts.get(whole);
    if (text === undefined) {
      const found = directive(full, letter) ?? whole;
      text =
        minus === "-" && found !== whole && /^[0 ]/.test(found) ? found.replace(/^[0 ]+(?=.)/, "") : found;
      texts.set(whole, text);
    }
    charge(text.length);
    parts.push(format.slice(end, match.index), text);
    end = match.index + whole.length;
  }
  parts.push(format.slice(end));
  return parts.join("");
}

function directive(value: DateTimeValue, letter: string): string | undefined {
  const day = weekday(value);
  const hour12 = value.hour % 12 === 0 ? 12 : value.hour % 12;
  const inYear = yearDay(value);
  switch (letter) {
    case "a":
      return dayNames[day]?.slice(0, 3);
    case "A":
      return dayNames[day];
    case "b":
    case "h":
      return monthNames[value.month - 1]?.slice(0, 3);
    case "B":
      return monthNames[value.month - 1];
    case "c":
      return formatDateTime(value, "%a %b %e %H:%M:%S %Y");
    case "C":
      return String(Math.floor(value.year / 100));
    case "d":
      return pad(value.day);
    case "D":
    case "x":
      return formatDateTime(value, "%m/%d/%y");
    case "e":
      return pad(value.day, 2, " ");
    case "f":
      return pad(value.microsecond, 6);
    case "F":
      return formatDateTime(value, "%Y-%m-%d");
    case "g":
      return pad(isoCalendar(value)[0] % 100);
    case "G":
      return String(isoCalendar(value)[0]);
    case "H":
      return pad(value.hour);
    case "I":
      return pad(hour12);
    case "j":
      return pad(inYear, 3);
    case "k":
      return pad(value.hour, 2, " ");
    case "l":
      return pad(hour12, 2, " ");
    case "m":
      return pad(value.month);
    case "M":
      return pad(value.minute);
    case "n":
      return "\n";
    case "p":
      return value.hour < 12 ? "AM" : "PM";
    case "P":
      return value.hour < 12 ? "am" : "pm";
    case "r":
      return formatDateTime(value, "%I:%M:%S %p");
    case "R":
      return formatDateTime(value, "%H:%M");
    case "s":
      return String(Math.floor(timestamp({ ...value, zone: undefined })));
    case "S":
      return pad(value.second);
    case "t":
      return "\t";
    case "T":
    case "X":
      return formatDateTime(value, "%H:%M:%S");
    case "u":
      return String(day + 1);
    case "U":
      return pad(Math.floor((inYear + 6 - ((day + 1) % 7)) / 7));
    case "V":
      return pad(isoCalendar(value)[1]);
    case "w":
      return String((day + 1) % 7);
    case "W":
      return pad(Math.floor((inYear + 6 - day) / 7));
    case "y":
      return pad(value.year % 100);
    case "Y":
      return String(value.year);
    case "z":
      return value.zone === undefined ? "" : offsetText(value.zone.offset, "");
    case "Z":
      return value.zone === undefined ? "" : zoneName(value.zone);
    case "%":
      return "%";
    default:
      return undefined;
  }
}

const alternatives = (names: readonly string[]): string =>
  [...names].sort((a, b) => b.length - a.length).join("|");
const directives: Readonly<Record<string, string>> = {
  d: "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]",
  f: "[0-9]{1,6}",
  H: "2[0-3]|[0-1]\\d|\\d",
  I: "1[0-2]|0[1-9]|[1-9]",
  G: "\\d\\d\\d\\d",
  j: "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]",
  m: "1[0-2]|0[1-9]|[1-9]",
  M: "[0-5]\\d|\\d",
  S: "6[0-1]|[0-5]\\d|\\d",
  U: "5[0-3]|[0-4]\\d|\\d",
  W: "5[0-3]|[0-4]\\d|\\d",
  w: "[0-6]",
  u: "[1-7]",
  V: "5[0-3]|0[1-9]|[1-4]\\d|\\d",
  y: "\\d\\d",
  Y: "\\d\\d\\d\\d",
  z: "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|(?-i:Z)",
  Z: "utc|gmt",
  p: "am|pm",
  A: alternatives(dayNames),
  a: alternatives(dayNames.map((n) => n.slice(0, 3))),
  B: alternatives(monthNames),
  b: alternatives(monthNames.map((n) => n.slice(0, 3))),
};

function patternOf(format: string): string {
  const escaped = format.replaceAll(/[\\.^$*+?(){}[\]|]/g, "\\$&").replaceAll(/\s+/g, "\\s+");
  const expanded = escaped
    .replaceAll("%c", "%a %b %d %H:%M:%S %Y".replaceAll(" ", "\\s+"))
    .replaceAll("%x", "%m/%d/%y")
    .replaceAll("%X", "%H:%M:%S");
  return expanded.replaceAll(/%(.?)/gsu, (_whole, letter: string) => {
    if (letter === "") throw valueError(`stray % in format '${format}'`);
    if (letter === "%") return "%";
    const body = Object.hasOwn(directives, letter) ? directives[letter] : undefined;
    if (body === undefined) throw valueError(`'${letter}' is a bad directive in format '${format}'`);
    return `(?P<${letter}>${body})`;
  });
}

/** `datetime.strptime(text, format)`; ValueError. */
export function parseDateTime(text: string, format: string): DateTimeValue {
  const regex = compileRegex(patternOf(format), regexFlags.I);
  const subject = regexSubject(text);
  const match = matchRegex(regex, subject, "match");
  if (match === undefined)
    throw valueError(`time data ${reprString(text)} does not match format ${reprString(format)}`);
  const [, end] = groupSpan(match, 0);
  if (end !== subject.codes.length) {
    throw valueError(`unconverted data remains: ${[...text].slice(end).join("")}`);
  }
  const found = (letter: string): string | undefined =>
    regex.groupIndex.has(letter) ? groupText(match, groupNumber(match, letter)) : undefined;
  const number = (letter: string): number | undefined => {
    const value = found(letter);
    return value === undefined ? undefined : Number(asciiDigits(value));
  };
  const position = (names: readonly string[], value: string | undefined): number | undefined => {
    if (value === undefined) return undefined;
    const at = names.findIndex((name) => name.toLowerCase() === value.toLowerCase());
    return at < 0 ? undefined : at;
  };
  const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));
  const twoDigits = number("y");
  let year =
    number("Y") ?? (twoDigits === undefined ? undefined : twoDigits + (twoDigits <= 68 ? 2000 : 1900));
  const monthIndex = position(monthNames, found("B")) ?? position(short(monthNames), found("b"));
  let month = number("m") ?? (monthIndex === undefined ? undefined : monthIndex + 1);
  let day = number("d");
  const sundayFirst = number("w");
  const named = position(dayNames, found("A")) ?? position(short(dayNames), found("a"));
  const isoDay = number("u");
  const dayInWeek =
    sundayFirst !== undefined ? (sundayFirst + 6) % 7 : isoDay !== undefined ? isoDay - 1 : named;
  const julian = number("j");
  const isoYear = number("G");
  const isoWeek = number("V");
  if (isoYear !== undefined) {
    if (julian !== undefined)
      throw valueError(
        "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.",
      );
    if (isoWeek === undefined || dayInWeek === undefined) {
      throw valueError(
        "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').",
      );
    }
  } else if (isoWeek !== undefined) {
    if (year === undefined || dayInWeek === undefined)
      throw valueError(
        "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u').",
      );
    throw valueError(
      "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.",
    );
  }
  const hour12 = number("I");
  const afternoon = found("p")?.toLowerCase();
  let hour = number("H") ?? 0;
  if (hour12 !== undefined)
    hour = afternoon === "pm" ? (hour12 % 12) + 12 : afternoon === "am" ? hour12 % 12 : hour12 % 12;
  const second = number("S") ?? 0;
  const leapDefault = year === undefined && month === 2 && day === 29;
  const baseYear = year ?? (leapDefault ? 1904 : 1900);
  const sundayWeek = number("U");
  const mondayWeek = number("W");
  const ordinal =
    isoYear !== undefined && isoWeek !== undefined && dayInWeek !== undefined
      ? isoOrdinal(isoYear, isoWeek, dayInWeek)
      : julian !== undefined
        ? ordinalOf(baseYear, 1, 1) + julian - 1
        : (sundayWeek !== undefined || mondayWeek !== undefined) &&
            dayInWeek !== undefined &&
            year !== undefined
          ? weekOrdinal(
              year,
              sundayWeek ?? mondayWeek ?? 0,
              dayInWeek,
              mondayWeek !== undefined && sundayWeek === undefined,
            )
          : undefined;
  if (ordinal !== undefined && (month === undefined || day === undefined)) {
    const date = dateOfOrdinal(ordinal);
    year = date.year;
    month = date.month;
    day = date.day;
  }
  const micro = Number((found("f") ?? "").padEnd(6, "0"));
  return makeDateTime(year ?? 1900, month ?? 1, day ?? 1, {
    hour,
    minute: number("M") ?? 0,
    second,
    microsecond: micro,
    zone: zoneOf(found("z"), found("Z"), text),
  });
}

function isoOrdinal(year: number, week: number, day: number): number {
  return ordinalOfIsoWeek(year, week, day + 1);
}

/** Ordinal of a weekday (0 is Monday) in a week counted from the first Sunday or Monday of the year. */
function weekOrdinal(year: number, week: number, day: number, mondayFirst: boolean): number {
  const first = ordinalOf(year, 1, 1);
  const shift = mondayFirst ? 0 : 1;
  const firstWeekday = (((first + 6) % 7) + shift) % 7;
  const wanted = (day + shift) % 7;
  const weekZero = (7 - firstWeekday) % 7;
  return week === 0 ? first + wanted - firstWeekday : first + weekZero + 7 * (week - 1) + wanted;
}

function asciiDigits(text: string): string {
  return text.trim();
}

function zoneOf(offset: string | undefined, name: string | undefined, text: string): TimeZone | undefined {
  if (offset === undefined) return undefined;
  if (offset === "Z") return utc;
  const parts = /^([+-])(\d\d)(:?)(\d\d)(?:(:?)(\d\d)(?:\.(\d+))?)?$/.exec(offset);
  if (parts === null) throw valueError(`Inconsistent use of : in ${offset}`);
  const [, sign, hours, colon, minutes, secondColon, seconds, fraction] = parts;
  if (seconds !== undefined && colon !== secondColon) throw valueError(`Inconsistent use of : in ${text}`);
  const total =
    BigInt((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1_000_000n +
    BigInt((fraction ?? "").padEnd(6, "0").slice(0, 6));
  const delta = timeDeltaOf(sign === "-" ? -total : total);
  return name !== undefined ? makeZone(delta, name) : total === 0n ? utc : makeZone(delta);
}
