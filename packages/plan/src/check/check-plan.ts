import type { Diagnostic } from "../diagnostics.ts";
import { parseProgram } from "../parse/parse-program.ts";
import type { Program } from "../program.ts";
import { analyseScopes } from "../scope/analyse.ts";
import { Findings } from "./findings.ts";
import { allNamesKnown, checkNames, type KnownNames } from "./names.ts";

/**
 * Parses and checks a plan. Gives the program, or all that is wrong with it (at most 20 findings, in the order of
 * their places): what CPython refuses, with CPython's message where it has one; what the plan language lacks, with
 * what to write instead; names that nothing defines. Never throws.
 *
 * @param known.tools the tools by the names that the plan calls; 'any': every unknown name that is called is a tool
 * @param known.variables names that are set before the plan starts
 */
export function checkPlan(
  source: string,
  known: {
    readonly tools: readonly { readonly name: string }[] | "any";
    readonly variables: readonly string[];
  },
):
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  const parsed = parseProgram(source);
  if (!parsed.ok) return parsed;
  const { module } = parsed;
  const { lines } = parsed.source;
  const findings = new Findings(lines);
  const scopes = analyseScopes(module);
  for (const { message, span } of scopes.problems) findings.syntax(message, span);
  for (const { message, span, help } of parsed.problems) findings.syntax(message, span, help);
  const tools = known.tools === "any" ? "any" : new Set(known.tools.map(({ name }) => name));
  const names: KnownNames = { tools, variables: new Set(known.variables) };
  if (parsed.remarkableNames || !allNamesKnown(scopes, names)) checkNames(module, scopes, names, findings);
  const diagnostics = findings.list();
  return diagnostics.length > 0
    ? { ok: false, diagnostics }
    : { ok: true, program: { module, scopes, lines } };
}
