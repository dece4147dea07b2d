import { takeAttachments } from "./attachments.ts";
import type { ContentPart, JsonObject, JsonValue, ResponseFormat } from "./conversation.ts";
import { canonicalJson, isJsonObject, readJson } from "./json.ts";
import { checkSchema } from "./json-schema.ts";
import { encodeForSlot, fillTemplate, promptTemplate } from "./prompts.ts";
import type { TurnContext } from "./turn-context.ts";

/** The quarantined model: it reads untrusted text, answers one question as data, and has no tools. */

/** How often it is asked before an answer that does not fit counts as an error. */
const attemptsMax = 2;

export type QuarantinedReply =
  | { readonly kind: "answer"; readonly value: JsonValue }
  | { readonly kind: "not_enough_information" }
  | { readonly kind: "misfit" }
  | { readonly kind: "limit"; readonly limit: string };

/** The schema of the whole answer. Definitions move to its root, where the references in them point. */
function envelopeSchema(schema: JsonValue): JsonObject {
  const definitions: [string, JsonValue][] = [];
  let value = schema;
  if (isJsonObject(schema)) {
    const rest: [string, JsonValue][] = [];
    for (const [key, field] of Object.entries(schema)) {
      (key === "$defs" || key === "definitions" ? definitions : rest).push([key, field]);
    }
    value = Object.fromEntries(rest);
  }
  return {
    type: "object",
    properties: {
      value: { anyOf: [value, { type: "null" }] },
      not_enough_information: { type: "boolean" },
    },
    required: ["value", "not_enough_information"],
    additionalProperties: false,
    ...Object.fromEntries(definitions),
  };
}

/** The JSON in an answer: all of it, or what stands in a fence. */
function readAnswer(text: string): JsonValue | undefined {
  const fenced = /^```(?:json)?[ \t]*\r?\n([\s\S]*?)^```/m.exec(text)?.[1];
  return readJson(text.trim()) ?? (fenced === undefined ? undefined : readJson(fenced));
}

/**
 * Asks the quarantined model. `input` is untrusted, and so is the answer; the caller labels it.
 * INVARIANT: the model is offered no tools, and what it says is used as a value of the schema only.
 */
export async function askQuarantined(
  turn: TurnContext,
  input: string,
  schema: JsonValue,
): Promise<QuarantinedReply> {
  const choice = turn.input.config.prompt.qllm;
  const system = fillTemplate(promptTemplate("qllm", choice, "system"), {
    schema: encodeForSlot(canonicalJson(schema)),
  });
  const { text, mentioned } = takeAttachments(turn, input);
  const query = fillTemplate(promptTemplate("qllm", choice, "query"), { input: encodeForSlot(text) });
  const content: readonly ContentPart[] = [
    { kind: "text", text: query },
    ...mentioned.flatMap(({ name, kind, part }): ContentPart[] => [
      { kind: "text", text: `\n[${name}]:\n` },
      { kind: "opaque", type: kind, part },
    ]),
  ];
  const envelope = envelopeSchema(schema);
  const format: ResponseFormat = { kind: "json_schema", name: "answer", schema: envelope };
  for (let attempt = 1; ; attempt++) {
    const again =
      attempt === 1 ? "" : "\n\nYour last answer did not fit the schema. Answer with JSON that does.";
    const reply = await turn.models.ask(
      "qllm",
      [
        { role: "system", content: [{ kind: "text", text: system + again }] },
        { role: "user", content },
      ],
      turn.input.structuredOutput ? { format } : {},
    );
    if (reply.kind === "limit") return reply;
    const read = readAnswer(reply.answer.text);
    if (isJsonObject(read)) {
      if (read.not_enough_information === true) return { kind: "not_enough_information" };
      const { value } = read;
      if (value !== undefined && checkSchema(schema, value).ok) return { kind: "answer", value };
    }
    if (attempt === attemptsMax) return { kind: "misfit" };
  }
}
