import {
  compilePolicy,
  type Diagnostic,
  formatDiagnostic,
  layerPolicies,
  type PolicySet,
  readCall,
  type WrittenCall,
} from "@sequrity/sqrt";
import { identifierOf, isJsonObject, type JsonValue } from "@sequrity/wire";
import { Finding, UsageError } from "./exit.ts";
import { parseJsonArgument, readTextFile } from "./files.ts";
import { type DeclaredTool, readToolsFile, toolDeclarations } from "./tools-file.ts";

/** The tools of a `--tools` option; none when it is not given. */
export function toolsOption(file: string | undefined): readonly DeclaredTool[] {
  return file === undefined ? [] : readToolsFile(file);
}

/** A policy from a file, checked. Its findings go to stderr; an error in it ends the command. */
export function policyFromFile(file: string, tools: readonly DeclaredTool[]): PolicySet {
  const compiled = compilePolicy(
    readTextFile(file),
    tools.length === 0 ? {} : { tools: toolDeclarations(tools) },
  );
  printFindings(file, compiled.ok ? compiled.warnings : compiled.diagnostics);
  if (compiled.ok) return layerPolicies([compiled.policy]);
  throw new Finding(`${file} does not check, so nothing was evaluated`);
}

/** A call from a file: `{"tool", "args": {name: {"value", "tags"?, …}}, "session"?, "presets"?}`. */
export function callFromFile(file: string, tools: readonly DeclaredTool[]): WrittenCall {
  return writtenCall(parseJsonArgument(readTextFile(file), file), tools, file);
}

/** A call as it was written down; `place` names where it stood, for the error. */
export function writtenCall(json: JsonValue, tools: readonly DeclaredTool[], place: string): WrittenCall {
  const read = readCall(inIdentifiers(json), toolDeclarations(tools));
  if (!read.ok) throw new UsageError(`${place}: ${read.errors.join(" ")}`);
  return read.value;
}

/** Arguments may be written as on the wire; policies know them by their identifiers. */
function inIdentifiers(json: JsonValue): JsonValue {
  if (!isJsonObject(json) || !isJsonObject(json.args)) return json;
  const entries = Object.entries(json.args).map(([name, argument]) => [identifierOf(name), argument]);
  return { ...json, args: Object.fromEntries(entries) };
}

/** Findings as text for people, on stderr. */
export function printFindings(file: string, diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) process.stderr.write(`${formatDiagnostic(diagnostic, file)}\n\n`);
}

/** `1 error`, `2 errors`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
