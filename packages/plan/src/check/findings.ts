import type { Span } from "../ast.ts";
import { type Diagnostic, type DiagnosticCode, excerptOf } from "../diagnostics.ts";

/** Most findings that one check reports. */
const findingsMax = 20;

/** Gathers diagnostics over one source. */
export class Findings {
  readonly #lines: readonly string[];
  readonly #found: Diagnostic[] = [];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  add(code: DiagnosticCode, message: string, span: Span, help?: string): void {
    const excerpt = excerptOf(this.#lines, span);
    this.#found.push(
      help === undefined ? { code, message, span, excerpt } : { code, message, span, help, excerpt },
    );
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
      .slice(0, findingsMax);
  }
}
