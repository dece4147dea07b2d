import { type Static, Type } from "typebox";
import { compileCheck } from "../schema/compile.ts";
import { findMismatches } from "../schema/mismatch.ts";
import { oneOf, optional, recordOf, taggedUnion, wholeNumber } from "../schema/shapes.ts";
import { TextContentSchema } from "./content-part.ts";
import { ChatMessageSchema } from "./message.ts";
import { ChatToolSchema, LegacyFunctionCallSchema, LegacyFunctionSchema, ToolChoiceSchema } from "./tool.ts";

/**
 * The body of a chat completion request: what the hosted product takes, what the public API takes beyond it, and the
 * two fields of our own. Fields that it does not know are ignored.
 */

const anyObject = recordOf(Type.Unknown());
const number = optional(Type.Number());
const integer = optional(Type.Integer());
const flag = optional(Type.Boolean());
/** A word out of a list that providers extend: passed on for the provider to judge. */
const openWord = optional(Type.String());

export const ResponseFormatSchema = taggedUnion(
  "type",
  Type.Object({ type: Type.Literal("text") }),
  Type.Object({ type: Type.Literal("json_object") }),
  Type.Object({
    type: Type.Literal("json_schema"),
    json_schema: Type.Object(
      {
        name: Type.String(),
        description: optional(Type.String()),
        schema: optional(anyObject),
        strict: flag,
      },
      { additionalProperties: false },
    ),
  }),
);

const ContextVariableSchema = Type.Object({
  value: Type.Unknown(),
  meta: optional(
    Type.Object(
      {
        producers: optional(Type.Array(Type.String())),
        consumers: optional(Type.Array(Type.String())),
        tags: optional(Type.Array(Type.String())),
      },
      { additionalProperties: false },
    ),
  ),
});

export const ChatCompletionRequestSchema = Type.Object({
  model: Type.String(),
  messages: Type.Array(ChatMessageSchema),

  tools: optional(Type.Array(ChatToolSchema)),
  tool_choice: Type.Optional(ToolChoiceSchema),
  parallel_tool_calls: flag,
  functions: optional(Type.Array(LegacyFunctionSchema)),
  function_call: Type.Optional(LegacyFunctionCallSchema),

  response_format: optional(ResponseFormatSchema),
  stream: flag,
  stream_options: optional(Type.Object({ include_usage: flag, include_obfuscation: flag })),

  temperature: number,
  top_p: number,
  seed: optional(wholeNumber()),
  n: optional(Type.Integer({ minimum: 1, maximum: 128 })),
  stop: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String()), Type.Null()])),
  max_completion_tokens: integer,
  max_tokens: integer,
  frequency_penalty: number,
  presence_penalty: number,
  logit_bias: optional(recordOf(Type.Number())),
  logprobs: flag,
  top_logprobs: integer,
  reasoning_effort: optional(oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max")),
  verbosity: openWord,

  audio: optional(
    Type.Object({
      format: Type.String(),
      voice: Type.Union([Type.String(), Type.Object({ id: Type.String() })]),
    }),
  ),
  modalities: optional(Type.Array(Type.String())),
  prediction: optional(Type.Object({ type: Type.Literal("content"), content: TextContentSchema })),
  web_search_options: optional(anyObject),
  moderation: optional(anyObject),

  metadata: optional(recordOf(Type.String())),
  store: flag,
  service_tier: openWord,
  prompt_cache_key: openWord,
  prompt_cache_options: optional(anyObject),
  prompt_cache_retention: openWord,
  safety_identifier: openWord,
  user: openWord,

  /** The plan to run: no planning model is called. */
  user_provided_program: optional(Type.String()),
  /** Variables that the plan sees. */
  context_vars: optional(recordOf(ContextVariableSchema)),
});

export type ChatCompletionRequest = Static<typeof ChatCompletionRequestSchema>;

const accepts = compileCheck(ChatCompletionRequestSchema);

function isRequest(body: unknown): body is ChatCompletionRequest {
  return accepts(body);
}

/** A request's body as it may be read, or the first field that is wrong and what was expected there. */
export type RequestResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** The field's path, such as `messages[2].content`; empty when the body as a whole is wrong. */
      readonly param: string;
      readonly message: string;
    };

/** Checks the body of a chat completion request. Nothing is coerced, filled in or taken out. */
export function validateChatCompletionRequest(body: unknown): RequestResult<ChatCompletionRequest> {
  if (isRequest(body)) return { ok: true, value: body };
  const [first] = findMismatches(ChatCompletionRequestSchema, body);
  // INVARIANT: what the compiled check refuses is refused, whether or not there are words for it.
  if (first === undefined)
    return { ok: false, param: "", message: "The body does not fit the request's schema." };
  const subject = first.path === "" ? "The body" : first.path;
  return { ok: false, param: first.path, message: `${subject}: ${first.message}.` };
}
