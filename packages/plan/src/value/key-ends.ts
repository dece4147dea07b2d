/**
 * The first and the last key of a JS map. A map walks over the holes that deleted keys leave at its front each time that it
 * is asked anew, and knows its last key only by walking through all: `while items: items.pop()` would take quadratic time.
 */
export class KeyEnds<K> {
  private readonly map: ReadonlyMap<K, unknown>;
  /** Stands behind `head`; goes on where keys are deleted meanwhile. */
  private heads: Iterator<K> | null = null;
  private head: K | undefined = undefined;
  private known = false;
  /** All keys, older places of a key that was deleted and came back too; the last one that the map has is the last. */
  private tail: K[] | null = null;

  constructor(map: ReadonlyMap<K, unknown>) {
    this.map = map;
  }

  /** A key that was not there is about to be added. */
  added(key: K): void {
    if (this.tail === null) return;
    if (this.tail.length > 2 * this.map.size + 64) this.tail = null;
    else this.tail.push(key);
  }

  /** A key is about to be deleted. */
  deleted(key: K): void {
    if (this.known && key === this.head) this.known = false;
  }

  cleared(): void {
    this.heads = null;
    this.known = false;
    this.tail = null;
  }

  first(): K | undefined {
    if (this.map.size === 0) return undefined;
    while (!this.known) {
      this.heads ??= this.map.keys();
      const next = this.heads.next();
      // An iterator at its end does not see what was added since.
      if (next.done) this.heads = null;
      else {
        this.head = next.value;
        this.known = true;
      }
    }
    return this.head;
  }

  last(): K | undefined {
    this.tail ??= Array.from(this.map.keys());
    for (;;) {
      const key = this.tail.at(-1);
      if (this.tail.length === 0) return undefined;
      if (key !== undefined && this.map.has(key)) return key;
      this.tail.pop();
    }
  }
}

/** Goes through the keys in order; asks for no more than the first until the second is wanted. */
export function keyWalk<K>(map: ReadonlyMap<K, unknown>, first: () => K | undefined): () => K | undefined {
  let head: K | undefined;
  let keys: Iterator<K> | null = null;
  let begun = false;
  const next = (): K | undefined => {
    const found = keys?.next();
    return found === undefined || found.done ? undefined : found.value;
  };
  return () => {
    if (!begun) {
      begun = true;
      head = first();
      return head;
    }
    if (keys !== null) return next();
    keys = map.keys();
    const one = next();
    // The first may be gone by now.
    return one === head ? next() : one;
  };
}
