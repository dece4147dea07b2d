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
  // Stacks side by side: this sees every node of every plan, an object for each would cost more than the walk.
  const values: object[] = [module.body];
  const depths: number[] = [0];
  const places: RawPlace[] = [{}];
  for (let value = values.pop(); value !== undefined; value = values.pop()) {
    let depth = depths.pop() ?? 0;
    let place = places.pop() ?? {};
    if (!Array.isArray(value)) {
      if (!("nodeType" in value)) continue;
      if (isPlaced(value)) place = value;
      if (depth > treeDepthMax) refuseDepth(text, place);
      depth += 1;
    }
    for (const child of Object.values(value)) {
      if (typeof child !== "object" || child === null) continue;
      values.push(child);
      depths.push(depth);
      places.push(place);
    }
  }
}

function refuseDepth(text: CanonicalText, place: RawPlace): never {
  const { start, end } = text.offsetsOf(place);
  throw new Refusal(
    "too_complex",
    `more than ${treeDepthMax} expressions or blocks inside each other`,
    start,
    end,
    "split it into steps with variables of their own",
  );
}

function isPlaced(value: object): value is RawPlace {
  return "lineno" in value && typeof value.lineno === "number";
}
