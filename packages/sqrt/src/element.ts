import type { Bounds, Domain, Element, NumberLiteral, StringDomain } from "./ast.ts";
import { compareInstants, type Instant, instantOfEpoch, parseInstant } from "./datetime.ts";
import { foldText, type Leaf } from "./leaf.ts";
import { compileRegex, compileWildcard, type TextTest } from "./pattern.ts";
import { countCodePoints } from "./source.ts";
import type { Truth } from "./truth.ts";

/** Whether a leaf is matched by an element of a set. Null never is. */
export type ElementTest = (leaf: Leaf) => Truth;

/** A string's test as written, and its test in the widest reading: line breaks count as characters, NFC, trimmed. */
interface StringTest {
  readonly strict: TextTest;
  readonly loose: TextTest;
  /** Whether the two agree on plain leaves. */
  readonly isPlain: boolean;
}

/** Compiles an element of a set. Elements are checked before: throws on an invalid regex or datetime. */
export function compileElement(element: Element): ElementTest {
  switch (element.kind) {
    case "string":
    case "regex":
    case "wildcard":
      return textElement(stringTest(element));
    case "number": {
      const { value } = element;
      return (leaf) => isNumeric(leaf.value) && sameNumber(leaf.value, value);
    }
    default:
      return compileDomain(element);
  }
}

/** Compiles a domain. */
export function compileDomain(domain: Domain): ElementTest {
  switch (domain.kind) {
    case "bool-domain":
      return (leaf) => leaf.value === domain.value;
    case "int-domain":
      return integerDomain(numberBounds(domain.range));
    case "float-domain":
      return floatDomain(numberBounds(domain.range));
    case "str-domain":
      return textElement(stringDomainTest(domain));
    case "datetime-domain": {
      const { range } = domain;
      return datetimeDomain(
        bounds(
          range,
          (end) => {
            const instant = instantOf(end);
            if (instant === undefined) throw new RangeError("datetimes are checked before they are compiled");
            return instant;
          },
          compareInstants,
        ),
      );
    }
  }
}

/** The instant that a bound of a datetime domain names, if it is one. */
export function instantOf(
  literal:
    | { readonly kind: "datetime"; readonly text: string }
    | { readonly kind: "string"; readonly value: string }
    | NumberLiteral,
): Instant | undefined {
  if (literal.kind === "number") return instantOfEpoch(literal.value);
  return parseInstant(literal.kind === "string" ? literal.value : literal.text);
}

/** Matches what is the same instant as the given one. */
export function instantElement(instant: Instant): ElementTest {
  return datetimeDomain((value) => compareInstants(value, instant) === 0);
}

function stringTest(pattern: StringDomain["pattern"]): StringTest {
  if (pattern.kind === "string") {
    const { value } = pattern;
    const folded = foldText(value);
    return {
      strict: (text) => text === value,
      loose: (text) => foldText(text) === folded,
      isPlain: value === folded,
    };
  }
  const normal = pattern.pattern.normalize("NFC");
  const isPlain = normal === pattern.pattern;
  if (pattern.kind === "wildcard") {
    const strict = compileWildcard(pattern.pattern);
    return { strict, loose: isPlain ? strict : compileWildcard(normal), isPlain };
  }
  return { strict: compileRegex(pattern.pattern), loose: looseRegex(pattern.pattern, normal), isPlain };
}

/** Compiled only when a value needs it; a pattern that normalisation breaks is taken as written. */
function looseRegex(pattern: string, normal: string): TextTest {
  let test: TextTest | undefined;
  return (text) => {
    if (test === undefined) {
      try {
        test = compileRegex(normal, true);
      } catch {
        test = compileRegex(pattern, true);
      }
    }
    return test(text);
  };
}

function stringDomainTest(domain: StringDomain): StringTest {
  const { strict, loose, isPlain } = stringTest(domain.pattern);
  if (domain.length === undefined) return { strict, loose, isPlain };
  const fits = numberBounds(domain.length);
  return {
    strict: (text) => strict(text) && fits(countCodePoints(text)),
    loose: (text) => loose(text) && fits(countCodePoints(text)),
    isPlain,
  };
}

/**
 * INVARIANT: where a match depends on how line breaks, normalisation or blanks around a string are read, it is unknown, so that
 * neither an allow-list nor a block-list can be slipped by them.
 */
function textElement({ strict, loose, isPlain }: StringTest): ElementTest {
  return (leaf) => {
    const { value } = leaf;
    if (typeof value !== "string") return false;
    const matches = strict(value);
    if (isPlain && leaf.isPlain) return matches;
    if (loose(value) !== matches) return "unknown";
    return leaf.otherForms.some((form) => loose(form) !== matches) ? "unknown" : matches;
  };
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Across number and bigint, exactly. */
export function sameNumber(a: number | bigint, b: number | bigint): boolean {
  return a <= b && a >= b;
}

function bounds<T, V>(
  range: Bounds<T>,
  read: (end: T) => V,
  compare: (a: V, b: V) => number,
): (value: V) => boolean {
  const { operator = ".." } = range;
  const low = range.low === undefined ? undefined : read(range.low);
  const high = range.high === undefined ? undefined : read(range.high);
  const isLowOpen = operator.startsWith("<");
  const isHighOpen = operator.endsWith("<");
  return (value) => {
    if (low !== undefined) {
      const order = compare(value, low);
      if (isLowOpen ? order <= 0 : order < 0) return false;
    }
    if (high === undefined) return true;
    const order = compare(value, high);
    return isHighOpen ? order < 0 : order <= 0;
  };
}

function compareNumbers(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function numberBounds(range: Bounds<NumberLiteral>): (value: number | bigint) => boolean {
  return bounds(range, (end) => end.value, compareNumbers);
}

/** A string that a callee might read as a number: digits of any script, signs, exponents, other bases, nan and inf. */
function readsAsNumber(text: string): boolean {
  const plain = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/[\u2012\u2013\u2212]/g, "-")
    .trim()
    .replace(/\p{Nd}/gu, "0");
  return (
    /^[+-]?(?:0[\d_,' ]*(?:\.[\d_]*)?|\.0[\d_]*)(?:e[+-]?0\d*)?$/i.test(plain) ||
    /^[+-]?(?:0[xob][0-9a-f_]+|inf(?:inity)?|nan)$/i.test(plain)
  );
}

function integerDomain(fits: (value: number | bigint) => boolean): ElementTest {
  return ({ value }) => {
    if (typeof value === "bigint") return fits(value);
    if (typeof value === "number") return Number.isInteger(value) ? fits(value) : "unknown";
    return typeof value === "string" && readsAsNumber(value) ? "unknown" : false;
  };
}

/** Integral numbers count too: 1 and 1.0 are the same number. */
function floatDomain(fits: (value: number | bigint) => boolean): ElementTest {
  return ({ value }) => {
    if (isNumeric(value)) return Number.isNaN(value) ? "unknown" : fits(value);
    return typeof value === "string" && readsAsNumber(value) ? "unknown" : false;
  };
}

function datetimeDomain(fits: (value: Instant) => boolean): ElementTest {
  return ({ value }) => {
    if (value === null || typeof value === "boolean") return false;
    const instant = typeof value === "string" ? parseInstant(value) : instantOfEpoch(value);
    return instant === undefined ? "unknown" : fits(instant);
  };
}
