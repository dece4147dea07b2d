import type { Module } from "../ast.ts";
import type { Diagnostic } from "../diagnostics.ts";
import { parseModuleBody } from "./block.ts";
import { checkDepth } from "./depth.ts";
import { Parser, type Problem } from "./parser.ts";
import { assertReadable, diagnosticOf, Refusal, readSource, type Source, spanBetween } from "./source.ts";
import { tokenize } from "./tokenize.ts";

export type Parsed =
  | {
      readonly ok: true;
      readonly module: Module;
      readonly source: Source;
      /** What CPython's compiler refuses. */
      readonly problems: readonly Problem[];
      /** There are dunder names, imports or keywords of classes. */
      readonly remarkableNames: boolean;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Lines of fewer tokens hold no tree that is too deep, and blocks inside each other are counted: most plans need no look
 * at the depth of the whole. Each token adds at most two levels to the tree.
 */
const shortLine = 80;
const shallow = 80;

/**
 * Parses a plan. Gives our tree, or the first syntax error with CPython's message where that can be told, its place,
 * and an excerpt. Never throws and always ends, in time that grows with the text's length alone: size and nesting are
 * capped. Names and their uses are judged later, by the check.
 */
export function parseProgram(text: string): Parsed {
  const source = readSource(text);
  try {
    assertReadable(source);
    const { tokens, longestLine, privateNames } = tokenize(source);
    const parser = new Parser(source, tokens);
    const body = parseModuleBody(parser);
    const module: Module = { kind: "Module", body, span: spanBetween(source, 0, source.text.length) };
    if (longestLine > shortLine || parser.deepest > shallow) checkDepth(module, source);
    const { problems, declarations } = parser.remarks;
    return { ok: true, module, source, problems, remarkableNames: privateNames || declarations };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, diagnostics: [diagnosticOf(source, error)] };
    throw error;
  }
}
