import type { PyClass } from "./class.ts";

/** C3 linearisation of the bases; undefined when there is none. */
export function linearise(bases: readonly PyClass[]): PyClass[] | undefined {
  const rows = [...bases.map((base) => base.mro.slice()), bases.slice()];
  const order: PyClass[] = [];
  for (;;) {
    const open = rows.filter((row) => row.length > 0);
    if (open.length === 0) return order;
    const next = open
      .map((row) => row[0])
      .find((head) => head !== undefined && !open.some((row) => row.indexOf(head) > 0));
    if (next === undefined) return undefined;
    order.push(next);
    for (const row of rows) if (row[0] === next) row.shift();
  }
}
