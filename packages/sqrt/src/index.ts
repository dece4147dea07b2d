export type { CallArgument, CheckedCall, ParameterDeclaration, ToolDeclaration } from "./call.ts";
export { type DiagnosticCode, diagnosticCodes } from "./codes.ts";
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
export { type Compiled, type CompileOptions, compilePolicy, type Policy } from "./policy.ts";
export { type BranchingMetaPolicy, branchForbidden, defaultPresets, type Presets } from "./presets.ts";
export { type Formatted, formatPolicy } from "./print.ts";
export type { CallVerdict, CheckOptions, CheckRecord, FinalVerdict, RuleRecord } from "./record.ts";
export { type CallResult, checkToolCall, labelResult, layerPolicies, type PolicySet } from "./verdict.ts";
