import type { CanonicalText, RawModule, RawPlace } from "./canonical.ts";
import { Refusal } from "./source.ts";

/** Deepest tree that is taken: nodes inside each other, `elif` counting as an `if` in an `else`. */
export const treeDepthMax = 250;

/**
 * Refuses trees that are too deep for what recurses over them.
 *
 * INVARIANT: this walk does not recurse itself: a chain of operators may be as long as the source allows.
 */
export function checkDepth(module: RawModule, text: CanonicalText): void {
  const pending: { readonly value: unknown; readonly depth: number; readonly place: RawPlace }[] = [
    { value: module.body, depth: 0, place: {} },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth, place } = next;
    if (Array.isArray(value)) {
      for (const item of value) pending.push({ value: item, depth, place });
      continue;
    }
    if (typeof value !== "object" || value === null || !("nodeType" in value)) continue;
    const here = isPlaced(value) ? value : place;
    if (depth > treeDepthMax) {
      const { start, end } = text.offsetsOf(here);
      throw new Refusal(
        "too_complex",
        `more than ${treeDepthMax} expressions or blocks inside each other`,
        start,
        end,
        "split it into steps with variables of their own",
      );
    }
    for (const child of Object.values(value)) {
      if (typeof child === "object") pending.push({ value: child, depth: depth + 1, place: here });
    }
  }
}

function isPlaced(value: object): value is RawPlace {
  return "lineno" in value && typeof value.lineno === "number";
}
