import { type Static, Type } from "typebox";
import type { RequestResult } from "./chat/request.ts";
import { type ChatTool, chatToolForm } from "./chat/tool.ts";
import { messagesToolForm } from "./messages/tool.ts";
import { type ElementForm, firstRefusal, refusalOf } from "./responses/elements.ts";
import { responsesToolForm } from "./responses/tool.ts";
import { compileCheck } from "./schema/compile.ts";
import { oneOf, optional, recordOf } from "./schema/shapes.ts";

/** The body of a request to write policies from a description. */

/** The API whose form the tools have, and the provider that is asked. */
export const policyGenerationTypes = [
  "oai_chat_completion",
  "openrouter_chat_completion",
  "anthropic_messages",
  "oai_responses",
  "sequrity_azure_chat_completion",
  "sequrity_azure_responses",
] as const;
export type PolicyGenerationType = (typeof policyGenerationTypes)[number];

export const PolicyGenerationSchema = Type.Object({
  type: oneOf(...policyGenerationTypes),
  model: Type.String({ minLength: 1 }),
  description: Type.String({ minLength: 1 }),
  /** Each in the form of its API. */
  tools: optional(Type.Array(recordOf(Type.Unknown()))),
  policy_lang: optional(oneOf("sqrt")),
  /** How often the model may try again. */
  n_retries: optional(Type.Integer({ minimum: 0, maximum: 10 })),
  internal_tool_names: optional(
    Type.Array(oneOf("parse_with_ai", "verify_hypothesis", "set_policy", "complete_turn")),
  ),
});
export type PolicyGenerationRequest = Static<typeof PolicyGenerationSchema>;

const toolForms: Readonly<Record<PolicyGenerationType, (tool: unknown) => ElementForm>> = {
  oai_chat_completion: () => chatToolForm,
  openrouter_chat_completion: () => chatToolForm,
  sequrity_azure_chat_completion: () => chatToolForm,
  anthropic_messages: messagesToolForm,
  oai_responses: responsesToolForm,
  sequrity_azure_responses: responsesToolForm,
};

const accepts = compileCheck(PolicyGenerationSchema);

function isRequest(body: unknown): body is PolicyGenerationRequest {
  return accepts(body);
}

/** Whether a tool is one of a chat completion request. */
export function isChatTool(tool: unknown): tool is ChatTool {
  return chatToolForm.accepts(tool);
}

/** Checks the body of `POST …/policy-gen/…/generate`. */
export function validatePolicyGeneration(body: unknown): RequestResult<PolicyGenerationRequest> {
  if (!isRequest(body)) return refusalOf(PolicyGenerationSchema, body);
  return firstRefusal(body.tools ?? [], "tools", toolForms[body.type]) ?? { ok: true, value: body };
}
