import { Fault, type JsonObject, type JsonValue } from "@sequrity/engine";
import { isArray, isObject, stringAt } from "../json-fields.ts";

/** Fields of items that are long or secret, and are shown only where the request's `include` names them. */

const includable: ReadonlySet<string> = new Set([
  "code_interpreter_call.outputs",
  "computer_call_output.output.image_url",
  "file_search_call.results",
  "message.input_image.image_url",
  "message.output_text.logprobs",
  "reasoning.encrypted_content",
  "web_search_call.action.sources",
  "web_search_call.results",
]);

/**
 * Refuses words that name no such field.
 *
 * @throws {Fault} `invalid_request`
 */
export function checkInclude(include: readonly string[]): void {
  const unknown = include.findIndex((word) => !includable.has(word));
  if (unknown < 0) return;
  throw new Fault(
    "invalid_request",
    `include[${unknown}]: '${(include[unknown] ?? "").slice(0, 80)}' names no field; those that may be included are ` +
      `${[...includable].join(", ")}.`,
    { param: `include[${unknown}]` },
  );
}

/**
 * An item, without what was not asked for.
 *
 * @param include words such as `reasoning.encrypted_content`
 */
export function includedFields(item: JsonObject, include: readonly string[]): JsonObject {
  const asked = (word: string): boolean => include.includes(word);
  switch (stringAt(item, "type")) {
    case "reasoning":
      return asked("reasoning.encrypted_content") ? item : without(item, "encrypted_content");
    case "file_search_call":
      return asked("file_search_call.results") ? item : without(item, "results");
    case "code_interpreter_call":
      return asked("code_interpreter_call.outputs") ? item : without(item, "outputs");
    case "web_search_call": {
      const found = asked("web_search_call.results") ? item : without(item, "results");
      return asked("web_search_call.action.sources") || !isObject(found.action)
        ? found
        : { ...found, action: without(found.action, "sources") };
    }
    case "computer_call_output":
      return asked("computer_call_output.output.image_url") || !isObject(item.output)
        ? item
        : { ...item, output: without(item.output, "image_url") };
    case "message":
      return isArray(item.content)
        ? { ...item, content: item.content.map((part) => includedPart(part, asked)) }
        : item;
    default:
      return item;
  }
}

function includedPart(part: JsonValue, asked: (word: string) => boolean): JsonValue {
  if (!isObject(part)) return part;
  switch (part.type) {
    case "input_image":
      return asked("message.input_image.image_url") ? part : without(part, "image_url");
    case "output_text":
      return asked("message.output_text.logprobs") ? part : without(part, "logprobs");
    default:
      return part;
  }
}

/** A stored response, its items without what was not asked for. */
export function includedResponse(response: JsonObject, include: readonly string[]): JsonObject {
  const { output } = response;
  if (!isArray(output)) return response;
  return {
    ...response,
    output: output.map((item) => (isObject(item) ? includedFields(item, include) : item)),
  };
}

function without(value: JsonObject, field: string): JsonObject {
  if (!Object.hasOwn(value, field)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));
}
