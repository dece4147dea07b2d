/** pydantic's lax validation of dates, times and durations. */
import type { DateTimeValue } from "../python/datetime.ts";
import {
  dateOfMoment,
  dateOfNumber,
  dateOfText,
  durationOfText,
  isInexact,
  momentOfNumber,
  momentOfText,
  type Reading,
  timeOfNumber,
  timeOfText,
} from "../python/lax-time.ts";
import { makeTimeDelta } from "../python/timedelta.ts";
import type { PyClass } from "../value/class.ts";
import { rawOf } from "../value/class.ts";
import { classOf } from "../value/classes.ts";
import { PyBytes, PyFloat } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { dateClass, PyDate } from "./date.ts";
import { datetimeClass, PyDateTime } from "./datetime.ts";
import { decimalClass, PyDecimal } from "./decimal.ts";
import { PyTime, timeClass } from "./time.ts";
import { PyTimeDelta, timedeltaClass } from "./timedelta.ts";
import type { Validation } from "./validation.ts";

type Path = readonly (string | number)[];

/** A date, datetime, time or timedelta; undefined with the problem noted. */
export function validateMoment(v: Validation, type: PyClass, given: Value, path: Path): Value | undefined {
  if (classOf(given) !== type) v.converted();
  const text = textOf(given);
  const number = v.strict ? undefined : numberOf(given);
  // JSON has no dates: their texts are as strict as it gets.
  const read = v.strict && !v.fromJson ? undefined : text;
  switch (type) {
    case dateClass:
      return validateDate(v, given, read, number, path);
    case datetimeClass:
      return validateDateTime(v, given, read, number, path);
    case timeClass: {
      if (given instanceof PyTime) return given;
      const reading =
        read !== undefined ? timeOfText(read) : number !== undefined ? timeOfNumber(number) : undefined;
      if (reading === undefined || typeof given === "boolean")
        return v.fail(path, "time_type", "Input should be a valid time", given);
      if (reading.ok) return new PyTime(reading.value);
      return unread(v, path, "time_parsing", "Input should be in a valid time format", reading, given);
    }
    case timedeltaClass: {
      if (given instanceof PyTimeDelta) return given;
      if (number !== undefined && Number.isFinite(number))
        return new PyTimeDelta(makeTimeDelta({ seconds: { value: number, real: true } }));
      if (read === undefined)
        return v.fail(path, "time_delta_type", "Input should be a valid timedelta", given);
      const reading = durationOfText(read);
      if (reading.ok) return new PyTimeDelta(reading.value);
      return unread(v, path, "time_delta_parsing", "Input should be a valid timedelta", reading, given);
    }
  }
  return given;
}

function validateDate(
  v: Validation,
  given: Value,
  text: string | undefined,
  number: number | undefined,
  path: Path,
): Value | undefined {
  if (given instanceof PyDate) return given;
  const reading =
    given instanceof PyDateTime && !v.strict
      ? dateOfMoment(given.value)
      : text !== undefined
        ? dateOfText(text)
        : number !== undefined && typeof given !== "boolean"
          ? dateOfNumber(number)
          : undefined;
  if (reading === undefined) return v.fail(path, "date_type", "Input should be a valid date", given);
  if (reading.ok) return new PyDate(reading.value);
  if (isInexact(reading))
    return v.fail(
      path,
      "date_from_datetime_inexact",
      "Datetimes provided to dates should have zero time - e.g. be exact dates",
      given,
    );
  return unread(
    v,
    path,
    "date_from_datetime_parsing",
    "Input should be a valid date or datetime",
    reading,
    given,
  );
}

function validateDateTime(
  v: Validation,
  given: Value,
  text: string | undefined,
  number: number | undefined,
  path: Path,
): Value | undefined {
  if (given instanceof PyDateTime) return given;
  let reading: Reading<DateTimeValue> | undefined;
  if (given instanceof PyDate && !v.strict)
    reading = {
      ok: true,
      value: {
        ...given.date,
        kind: "datetime",
        hour: 0,
        minute: 0,
        second: 0,
        microsecond: 0,
        zone: undefined,
        fold: 0,
      },
    };
  else if (text !== undefined) reading = momentOfText(text);
  else if (number !== undefined && typeof given !== "boolean") reading = momentOfNumber(number);
  if (reading === undefined) return v.fail(path, "datetime_type", "Input should be a valid datetime", given);
  if (reading.ok) return new PyDateTime(reading.value);
  return unread(
    v,
    path,
    "datetime_from_date_parsing",
    "Input should be a valid datetime or date",
    reading,
    given,
  );
}

function unread(
  v: Validation,
  path: Path,
  type: string,
  message: string,
  reading: { readonly problem: string },
  given: Value,
): undefined {
  return v.fail(path, type, `${message}, ${reading.problem}`, given, { error: reading.problem });
}

function textOf(given: Value): string | undefined {
  const value = rawOf(given);
  if (typeof value === "string") return value;
  return value instanceof PyBytes ? new TextDecoder().decode(value.bytes) : undefined;
}

function numberOf(given: Value): number | undefined {
  if (given instanceof PyFloat) return given.v;
  if (given instanceof PyDecimal && given.cls === decimalClass) return undefined;
  return typeof given === "number" || typeof given === "bigint" || typeof given === "boolean"
    ? Number(given)
    : undefined;
}
