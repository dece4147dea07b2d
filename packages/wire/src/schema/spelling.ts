/** Edit distance of two words (insertions, deletions, replacements). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** A name without what people mix up: case, `_`, `-`. */
function bare(name: string): string {
  return name.replace(/[_\-\s]/g, "").toLowerCase();
}

/** The known name that a misspelt one most likely means; undefined when none is near. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const wanted = bare(name.slice(0, 50));
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const word = bare(candidate);
    if (Math.abs(word.length - wanted.length) >= bestDistance) continue;
    const away = distance(wanted, word);
    if (away < bestDistance) {
      best = candidate;
      bestDistance = away;
    }
  }
  return best;
}
