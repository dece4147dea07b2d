import type { Span } from "./ast.ts";

/**
 * What kind of thing is wrong with a plan.
 *
 * - `syntax_error`: CPython refuses it too (SyntaxError, IndentationError, TabError), with this message where it has one;
 * - `unsupported`: valid Python that the plan language lacks;
 * - `unknown_name`: a name that is neither assigned in the plan, nor a builtin, a tool or a variable;
 * - `too_complex`: a cap on size or nesting.
 */
export type DiagnosticCode = "syntax_error" | "unsupported" | "unknown_name" | "too_complex";

/** One finding about a plan's source: returned in lists, never thrown across the package's door. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly span: Span;
  /** What to write instead. */
  readonly help?: string;
  /** The source line with a caret line below it. */
  readonly excerpt: string;
}

/** Longest part of a source line that an excerpt shows. */
const excerptWidthMax = 120;

/**
 * The line in which `span` starts and, below it, carets under the part that the span covers. Of long lines only the
 * neighbourhood of the span is shown.
 */
export function excerptOf(lines: readonly string[], span: Span): string {
  const characters = Array.from((lines[span.line - 1] ?? "").replaceAll(/[\t\f]/g, " "));
  const first = span.column - 1;
  const last = span.endLine === span.line ? Math.max(span.endColumn - 1, first + 1) : characters.length;
  const from = first > excerptWidthMax / 2 ? first - excerptWidthMax / 4 : 0;
  const shown = characters.slice(from, from + excerptWidthMax);
  const indent = from === 0 ? shown.findIndex((character) => character !== " ") : 0;
  const cut = Math.max(0, Math.min(indent, first));
  const carets = Math.max(1, Math.min(last, from + excerptWidthMax) - first);
  return `${shown.slice(cut).join("")}\n${" ".repeat(first - from - cut)}${"^".repeat(carets)}`;
}

/** A diagnostic as a person reads it: place, message, excerpt, help. */
export function formatDiagnostic(diagnostic: Diagnostic, origin = "plan"): string {
  const { span, message, excerpt, help } = diagnostic;
  const shown = excerpt
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
  const hint = help === undefined ? "" : `\n  help: ${help}`;
  return `${origin}:${span.line}:${span.column}: ${message}\n${shown}${hint}`;
}
