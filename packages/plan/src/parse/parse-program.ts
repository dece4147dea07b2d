import type { Module } from "../ast.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { adaptBlock } from "./adapt-statement.ts";
import { CanonicalText } from "./canonical.ts";
import { checkGrammarGaps } from "./grammar-gaps.ts";
import { checkLayout } from "./layout.ts";
import { assertReadable, diagnosticOf, Refusal, readSource, type Source, spanBetween } from "./source.ts";
import { tokenize } from "./tokenize.ts";

export type Parsed =
  | { readonly ok: true; readonly module: Module; readonly source: Source }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Parses a plan. Gives our tree, or the first syntax error with CPython's message where that can be told, its place,
 * and an excerpt. Never throws and always ends, whatever the text: size and nesting are capped before the grammar is
 * asked. Names and their uses are judged later, by the check.
 */
export function parseProgram(text: string): Parsed {
  const source = readSource(text);
  try {
    assertReadable(source);
    const tokens = tokenize(source);
    checkLayout(source, tokens);
    checkGrammarGaps(tokens, "program");
    const canonical = new CanonicalText(source, tokens, "program");
    const body = adaptBlock(
      { text: canonical, asyncAllowed: true, privateClass: null },
      canonical.parse().body,
    );
    return {
      ok: true,
      module: { kind: "Module", body, span: spanBetween(source, 0, source.text.length) },
      source,
    };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, diagnostics: [diagnosticOf(source, error)] };
    throw error;
  }
}
