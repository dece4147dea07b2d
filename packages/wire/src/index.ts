export * from "./chat/chunk.ts";
export type { ChatMessage, ChatToolCall } from "./chat/message.ts";
export {
  type ChatCompletionRequest,
  ChatCompletionRequestSchema,
  type RequestResult,
  validateChatCompletionRequest,
} from "./chat/request.ts";
export * from "./chat/response.ts";
export { type CompletionUpdate, CompletionUpdateSchema, validateCompletionUpdate } from "./chat/stored.ts";
export type { ChatTool, ChatToolChoice } from "./chat/tool.ts";
export * from "./content.ts";
export * from "./error-body.ts";
export { type ConfigHeader, ConfigHeaderSchema } from "./headers/config.ts";
export { type FeaturesHeader, FeaturesHeaderSchema } from "./headers/features.ts";
export * from "./headers/parse.ts";
export { type PolicyHeader, PolicyHeaderSchema } from "./headers/policy.ts";
export { type HeaderTexts, HeaderTextsSchema, validateHeaderTexts } from "./headers/texts.ts";
export * from "./identifiers.ts";
export * from "./json.ts";
export * from "./messages/answer.ts";
export type { MessagesContentBlock, MessagesToolResult } from "./messages/content-block.ts";
export * from "./messages/event.ts";
export {
  type CountTokensRequest,
  CountTokensRequestSchema,
  type MessagesMessage,
  type MessagesRequest,
  MessagesRequestSchema,
  validateCountTokensRequest,
  validateMessagesRequest,
} from "./messages/request.ts";
export {
  isMessagesCustomTool,
  type MessagesCustomTool,
  type MessagesServerTool,
  type MessagesToolChoice,
} from "./messages/tool.ts";
export {
  isChatTool,
  type PolicyGenerationRequest,
  PolicyGenerationSchema,
  type PolicyGenerationType,
  policyGenerationTypes,
  validatePolicyGeneration,
} from "./policy-generation.ts";
export {
  type Conversation,
  type ConversationItemsRequest,
  ConversationItemsRequestSchema,
  type ConversationRequest,
  ConversationRequestSchema,
  type ConversationUpdate,
  ConversationUpdateSchema,
  conversation,
  conversationDeleted,
  type ItemPage,
  itemIdKind,
  itemPage,
  responseDeleted,
  type StoredItem,
  storedItem,
  validateConversationItemsRequest,
  validateConversationRequest,
  validateConversationUpdate,
} from "./responses/conversation.ts";
export * from "./responses/event.ts";
export {
  type InputItemKind,
  type InputItemOf,
  inputItemKind,
  isInputItem,
} from "./responses/input-item.ts";
export * from "./responses/output-item.ts";
export {
  type ResponsesRequest,
  ResponsesRequestSchema,
  validateResponsesRequest,
} from "./responses/request.ts";
export * from "./responses/response.ts";
export * from "./responses/stream.ts";
export {
  isResponsesTool,
  type ResponsesToolChoice,
  type ResponsesToolKind,
  type ResponsesToolOf,
} from "./responses/tool.ts";
export { writeAnswer } from "./responses/write-answer.ts";
export { type BaseConfig, resolveSessionConfig, type SessionConfigInput } from "./session-config.ts";
export type {
  Architecture,
  BlockerName,
  BranchingMetaPolicy,
  ClassifierMode,
  ClassifierName,
  ContentBlocker,
  ContentClassifier,
  ContextVarVisibility,
  DebugInfoLevel,
  EndpointType,
  Enforcement,
  FsmConfig,
  InlineRole,
  InternalTool,
  LlmConfig,
  LlmRole,
  OperatorTrust,
  PlannerPrompt,
  PolicyLanguage,
  PolicyMode,
  PolicyPresets,
  PromptConfig,
  ReasoningSettings,
  ResponseFormatConfig,
  RolePrompt,
  RoleSettings,
  SessionConfig,
  SessionFeatures,
  SessionPolicy,
} from "./session-config-types.ts";
export * from "./session-id.ts";
