import type { Metadata } from "@sequrity/sqrt";
import { RE2JS } from "re2js";
import type { ResponseFormat } from "./conversation.ts";
import { isJsonObject, readJson } from "./json.ts";
import { encodeForSlot, fillTemplate, promptTemplate } from "./prompts.ts";
import type { TurnContext } from "./turn-context.ts";
import { isLlmBlocked } from "./visibility.ts";

/** Finding out that a tool's result is an error, where the tool does not say so (config.md, detect_tool_errors). */

/** What an error looks like when the config gives no pattern. */
const usualErrorPattern = "(?i)^\\s*(error\\b|exception\\b|traceback \\(most recent call last\\)|fatal:)";

const format: ResponseFormat = {
  kind: "json_schema",
  name: "error_detection",
  schema: {
    type: "object",
    properties: { is_error: { type: "boolean" } },
    required: ["is_error"],
    additionalProperties: false,
  },
};

export type Detection = { readonly isError: boolean } | { readonly limit: string };

/** Whether a result is an error. `label` is the result's: what no model may see is not shown to this one either (C6). */
export async function detectError(turn: TurnContext, text: string, label: Metadata): Promise<Detection> {
  const { fsm, prompt } = turn.input.config;
  const longest = fsm.detect_tool_error_max_result_length;
  if (fsm.detect_tool_errors === "none" || (longest !== null && text.length > longest)) {
    return { isError: false };
  }
  if (fsm.detect_tool_errors === "regex") {
    const pattern = fsm.detect_tool_error_regex_pattern ?? usualErrorPattern;
    return { isError: RE2JS.compile(pattern).matcher(text).find() };
  }
  if (isLlmBlocked(label, turn.input.config)) return { isError: true };
  const choice = prompt.error_detector_llm;
  const system = promptTemplate("error_detector_llm", choice, "system");
  const query = fillTemplate(promptTemplate("error_detector_llm", choice, "query"), {
    result: encodeForSlot(text),
  });
  const reply = await turn.models.ask(
    "tool_result_error_detector_llm",
    [
      { role: "system", content: [{ kind: "text", text: system }] },
      { role: "user", content: [{ kind: "text", text: query }] },
    ],
    turn.input.structuredOutput ? { format } : {},
  );
  if (reply.kind === "limit") return { limit: reply.limit };
  const read = readJson(reply.answer.text.trim());
  // An answer that says nothing leaves the result what the tool made of it.
  return { isError: isJsonObject(read) && read.is_error === true };
}
