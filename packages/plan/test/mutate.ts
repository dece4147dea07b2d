/** A small generator of pseudo-random numbers below `n`, the same for the same seed. */
export function randomFrom(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

const piece =
  /\s*(?:[A-Za-z_]\w*|\d[\w.]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\*\*=?|\/\/=?|[<>=!:+\-*/%&|^@]=|->|\n|[^\w\s])/g;

const insertions = [
  ..."if else for in not lambda yield await async import from as global nonlocal return def class x 1 None".split(
    " ",
  ),
  ..."True and or is del pass with match case _ try except raise assert * ** : , = := ( ) [ ] { } . ; ... @".split(
    " ",
  ),
  ..."-> + - ~ ! //".split(" "),
  '"s"',
  'f"{x}"',
  "\n",
  "\n   ",
].map((text) => ` ${text}`);

/** The sources with a piece or two removed, doubled, replaced, or swapped: most of them wrong in a small way. */
export function mutations(sources: readonly string[], count: number, seed: number): readonly string[] {
  const random = randomFrom(seed);
  const lines = sources.flatMap((source) => source.split("\n").filter((line) => /^[^\s].*[^:]$/.test(line)));
  const pick = (from: readonly string[]): string => from[random(from.length)] ?? "";
  return Array.from({ length: count }, () => {
    const base = random(3) > 0 ? `${pick(lines)}\n` : pick(sources);
    const pieces: string[] = base.match(piece) ?? [base];
    for (let times = 1 + random(2); times > 0; times -= 1) {
      const at = random(pieces.length);
      const other = random(pieces.length);
      const kept = pieces[at] ?? "";
      switch (random(5)) {
        case 0:
          pieces.splice(at, 1);
          break;
        case 1:
          pieces.splice(at, 0, pick(insertions));
          break;
        case 2:
          pieces[at] = pick(insertions);
          break;
        case 3:
          pieces.splice(at, 0, pieces[other] ?? "");
          break;
        default:
          pieces[at] = pieces[other] ?? "";
          pieces[other] = kept;
      }
    }
    return pieces.join("");
  });
}
