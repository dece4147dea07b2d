export { type ContentValue, type DualLlmContent, parseDualLlmContent } from "@sequrity/wire/content";
export { ControlResource, SequrityClient, type SequrityClientOptions } from "./client.ts";
export { type DataStep, type Denial, type DenyingRule, readDenial, type SourcePosition } from "./denial.ts";
export {
  SequrityAPIError,
  SequrityConnectionError,
  SequrityError,
  SequrityValidationError,
} from "./errors.ts";
export type { AnswerFacts } from "./exchange.ts";
export { type ConfigFields, FineGrainedConfigHeader, type SingleLlmConfigFields } from "./headers/config.ts";
export { type FeaturesFields, FeaturesHeader } from "./headers/features.ts";
export { type PolicyFields, SecurityPolicyHeader, type SingleLlmPolicyFields } from "./headers/policy.ts";
export type { ControlSettings, EndpointType, Provider, RequestOptions, StoredOptions } from "./options.ts";
export { Page } from "./page.ts";
export {
  type ChatCompletion,
  type ChatCreateParams,
  type ChatCreateParamsNonStreaming,
  type ChatCreateParamsStreaming,
  ChatResource,
} from "./resources/chat.ts";
export type { AnswerFields, ControlFields, GivenMeta } from "./resources/control-fields.ts";
export { ConversationItemsResource, ConversationsResource } from "./resources/conversations.ts";
export {
  type MessageAnswer,
  type MessageCreateParams,
  type MessageCreateParamsNonStreaming,
  type MessageCreateParamsStreaming,
  MessagesResource,
} from "./resources/messages.ts";
export { ModelsResource } from "./resources/models.ts";
export {
  type GeneratedPolicies,
  type PolicyGenerateParams,
  type PolicyGenerationType,
  PolicyResource,
} from "./resources/policy.ts";
export {
  type ResponseAnswer,
  type ResponseCreateParams,
  type ResponseCreateParamsNonStreaming,
  type ResponseCreateParamsStreaming,
  ResponsesResource,
} from "./resources/responses.ts";
export {
  AnswerStream,
  type ChatCompletionChunk,
  ChatCompletionStream,
  MessageEventStream,
  type MessageStreamEvent,
  ResponseEventStream,
  type ResponseStreamEvent,
} from "./stream.ts";
