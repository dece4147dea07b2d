/** What the counted repetitions of a whole program may add up to: each is compiled as so many copies of what it repeats. */
const COPIES_MAX = 5000;

const COUNT = /\{(\d+)(?:,(\d*))?\}/y;
const CLASS = /\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]/y;
const ESCAPE = /\\(?:Q[\s\S]*?(?:\\E|$)|[pPx]\{[^}]*\}|[\s\S]|$)/y;

/** How much of a program's allowance for repetitions is left. Compiling and matching take time in proportion to them. */
export class RepetitionAllowance {
  #left = COPIES_MAX;

  /** Takes what the pattern needs; false where that is more than is left. */
  take(pattern: string): boolean {
    const copies = copiesIn(pattern);
    if (copies > this.#left) return false;
    this.#left -= copies;
    return true;
  }
}

/** How many copies the counted repetitions of a regular expression make, counting what they repeat by its characters. */
function copiesIn(pattern: string): number {
  let copies = 0;
  // For each open group the size of what it holds so far; `last` is the size of what a count would repeat.
  const groups: number[] = [0];
  let last = 0;
  const add = (size: number): void => {
    last = size;
    groups.push((groups.pop() ?? 0) + size);
  };
  let at = 0;
  const match = (regex: RegExp): RegExpExecArray | null => {
    regex.lastIndex = at;
    const found = regex.exec(pattern);
    if (found !== null) at = regex.lastIndex;
    return found;
  };
  while (at < pattern.length) {
    const escaped = match(ESCAPE);
    if (escaped !== null) {
      add(escaped[0].startsWith("\\Q") ? escaped[0].length : 1);
      continue;
    }
    if (match(CLASS) !== null) {
      add(1);
      continue;
    }
    const count = match(COUNT);
    if (count !== null) {
      const [, low = "0", high = ""] = count;
      const size = last;
      const added = size * Math.max(0, Number(low) - 1, Number(high) - 1);
      copies += added;
      add(added);
      last = size + added;
      continue;
    }
    const character = pattern.charAt(at++);
    if (character === "(") groups.push(0);
    else if (character === ")" && groups.length > 1) add(groups.pop() ?? 0);
    else if (!"*+?".includes(character)) add(1);
  }
  return copies;
}
