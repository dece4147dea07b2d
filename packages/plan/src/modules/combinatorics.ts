/** The index sequences behind `itertools.product`, `permutations`, `combinations`, in CPython's order. */

/** Every choice of one index per size; the last turns fastest. */
export function* productIndexes(sizes: readonly number[]): Generator<readonly number[]> {
  if (sizes.includes(0)) return;
  const at = sizes.map(() => 0);
  for (;;) {
    yield at.slice();
    let i = sizes.length - 1;
    for (; i >= 0; i--) {
      const next = (at[i] ?? 0) + 1;
      if (next < (sizes[i] ?? 0)) {
        at[i] = next;
        break;
      }
      at[i] = 0;
    }
    if (i < 0) return;
  }
}

/** Ordered choices of `r` of `n` indexes. */
export function* permutationIndexes(n: number, r: number): Generator<readonly number[]> {
  if (r > n) return;
  const order = Array.from({ length: n }, (_, i) => i);
  const cycles = Array.from({ length: r }, (_, i) => n - i);
  yield order.slice(0, r);
  for (;;) {
    let i = r - 1;
    for (; i >= 0; i--) {
      const left = (cycles[i] ?? 1) - 1;
      cycles[i] = left;
      if (left === 0) {
        const [moved = 0] = order.splice(i, 1);
        order.push(moved);
        cycles[i] = n - i;
        continue;
      }
      const j = n - left;
      const swapped = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = swapped;
      yield order.slice(0, r);
      break;
    }
    if (i < 0) return;
  }
}

/** Choices of `r` of `n` indexes in rising order; with `repeated` an index may come again. */
export function* combinationIndexes(n: number, r: number, repeated: boolean): Generator<readonly number[]> {
  if (repeated ? n === 0 && r > 0 : r > n) return;
  const at = Array.from({ length: r }, (_, i) => (repeated ? 0 : i));
  for (;;) {
    yield at.slice();
    let i = r - 1;
    while (i >= 0 && at[i] === (repeated ? n - 1 : i + n - r)) i--;
    if (i < 0) return;
    const next = (at[i] ?? 0) + 1;
    for (let j = i; j < r; j++) at[j] = repeated ? next : next + j - i;
  }
}
