import type { Reply } from "./upstream.ts";

/** What a provider that speaks Anthropic's Messages API answers. */

export const messageUsage = {
  input_tokens: 5,
  cache_read_input_tokens: 4,
  cache_creation_input_tokens: 2,
  output_tokens: 7,
};

type Call = { readonly name: string; readonly arguments: string };

/** A whole message with thoughts, a text, calls. */
export function message(
  text: string,
  calls: readonly Call[] = [],
  extra: Readonly<Record<string, unknown>> = {},
  thoughts: readonly object[] = [],
): Reply {
  return {
    kind: "json",
    body: {
      id: "msg_upstream",
      type: "message",
      role: "assistant",
      model: "upstream-model",
      content: [
        ...thoughts,
        ...(text === "" ? [] : [{ type: "text", text }]),
        ...calls.map((call, index) => ({
          type: "tool_use",
          id: `toolu_${index}`,
          name: call.name,
          input: JSON.parse(call.arguments),
        })),
      ],
      stop_reason: calls.length > 0 ? "tool_use" : "end_turn",
      stop_sequence: null,
      usage: messageUsage,
      ...extra,
    },
  };
}

/** The data of the events of a streamed message. */
export function messageEvents(
  texts: readonly string[],
  calls: readonly Call[] = [],
  thought?: { readonly texts: readonly string[]; readonly signature: string },
): readonly string[] {
  const blocks: (readonly object[])[] = [];
  if (thought !== undefined) {
    blocks.push([
      { type: "thinking", thinking: "", signature: "" },
      ...thought.texts.map((thinking) => ({ type: "thinking_delta", thinking })),
      { type: "signature_delta", signature: thought.signature },
    ]);
  }
  if (texts.length > 0) {
    blocks.push([{ type: "text", text: "" }, ...texts.map((text) => ({ type: "text_delta", text }))]);
  }
  for (const [index, call] of calls.entries()) {
    const half = Math.floor(call.arguments.length / 2);
    blocks.push([
      { type: "tool_use", id: `toolu_${index}`, name: call.name, input: {} },
      { type: "input_json_delta", partial_json: call.arguments.slice(0, half) },
      { type: "input_json_delta", partial_json: call.arguments.slice(half) },
    ]);
  }
  const { output_tokens, ...input } = messageUsage;
  const start = {
    id: "msg_upstream",
    type: "message",
    role: "assistant",
    model: "upstream-model",
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...input, output_tokens: 1 },
  };
  return [
    { type: "message_start", message: start },
    { type: "ping" },
    ...blocks.flatMap(([block, ...deltas], index) => [
      { type: "content_block_start", index, content_block: block },
      ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
      { type: "content_block_stop", index },
    ]),
    {
      type: "message_delta",
      delta: { stop_reason: calls.length > 0 ? "tool_use" : "end_turn", stop_sequence: null },
      usage: { output_tokens },
    },
    { type: "message_stop" },
  ].map((event) => JSON.stringify(event));
}
