import { type Static, Type } from "typebox";
import { ChatCompletionRequestSchema, type RequestResult } from "../chat/request.ts";
import { compileCheck } from "../schema/compile.ts";
import { oneOf, optional, recordOf, taggedUnion } from "../schema/shapes.ts";
import { firstRefusal, type Refusal, refusalOf } from "./elements.ts";
import { inputItemForm } from "./input-item.ts";
import { ResponsesToolChoiceSchema, responsesToolForm } from "./tool.ts";

/**
 * The body of a Responses request: what the hosted product takes, what the public API takes beyond it, and the two
 * fields of our own. Fields that it does not know are ignored.
 */

const anyObject = recordOf(Type.Unknown());
const number = optional(Type.Number());
const integer = optional(Type.Integer());
const flag = optional(Type.Boolean());
/** A word out of a list that providers extend: passed on for the provider to judge. */
const openWord = optional(Type.String());

const TextFormatSchema = taggedUnion(
  "type",
  Type.Object({ type: Type.Literal("text") }),
  Type.Object({ type: Type.Literal("json_object") }),
  Type.Object({
    type: Type.Literal("json_schema"),
    name: Type.String(),
    schema: anyObject,
    description: openWord,
    strict: flag,
  }),
);

const { user_provided_program, context_vars } = ChatCompletionRequestSchema.properties;

export const ResponsesRequestSchema = Type.Object({
  model: Type.String(),
  /** The items are checked one by one, in the form of their kind (input-item.ts). */
  input: optional(Type.Union([Type.String(), Type.Array(anyObject)])),
  instructions: openWord,

  /** Checked one by one, in the form of their type (tool.ts). */
  tools: optional(Type.Array(anyObject)),
  tool_choice: Type.Optional(ResponsesToolChoiceSchema),
  parallel_tool_calls: flag,
  max_tool_calls: integer,

  text: optional(Type.Object({ format: optional(TextFormatSchema), verbosity: openWord })),
  reasoning: optional(
    Type.Object({
      effort: optional(oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max")),
      summary: openWord,
      generate_summary: openWord,
      context: openWord,
      mode: openWord,
    }),
  ),
  include: optional(Type.Array(Type.String())),
  prompt: optional(
    Type.Object({
      id: Type.String(),
      version: openWord,
      variables: optional(recordOf(Type.Union([Type.String(), anyObject]))),
    }),
  ),

  previous_response_id: openWord,
  conversation: optional(Type.Union([Type.String(), Type.Object({ id: Type.String() })])),
  store: flag,
  background: flag,
  stream: flag,
  stream_options: optional(Type.Object({ include_usage: flag, include_obfuscation: flag })),

  temperature: number,
  top_p: number,
  top_logprobs: integer,
  max_output_tokens: integer,
  truncation: optional(oneOf("auto", "disabled")),
  context_management: optional(Type.Array(anyObject)),
  /** How what is seen in images is kept small. */
  image: optional(anyObject),
  access_programs: optional(anyObject),

  metadata: optional(recordOf(Type.String())),
  service_tier: openWord,
  moderation: optional(anyObject),
  prompt_cache_key: openWord,
  prompt_cache_options: optional(anyObject),
  prompt_cache_retention: openWord,
  safety_identifier: openWord,
  user: openWord,
  /** Seconds that the hosted product's client waits. */
  timeout: number,

  user_provided_program,
  context_vars,
});

/** The items of its `input` are told apart with `isInputItem`, its tools with `isResponsesTool`. */
export type ResponsesRequest = Static<typeof ResponsesRequestSchema>;

const accepts = compileCheck(ResponsesRequestSchema);

function isRequest(body: unknown): body is ResponsesRequest {
  return accepts(body);
}

/** The first item or tool that has not the form of its kind. */
function refusedElement(request: ResponsesRequest): Refusal | undefined {
  const items = typeof request.input === "string" ? [] : (request.input ?? []);
  return (
    firstRefusal(items, "input", inputItemForm) ??
    firstRefusal(request.tools ?? [], "tools", responsesToolForm)
  );
}

/**
 * Checks the body of a Responses request; nothing is coerced, filled in or taken out. An item or tool of a type that we
 * know must have its form; one of another type may be any object, as the hosted product has it.
 */
export function validateResponsesRequest(body: unknown): RequestResult<ResponsesRequest> {
  if (!isRequest(body)) return refusalOf(ResponsesRequestSchema, body);
  return refusedElement(body) ?? { ok: true, value: body };
}
