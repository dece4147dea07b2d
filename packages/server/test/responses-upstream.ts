import type { Reply } from "./upstream.ts";

/** What a provider that speaks OpenAI's Responses API answers. */

export const responseUsage = {
  input_tokens: 11,
  input_tokens_details: { cached_tokens: 4 },
  output_tokens: 7,
  output_tokens_details: { reasoning_tokens: 2 },
  total_tokens: 18,
};

export type Item = Readonly<Record<string, unknown>> & { readonly type: string };
type Call = { readonly name: string; readonly arguments: string };

export function messageItem(text: string, annotations: readonly object[] = [], id = "msg_upstream"): Item {
  const content = [{ type: "output_text", text, annotations, logprobs: [] }];
  return { id, type: "message", role: "assistant", status: "completed", content };
}

export function callItems(calls: readonly Call[]): readonly Item[] {
  return calls.map((call, index) => ({
    id: `fc_upstream_${index}`,
    type: "function_call",
    call_id: `call_${index}`,
    status: "completed",
    ...call,
  }));
}

export function reasoningItem(text: string, encrypted?: string): Item {
  return {
    id: "rs_upstream",
    type: "reasoning",
    summary: [{ type: "summary_text", text }],
    ...(encrypted === undefined ? {} : { encrypted_content: encrypted }),
  };
}

export function responseBody(output: readonly Item[], extra: object = {}): Readonly<Record<string, unknown>> {
  return {
    id: "resp_upstream",
    object: "response",
    created_at: 1,
    status: "completed",
    model: "upstream-model",
    error: null,
    incomplete_details: null,
    output,
    usage: responseUsage,
    ...extra,
  };
}

/** A whole response. */
export function response(output: readonly Item[], extra: object = {}): Reply {
  return { kind: "json", body: responseBody(output, extra) };
}

/** The data of the events of a streamed response. */
export function responseEvents(output: readonly Item[], extra: object = {}): readonly string[] {
  const begun = responseBody([], { ...extra, status: "in_progress", usage: null });
  const whole = responseBody(output, extra);
  const events: object[] = [
    { type: "response.created", response: begun },
    { type: "response.in_progress", response: begun },
    ...output.flatMap(itemEvents),
    { type: `response.${String(whole.status)}`, response: whole },
  ];
  return events.map((event, sequence_number) => JSON.stringify({ ...event, sequence_number }));
}

function itemEvents(item: Item, output_index: number): readonly object[] {
  const where = { item_id: item.id, output_index };
  return [
    { type: "response.output_item.added", output_index, item: begunItem(item) },
    ...contentEvents(item).map((event) => ({ ...where, ...event })),
    { type: "response.output_item.done", output_index, item },
  ];
}

function begunItem(item: Item): Item {
  switch (item.type) {
    case "message":
      return { ...item, status: "in_progress", content: [] };
    case "function_call":
      return { ...item, status: "in_progress", arguments: "" };
    case "reasoning":
      return { ...item, summary: [] };
    default:
      return { ...item, status: "in_progress" };
  }
}

function contentEvents(item: Item): readonly object[] {
  switch (item.type) {
    case "message": {
      const [part]: { text?: string; annotations: readonly object[] }[] = JSON.parse(
        JSON.stringify(item.content),
      );
      const at = { content_index: 0 };
      // A part that is no text comes whole.
      if (part?.text === undefined) return [{ type: "response.content_part.added", ...at, part }];
      const { text, annotations } = part;
      return [
        { type: "response.content_part.added", ...at, part: { ...part, text: "", annotations: [] } },
        { type: "response.output_text.delta", ...at, delta: text.slice(0, 3), logprobs: [] },
        { type: "response.output_text.delta", ...at, delta: text.slice(3), logprobs: [] },
        ...annotations.map((annotation, annotation_index) => ({
          type: "response.output_text.annotation.added",
          ...at,
          annotation_index,
          annotation,
        })),
        { type: "response.output_text.done", ...at, text, logprobs: [] },
        { type: "response.content_part.done", ...at, part },
      ];
    }
    case "function_call": {
      const text = String(item.arguments);
      const half = Math.floor(text.length / 2);
      const delta = "response.function_call_arguments.delta";
      return [
        { type: delta, delta: text.slice(0, half) },
        { type: delta, delta: text.slice(half) },
        { type: "response.function_call_arguments.done", name: item.name, arguments: text },
      ];
    }
    case "reasoning": {
      const summary: { text: string }[] = JSON.parse(JSON.stringify(item.summary));
      return summary.flatMap((part, summary_index) => [
        { type: "response.reasoning_summary_part.added", summary_index, part: { ...part, text: "" } },
        { type: "response.reasoning_summary_text.delta", summary_index, delta: part.text },
        { type: "response.reasoning_summary_text.done", summary_index, text: part.text },
        { type: "response.reasoning_summary_part.done", summary_index, part },
      ]);
    }
    default:
      return [{ type: `response.${item.type}.in_progress` }, { type: `response.${item.type}.completed` }];
  }
}
