import { Random } from "../fuzz/random.ts";
import { callsInARow, core, themes as earlyThemes, type Theme } from "./program-themes.ts";
import { lateThemes } from "./program-themes-late.ts";
import { situationOf } from "./situation.ts";

const themes = [...earlyThemes, ...lateThemes];

const variables = ["p0", "p1", "p2", "q"];
const simple = (form: string) => !form.includes("$b") && !form.includes("$t") && !form.includes("$r");

/**
 * A program over two secrets (`s0`, `s1`) from a seed: what one to three themes declare, statements of theirs, nested, and
 * at the end everything shown. It tells what it knows by calling `out`.
 */
export class ProgramWriter {
  private readonly random: Random;
  private readonly used: readonly Theme[];
  private budget = 14;

  constructor(seed: number, about: readonly Theme[] = []) {
    this.random = new Random(seed);
    const used = new Set([core, ...about]);
    const count = 1 + this.below(3);
    for (let i = 0; i < count; i++) used.add(this.pick(themes));
    this.used = Array.from(used);
  }

  private below(end: number): number {
    return this.random.below(end);
  }

  private pick<T>(from: readonly T[]): T {
    return this.random.pick(from);
  }

  /** Themes take turns evenly; core has simpler forms and comes up less. */
  private theme(): Theme {
    return this.below(4) === 0 ? core : this.pick(this.used);
  }

  private expression(depth: number): string {
    for (;;) {
      const theme = this.below(3) > 0 ? core : this.pick(this.used);
      if (theme.expressions.length === 0) continue;
      const form = this.below(4) === 0 ? this.pick(["s0", "s1"]) : this.pick(theme.expressions);
      if (depth > 1 && form.includes("$e")) continue;
      return this.fill(form, depth + 1);
    }
  }

  private fill(form: string, depth: number): string {
    return form.replace(/\$[env]/g, (hole) =>
      hole === "$e" ? this.expression(depth) : hole === "$n" ? String(this.below(5)) : this.pick(variables),
    );
  }

  private statement(depth: number): string[] {
    this.budget--;
    for (;;) {
      const form = this.pick(this.theme().statements);
      if ((depth > 2 || this.budget < 0) && !simple(form)) continue;
      return form.split("\n").flatMap((line) => {
        const indent = /^ */.exec(line)?.[0] ?? "";
        const hole = line.trim();
        if (hole !== "$b" && hole !== "$t" && hole !== "$r") return [this.fill(line, 0)];
        return this.block(depth + 1, hole).map((inner) => indent + inner);
      });
    }
  }

  private block(depth: number, kind: "$b" | "$t" | "$r" | "$m"): string[] {
    const count = kind === "$m" ? 3 + this.below(5) : 1 + this.below(2);
    const lines: string[] = [];
    for (let i = 0; i < count; i++) lines.push(...this.statement(depth));
    if (kind === "$t" && this.below(3) === 0)
      lines.push(`if ${this.expression(0)}: ${this.pick(["break", "continue"])}`);
    if (kind === "$r" && this.below(2) === 0)
      lines.push(`if ${this.expression(0)}: return ${this.expression(1)}`);
    return lines;
  }

  write(): string {
    const lines = this.block(0, "$m");
    const shown = this.used.flatMap((theme) => theme.shown);
    // A function that calls a tool runs by other code than one that does not.
    const telling = this.below(3) === 0;
    const prelude = (theme: Theme) =>
      theme.prelude.trim().replace(/# tell$/gm, () => (telling && this.below(3) === 0 ? "out(7)" : "pass"));
    return [
      ...this.used.map(prelude),
      ...lines,
      ...shown.map((one) => `try: out(${one})\nexcept Exception: out("no")`),
      "final_return_value = p0",
    ].join("\n");
  }
}

export function randomProgram(seed: number): string {
  // Where calls may go out together, that is what most programs are about.
  const about = situationOf(seed).grouped && seed % 4 > 0 ? [callsInARow] : [];
  return new ProgramWriter(seed, about).write();
}

/** The program with all lines taken away that it does not need to fail. */
export async function shortened(
  source: string,
  fails: (source: string) => Promise<boolean>,
): Promise<string> {
  let lines = source.split("\n");
  for (let changed = true; changed; ) {
    changed = false;
    for (let at = lines.length - 1; at >= 0; at--) {
      const depth = indentOf(lines[at] ?? "");
      let end = at + 1;
      while (end < lines.length && indentOf(lines[end] ?? "") > depth) end++;
      const inner = lines.slice(at + 1, end).map((line) => line.slice(4));
      const attempts = [[], ...(end > at + 1 ? [inner] : []), [`${" ".repeat(depth)}pass`]];
      for (const instead of attempts) {
        if (instead.length === end - at && instead.every((line, i) => line === lines[at + i])) continue;
        const rest = [...lines.slice(0, at), ...instead, ...lines.slice(end)];
        if (rest.length === lines.length && lines[at]?.trim() === "pass") continue;
        if (!(await fails(rest.join("\n")))) continue;
        lines = rest;
        changed = true;
        break;
      }
    }
  }
  return lines.join("\n");
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}
