import type { Domain, Element } from "../src/ast.ts";

/** The specification's truth values: true, false, and undefined for unknown. */
export type Truth = boolean | undefined;

export const not = (a: Truth): Truth => (a === undefined ? undefined : !a);
export const and = (list: Truth[]): Truth =>
  list.includes(false) ? false : list.includes(undefined) ? undefined : true;
export const or = (list: Truth[]): Truth => not(and(list.map(not)));

export type Scalar = null | boolean | number | bigint | string;
export type Test = (value: Scalar) => Truth;

/**
 * A set: either everything, or its strings and other elements. Membership follows from how it was made; of the
 * elements that it was made of, each stands for what it matches and the set has.
 */
export interface SpecSet {
  all: boolean;
  strings: string[];
  others: Test[];
  has: Test;
}

export const everything: SpecSet = { all: true, strings: [], others: [], has: (value) => value !== null };
export const nothing: SpecSet = { all: false, strings: [], others: [], has: () => false };

export function literalSet(strings: string[], others: Test[]): SpecSet {
  if (strings.includes("*")) return everything;
  const tests = [
    ...strings.map((string) =>
      textTest(
        (text) => text === string,
        (text) => plain(text) === plain(string),
      ),
    ),
    ...others,
  ];
  return {
    all: false,
    strings: [...new Set(strings)],
    others,
    has: (value) => or(tests.map((test) => test(value))),
  };
}

/** "Universal minus, xor or without anything: consumers become empty, tags and producers stay universal." */
export type Rest = "empty" | "universal" | "unknown";

function rest(kind: Rest): SpecSet {
  if (kind === "empty") return nothing;
  if (kind === "universal") return everything;
  const perhaps: Test = (value) => (value === null ? false : undefined);
  return { all: false, strings: [], others: [perhaps], has: perhaps };
}

export function union(a: SpecSet, b: SpecSet): SpecSet {
  if (a.all || b.all) return everything;
  return {
    all: false,
    strings: [...new Set([...a.strings, ...b.strings])],
    others: [...new Set([...a.others, ...b.others])],
    has: (value) => or([a.has(value), b.has(value)]),
  };
}

export function intersect(a: SpecSet, b: SpecSet): SpecSet {
  if (a.all) return b;
  if (b.all) return a;
  const both: Test = (value) => and([a.has(value), b.has(value)]);
  const strings = [...new Set([...a.strings, ...b.strings])].filter((string) => {
    const inA = a.strings.includes(string) && b.has(string) === true;
    const inB = b.strings.includes(string) && a.has(string) === true;
    return inA || inB;
  });
  const others = [...new Set([...a.others, ...b.others])];
  return { all: false, strings, others, has: both };
}

export function minus(a: SpecSet, b: SpecSet, left: Rest): SpecSet {
  if (a.all) return rest(left);
  if (b.all) return nothing;
  return {
    all: false,
    strings: a.strings.filter((string) => b.has(string) !== true),
    others: a.others,
    has: (value) => and([a.has(value), not(b.has(value))]),
  };
}

export function xor(a: SpecSet, b: SpecSet, left: Rest): SpecSet {
  if (a.all || b.all) return rest(left);
  const [onlyA, onlyB] = [minus(a, b, left), minus(b, a, left)];
  return { ...union(onlyA, onlyB), has: (value) => exclusive(a.has(value), b.has(value)) };
}

function exclusive(a: Truth, b: Truth): Truth {
  return a === undefined || b === undefined ? undefined : a !== b;
}

/** "A overlaps B: some stored string of A is matched by B." */
export function overlaps(a: SpecSet, b: SpecSet): Truth {
  if (a.all) return b.all || b.strings.length + b.others.length > 0;
  return or(a.strings.map(b.has));
}

/** "A subset of B: each stored string of A is matched by B." */
export function subset(a: SpecSet, b: SpecSet): Truth {
  if (b.all) return true;
  return a.all ? false : and(a.strings.map(b.has));
}

/** "A superset of B: each element of B is matched by some stored string of A." */
export function superset(a: SpecSet, b: SpecSet): Truth {
  if (a.all) return true;
  if (b.all) return false;
  return and([
    ...b.strings.map(a.has),
    ...b.others.map((test) => or(a.strings.map((string) => and([test(string), b.has(string)])))),
  ]);
}

function plain(text: string): string {
  return text.trim().normalize("NFC").trim();
}

/** "Where a match would differ with `.` also matching line breaks, or after NFC normalisation or trimming: unknown." */
function textTest(asWritten: (text: string) => boolean, generous: (text: string) => boolean): Test {
  return (value) => {
    if (typeof value !== "string") return false;
    const readings = [value, value.normalize("NFC"), value.trim(), value.trim().normalize("NFC")].map(
      generous,
    );
    return readings.every((reading) => reading === asWritten(value)) ? asWritten(value) : undefined;
  };
}

export function elementTest(element: Element): Test {
  switch (element.kind) {
    case "string":
    case "regex":
    case "wildcard":
      return patternTest(element, () => true);
    case "number":
      return (value) => isNumber(value) && value >= element.value && value <= element.value;
    default:
      return domainTest(element);
  }
}

function patternTest(
  element: Extract<Element, { kind: "string" | "regex" | "wildcard" }>,
  fits: (text: string) => boolean,
): Test {
  if (element.kind === "string") {
    return textTest(
      (text) => text === element.value && fits(text),
      (text) => plain(text) === plain(element.value) && fits(text),
    );
  }
  const regex =
    element.kind === "regex"
      ? element.pattern
      : element.pattern.replace(/\\?[\s\S]/gu, (piece) =>
          piece === "*"
            ? "[^]*"
            : piece === "?"
              ? "[^]"
              : (piece.at(-1) ?? "").replace(/[\\^$.*+?()[\]{}|/]/, "\\$&"),
        );
  const whole = `^(?:${regex})$`;
  return textTest(
    (text) => new RegExp(whole, "u").test(text) && fits(text),
    (text) => new RegExp(whole.normalize("NFC"), "su").test(text) && fits(text),
  );
}

function isNumber(value: Scalar): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Ends of a range, compared by the given order. */
function within<T, V>(range: { low?: T; high?: T; operator?: string }, order: (value: V, end: T) => number) {
  const { low, high, operator = ".." } = range;
  return (value: V): boolean => {
    const above =
      low === undefined || (operator.startsWith("<") ? order(value, low) > 0 : order(value, low) >= 0);
    const below =
      high === undefined || (operator.endsWith("<") ? order(value, high) < 0 : order(value, high) <= 0);
    return above && below;
  };
}

export function domainTest(domain: Domain): Test {
  const byNumber = (value: number | bigint, end: { readonly value: number | bigint }): number =>
    value < end.value ? -1 : value > end.value ? 1 : 0;
  switch (domain.kind) {
    case "bool-domain":
      return (value) => value === domain.value;
    case "int-domain":
    case "float-domain": {
      const fits = within(domain.range, byNumber);
      return (value) => {
        if (isNumber(value)) {
          if (Number.isNaN(value)) return undefined;
          const isIntegral = typeof value === "bigint" || Number.isInteger(value);
          return domain.kind === "int-domain" && !isIntegral ? undefined : fits(value);
        }
        const isNumeric = typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value));
        return isNumeric ? undefined : false;
      };
    }
    case "str-domain": {
      const { length } = domain;
      const fits = length === undefined ? () => true : within(length, byNumber);
      return patternTest(domain.pattern, (text) => fits([...text].length));
    }
    case "datetime-domain": {
      const ends = domain.range;
      const fits = within(
        ends,
        (value: number, end: NonNullable<typeof ends.low>) => value - (specInstant(endOf(end)) ?? Number.NaN),
      );
      return (value) => {
        if (value === null || typeof value === "boolean") return false;
        const instant = specInstant(value);
        return instant === undefined ? undefined : fits(instant);
      };
    }
  }
}

function endOf(
  end: { kind: "datetime"; text: string } | { kind: "string" | "number"; value: string | number | bigint },
) {
  return end.kind === "datetime" ? end.text : end.value;
}

/** Milliseconds since 1970; undefined for what is no point in time. "Datetimes without a zone are UTC." */
export function specInstant(value: string | number | bigint): number | undefined {
  if (typeof value !== "string") return Number.isFinite(Number(value)) ? Number(value) * 1000 : undefined;
  const found = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(value);
  if (found === null) return undefined;
  const isUtc = found[1] === undefined || found[4] !== undefined;
  const milliseconds = Date.parse(isUtc ? value : `${value}Z`);
  const isDay = new Date(`${value.slice(0, 10)}T00:00:00Z`).toISOString().slice(0, 10) === value.slice(0, 10);
  return Number.isNaN(milliseconds) || !isDay ? undefined : milliseconds;
}
