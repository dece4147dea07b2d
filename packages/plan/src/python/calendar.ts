/** The proleptic Gregorian calendar of `datetime`: ordinals count from 0001-01-01, which is day 1. */
import { valueError } from "./error.ts";
import type { Int } from "./integer.ts";

export const maximumOrdinal = 3652059;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (monthDays[month - 1] ?? 31);
}

export function daysBeforeYear(year: number): number {
  const y = year - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
}

/** 1 for January 1st. */
export function dayOfYear(year: number, month: number, day: number): number {
  let days = day;
  for (let m = 1; m < month; m++) days += daysInMonth(year, m);
  return days;
}

export function ordinalOf(year: number, month: number, day: number): number {
  return daysBeforeYear(year) + dayOfYear(year, month, day);
}

export function dateOfOrdinal(ordinal: number): { year: number; month: number; day: number } {
  let year = Math.floor((ordinal - 1) / 365.2425) + 1;
  while (daysBeforeYear(year) >= ordinal) year--;
  while (daysBeforeYear(year + 1) < ordinal) year++;
  let day = ordinal - daysBeforeYear(year);
  let month = 1;
  while (day > daysInMonth(year, month)) day -= daysInMonth(year, month++);
  return { year, month, day };
}

/** 0 for Monday. */
export function weekdayOf(ordinal: number): number {
  return (ordinal + 6) % 7;
}

/** Ordinal of the Monday that begins ISO week 1. */
export function isoWeekOneMonday(year: number): number {
  const first = ordinalOf(year, 1, 1);
  const weekday = weekdayOf(first);
  return first - weekday + (weekday > 3 ? 7 : 0);
}

/** ISO year, week (from 1) and weekday (1 is Monday). */
export function isoCalendarOf(year: number, ordinal: number): [number, number, number] {
  let isoYear = year;
  let start = isoWeekOneMonday(year);
  if (ordinal < start) {
    isoYear--;
    start = isoWeekOneMonday(isoYear);
  } else if (ordinal >= isoWeekOneMonday(year + 1)) {
    isoYear++;
    start = isoWeekOneMonday(isoYear);
  }
  const days = ordinal - start;
  return [isoYear, Math.floor(days / 7) + 1, (days % 7) + 1];
}

/** Ordinal of an ISO week date; ValueError. */
export function ordinalOfIsoWeek(year: number, week: number, day: number): number {
  if (year < 1 || year > 9999) throw valueError(`Year is out of range: ${year}`);
  const weeks = Math.round((isoWeekOneMonday(year + 1) - isoWeekOneMonday(year)) / 7);
  if (week < 1 || week > weeks) throw valueError(`Invalid week: ${week}`);
  if (day < 1 || day > 7) throw valueError(`Invalid day: ${day} (range is [1, 7])`);
  return isoWeekOneMonday(year) + (week - 1) * 7 + day - 1;
}

/** Checks year, month and day; ValueError with CPython's messages. */
export function checkDate(year: Int, month: Int, day: Int): { year: number; month: number; day: number } {
  if (year < 1 || year > 9999) throw valueError(`year ${year} is out of range`);
  if (month < 1 || month > 12) throw valueError("month must be in 1..12");
  const [y, m] = [Number(year), Number(month)];
  if (day < 1 || day > daysInMonth(y, m)) throw valueError("day is out of range for month");
  return { year: y, month: m, day: Number(day) };
}
