import type { DiagnosticCode } from "../codes.ts";
import { type Diagnostic, diagnose } from "../diagnostics.ts";
import type { Range, Source } from "../source.ts";

/** More than this many findings help nobody. */
export const FINDINGS_MAX = 500;

/** Collects findings; the same finding at the same place counts once, however many uses lead to it. */
export class Findings {
  readonly list: Diagnostic[] = [];
  readonly #source: Source;
  readonly #known = new Set<string>();

  constructor(source: Source) {
    this.#source = source;
  }

  get isFull(): boolean {
    return this.list.length >= FINDINGS_MAX;
  }

  report(code: DiagnosticCode, range: Range, message: string, help?: string): void {
    if (this.isFull) return;
    const key = `${code} ${range.start} ${range.end}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.list.push(diagnose(this.#source, code, range, message, help));
  }
}
