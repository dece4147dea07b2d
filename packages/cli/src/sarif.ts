import type { Diagnostic } from "@sequrity/sqrt";
import type { JsonObject } from "@sequrity/wire";

/** The findings about one file. */
export interface FileFindings {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Findings as a SARIF 2.1.0 log, which code review tools read. Columns count code points, as SARIF's `columnKind` says.
 */
export function sarifLog(findings: readonly FileFindings[]): JsonObject {
  const codes = [
    ...new Set(findings.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))),
  ].sort();
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "sequrity sqrt check", rules: codes.map((id) => ({ id })) } },
        columnKind: "unicodeCodePoints",
        results: findings.flatMap(({ file, diagnostics }) =>
          diagnostics.map((diagnostic) => sarifResult(file, diagnostic)),
        ),
      },
    ],
  };
}

function sarifResult(file: string, { code, severity, message, help, span }: Diagnostic): JsonObject {
  return {
    ruleId: code,
    level: severity,
    message: { text: help === undefined ? message : `${message} ${help}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split("\\").join("/") },
          region: {
            startLine: span.start.line,
            startColumn: span.start.column,
            endLine: span.end.line,
            endColumn: span.end.column,
          },
        },
      },
    ],
  };
}
