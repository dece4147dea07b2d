import type { JsonValue } from "../json.ts";

/** The items of a response's `output`, and builders for them. */

export type ItemStatus = "in_progress" | "completed" | "incomplete";

/** Where in its sources a text comes from. */
export type TextAnnotation =
  | {
      readonly type: "file_citation";
      readonly file_id: string;
      readonly filename: string;
      readonly index: number;
    }
  | {
      readonly type: "url_citation";
      readonly url: string;
      readonly title: string;
      readonly start_index: number;
      readonly end_index: number;
    }
  | {
      readonly type: "container_file_citation";
      readonly container_id: string;
      readonly file_id: string;
      readonly filename: string;
      readonly start_index: number;
      readonly end_index: number;
    }
  | { readonly type: "file_path"; readonly file_id: string; readonly index: number };

interface TokenChance {
  readonly token: string;
  /** Of UTF-8. */
  readonly bytes: readonly number[];
  readonly logprob: number;
}
/** How likely a token of a text was, and others in its place. */
export interface TokenLogprob extends TokenChance {
  readonly top_logprobs: readonly TokenChance[];
}

export interface OutputTextPart {
  readonly type: "output_text";
  readonly text: string;
  readonly annotations: readonly TextAnnotation[];
  /** The log probabilities of its tokens, where they were asked for. */
  readonly logprobs?: readonly TokenLogprob[];
}
export interface RefusalPart {
  readonly type: "refusal";
  readonly refusal: string;
}
export type OutputPart = OutputTextPart | RefusalPart;

export interface OutputMessageItem {
  readonly id: string;
  readonly type: "message";
  readonly role: "assistant";
  readonly status: ItemStatus;
  readonly content: readonly OutputPart[];
}
export interface FunctionCallItem {
  readonly id: string;
  readonly type: "function_call";
  readonly call_id: string;
  readonly name: string;
  /** JSON text. */
  readonly arguments: string;
  readonly status: ItemStatus;
}
export interface CustomToolCallItem {
  readonly id: string;
  readonly type: "custom_tool_call";
  readonly call_id: string;
  readonly name: string;
  readonly input: string;
}
export interface SummaryPart {
  readonly type: "summary_text";
  readonly text: string;
}
export interface ReasoningOutputItem {
  readonly id: string;
  readonly type: "reasoning";
  readonly summary: readonly SummaryPart[];
  readonly encrypted_content?: string;
  readonly status: ItemStatus;
}
/** An item of a provider's own tools, passed on as it came. */
export interface ProviderOutputItem {
  readonly type:
    | "apply_patch_call"
    | "code_interpreter_call"
    | "computer_call"
    | "file_search_call"
    | "image_generation_call"
    | "local_shell_call"
    | "mcp_approval_request"
    | "mcp_call"
    | "mcp_list_tools"
    | "shell_call"
    | "web_search_call";
  readonly [field: string]: JsonValue;
}
export type ResponsesOutputItem =
  | OutputMessageItem
  | FunctionCallItem
  | CustomToolCallItem
  | ReasoningOutputItem
  | ProviderOutputItem;

/** Whether an item that a provider made has what its type needs to be passed on as it came. */
export function isOutputItem(
  item: Readonly<Record<string, unknown>>,
): item is Readonly<Record<string, unknown>> & ResponsesOutputItem {
  if (typeof item.type !== "string") return false;
  switch (item.type) {
    case "message":
      return typeof item.id === "string" && Array.isArray(item.content);
    case "reasoning":
      return typeof item.id === "string" && Array.isArray(item.summary);
    case "function_call":
      return typeof item.call_id === "string" && typeof item.arguments === "string";
    case "custom_tool_call":
      return typeof item.call_id === "string" && typeof item.input === "string";
    default:
      return true;
  }
}

const idPrefixes = {
  response: "resp",
  conversation: "conv",
  message: "msg",
  function_call: "fc",
  custom_tool_call: "ctc",
  reasoning: "rs",
  /** An item of any other kind. */
  item: "item",
} as const;

/** A new id, as the public API forms them: `resp_…`, `conv_…`, `msg_…`, `fc_…`, `ctc_…`, `rs_…`, `item_…`. */
export function newResponsesId(kind: keyof typeof idPrefixes): string {
  return `${idPrefixes[kind]}_${globalThis.crypto.randomUUID().replaceAll("-", "")}`;
}

/** A part with text. */
export function outputTextPart(
  text: string,
  annotations: readonly TextAnnotation[] = [],
  logprobs?: readonly TokenLogprob[],
): OutputTextPart {
  return { type: "output_text", text, annotations, ...(logprobs === undefined ? {} : { logprobs }) };
}

/** A message with one part: text, or a refusal. */
export function outputMessageItem(message: {
  readonly id?: string;
  readonly text?: string;
  readonly refusal?: string;
  readonly annotations?: readonly TextAnnotation[];
  readonly logprobs?: readonly TokenLogprob[];
  readonly status?: ItemStatus;
}): OutputMessageItem {
  const { refusal } = message;
  return {
    id: message.id ?? newResponsesId("message"),
    type: "message",
    role: "assistant",
    status: message.status ?? "completed",
    content:
      refusal === undefined
        ? [outputTextPart(message.text ?? "", message.annotations, message.logprobs)]
        : [{ type: "refusal", refusal }],
  };
}

/** A call of a function. `arguments` is JSON text. */
export function functionCallItem(call: {
  readonly callId: string;
  readonly name: string;
  readonly arguments: string;
  readonly id?: string;
  readonly status?: ItemStatus;
}): FunctionCallItem {
  return {
    id: call.id ?? newResponsesId("function_call"),
    type: "function_call",
    call_id: call.callId,
    name: call.name,
    arguments: call.arguments,
    status: call.status ?? "completed",
  };
}

/** A call of a custom tool, whose input is any text. */
export function customToolCallItem(call: {
  readonly callId: string;
  readonly name: string;
  readonly input: string;
  readonly id?: string;
}): CustomToolCallItem {
  return {
    id: call.id ?? newResponsesId("custom_tool_call"),
    type: "custom_tool_call",
    call_id: call.callId,
    name: call.name,
    input: call.input,
  };
}

/** The model's thoughts, or a plan and its progress: one part of the summary for each text. */
export function reasoningItem(reasoning: {
  readonly summary: readonly string[];
  readonly id?: string;
  readonly encryptedContent?: string;
  readonly status?: ItemStatus;
}): ReasoningOutputItem {
  const { encryptedContent } = reasoning;
  return {
    id: reasoning.id ?? newResponsesId("reasoning"),
    type: "reasoning",
    summary: reasoning.summary.map((text) => ({ type: "summary_text", text })),
    ...(encryptedContent !== undefined && { encrypted_content: encryptedContent }),
    status: reasoning.status ?? "completed",
  };
}
