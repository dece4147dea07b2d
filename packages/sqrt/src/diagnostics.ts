import { type DiagnosticCode, diagnosticCodes } from "./codes.ts";
import type { Range, Source } from "./source.ts";

/** A place in a source text; lines and columns count from 1, columns in code points. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A stretch of source text; `end` is the place after its last character. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** One finding about a policy's text. Diagnostics are returned in lists and never thrown. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly span: Span;
  readonly help?: string;
  /** The source line with a caret line under it. */
  readonly excerpt: string;
}

/** The finding as text for people: place, code, message, excerpt, help. */
export function formatDiagnostic(diagnostic: Diagnostic, origin = "policy"): string {
  const { start } = diagnostic.span;
  const lines = [
    `${origin}:${start.line}:${start.column}: ${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}`,
    diagnostic.excerpt,
  ];
  if (diagnostic.help !== undefined) lines.push(`  help: ${diagnostic.help}`);
  return lines.join("\n");
}

/** A finding about a range of the source; its severity is its code's. */
export function diagnose(
  source: Source,
  code: DiagnosticCode,
  range: Range,
  message: string,
  help?: string,
): Diagnostic {
  return {
    code,
    severity: diagnosticCodes[code].severity,
    message,
    span: source.span(range),
    ...(help === undefined ? {} : { help }),
    excerpt: source.excerpt(range),
  };
}
