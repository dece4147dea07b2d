import type { CheckedCall, ToolDeclaration } from "./call.ts";
import type { Diagnostic } from "./diagnostics.ts";
import type { JsonValue } from "./json.ts";
import { type Metadata, metadataToJson } from "./metadata.ts";
import type { Presets } from "./presets.ts";
import type { CallVerdict, CheckOptions } from "./record.ts";

export type { CallArgument, CheckedCall, ParameterDeclaration, ToolDeclaration } from "./call.ts";
export { type Diagnostic, formatDiagnostic, type Position, type Span } from "./diagnostics.ts";
export type { JsonValue } from "./json.ts";
export {
  emptyMetadata,
  isNonExecutable,
  joinMetadata,
  type LabelSet,
  type Metadata,
  type MetadataJson,
  metadataOf,
  metadataToJson,
  withProducers,
  withTags,
} from "./metadata.ts";
export { branchForbidden, defaultPresets, type Presets } from "./presets.ts";
export type { CallVerdict, CheckOptions, CheckRecord, FinalVerdict, RuleRecord } from "./record.ts";

/** A checked policy. */
export interface Policy {
  readonly language: "sqrt" | "cedar";
}
/** Policies in order of rank, ready to be asked. */
export interface PolicySet {
  readonly layers: readonly Policy[];
}
/** What compiling a text gives. */
export type Compiled =
  | { readonly ok: true; readonly policy: Policy; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
export interface CompileOptions {
  readonly tools?: readonly ToolDeclaration[];
  readonly writtenBy?: "user" | "model";
}

export function compilePolicy(_text: string, _options: CompileOptions = {}): Compiled {
  return { ok: false, diagnostics: [] };
}

export function layerPolicies(layers: readonly Policy[]): PolicySet {
  return { layers };
}

export function checkToolCall(
  _policies: PolicySet,
  call: CheckedCall,
  session: Metadata,
  _options: CheckOptions,
): CallVerdict {
  const json = metadataToJson(session);
  return {
    kind: "denied",
    verdict: "hard_denied",
    session,
    record: {
      tool: call.tool,
      call_id: call.callId,
      arguments: {},
      session_before: json,
      session_after: json,
      rules: [],
      denied: [],
      final_verdict: "hard_denied",
    },
    arguments: call.arguments,
    message: `Tool call '${call.tool}' is denied: policies are not evaluated yet.`,
  };
}

export function labelResult(
  _policies: PolicySet,
  _call: CheckedCall,
  result: { readonly value: JsonValue; readonly start: Metadata },
  session: Metadata,
  _presets: Presets,
): { metadata: Metadata; session: Metadata } {
  return { metadata: result.start, session };
}
