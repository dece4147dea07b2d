export type { CallArgument, CheckedCall, ParameterDeclaration, ToolDeclaration } from "./call.ts";
export { type ReadCall, readCall, type WrittenCall } from "./call-file.ts";
export { compileCedar } from "./cedar.ts";
export { type DiagnosticCode, diagnosticCodes } from "./codes.ts";
export { type Diagnostic, formatDiagnostic, type Position, type Span } from "./diagnostics.ts";
export { type CallOutcome, diffPolicies, type PolicyDifference, type RecordedCall } from "./diff.ts";
export {
  type ConditionExplanation,
  type Explanation,
  explainVerdict,
  formatExplanation,
  type RuleExplanation,
} from "./explain.ts";
export type { CallChange } from "./flip.ts";
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
export { type RuleCoverage, runPolicyTests, type TestReport, type TestResult } from "./policy-tests.ts";
export { type BranchingMetaPolicy, branchForbidden, defaultPresets, type Presets } from "./presets.ts";
export { type Formatted, formatPolicy } from "./print.ts";
export type { CallVerdict, CheckOptions, CheckRecord, FinalVerdict, RuleRecord } from "./record.ts";
export { joinOfCall } from "./scope.ts";
export { type CallResult, checkToolCall, labelResult, layerPolicies, type PolicySet } from "./verdict.ts";
