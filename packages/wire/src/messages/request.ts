import { type Static, Type } from "typebox";
import { ChatCompletionRequestSchema, type RequestResult } from "../chat/request.ts";
import { firstRefusal, refusalOf } from "../responses/elements.ts";
import { compileCheck } from "../schema/compile.ts";
import { oneOf, optional, recordOf, taggedUnion } from "../schema/shapes.ts";
import { ContentBlockSchema, TextBlockSchema } from "./content-block.ts";
import { MessagesToolChoiceSchema, messagesToolForm } from "./tool.ts";

/**
 * The body of an Anthropic Messages request (version 2023-06-01), what newer versions take beyond it, and the two fields
 * of our own; and that of a request that only counts its tokens. Fields that it does not know are ignored.
 */

const anyObject = recordOf(Type.Unknown());
const number = optional(Type.Number());
const flag = optional(Type.Boolean());
/** A word out of a list that providers extend: passed on for the provider to judge. */
const openWord = optional(Type.String());

const ContentSchema = Type.Union([Type.String(), Type.Array(ContentBlockSchema)]);
const SystemContentSchema = Type.Union([Type.String(), Type.Array(TextBlockSchema)]);

export const MessagesMessageSchema = taggedUnion(
  "role",
  // One variant for both: it is large, and compiled once.
  Type.Object({ role: oneOf("user", "assistant"), content: ContentSchema }),
  Type.Object({ role: Type.Literal("system"), content: SystemContentSchema }),
);
export type MessagesMessage = Static<typeof MessagesMessageSchema>;

const ThinkingSchema = taggedUnion(
  "type",
  Type.Object({
    type: Type.Literal("enabled"),
    budget_tokens: Type.Integer({ minimum: 1 }),
    display: openWord,
  }),
  Type.Object({ type: Type.Literal("adaptive"), display: openWord }),
  Type.Object({ type: oneOf("disabled", "between_tools") }),
);

const { user_provided_program, context_vars } = ChatCompletionRequestSchema.properties;

const formatSchema = Type.Object({ type: Type.Literal("json_schema"), schema: anyObject });
/** What is known so that it can be refused by its name. */
const anything = Type.Optional(Type.Unknown());

/** What a request has whether it is answered or counted. */
const shared = {
  model: Type.String(),
  messages: Type.Array(MessagesMessageSchema),
  system: optional(SystemContentSchema),
  /** Checked one by one, in the form of their type (tool.ts). */
  tools: optional(Type.Array(anyObject)),
  tool_choice: Type.Optional(MessagesToolChoiceSchema),
  thinking: optional(ThinkingSchema),
  output_config: optional(
    Type.Object({
      effort: optional(oneOf("low", "medium", "high", "xhigh", "max")),
      format: optional(formatSchema),
    }),
  ),
  /** Where older clients put `output_config.format`. */
  output_format: optional(formatSchema),
  cache_control: optional(anyObject),
  context_management: optional(anyObject),
  mcp_servers: optional(Type.Array(anyObject)),
  speed: openWord,
  billing_policy: anything,
  compaction: anything,
};

export const MessagesRequestSchema = Type.Object({
  ...shared,
  max_tokens: Type.Integer({ minimum: 1 }),
  metadata: optional(Type.Object({ user_id: openWord })),
  stop_sequences: optional(Type.Array(Type.String())),
  stream: flag,
  temperature: number,
  top_p: number,
  top_k: optional(Type.Integer()),
  service_tier: openWord,
  container: optional(Type.Union([Type.String(), anyObject])),
  inference_geo: openWord,
  thread: anything,
  fallbacks: anything,
  fallback_credit_token: anything,
  diagnostics: anything,
  user_provided_program,
  context_vars,
});
/** Its tools are told apart with `isMessagesCustomTool`. */
export type MessagesRequest = Static<typeof MessagesRequestSchema>;

export const CountTokensRequestSchema = Type.Object(shared);
export type CountTokensRequest = Static<typeof CountTokensRequestSchema>;

const acceptsRequest = compileCheck(MessagesRequestSchema);
const acceptsCount = compileCheck(CountTokensRequestSchema);

function isRequest(body: unknown): body is MessagesRequest {
  return acceptsRequest(body);
}
function isCountRequest(body: unknown): body is CountTokensRequest {
  return acceptsCount(body);
}

/** Checks the body of a Messages request. Nothing is coerced, filled in or taken out. */
export function validateMessagesRequest(body: unknown): RequestResult<MessagesRequest> {
  if (!isRequest(body)) return refusalOf(MessagesRequestSchema, body);
  return firstRefusal(body.tools ?? [], "tools", messagesToolForm) ?? { ok: true, value: body };
}

/** Checks the body of a request to count tokens: a Messages request without limits and sampling. */
export function validateCountTokensRequest(body: unknown): RequestResult<CountTokensRequest> {
  if (!isCountRequest(body)) return refusalOf(CountTokensRequestSchema, body);
  return firstRefusal(body.tools ?? [], "tools", messagesToolForm) ?? { ok: true, value: body };
}
