/** Number of single-character edits (and swaps of neighbours) between two words. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const edit = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(edit, (before[j - 2] ?? 0) + 1) : edit);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** How far apart two names are, blind to case and underscores; the parts of a name may stand in another order. */
function distance(a: string, b: string): number {
  const plain = (name: string): string => name.toLowerCase().replaceAll("_", "");
  const sorted = (name: string): string => name.toLowerCase().split("_").sort().join("");
  return Math.min(editDistance(plain(a), plain(b)), editDistance(sorted(a), sorted(b)) + 1);
}

/** Longest name that is compared: the cost grows with the square. */
const comparedLengthMax = 80;

/** The candidate nearest to a name, when one is near enough to be what was meant. */
export function closestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > comparedLengthMax) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 0.5;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > bestDistance + 3 || candidate.length > comparedLengthMax)
      continue;
    const found = distance(name, candidate);
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}
