export { type ContentValue, type DualLlmContent, parseDualLlmContent } from "@sequrity/wire/content";
export {
  type ChatCompletion,
  type ChatCreateParams,
  type ChatCreateParamsNonStreaming,
  type ChatCreateParamsStreaming,
  ChatResource,
  type ControlFields,
  type GivenMeta,
} from "./chat.ts";
export { ControlResource, SequrityClient, type SequrityClientOptions } from "./client.ts";
export { type DataStep, type Denial, type DenyingRule, readDenial, type SourcePosition } from "./denial.ts";
export {
  SequrityAPIError,
  SequrityConnectionError,
  SequrityError,
  SequrityValidationError,
} from "./errors.ts";
export { type ConfigFields, FineGrainedConfigHeader, type SingleLlmConfigFields } from "./headers/config.ts";
export { type FeaturesFields, FeaturesHeader } from "./headers/features.ts";
export { type PolicyFields, SecurityPolicyHeader, type SingleLlmPolicyFields } from "./headers/policy.ts";
export type { ControlSettings, EndpointType, Provider, RequestOptions } from "./options.ts";
export { type ChatCompletionChunk, ChatCompletionStream } from "./stream.ts";
