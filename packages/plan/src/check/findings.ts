import type { Span } from "../ast.ts";
import { type Diagnostic, type DiagnosticCode, excerptOf } from "../diagnostics.ts";

/** Most findings that one check reports. */
const findingsMax = 20;
/** Most findings that are kept to choose the first ones from. */
const keptMax = 200;

type Finding = Omit<Diagnostic, "excerpt">;

/** Gathers diagnostics over one source. */
export class Findings {
  readonly #lines: readonly string[];
  readonly #found: Finding[] = [];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** Whether there are so many that no further one is taken. */
  get full(): boolean {
    return this.#found.length >= keptMax;
  }

  add(code: DiagnosticCode, message: string, span: Span, help?: string): void {
    if (this.full) return;
    this.#found.push(help === undefined ? { code, message, span } : { code, message, span, help });
  }

  /** Valid Python that the plan language lacks. */
  lacking(message: string, span: Span, help: string): void {
    this.add("unsupported", message, span, help);
  }

  /** What CPython refuses too. */
  syntax(message: string, span: Span, help?: string): void {
    this.add("syntax_error", message, span, help);
  }

  /** All findings in the order of their places, each once. */
  list(): readonly Diagnostic[] {
    const seen = new Set<string>();
    return this.#found
      .filter(({ message, span }) => {
        const key = `${span.line}:${span.column}:${message}`;
        return !seen.has(key) && seen.add(key) !== undefined;
      })
      .toSorted((a, b) => a.span.line - b.span.line || a.span.column - b.span.column)
      .slice(0, findingsMax)
      .map((finding) => ({ ...finding, excerpt: excerptOf(this.#lines, finding.span) }));
  }
}
