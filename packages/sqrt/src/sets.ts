import type { ElementTest } from "./element.ts";
import { foldText, Leaf } from "./leaf.ts";
import type { LabelSet } from "./metadata.ts";
import { and3, not3, or3, type Truth, xor3 } from "./truth.ts";

/** A set as expressions compute it: strings, and tests that match values. */
export interface SetValue {
  /** Contains everything but null. */
  readonly universal: boolean;
  /** The strings that it stores. */
  readonly strings: readonly Leaf[];
  /**
   * The other elements that it was made of: patterns, domains, numbers. What an element of the set matches is what
   * its test and `has` both match.
   */
  readonly tests: ReadonlySet<ElementTest>;
  /** Whether some element matches. */
  readonly has: ElementTest;
}

/**
 * What is left of the universal set when something is taken from it: nothing (`consumers`), everything (`labels`: tags and producers),
 * or, where neither is meant, a set of which nothing is known.
 */
export type Polarity = "consumers" | "labels" | "none";

const noTests: ReadonlySet<ElementTest> = new Set();

export const everything: SetValue = {
  universal: true,
  strings: [],
  tests: noTests,
  has: (leaf) => leaf.value !== null,
};
export const nothing: SetValue = { universal: false, strings: [], tests: noTests, has: () => false };
const perhaps: ElementTest = (leaf) => (leaf.value === null ? false : "unknown");
const undetermined: SetValue = { universal: false, strings: [], tests: new Set([perhaps]), has: perhaps };

/** Whether a set has no element at all. */
export function isEmptySet(set: SetValue): boolean {
  return !set.universal && set.strings.length === 0 && set.tests.size === 0;
}

const labelSetValues = new WeakMap<LabelSet, SetValue>();

/** The set of a metadata field. */
export function setOfLabels(labels: LabelSet): SetValue {
  if (labels.universal) return everything;
  let value = labelSetValues.get(labels);
  if (value === undefined) {
    value = setOf(labels.members, []);
    labelSetValues.set(labels, value);
  }
  return value;
}

/** The set of the given elements; `"*"` among the strings makes it universal. */
export function setOf(texts: readonly string[], tests: readonly ElementTest[]): SetValue {
  if (texts.includes("*")) return everything;
  if (texts.length === 0 && tests.length === 0) return nothing;
  const exact = new Set(texts);
  const folded = new Set(texts.map(foldText));
  const hasString = (leaf: Leaf): Truth => {
    if (typeof leaf.value !== "string") return false;
    if (exact.has(leaf.value)) return true;
    return folded.has(leaf.isPlain ? leaf.value : foldText(leaf.value)) ? "unknown" : false;
  };
  return {
    universal: false,
    strings: [...exact].map((text) => new Leaf(text)),
    tests: tests.length === 0 ? noTests : new Set(tests),
    has: tests.length === 0 ? hasString : (leaf) => matchesAny(tests, leaf, hasString(leaf)),
  };
}

function matchesAny(tests: readonly ElementTest[], leaf: Leaf, start: Truth): Truth {
  let truth = start;
  for (const test of tests) {
    if (truth === true) return true;
    truth = or3(truth, test(leaf));
  }
  return truth;
}

/** A set made of two others. */
function composed(a: SetValue, b: SetValue, strings: readonly Leaf[], has: ElementTest): SetValue {
  const tests = b.tests.size === 0 ? a.tests : a.tests.size === 0 ? b.tests : a.tests.union(b.tests);
  return { universal: false, strings, tests, has: rememberingLast(has) };
}

/**
 * Keeps the answer about the leaf asked last, so that a set that is named in many places of one expression is asked
 * once: otherwise `let`s that name others twice would take exponential time.
 */
function rememberingLast(test: ElementTest): ElementTest {
  let last: Leaf | undefined;
  let answer: Truth = false;
  return (leaf) => {
    if (leaf !== last) {
      answer = test(leaf);
      last = leaf;
    }
    return answer;
  };
}

export function unionOf(a: SetValue, b: SetValue): SetValue {
  if (a.universal || b.universal) return everything;
  if (b === nothing || a === b) return a;
  if (a === nothing) return b;
  return composed(a, b, mergeLeaves(a.strings, b.strings), (leaf) => or3(a.has(leaf), b.has(leaf)));
}

export function intersectionOf(a: SetValue, b: SetValue): SetValue {
  if (a.universal) return b;
  if (b.universal) return a;
  const strings = mergeLeaves(
    a.strings.filter((leaf) => b.has(leaf) === true),
    b.strings.filter((leaf) => a.has(leaf) === true),
  );
  return composed(a, b, strings, (leaf) => and3(a.has(leaf), b.has(leaf)));
}

/** INVARIANT (M6): what is taken from the universal set never leaves a set that allows more. */
function lessThanEverything(polarity: Polarity): SetValue {
  if (polarity === "consumers") return nothing;
  return polarity === "labels" ? everything : undetermined;
}

export function differenceOf(a: SetValue, b: SetValue, polarity: Polarity): SetValue {
  if (a.universal) return lessThanEverything(polarity);
  if (b.universal) return nothing;
  const strings = a.strings.filter((leaf) => b.has(leaf) !== true);
  return composed(a, nothing, strings, (leaf) => and3(a.has(leaf), not3(b.has(leaf))));
}

export function symmetricDifferenceOf(a: SetValue, b: SetValue, polarity: Polarity): SetValue {
  if (a.universal || b.universal) return lessThanEverything(polarity);
  const strings = mergeLeaves(
    a.strings.filter((leaf) => b.has(leaf) !== true),
    b.strings.filter((leaf) => a.has(leaf) !== true),
  );
  return composed(a, b, strings, (leaf) => xor3(a.has(leaf), b.has(leaf)));
}

function mergeLeaves(a: readonly Leaf[], b: readonly Leaf[]): readonly Leaf[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const known = new Set(a.map((leaf) => leaf.value));
  return [...a, ...b.filter((leaf) => !known.has(leaf.value))];
}

/** `A overlaps B`: some stored string of A is matched by B. */
export function overlaps(a: SetValue, b: SetValue): Truth {
  if (a.universal) return !isEmptySet(b);
  let truth: Truth = false;
  for (const leaf of a.strings) {
    truth = or3(truth, b.has(leaf));
    if (truth === true) break;
  }
  return truth;
}

/** `A subset of B`: each stored string of A is matched by B. Universal is a subset of universal only. */
export function isSubset(a: SetValue, b: SetValue): Truth {
  if (b.universal) return true;
  if (a.universal) return false;
  let truth: Truth = true;
  for (const leaf of a.strings) {
    truth = and3(truth, b.has(leaf));
    if (truth === false) break;
  }
  return truth;
}

/** `A superset of B`: each element of B is matched by some stored string of A. */
export function isSuperset(a: SetValue, b: SetValue): Truth {
  if (a.universal) return true;
  if (b.universal) return false;
  let truth: Truth = true;
  for (const leaf of b.strings) truth = and3(truth, a.has(leaf));
  for (const test of b.tests) {
    let found: Truth = false;
    for (const leaf of a.strings) found = or3(found, and3(test(leaf), b.has(leaf)));
    truth = and3(truth, found);
  }
  return truth;
}
