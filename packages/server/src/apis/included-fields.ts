import type { JsonObject, JsonValue } from "@sequrity/engine";
import { isArray, isObject, stringAt } from "../json-fields.ts";

/** Fields of items that are long or secret, and are shown only where the request's `include` names them. */

/**
 * An item of an answer, without what was not asked for.
 *
 * @param include words such as `reasoning.encrypted_content`; those that name no such field show nothing
 */
export function includedFields(item: JsonObject, include: readonly string[]): JsonObject {
  switch (stringAt(item, "type")) {
    case "reasoning":
      return include.includes("reasoning.encrypted_content") ? item : without(item, "encrypted_content");
    case "file_search_call":
      return include.includes("file_search_call.results") ? item : without(item, "results");
    case "code_interpreter_call":
      return include.includes("code_interpreter_call.outputs") ? item : without(item, "outputs");
    case "web_search_call":
      return include.includes("web_search_call.action.sources") || !isObject(item.action)
        ? item
        : { ...item, action: without(item.action, "sources") };
    case "message":
      return include.includes("message.output_text.logprobs") || !isArray(item.content)
        ? item
        : { ...item, content: item.content.map(withoutLogprobs) };
    default:
      return item;
  }
}

function withoutLogprobs(part: JsonValue): JsonValue {
  return isObject(part) ? without(part, "logprobs") : part;
}

function without(value: JsonObject, field: string): JsonObject {
  if (!Object.hasOwn(value, field)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
}
