/** A point in time, to the nanosecond. */
export interface Instant {
  readonly seconds: number;
  readonly nanoseconds: number;
}

const ISO_8601 =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Reads an ISO 8601 date or datetime; without a zone it is UTC. Undefined when it is none, or no day of the calendar. */
export function parseInstant(text: string): Instant | undefined {
  const found = ISO_8601.exec(text);
  if (found === null) return undefined;
  const [
    ,
    year = "",
    month = "",
    day = "",
    hour = "0",
    minute = "0",
    second = "0",
    fraction = "",
    zone = "Z",
  ] = found;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = zoneOffset(zone);
  if (offset === undefined) return undefined;
  const clock = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return { seconds: date.getTime() / 1000 + clock - offset, nanoseconds: Number(fraction.padEnd(9, "0")) };
}

/** A zone's distance from UTC in seconds. */
function zoneOffset(zone: string): number | undefined {
  if (zone === "Z" || zone === "z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(":", "") || "0");
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** The instant of a number of seconds since 1970; undefined when it is not finite. */
export function instantOfEpoch(seconds: number | bigint): Instant | undefined {
  if (typeof seconds === "bigint") return { seconds: Number(seconds), nanoseconds: 0 };
  if (!Number.isFinite(seconds)) return undefined;
  const whole = Math.floor(seconds);
  return { seconds: whole, nanoseconds: Math.round((seconds - whole) * 1e9) };
}

/** Negative when `a` is earlier. */
export function compareInstants(a: Instant, b: Instant): number {
  return a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;
}
